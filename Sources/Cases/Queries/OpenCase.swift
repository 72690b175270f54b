public import Kernel
public import Languages
public import Storage

/// A case that somebody may open, and in whose place they do so.
struct OpenedCase: Sendable {
    let kase: Case
    /// Whoever asked; under a mandate with the person in whose place they stand.
    let principal: Principal
    /// The mandate that opened it; nil for its own person and for those who work on it.
    let mandate: CaseMandate?

    /// Whether it is opened as its person's own, by them or in their place.
    var isOwn: Bool { kase.access(of: principal) == .applicant }

    /// Keeps that somebody looked: staff, or the holder of a mandate.
    func noteLook(_ opened: LookedThing = .file, at now: Moment, in db: Writer) throws {
        guard let mandate else { return try kase.noteLook(by: principal, opened, at: now, in: db) }
        try db.run(
            """
            INSERT INTO looked (id, kase, account, name, purpose, at, mandate, opened)
            VALUES (\(ID<LookLine>.new(at: now)), \(kase.id), \(principal.account), \(principal.name),
                \(Purpose.own), \(now), \(mandate.number), \(opened))
            """)
    }

    /// Keeps in the journal that what follows is done for the person under the mandate, and the look.
    func noteDeed(_ what: String, at now: Moment, in db: Writer) throws {
        guard let mandate else { return }
        try noteLook(at: now, in: db)
        let facts = ["mandate": mandate.number, "for": "\(mandate.person)", "what": what]
        let event = JournalEvent("mandate.used", subject: Case.subject(kase.id), facts)
        try db.record(event, by: principal, at: now)
    }
}

extension CaseHouse {
    /// The one way of a page to a case: for its person, for whoever holds that person's mandate with this
    /// scope, and for those who work on it. Everything else is not found.
    func open(
        _ reference: Reference, for principal: Principal, to deed: CaseDeed, at now: Moment,
        in db: Reader
    ) throws -> OpenedCase {
        try open(
            try db.first("SELECT \(Case.columns) FROM kase WHERE reference = \(reference)"),
            for: principal, to: deed, at: now, in: db)
    }

    /// The same for what only its person does, or who stands in their place: staff have doors of their own.
    func openOwn(
        _ reference: Reference, for principal: Principal, to deed: CaseDeed, at now: Moment,
        in db: Reader
    ) throws -> OpenedCase {
        let opened = try open(reference, for: principal, to: deed, at: now, in: db)
        guard opened.isOwn else { throw Refused.notFound }
        return opened
    }

    func open(
        _ id: CaseID, for principal: Principal, to deed: CaseDeed, at now: Moment, in db: Reader
    ) throws -> OpenedCase {
        try open(
            try db.first("SELECT \(Case.columns) FROM kase WHERE id = \(id)"),
            for: principal, to: deed, at: now, in: db)
    }

    private func open(
        _ row: Row?, for principal: Principal, to deed: CaseDeed, at now: Moment, in db: Reader
    ) throws -> OpenedCase {
        guard let kase = try row.map(Case.init) else { throw Refused.notFound }
        if try kase.access(of: principal, in: db) != nil {
            return OpenedCase(kase: kase, principal: principal, mandate: nil)
        }
        let held = try neighbours.heldMandates(of: principal, for: kase.applicant, now, db)
        let mandate = held.first { $0.allows(deed) }
        let isComplaint = policy.procedure(kase.procedure)?.recusal != nil
        guard let mandate, !isComplaint || kase.isComplaint(handedInBy: principal) else {
            throw Refused.notFound
        }
        return OpenedCase(
            kase: kase, principal: principal.inPlace(of: kase.applicant), mandate: mandate)
    }
}

/// A file as its person knows it, for messages about it.
public struct CaseTopic: Sendable {
    public let reference: Reference
    public let title: String
    public let link: String
}

extension Cases {
    /// The file behind a subject of the journal; nil for a subject of another kind. Whose it is was asked
    /// before.
    public func topic(
        _ subject: String, _ t: Translator, in db: Reader
    ) throws -> CaseTopic? {
        guard subject.hasPrefix("case/"), let id = CaseID(String(subject.dropFirst(5))),
            let row = try db.first("SELECT reference, procedure FROM kase WHERE id = \(id)")
        else { return nil }
        let (reference, code): (Reference, String) = (try row[0], try row[1])
        let title = house.policy.procedure(code)?.title(t) ?? code
        return CaseTopic(reference: reference, title: title, link: "/cases/\(reference)")
    }
}

extension Cases {
    /// Whose file it is, for those who work on it; to everyone else it does not exist.
    public func applicant(
        of reference: Reference, for principal: Principal, in db: Reader
    ) throws -> PersonID {
        try Case.findForStaff(reference, principal, in: db).applicant
    }
}

/// A look at a person's file, for that person.
public struct CaseLook: Sendable {
    /// The file; nil for the list of them.
    public let reference: Reference?
    public let name: String
    public let at: Moment
    public let byMandate: Bool
}

extension Cases {
    /// Who looked at the files of a person, or at the list of them, latest first.
    public func looks(at person: PersonID, in db: Reader) throws -> [CaseLook] {
        let lists = try CaseLook.atList(of: person, limit: looksOfPersonMax, in: db)
        let files = try looksAtFiles(of: person, in: db)
        return Array((files + lists).sorted { $0.at > $1.at }.prefix(looksOfPersonMax))
    }

    private func looksAtFiles(of person: PersonID, in db: Reader) throws -> [CaseLook] {
        try db.all(
            """
            SELECT k.reference, l.name, l.at, l.mandate FROM looked l JOIN kase k ON k.id = l.kase
            WHERE k.applicant = \(person) ORDER BY l.at DESC, l.id DESC LIMIT \(looksOfPersonMax)
            """
        ).map { row in
            let mandate: String? = try row[3]
            return CaseLook(
                reference: try row[0], name: try row[1], at: try row[2], byMandate: mandate != nil)
        }
    }
}

/// As many as are counted by the day; the whole list is the person's to ask for.
private let looksOfPersonMax = 1_000
