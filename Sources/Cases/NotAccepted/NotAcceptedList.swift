import Kernel
import Storage

/// A report with its file.
struct NotAcceptedLine: Sendable {
    let reference: Reference
    let report: NotAccepted
}

/// One who did not accept papers, and how often.
struct NotAcceptedPattern: Sendable, Equatable {
    let body: NotAccepted.Body
    /// As it was written last.
    let name: String
    let times: Int
    let files: Int
    let last: Day

    /// Whoever did it most stands first; lines come latest first.
    static func all(_ lines: [NotAcceptedLine]) -> [NotAcceptedPattern] {
        Dictionary(grouping: lines) { $0.report.key }.values.compactMap { found in
            guard let last = found.max(by: { $0.report.day < $1.report.day })?.report else {
                return nil
            }
            return NotAcceptedPattern(
                body: last.body, name: last.name, times: found.count,
                files: Set(found.map(\.reference)).count, last: last.day)
        }.sorted { one, other in
            (other.files, other.times, one.name, one.body.rawValue)
                < (one.files, one.times, other.name, other.body.rawValue)
        }
    }
}

extension NotAccepted {
    /// What was told of files of the offices that somebody works for, since a day, latest first.
    static func lines(
        for principal: Principal, since day: Day, in db: Reader
    ) throws -> [NotAcceptedLine] {
        try db.all(
            """
            SELECT reference, body, name, place, day, paper
            FROM kase JOIN paper_not_accepted ON paper_not_accepted.kase = kase.id
            WHERE day >= \(day) AND \(principal.mayRead(office: "at_office"))
            ORDER BY day DESC, report DESC LIMIT \(notAcceptedRows)
            """
        ).compactMap { row in
            try report(row).map { NotAcceptedLine(reference: try row["reference"], report: $0) }
        }
    }

    /// What its person told of a file, latest first.
    static func all(of kase: CaseID, in db: Reader) throws -> [NotAccepted] {
        try db.all(
            """
            SELECT body, name, place, day, paper FROM paper_not_accepted
            WHERE kase = \(kase) ORDER BY day DESC, report DESC
            """
        ).compactMap(report)
    }

    private static func report(_ row: Row) throws -> NotAccepted? {
        let word: String = try row["body"]
        return try Body(rawValue: word).map { body in
            NotAccepted(
                body: body, name: try row["name"], place: try row["place"], day: try row["day"],
                paper: try row["paper"])
        }
    }
}

/// A page of reports, and all of a year of most offices.
let notAcceptedRows = 1_000
