import Kernel
import Storage

extension Case {
    /// The cases of a person, newest first.
    static func all(of person: PersonID, in db: Reader) throws -> [Case] {
        try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE applicant = \(person) ORDER BY filed_at DESC, id DESC
            LIMIT \(ownCasesMax)
            """
        ).map(Case.init)
    }
}

/// Nobody has filed more than a handful.
private let ownCasesMax = 100
