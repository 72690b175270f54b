public import Figures
import Formats
public import Kernel
public import Languages
public import Storage

extension ServiceNetwork {
    /// The same room with what partner branches ask of others.
    public func joining(_ branches: BranchAsks) -> ServiceNetwork {
        var copy = self
        copy.branches = branches
        return copy
    }

    /// What branches deliver at counters, for whoever books times there: code, body, and what is needed first.
    public var branchCounters: [BranchCounter] { book.kinds.map(BranchCounter.init) }

    /// The fields that a contract may let a body read of a request.
    public static var branchFields: [String] { BranchContent.offered }

    /// The figures of each branch that there was when the house opens.
    public func branchFigures(in db: Reader) throws -> [Figure] {
        var seen: Set<String> = []
        return try Branch.all(in: db).flatMap { branch -> [Figure] in
            guard let kind = book[branch.kind], seen.insert("\(kind.code) \(branch.slug)").inserted
            else { return [] }
            return BranchFigures(branch, kind, book).all
        }
    }

    /// Forgets, by night, what no contract keeps any longer.
    public func purgeBranchRequests(at now: Moment, in db: Writer) throws {
        try BranchRequest.forget(before: branches.zone.day(of: now), at: now, in: db)
    }

    /// What of an erased file names anybody goes, its person and who asked too; that something was asked counts as
    /// before, each file as one person of its own.
    public func eraseBranchRequests(of kase: CaseID, in db: Writer) throws {
        try db.run(
            """
            UPDATE branch_request SET state = 'withdrawn', answered_at = asked_at
            WHERE kase = \(kase) AND state = 'asked'
            """)
        try db.run(
            """
            UPDATE branch_request SET content = NULL, reference = '', person = -kase, asked_by = 0
            WHERE kase = \(kase)
            """)
    }

    /// What was asked of branches for somebody's files, as JSON; nil where nothing was.
    public func branchHoldings(of person: PersonID, in db: Reader) throws -> [UInt8]? {
        let rows = try db.all(
            """
            SELECT \(BranchRequest.columns), r.reference FROM \(BranchRequest.table)
            WHERE r.person = \(person) AND r.reference <> '' ORDER BY r.asked_at, r.id
            """)
        if rows.isEmpty { return nil }
        let all = try rows.map { row -> JSON in
            let request = try BranchRequest(row)
            return .object([
                "what": .string(request.branch.kind), "place": .string(request.branch.placeName),
                "file": .string(try row[BranchRequest.columnsCount]),
                "state": .string(request.state.rawValue),
                "reason": request.reason.map { .string($0) } ?? .null,
                "askedAt": .string(request.askedAt.description),
                "readAt": request.readAt.map { .string($0.description) } ?? .null,
                "answeredAt": request.answeredAt.map { .string($0.description) } ?? .null,
            ])
        }
        return Array(JSON.array(all).pretty.utf8)
    }

    /// Invented branches and requests at a place, where there is no branch yet; says what it loaded. `officer` works
    /// there, `clerks` at the branches, `references` are invented files of that office.
    public func loadDemoBranches(
        at place: LocationID, officer: Principal, clerks: [Principal], references: [Reference],
        on now: Moment
    ) async throws -> [String] {
        let demo = LoadDemoBranches(
            place: place, officer: officer, clerks: clerks, references: references)
        // Invented people get no letters of what happened before they were invented.
        var quiet = self
        quiet.branches.tell = { _, _, _ in }
        let added = try await database.write { [quiet] db in
            try demo.perform(at: now, in: db, quiet)
        }
        return ["\(added.branches) branches with \(added.requests) requests (invented)"]
    }
}

/// One thing that a branch delivers, as another room books times for it.
public struct BranchCounter: Sendable {
    public let code: String
    public let organisation: OrganisationID
    public let after: [String]
    public let title: @Sendable (Translator) -> String
    public let body: @Sendable (Translator) -> String

    init(_ kind: BranchKind) {
        (code, organisation, after) = (kind.code, kind.organisation, kind.after)
        title = { kind.title($0) }
        body = { kind.body($0) }
    }
}

extension Branch {
    /// Every branch that there ever was, the oldest first.
    static func all(in db: Reader) throws -> [Branch] {
        try db.all("SELECT \(columns) FROM \(table) ORDER BY b.id").map { try Branch($0) }
    }
}
