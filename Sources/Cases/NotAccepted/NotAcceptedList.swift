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

    /// Lines come latest first.
    static func all(_ lines: [NotAcceptedLine]) -> [NotAcceptedPattern] {
        var sums = NotAcceptedSums()
        sums.add(lines.reversed())
        return sums.patterns
    }
}

/// Sums of reports, of which only who and which file is kept.
struct NotAcceptedSums {
    private struct Sum {
        var last: NotAccepted
        var times = 0
        var files: Set<Reference> = []
    }

    private var sums: [String: Sum] = [:]

    /// Those written later come later.
    mutating func add(_ lines: some Sequence<NotAcceptedLine>) {
        for line in lines {
            var sum = sums[line.report.key] ?? Sum(last: line.report)
            if line.report.day >= sum.last.day { sum.last = line.report }
            sum.times += 1
            sum.files.insert(line.reference)
            sums[line.report.key] = sum
        }
    }

    /// Whoever did it most stands first.
    var patterns: [NotAcceptedPattern] {
        sums.values.map { sum in
            NotAcceptedPattern(
                body: sum.last.body, name: sum.last.name, times: sum.times,
                files: sum.files.count, last: sum.last.day)
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
        try lines(
            for: principal, since: day, "1 = 1", "day DESC, report DESC LIMIT \(notAcceptedRows)",
            in: db
        ).map(\.line)
    }

    /// Who did it in all that was told since a day, read in stretches: no page holds so many.
    static func patterns(
        for principal: Principal, since day: Day, batch: Int = listFileBatch, in db: Reader
    ) throws -> [NotAcceptedPattern] {
        var (sums, last) = (NotAcceptedSums(), ID<NotAccepted>(0))
        while true {
            let found = try lines(
                for: principal, since: day, "report > \(last)", "report LIMIT \(batch)", in: db)
            guard let end = found.last else { return sums.patterns }
            sums.add(found.map(\.line))
            last = end.id
        }
    }

    private static func lines(
        for principal: Principal, since day: Day, _ which: SQL, _ order: SQL, in db: Reader
    ) throws -> [(id: ID<NotAccepted>, line: NotAcceptedLine)] {
        try db.all(
            """
            SELECT reference, report, body, name, place, day, paper
            FROM kase JOIN paper_not_accepted ON paper_not_accepted.kase = kase.id
            WHERE day >= \(day) AND \(which) AND \(principal.mayRead(office: "at_office"))
            ORDER BY \(order)
            """
        ).compactMap { row in
            try report(row).map {
                (
                    try row["report"],
                    NotAcceptedLine(reference: try row["reference"], report: $0)
                )
            }
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
