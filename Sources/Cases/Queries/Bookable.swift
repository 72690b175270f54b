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
    public func bookable(_ reference: Reference, _ principal: Principal, in db: Reader) throws -> BookableCase {
        let kase = try Case.find(reference, for: principal, in: db)
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        return BookableCase(
            id: kase.id, reference: kase.reference, service: try house.procedure(kase.procedure).service,
            office: kase.office, people: try CaseMember.all(of: kase.id, in: db).map(\.person.name),
            applicant: kase.applicant, isDemo: kase.isDemo)
    }
}
