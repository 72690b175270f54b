import Kernel
import Storage

enum PersonMergeThing {}

/// Two people of two files, the one of the older file first.
struct MemberPair: Hashable, Sendable {
    let one: CaseMemberID
    let other: CaseMemberID

    /// Nil where it is one person twice.
    init?(_ first: CaseMemberID, _ second: CaseMemberID) {
        guard first != second else { return nil }
        (one, other) = (min(first, second), max(first, second))
    }

    /// As it stands in an address: two numbers with a dash.
    init?(_ text: String) {
        let parts = text.split(separator: "-").map(String.init)
        guard parts.count == 2, let first = CaseMemberID(parts[0]),
            let second = CaseMemberID(parts[1])
        else { return nil }
        self.init(first, second)
    }

    var text: String { "\(one)-\(other)" }
}

/// Two whom a program takes for one, why, and what somebody said to it.
struct PossibleDuplicate: Sendable {
    let pair: MemberPair
    let one: Mention
    let other: Mention
    let score: Int
    let reasons: [LikenessReason]
    let settled: Settled?
    /// The merge that settled it; nil while it is open, and where they were kept apart.
    let merge: ID<PersonMergeThing>?

    enum Settled: String, Storable, Sendable {
        case same, apart
    }

    /// For those who work on both files; to everyone else it does not exist.
    static func find(
        _ pair: MemberPair, for principal: Principal, in db: Reader
    ) throws -> PossibleDuplicate {
        let row = try db.first(
            """
            \(columns) \(source()) WHERE x.one = \(pair.one) AND x.other = \(pair.other)
                AND \(principal.mayRead("ka")) AND \(principal.mayRead("kb"))
            """)
        guard let found = try row.flatMap(PossibleDuplicate.init) else { throw Refused.notFound }
        return found
    }

    fileprivate static let columns: SQL = """
        SELECT x.score, x.reasons, x.settled, x.merge, \(Mention.columns("a", "ka")),
            \(Mention.columns("b", "kb"))
        """

    fileprivate static func source(_ matches: SQL = "member_match") -> SQL {
        """
        FROM \(matches) x JOIN case_member a ON a.id = x.one JOIN kase ka ON ka.id = a.kase
            JOIN case_member b ON b.id = x.other JOIN kase kb ON kb.id = b.kase
        """
    }

    /// Nil never happens: the schema keeps the two apart.
    fileprivate init?(_ row: Row) throws {
        one = try Mention(row: row, from: 4)
        other = try Mention(row: row, from: 4 + Mention.columnsCount)
        guard let pair = MemberPair(one.member, other.member) else { return nil }
        self.pair = pair
        let codes: String = try row[1]
        score = try row[0]
        reasons = codes.split(separator: " ").compactMap { LikenessReason(code: String($0)) }
        settled = try row[2]
        merge = try row[3]
    }
}

/// Which of them somebody asks for: only pairs of which both files are theirs to work on are there, or counted.
struct DuplicateList: Sendable {
    /// The open ones, or those that somebody settled.
    var isSettled = false
    /// Only those of one file.
    var kase: CaseID?
    var page = 1

    struct Result: Sendable {
        let pairs: [PossibleDuplicate]
        /// At most `queueCountMax`.
        let count: Int
        var pages: Int { max(1, (count + duplicateRows - 1) / duplicateRows) }
    }

    func run(_ principal: Principal, in db: Reader) throws -> Result {
        let filter = self.filter(principal)
        let rows = try db.all(
            """
            \(PossibleDuplicate.columns) \(source) WHERE \(filter)
            ORDER BY x.score DESC, x.one, x.other
            LIMIT \(duplicateRows) OFFSET \((page - 1) * duplicateRows)
            """)
        return Result(
            pairs: try rows.compactMap(PossibleDuplicate.init), count: try count(principal, in: db))
    }

    func count(_ principal: Principal, in db: Reader) throws -> Int {
        try db.count(counted(principal))
    }

    /// The question of how many there are.
    func counted(_ principal: Principal) -> SQL {
        """
        SELECT COUNT(*) FROM (SELECT 1 \(source) WHERE \(filter(principal))
            LIMIT \(queueCountMax)) AS found
        """
    }

    /// Of one file the few pairs are found by its people, of all by the offices.
    private var source: SQL {
        guard let kase else { return PossibleDuplicate.source() }
        let people: SQL = "(SELECT id FROM case_member WHERE kase = \(kase))"
        return PossibleDuplicate.source(
            """
            (SELECT * FROM member_match WHERE one IN \(people)
                UNION SELECT * FROM member_match WHERE other IN \(people))
            """)
    }

    private func filter(_ principal: Principal) -> SQL {
        var filter: SQL = isSettled ? "x.settled IS NOT NULL" : "x.settled IS NULL"
        let one: SQL? = kase == nil ? "x.one_office" : nil
        let other: SQL? = kase == nil ? "x.other_office" : nil
        filter = filter + " AND " + principal.mayRead("ka", office: one)
        filter = filter + " AND " + principal.mayRead("kb", office: other)
        return filter
    }
}

/// As many as fit a screen and a half, as of the queue.
let duplicateRows = 50
