import Kernel
import Storage

/// Whoever of the staff hears a request writes it down with one press: nothing is asked first.
///
/// Where it was said at a case whose person is known it is a case of its own at once. Refuses with `CaseRefusal` or
/// `HeardRefusal`; a case that is not theirs to work on is not found.
struct HearRequest {
    let procedure: String
    /// The case at which it was said.
    var at: Reference?

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> HeardRequestID {
        // Whoever works on status somewhere may hear it, and nobody else writes it down.
        guard WorkOffices(principal) != .offices([]) else { throw Refused.notFound }
        let known = try at.map { try Case.findForStaff($0, principal, in: db) }
        let rule = try house.procedure(procedure)
        guard rule.heard != nil else { throw CaseRefusal.unknownProcedure }
        guard rule.isOpen(on: house.zone.day(of: now)) else { throw CaseRefusal.closedToNew }
        let heard = HeardRequest(
            id: .new(at: now), procedure: procedure, heardBy: principal.account,
            name: principal.name, heardAt: now, office: principal.workOffice, kase: nil)
        try heard.insert(in: db)
        try db.record(
            try JournalEvent(
                HeardRequest.heardKind, subject: HeardRequest.subject(heard.id),
                encoding: HeardRequest.Told(procedure: procedure, reference: nil)),
            by: principal, at: now)
        guard let known, let holder = try CaseMember.all(of: known.id, in: db).first else {
            return heard.id
        }
        let person = PersonOfFile(
            name: holder.person.name, birth: holder.person.birth, relation: .holder,
            isInPortugal: true)
        let filing = HeardFiling(
            heard: heard, person: person, applicant: known.applicant,
            municipality: known.municipality, isInvented: known.isDemo)
        _ = try filing.perform(by: principal, at: now, in: db, house)
        return heard.id
    }
}

/// A request that was heard becomes a case, which counts from when it was heard.
struct HeardFiling {
    let heard: HeardRequest
    let person: PersonOfFile
    let applicant: PersonID
    let municipality: PlaceCode
    var isInvented = false
    var answers: [String: String] = [:]

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Case {
        let open: CaseID? = try db.value(
            """
            SELECT id FROM kase
            WHERE applicant = \(applicant) AND procedure = \(heard.procedure) AND decided_at IS NULL
            LIMIT 1
            """)
        if open != nil { throw HeardRefusal.openAlready }
        let action = FileCase(
            procedure: heard.procedure,
            household: Household(holder: person, holderIsRefugee: false, family: []),
            municipality: municipality, applicant: applicant, isInvented: isInvented,
            answers: answers, heard: CaseEvent.Heard(name: heard.name, at: heard.heardAt))
        let kase = try action.perform(by: principal, at: now, in: db, house)
        let changed = try db.run(
            "UPDATE heard_request SET kase = \(kase.id) WHERE id = \(heard.id) AND kase IS NULL")
        if changed == 0 { throw HeardRefusal.registered }
        try db.record(
            try JournalEvent(
                HeardRequest.registeredKind, subject: HeardRequest.subject(heard.id),
                encoding: HeardRequest.Told(
                    procedure: heard.procedure, reference: kase.reference.text)),
            by: principal, at: now)
        return kase
    }
}

extension HeardRequest {
    static let heardKind = "request.heard"
    static let registeredKind = "request.registered"

    /// What the journal keeps of it: nobody's name.
    struct Told: Codable, Sendable {
        let procedure: String
        let reference: String?
    }
}

extension Principal {
    /// Where somebody works on status; nil for whoever does everywhere.
    fileprivate var workOffice: LocationID? {
        guard case .offices(let offices) = WorkOffices(self) else { return nil }
        return offices.first
    }
}
