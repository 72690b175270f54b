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

    /// Of all people of a file, latest first; what its reader may not open is not there.
    static func all(
        of kase: CaseID, for principal: Principal, in db: Reader
    ) throws -> [OtherFile] {
        let people = try db.all(
            "SELECT id, person FROM case_member WHERE kase = \(kase) AND person IS NOT NULL")
        return try people.flatMap { row -> [OtherFile] in
            let person: PersonID = try row[1]
            let known = try PersonIdentity.all(of: person, for: principal, in: db)
            return try of(row[0], known, besides: kase, for: principal, in: db)
        }
    }

    private static func of(
        _ member: CaseMemberID, _ known: Set<PersonID>, besides kase: CaseID,
        for principal: Principal, in db: Reader
    ) throws -> [OtherFile] {
        try db.all(
            """
            SELECT k.procedure, k.state, k.filed_at, k.decided_at, k.outcome, \(Mention.columns()),
                (SELECT COUNT(*) FROM member_match p WHERE p.settled = 'same'
                    AND (p.one = m.id AND p.other = \(member)
                        OR p.one = \(member) AND p.other = m.id)) AS merged
            FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.person IN \(list: known.sorted()) AND k.id <> \(kase)
                AND \(principal.mayRead("k"))
            ORDER BY k.filed_at DESC, k.id DESC LIMIT \(otherFilesMax)
            """
        ).map { row in
            let mention = try Mention(row: row, from: 5)
            let merged: Int = try row["merged"]
            return OtherFile(
                member: member, mention: mention, procedure: try row[0], state: try row[1],
                filedAt: try row[2], decidedAt: try row[3], outcome: try row[4],
                merged: merged > 0 ? MemberPair(member, mention.member) : nil)
        }
    }

}

/// What the page of a case shows of its people beyond this file.
struct PeopleOfCase: Sendable {
    let files: [OtherFile]
    /// How many pairs with somebody of this file wait to be told apart, of those that the reader may see.
    let openPairs: Int
    /// Files of husband or wife, brother or sister that are decided apart from this one.
    let apart: [DecidedApart]

    init(_ kase: CaseID, for principal: Principal, at now: Moment, in db: Reader) throws {
        files = try OtherFile.all(of: kase, for: principal, in: db)
        apart = try DecidedApart.all(for: principal, of: kase, at: now, in: db)
        openPairs = try DuplicateList(kase: kase).count(principal, in: db)
    }
}

/// More files than one human being has.
private let otherFilesMax = 20
