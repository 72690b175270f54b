public import Kernel
public import Storage

/// What a booking needs to know of a case, and no more.
public struct BookableCase: Sendable {
    public let id: CaseID
    public let reference: Reference
    public let service: String
    public let office: LocationID
    /// The names of the people who come together.
    public let people: [String]
    public let applicant: PersonID
    public let isDemo: Bool
}

extension Cases {
    /// A case for which its own person, or its office, may book a visit.
    public func bookable(
        _ reference: Reference, _ principal: Principal, in db: Reader
    ) throws -> BookableCase {
        let kase = try Case.find(reference, for: principal, in: db)
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        return BookableCase(
            id: kase.id, reference: kase.reference,
            service: try house.procedure(kase.procedure).service,
            office: kase.office, people: try CaseMember.all(of: kase.id, in: db).map(\.person.name),
            applicant: kase.applicant, isDemo: kase.isDemo)
    }
}

extension Cases {
    /// The open cases of a person, newest first; nobody else gets any.
    public func bookable(of principal: Principal, in db: Reader) throws -> [BookableCase] {
        guard let person = principal.person else { return [] }
        let rows = try db.all(
            """
            SELECT reference FROM kase WHERE applicant = \(person) AND decided_at IS NULL
            ORDER BY filed_at DESC LIMIT \(bookableMax)
            """)
        return try rows.map { try bookable(try $0[0], principal, in: db) }
    }
}

/// More open files than one person has.
private let bookableMax = 50
