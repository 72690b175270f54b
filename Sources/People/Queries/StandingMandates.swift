import Kernel
import Storage

/// Who may act for whom, in what, and until when.
struct Mandate: Sendable {
    let id: ID<Mandate>
    let holder: String
    let scope: String
    let from: Moment
    let to: Moment?

    /// What the person has granted and not taken back.
    static func standing(of person: PersonID, at now: Moment, in db: Reader) throws -> [Mandate] {
        try db.all(
            """
            SELECT m.id, a.name, m.scope, m.valid_from, m.valid_to FROM mandate m
            JOIN account a ON a.id = m.holder
            WHERE m.grantor = \(person) AND m.revoked IS NULL AND (m.valid_to IS NULL OR m.valid_to > \(now))
            ORDER BY m.id
            """
        ).map { row in
            Mandate(
                id: try row[0], holder: try row[1], scope: try row[2], from: try row[3],
                to: try row[4])
        }
    }
}
