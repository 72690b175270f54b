import Kernel
import Storage

/// Another file in which somebody of a file is named, as far as its reader may open it.
struct OtherFile: Sendable {
    /// Whom of the file that was asked about it concerns.
    let member: CaseMemberID
    let mention: Mention
    let procedure: String
    let state: String
    let filedAt: Moment
    let decidedAt: Moment?
    let outcome: String?
    /// The pair through which they were said to be one; nil where both files have one number for them.
    let merged: MemberPair?

    /// Of all people of a file in their order, the latest files of each first; what its reader may not open is not
    /// there.
    static func all(
        of kase: CaseID, for principal: Principal, in db: Reader
    ) throws -> [OtherFile] {
        try ahead(of: kase, for: principal, in: db).get()
    }

    static func ahead(
        of kase: CaseID, for principal: Principal, in db: Reader
    ) throws -> Ahead<[OtherFile]> {
        try db.ahead(
            """
            SELECT * FROM (
                SELECT k.procedure, k.state, k.filed_at, k.decided_at, k.outcome, \(Mention.columns()),
                    own.id AS own, own.position AS own_position,
                    (SELECT COUNT(*) FROM member_match p WHERE p.settled = 'same'
                        AND (p.one = m.id AND p.other = own.id
                            OR p.one = own.id AND p.other = m.id)) AS merged,
                    ROW_NUMBER() OVER (PARTITION BY own.id
                        ORDER BY k.filed_at DESC, k.id DESC) AS place
                FROM \(PersonIdentity.ofPeople(of: kase, for: principal))
                    JOIN case_member own ON own.kase = \(kase) AND own.person = known_numbers.root
                    JOIN case_member m ON m.person = known_numbers.number
                    JOIN kase k ON k.id = m.kase
                WHERE k.id <> \(kase) AND \(principal.mayRead("k"))) AS found
            WHERE place <= \(otherFilesMax) ORDER BY own_position, place
            """
        ) { rows in try rows.map(OtherFile.init) }
    }

    private init(row: Row) throws {
        member = try row["own"]
        mention = try Mention(row: row, from: 5)
        procedure = try row[0]
        state = try row[1]
        filedAt = try row[2]
        decidedAt = try row[3]
        outcome = try row[4]
        let said: Int = try row["merged"]
        merged = said > 0 ? MemberPair(member, mention.member) : nil
    }
}

/// What the page of a case shows of its people beyond this file.
struct PeopleOfCase: Sendable {
    let files: [OtherFile]
    /// How many pairs with somebody of this file wait to be told apart, of those that the reader may see.
    let openPairs: Int
    /// Files of husband or wife, brother or sister that are decided apart from this one.
    let apart: [DecidedApart]
}

/// More files than one human being has.
private let otherFilesMax = 20
