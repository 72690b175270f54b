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
    /// Decided; its visits stay to be seen, and to be given back.
    public let isDecided: Bool
    /// Whether one may be booked: until it is decided, and then where a step of its file waits for one.
    public let awaitsVisit: Bool
    /// Whether it is opened as its person's own, by them or in their place.
    public let isOwn: Bool
    /// The mandate under which somebody else than its person or its office asks.
    public let mandate: String?
    /// The other open cases of its person, whose visits count together; none for its office, and for invented people.
    public let others: [CaseID]
}

extension Cases {
    /// A case whose visits its own person, whoever acts for them, or its office, may see or change.
    public func bookable(
        _ reference: Reference, _ principal: Principal, to deed: CaseDeed, at now: Moment,
        in db: Reader
    ) throws -> BookableCase {
        let opened = try house.open(reference, for: principal, to: deed, at: now, in: db)
        let kase = opened.kase
        let procedure = try house.procedure(kase.procedure)
        let isLimited = opened.isOwn && deed == .act && !kase.isDemo
        return BookableCase(
            id: kase.id, reference: kase.reference,
            service: procedure.service,
            office: kase.office, people: try CaseMember.all(of: kase.id, in: db).map(\.person.name),
            applicant: kase.applicant, isDemo: kase.isDemo, isDecided: kase.isDecided,
            awaitsVisit: kase.awaitsVisit(procedure),
            isOwn: opened.isOwn, mandate: opened.mandate?.number,
            others: try isLimited ? others(than: kase, in: db) : [])
    }

    private func others(than kase: Case, in db: Reader) throws -> [CaseID] {
        try db.all(
            """
            SELECT id FROM kase WHERE applicant = \(kase.applicant) AND id <> \(kase.id)
            ORDER BY filed_at DESC, id DESC LIMIT \(bookableMax)
            """
        ).map { try $0[0] }
    }
}

extension Cases {
    /// The cases of a person and of those whose mandate they hold, open ones first and then the newest; nobody else
    /// gets any.
    public func bookable(
        of principal: Principal, at now: Moment, in db: Reader
    ) throws -> [BookableCase] {
        let people = try house.peopleBehind(principal, at: now, in: db)
        let rows = try db.all(
            """
            SELECT reference FROM kase WHERE \(house.ownFiles(of: principal, people))
            ORDER BY CASE WHEN decided_at IS NULL THEN 0 ELSE 1 END, filed_at DESC, id DESC
            LIMIT \(bookableMax)
            """)
        return try rows.map { try bookable(try $0[0], principal, to: .view, at: now, in: db) }
    }
}

/// More files than one person has.
private let bookableMax = 50
