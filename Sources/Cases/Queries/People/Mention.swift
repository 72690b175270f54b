import Kernel
import Storage

extension PersonKeyKind: Storable {}

/// Somebody as one file names them: the same human being may be named in several.
struct Mention: Sendable {
    let member: CaseMemberID
    let kase: CaseID
    let reference: Reference
    let office: LocationID
    let applicant: PersonID
    let isDemo: Bool
    let relation: Relation
    let name: String
    let birth: Day
    /// Nil until somebody compared this file's people with others.
    let person: PersonID?

    /// Of a member and its case, by the names that a query gives to them.
    static func columns(_ m: String = "m", _ k: String = "k") -> SQL {
        SQL(
            stringLiteral: """
                \(m).id, \(m).kase, \(k).reference, \(k).office, \(k).applicant, \(k).demo, \(m).relation,
                    \(m).name, \(m).birth, \(m).person
                """)
    }

    static let columnsCount = 10

    /// Reads them from where they begin in a row.
    init(row: Row, from start: Int = 0) throws {
        member = try row[start]
        kase = try row[start + 1]
        reference = try row[start + 2]
        office = try row[start + 3]
        applicant = try row[start + 4]
        isDemo = try row[start + 5]
        relation = try row[start + 6]
        name = try row[start + 7]
        birth = try row[start + 8]
        person = try row[start + 9]
    }

    /// Nobody asked who may see it.
    static func find(_ member: CaseMemberID, in db: Reader) throws -> Mention? {
        try db.first(
            """
            SELECT \(columns()) FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.id = \(member)
            """
        ).map { try Mention(row: $0) }
    }

    /// For those who work on its file; to everyone else it does not exist.
    static func find(
        _ member: CaseMemberID, for principal: Principal, in db: Reader
    ) throws -> Mention {
        let row = try db.first(
            """
            SELECT \(columns()) FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.id = \(member) AND \(principal.mayRead("k"))
            """)
        guard let row else { throw Refused.notFound }
        return try Mention(row: row)
    }

    /// Of one file, in their order; nobody asked who may see it.
    static func all(of kase: CaseID, in db: Reader) throws -> [Mention] {
        try db.all(
            """
            SELECT \(columns()) FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.kase = \(kase) ORDER BY m.position
            """
        ).map { try Mention(row: $0) }
    }

}

extension [Mention] {
    /// What its own file says of each, for comparing: name, birth, and what is written beside them there and still
    /// holds. What another file of the same person says is not for everybody who reads this one, and finds its own pairs.
    func marks(in db: Reader) throws -> [CaseMemberID: PersonMarks] {
        if isEmpty { return [:] }
        var marks: [CaseMemberID: PersonMarks] = [:]
        for one in self { marks[one.member] = PersonMarks(name: one.name, birth: one.birth) }
        let owners = Dictionary(grouping: self.filter { $0.person != nil }, by: \.person)
        let keys = try db.all(
            """
            SELECT kase, person, kind, value_hash FROM person_key
            WHERE kase IN \(list: map(\.kase)) AND person IN \(list: compactMap(\.person))
                AND ended_at IS NULL
            """)
        for row in keys {
            let (kase, person, kind): (CaseID, PersonID, PersonKeyKind) = (
                try row[0], try row[1], try row[2]
            )
            let hash: [UInt8] = try row[3]
            for one in owners[person] ?? [] where one.kase == kase {
                marks[one.member]?.keys[kind, default: []].insert(hash)
            }
        }
        return marks
    }
}
