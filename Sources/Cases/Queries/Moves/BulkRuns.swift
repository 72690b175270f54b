import Kernel
import Storage

extension BulkRun {
    static let columns: SQL =
        "id, act, account, name, at, reached, ended_at, undo_until, undo_began, undone_at"

    init(row: Row) throws {
        id = try row[0]
        act = try columnValue(try row[1])
        account = try row[2]
        name = try row[3]
        at = try row[4]
        reached = try row[5]
        endedAt = try row[6]
        undoUntil = try row[7]
        undoBegan = try row[8]
        undoneAt = try row[9]
    }

    /// A run of one's own; another's does not exist.
    static func find(
        _ id: BulkRunID, for principal: Principal, in db: Reader
    ) throws -> BulkRun {
        let row = try db.first(
            """
            SELECT \(columns) FROM bulk_run WHERE id = \(id) AND account = \(principal.account)
            """)
        guard let row else { throw Refused.notFound }
        return try BulkRun(row: row)
    }

    /// The last runs of somebody, newest first.
    static func latest(of principal: Principal, in db: Reader) throws -> [BulkRun] {
        try db.all(
            """
            SELECT \(columns) FROM bulk_run WHERE account = \(principal.account)
            ORDER BY at DESC, id DESC LIMIT \(runsShown)
            """
        ).map(BulkRun.init(row:))
    }

    /// Writes a new run down.
    func insert(in db: Writer) throws {
        let text = try columnText(act)
        try db.run(
            """
            INSERT INTO bulk_run (id, act, account, name, at, reached, ended_at, undo_until)
            VALUES (\(id), \(text), \(account), \(name), \(at), \(reached),
                \(endedAt), \(undoUntil))
            """)
    }

    /// Keeps what became of a case in it.
    func keep(
        _ kase: CaseID, _ verdict: String, _ refusal: (any Refusal)?, had: KeptTake? = nil,
        in db: Writer
    ) throws {
        let why = try refusal.map { try columnText(KeptRefusal($0)) }
        let before = try had.map { try columnText($0) }
        try db.run(
            """
            INSERT INTO bulk_item (run, kase, verdict, refusal, had)
            VALUES (\(id), \(kase), \(verdict), \(why), \(before))
            """)
    }

    /// What is left to be undone of it, in the order of the cases.
    func toReturn(limit: Int, in db: Reader) throws -> [(kase: CaseID, had: KeptTake?)] {
        try db.all(
            """
            SELECT kase, had FROM bulk_item
            WHERE run = \(id) AND refusal IS NULL AND returned_at IS NULL AND kept IS NULL
            ORDER BY kase LIMIT \(limit)
            """
        ).map { row -> (kase: CaseID, had: KeptTake?) in
            let had: String? = try row[1]
            let kept: KeptTake? = try had.map { try columnValue($0) }
            return (kase: try row[0], had: kept)
        }
    }
}

/// What became of a case in a run, as its page shows it.
struct BulkItem: Sendable {
    let kase: CaseID
    let reference: Reference
    let verdict: String
    let refusal: KeptRefusal?
    let isReturned: Bool
    let kept: KeptRefusal?
}

/// How a run stands: its counts, and the cases that stayed as they were.
struct BulkReport: Sendable {
    let run: BulkRun
    /// How many cases came to each verdict.
    let counts: [String: Int]
    let done: Int
    let returned: Int
    let kept: Int
    /// Those that were not done, or not undone; the first of them, by reference.
    let stayed: [BulkItem]
    /// Of a run that goes through a version: how many are left to go through.
    let left: Int

    var all: Int { counts.values.reduce(0, +) }

    /// Whoever may not see a case any more reads nothing of it here either.
    init(
        _ run: BulkRun, for principal: Principal, in db: Reader, stayedMax: Int = runRows
    ) throws {
        self.run = run
        let scope = principal.mayRead("k")
        var counts: [String: Int] = [:]
        let sums = try db.all(
            """
            SELECT i.verdict, COUNT(*) FROM bulk_item i JOIN kase k ON k.id = i.kase
            WHERE i.run = \(run.id) AND \(scope) GROUP BY i.verdict
            """)
        for row in sums { counts[try row[0]] = try row[1] as Int }
        self.counts = counts
        func count(_ condition: SQL) throws -> Int {
            try db.count(
                """
                SELECT COUNT(*) FROM bulk_item i JOIN kase k ON k.id = i.kase
                WHERE i.run = \(run.id) AND \(scope) AND \(condition)
                """)
        }
        done = try count("i.refusal IS NULL")
        returned = try count("i.returned_at IS NOT NULL")
        kept = try count("i.kept IS NOT NULL")
        stayed = try db.all(
            """
            SELECT i.kase, k.reference, i.verdict, i.refusal, i.returned_at, i.kept
            FROM bulk_item i JOIN kase k ON k.id = i.kase
            WHERE i.run = \(run.id) AND \(scope) AND (i.refusal IS NOT NULL OR i.kept IS NOT NULL)
            ORDER BY k.reference LIMIT \(stayedMax)
            """
        ).map(BulkItem.init(row:))
        left = try BulkReport.left(run, principal, in: db)
    }

    private static func left(
        _ run: BulkRun, _ principal: Principal, in db: Reader
    ) throws -> Int {
        guard run.endedAt == nil, case .moveVersion(let move) = run.act else { return 0 }
        let affected = AffectedCases(
            of: principal, procedure: move.procedure, version: move.from)
        return try affected.count(behind: run.reached, in: db)
    }
}

extension AffectedCases {
    func count(behind last: CaseID, in db: Reader) throws -> Int {
        try db.count("SELECT COUNT(*) FROM kase WHERE \(filter) AND id > \(last)")
    }
}

extension BulkItem {
    init(row: Row) throws {
        kase = try row[0]
        reference = try row[1]
        verdict = try row[2]
        let (refusal, kept): (String?, String?) = (try row[3], try row[5])
        self.refusal = try refusal.map { try columnValue($0) }
        self.kept = try kept.map { try columnValue($0) }
        let returnedAt: Moment? = try row[4]
        isReturned = returnedAt != nil
    }
}

/// A screen; the file of a run has all.
let runRows = 200
let runsShown = 20
