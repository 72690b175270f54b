import Kernel
import Storage

extension BranchRequest.State: Storable {}

extension Principal {
    /// The branches at which somebody works, as a condition on the kinds of the policy and on the place: those of their
    /// body, at their place where their duty names one. Found from their duties, never from the address.
    func worksAt(_ book: BranchBook) -> SQL {
        let mine = self.duties(.partner).filter { $0.purpose == .status }
        let parts = mine.compactMap { duty -> SQL? in
            let kinds = book.kinds.filter { $0.organisation == duty.organisation }.map(\.code)
            if kinds.isEmpty { return nil }
            let there: SQL = duty.location.map { " AND b.location = \($0)" } ?? ""
            return "(b.kind IN \(list: kinds)\(there))"
        }
        guard let first = parts.first else { return "1 = 0" }
        return "(\(parts.dropFirst().reduce(first) { "\($0) OR \($1)" }))"
    }

    /// The offices whose requests somebody of the staff reads.
    fileprivate var ofOffice: SQL {
        switch WorkOffices(self) {
        case .all: "1 = 1"
        case .offices(let offices): "r.office IN \(list: offices)"
        }
    }
}

extension Branch {
    static let columns: SQL =
        "b.id, b.kind, b.location, l.name, l.slug, b.from_day, b.ended_on, b.source, b.demo"
    static let table: SQL = "branch b JOIN location l ON l.id = b.location"

    /// Reads its columns from the given one on.
    init(_ row: Row, from first: Int = 0) throws {
        id = try row[first]
        kind = try row[first + 1]
        location = try row[first + 2]
        placeName = try row[first + 3]
        slug = try row[first + 4]
        fromDay = try row[first + 5]
        endedOn = try row[first + 6]
        source = try row[first + 7]
        isDemo = try row[first + 8]
    }

    static func find(_ id: BranchID, in db: Reader) throws -> Branch {
        let row = try db.first("SELECT \(columns) FROM \(table) WHERE b.id = \(id)")
        guard let row else { throw Refused.notFound }
        return try Branch(row)
    }

    /// Those that stand on a day, everywhere or at one place.
    static func standing(
        on day: Day, at place: LocationID? = nil, in db: Reader
    ) throws -> [Branch] {
        let there: SQL = place.map { "AND b.location = \($0)" } ?? ""
        return try db.all(
            """
            SELECT \(columns) FROM \(table)
            WHERE b.from_day <= \(day) AND (b.ended_on IS NULL OR b.ended_on > \(day)) \(there)
            ORDER BY b.kind, l.folded, b.id
            """
        ).map { try Branch($0) }
    }
}

extension BranchRequest {
    static let columns: SQL = """
        r.id, r.kase, r.position, r.person, r.state, r.reason, r.asked_at, r.read_at, r.answered_at, r.demo,
        \(Branch.columns)
        """
    static let table: SQL =
        "branch_request r JOIN branch b ON b.id = r.branch JOIN location l ON l.id = b.location"

    init(_ row: Row) throws {
        id = try row[0]
        kase = try row[1]
        position = try row[2]
        person = try row[3]
        state = try row[4]
        reason = try row[5]
        askedAt = try row[6]
        readAt = try row[7]
        answeredAt = try row[8]
        isDemo = try row[9]
        branch = try Branch(row, from: 10)
    }

    /// How many columns come before those that are asked beside them.
    static let columnsCount = 19
}

/// A request with what its contract lets its body read.
struct OpenedRequest: Sendable {
    let request: BranchRequest
    let content: BranchContent
    let flow: String

    /// Those of the branches at which somebody works: open ones, the oldest first, then answered ones, the newest first.
    /// What its contract keeps no longer is not among them.
    static func all(
        for clerk: Principal, _ network: ServiceNetwork, on today: Day, in db: Reader
    ) throws -> [OpenedRequest] {
        let theirs = readable(by: clerk, network.book, on: today)
        let open = try BranchRequest.open(
            theirs, to: clerk, network.branches, from: BranchRequest.table, in: db)
        return try db.all(
            """
            SELECT \(BranchRequest.columns), r.content, r.flow FROM \(BranchRequest.table)
            WHERE \(theirs) AND \(open)
            ORDER BY CASE WHEN r.state = 'asked' THEN 0 ELSE 1 END,
                CASE WHEN r.state = 'asked' THEN r.asked_at ELSE -r.asked_at END, r.id LIMIT \(requestsMax)
            """
        ).map { try OpenedRequest($0, db.keys) }
    }

    /// One of a branch at which somebody works; any other is not there.
    static func find(
        _ id: BranchRequestID, for clerk: Principal, _ network: ServiceNetwork, on today: Day,
        in db: Reader
    ) throws -> OpenedRequest {
        let theirs: SQL = "r.id = \(id) AND \(readable(by: clerk, network.book, on: today))"
        let open = try BranchRequest.open(
            theirs, to: clerk, network.branches, from: BranchRequest.table, in: db)
        let row = try db.first(
            """
            SELECT \(BranchRequest.columns), r.content, r.flow FROM \(BranchRequest.table)
            WHERE \(theirs) AND \(open)
            """)
        guard let row else { throw Refused.notFound }
        return try OpenedRequest(row, db.keys)
    }

    private static func readable(by clerk: Principal, _ book: BranchBook, on today: Day) -> SQL {
        """
        \(clerk.worksAt(book)) AND r.keep_until >= \(today) AND r.content IS NOT NULL
            AND r.state <> 'withdrawn'
        """
    }

    private init(_ row: Row, _ keys: Keys) throws {
        request = try BranchRequest(row)
        content = try BranchContent(
            sealed: try row[BranchRequest.columnsCount], of: request.id, keys)
        flow = try row[BranchRequest.columnsCount + 1]
    }
}

/// A request as the front office knows it: whether it is done, and not what came of it.
struct HandedRequest: Sendable {
    let request: BranchRequest
    let reference: String
    /// Nil once its time is over.
    let name: String?

    /// Those of the last months at the offices of somebody, of files that are not closed to them, newest first. What is
    /// closed is left out before the list is cut, so that it moves no line of it.
    static func all(
        for officer: Principal, _ asks: BranchAsks, at now: Moment, in db: Reader
    ) throws -> [HandedRequest] {
        let since = now.adding(seconds: -officeDays * 86_400)
        let recent: SQL =
            "\(officer.ofOffice) AND r.reference <> '' AND r.asked_at >= \(since)"
        let open = try BranchRequest.open(
            recent, to: officer, asks, from: "branch_request r", in: db)
        let kept: SQL = "r.keep_until >= \(asks.zone.day(of: now))"
        let rows = try db.all(
            """
            SELECT \(BranchRequest.columns), CASE WHEN \(kept) THEN r.content END, r.reference
            FROM \(BranchRequest.table) WHERE \(recent) AND \(open) ORDER BY r.asked_at DESC, r.id DESC LIMIT \(requestsMax)
            """)
        return try rows.map { row in
            let request = try BranchRequest(row)
            let sealed: [UInt8]? = try row[BranchRequest.columnsCount]
            let content = try sealed.map { try BranchContent(sealed: $0, of: request.id, db.keys) }
            return HandedRequest(
                request: request, reference: try row[BranchRequest.columnsCount + 1],
                name: content?.name)
        }
    }
}

extension BranchRequest {
    /// Of some requests those whose file is not closed to somebody who works here: their own, their family's, and what a
    /// recusal keeps from them.
    fileprivate static func open(
        _ some: SQL, to principal: Principal, _ asks: BranchAsks, from table: SQL, in db: Reader
    ) throws -> SQL {
        let files: [CaseID] = try db.all(
            "SELECT DISTINCT r.kase FROM \(table) WHERE \(some) ORDER BY r.kase"
        ).map { try $0[0] }
        let closed = try asks.closed(files, principal, db).sorted()
        return closed.isEmpty ? "1 = 1" : "r.kase NOT IN \(list: closed)"
    }

    /// Those of one's own files, newest first.
    static func all(of person: Principal, in db: Reader) throws -> [BranchRequest] {
        try db.all(
            """
            SELECT \(columns) FROM \(table) WHERE r.person IN \(list: person.numbers) AND r.reference <> ''
            ORDER BY r.asked_at DESC, r.id DESC LIMIT \(requestsMax)
            """
        ).map { try BranchRequest($0) }
    }

    /// One of one's own files; another's is not there.
    static func find(
        _ id: BranchRequestID, of person: Principal, in db: Reader
    ) throws -> BranchRequest {
        let row = try db.first(
            """
            SELECT \(columns) FROM \(table)
            WHERE r.id = \(id) AND r.person IN \(list: person.numbers) AND r.reference <> ''
            """)
        guard let row else { throw Refused.notFound }
        return try BranchRequest(row)
    }
}

extension BranchContent {
    init(sealed: [UInt8], of request: BranchRequestID, _ keys: Keys) throws {
        self = try keys.open(value: sealed, use: Self.use, context: request.description)
    }

    func sealed(of request: BranchRequestID, _ keys: Keys) throws -> [UInt8] {
        try keys.seal(value: self, use: Self.use, context: request.description)
    }
}

/// More than a branch has open at once, and than a page is read to its end.
private let requestsMax = 200
/// What an office asked before is over for it.
private let officeDays: Int64 = 90
