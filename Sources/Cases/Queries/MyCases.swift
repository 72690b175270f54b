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

extension CaseHouse {
    /// Whose files somebody may see as their own: theirs, and of those who gave them a mandate.
    func peopleBehind(
        _ principal: Principal, at now: Moment, in db: Reader
    ) throws -> [PersonID] {
        let given = try neighbours.mandates(principal, now, db).map(\.person)
        return [principal.person].compactMap(\.self) + Set(given).sorted { $0.value < $1.value }
    }
}

/// Nobody has filed more than a handful.
private let ownCasesMax = 100
