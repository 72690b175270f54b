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
    /// The mandate under which somebody else than its person or its office asks.
    public let mandate: String?
}

extension Cases {
    /// A case for which its own person, whoever acts for them, or its office, may book a visit.
    public func bookable(
        _ reference: Reference, _ principal: Principal, to deed: CaseDeed, at now: Moment,
        in db: Reader
    ) throws -> BookableCase {
        let opened = try house.open(reference, for: principal, to: deed, at: now, in: db)
        let kase = opened.kase
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        return BookableCase(
            id: kase.id, reference: kase.reference,
            service: try house.procedure(kase.procedure).service,
            office: kase.office, people: try CaseMember.all(of: kase.id, in: db).map(\.person.name),
            applicant: kase.applicant, isDemo: kase.isDemo, mandate: opened.mandate?.number)
    }
}

extension Cases {
    /// The open cases of a person and of those whose mandate they hold, newest first; nobody else gets any.
    public func bookable(
        of principal: Principal, at now: Moment, in db: Reader
    ) throws -> [BookableCase] {
        let people = try house.peopleBehind(principal, at: now, in: db)
        let rows = try db.all(
            """
            SELECT reference FROM kase WHERE applicant IN \(list: people) AND decided_at IS NULL
            ORDER BY filed_at DESC LIMIT \(bookableMax)
            """)
        return try rows.map { try bookable(try $0[0], principal, to: .view, at: now, in: db) }
    }
}

/// More open files than one person has.
private let bookableMax = 50
