import Kernel
import Storage

/// The number of a document that was noted beside somebody of a file, and holds.
struct NotedNumber: Sendable, Equatable {
    let member: CaseMemberID
    let shown: String

    /// Of one file, in the order in which they were noted.
    static func all(of kase: CaseID, in db: Reader) throws -> [NotedNumber] {
        try ahead(of: kase, in: db).get()
    }

    static func ahead(of kase: CaseID, in db: Reader) throws -> Ahead<[NotedNumber]> {
        let keys = db.keys
        return try db.ahead(
            """
            SELECT m.id, p.person, p.sealed FROM person_key p
            JOIN case_member m ON m.kase = p.kase AND m.person = p.person
            WHERE p.kase = \(kase) AND p.kind = \(PersonKeyKind.passport) AND p.ended_at IS NULL
            ORDER BY p.stated_at, p.id
            """
        ) { rows in
            try rows.map { row in
                let (person, sealed): (PersonID, [UInt8]) = (try row[1], try row[2])
                let plain = try keys.open(sealed, use: "person-key", context: "person/\(person)")
                return NotedNumber(
                    member: try row[0], shown: String(decoding: plain, as: UTF8.self))
            }
        }
    }
}
