import Formats
import Kernel
import Storage

/// A file with a case at a court about it, as an office sees it.
struct CourtLine: Sendable {
    let kase: Case
    let court: CourtCase
    /// Of the file, at the house.
    let decided: Day?

    var isSettled: Bool { court.isSettled(decided: decided) }
}

/// Which of the cases at courts are asked for.
struct CourtRegister: Sendable {
    enum State: String, CaseIterable, Sendable {
        /// Nothing is decided in the file.
        case open
        case decided
    }

    let scope: WorkOffices
    var state: State?
    /// The hashes of the numbers that a court sent; nil is all that there are.
    var numbers: [[UInt8]]?
    /// Those about one file.
    var reference: Reference?

    /// The longest at a court first.
    func lines(_ principal: Principal, in db: Reader, _ house: CaseHouse) throws -> [CourtLine] {
        try lines(
            where: try condition(principal),
            order: "lodged, suit LIMIT \(courtRows)", in: db, house)
    }

    /// Those of one file.
    static func lines(of kase: Case, in db: Reader, _ house: CaseHouse) throws -> [CourtLine] {
        try CourtRegister(scope: .all).lines(
            where: "kase.id = \(kase.id)", order: "lodged, suit", in: db, house)
    }

    /// Whole files, in the order of their identifiers: one has fewer lines than a batch.
    func batch(
        after last: CaseID, _ principal: Principal, in db: Reader, _ house: CaseHouse
    ) throws -> ListFile.Batch {
        let found = try lines(
            where: "kase.id > \(last) AND \(try condition(principal))",
            order: "kase.id, suit LIMIT \(listFileBatch)", in: db, house)
        guard let end = found.last?.kase.id else { return ListFile.Batch(rows: [], last: last) }
        let isCut = found.count == listFileBatch
        let whole = isCut ? found.filter { $0.kase.id != end } : found
        return ListFile.Batch(
            rows: whole.map { CourtRegister.row($0, house) }, last: whole.last?.kase.id ?? end,
            cases: Array(Set(whole.map(\.kase.id))))
    }

    static let fileColumns = [
        "court", "court_case", "lodged", "about", "reference", "procedure", "state", "decided",
        "outcome", "decided_since",
    ]

    private static func row(_ line: CourtLine, _ house: CaseHouse) -> [JSON] {
        [
            .string(line.court.court), .string(line.court.number), JSON(line.court.lodged),
            .string(line.court.about.rawValue), .string(line.kase.reference.text),
            .string(line.kase.procedure), .string(line.kase.projection.state), JSON(line.decided),
            line.kase.projection.outcome.map { .string($0) } ?? .null, .bool(line.isSettled),
        ]
    }

    private func condition(_ principal: Principal) throws -> SQL {
        var condition = principal.mayRead(office: "at_office", within: scope)
        switch state {
        case .open: condition = "\(condition) AND decided_at IS NULL"
        case .decided: condition = "\(condition) AND decided_at IS NOT NULL"
        case nil: break
        }
        if let reference { condition = "\(condition) AND kase.reference = \(reference)" }
        guard let numbers else { return condition }
        return numbers.isEmpty
            ? "1 = 0" : "\(condition) AND number_hash IN \(list: numbers)"
    }

    private func lines(
        where condition: SQL, order: SQL, in db: Reader, _ house: CaseHouse
    ) throws -> [CourtLine] {
        try db.all(
            """
            SELECT \(Case.columns), court, number_text, about, lodged
            FROM kase JOIN court_case ON court_case.kase = kase.id
            WHERE \(condition) ORDER BY \(order)
            """
        ).compactMap { row -> CourtLine? in
            let (kase, word): (Case, String) = (try Case(row: row), try row["about"])
            guard let about = CourtCase.About(rawValue: word) else { return nil }
            let number = try db.keys.open(
                try row["number_text"], use: courtUse, context: Case.subject(kase.id))
            let court = CourtCase(
                court: try row["court"], number: String(decoding: number, as: UTF8.self),
                lodged: try row["lodged"], about: about)
            return CourtLine(
                kase: kase, court: court,
                decided: kase.projection.decidedAt.map { house.zone.day(of: $0) })
        }
    }
}

/// A page; what is behind it was lodged later.
let courtRows = 200
/// A court sends no more numbers at once, nor does a form.
let courtNumbersMax = 2_000
