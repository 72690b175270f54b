import Kernel
import Storage

/// A household files one request: one reference, one office, one clock for everyone in it.
struct FileCase {
    let procedure: String
    let household: Household
    let municipality: PlaceCode
    /// Whose case it is.
    let applicant: PersonID
    /// Invented by the house itself; the request of an invented person is marked without being asked.
    var isInvented = false

    /// Returns the new case; the caller makes it happen once (`Writer.once`).
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Case {
        guard principal.person == applicant || principal == .house else { throw Refused.notFound }
        let today = house.zone.day(of: now)
        let procedure = try house.procedure(procedure)
        if let refusal = household.refusal(on: today) { throw refusal }
        guard let version = procedure.version(inForceOn: today) else {
            throw CaseRefusal.noLawInForce
        }
        guard let office = try house.neighbours.nearestOffice(procedure.service, municipality, db)
        else {
            throw CaseRefusal.noOffice
        }
        let isDemo = try isInvented || house.neighbours.isInvented(applicant, db)
        let id = CaseID.new(at: now)
        let reference = Reference.new(referenceKind)
        try insert(id, reference, version.name, office, isDemo, by: principal, at: now, in: db)
        try insertMembers(id, at: now, in: db)
        let filed = CaseEvent.Filed(
            reference: reference.text, procedure: procedure.code, version: version.name,
            applicant: applicant,
            office: office.id, officePlace: office.place.text, municipality: municipality.text,
            household: household, demo: isDemo)
        let event = try JournalEvent(
            CaseEvent.filedKind, subject: Case.subject(id), encoding: filed)
        try db.record(event, by: principal, at: now)
        try Case.project(id, in: db, house)
        let kase = try Case.stored(id, in: db)
        try MakeLetter(kase: kase, kind: .receipt).perform(by: principal, at: now, in: db, house)
        return kase
    }

    private func insert(
        _ id: CaseID, _ reference: Reference, _ version: String, _ office: CaseOffice,
        _ isDemo: Bool, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO kase (id, reference, procedure, procedure_version, applicant, filed_by, office, office_place,
                municipality, filed_at, demo, state, turn)
            VALUES (\(id), \(reference), \(procedure), \(version), \(applicant), \(principal.account), \(office.id),
                \(office.place), \(municipality), \(now), \(isDemo), 'submitted', 'state')
            """)
    }

    private func insertMembers(_ id: CaseID, at now: Moment, in db: Writer) throws {
        for (position, person) in ([household.holder] + household.family).enumerated() {
            let owner: PersonID? = position == 0 ? applicant : nil
            try db.run(
                """
                INSERT INTO case_member (id, kase, position, name, birth, relation, in_portugal, person)
                VALUES (\(CaseMemberID.new(at: now)), \(id), \(position), \(person.name), \(person.birth),
                    \(person.relation), \(person.isInPortugal), \(owner))
                """)
        }
    }
}

/// Letters of the reference that people see: a file of status.
private let referenceKind = "RF"
