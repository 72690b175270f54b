import Kernel
import LegalTime
import Storage

/// A household files one request: one reference, one office, one clock for everyone in it.
struct FileCase {
    let procedure: String
    let household: Household
    let municipality: PlaceCode
    /// Whose case it is.
    let applicant: PersonID
    /// Where the person is, if not in the country.
    var abroad: PersonPlace?
    /// Invented by the house itself; the request of an invented person is marked without being asked.
    var isInvented = false
    /// What was answered in the form of the procedure, by the names under which it is kept.
    var answers: [String: String] = [:]
    /// Who files in the person's place.
    var filer: CaseEvent.Filer?
    /// Who of the staff heard it and when: it counts from then.
    var heard: CaseEvent.Heard?

    /// Returns the new case; the caller makes it happen once (`Writer.once`).
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Case {
        let isOwn = principal.person == applicant || principal == .house
        guard isOwn || heard != nil else { throw Refused.notFound }
        let today = house.zone.day(of: heard?.at ?? now)
        let procedure = try house.procedure(procedure)
        if let refusal = household.refusal(on: today, family: procedure.family) { throw refusal }
        guard let version = procedure.version(inForceOn: today) else {
            throw CaseRefusal.noLawInForce
        }
        let place = try house.place(
            of: procedure, answers, near: municipality, for: applicant, in: db)
        guard let place else { throw CaseRefusal.noOffice }
        let office = place.office
        var recusal = place.recusal
        // Whoever heard it knows of it, and works on it where that is their office.
        if heard != nil, recusal?.readers != nil, principal.serves(office.id) {
            recusal?.readers = [principal.account]
        }
        let isDemo = try isInvented || house.neighbours.isInvented(applicant, db)
        let id = CaseID.new(at: now)
        let reference = Reference.new(Case.referenceKind)
        let filed = CaseEvent.Filed(
            reference: reference.text, procedure: procedure.code, version: version.name,
            applicant: applicant,
            office: office.id, officePlace: office.place.text, municipality: municipality.text,
            household: household, demo: isDemo, abroad: abroad?.rawValue,
            answers: answers.isEmpty ? nil : answers, filer: filer, apart: recusal,
            heard: heard)
        let (kase, clocks, rank) = try opened(
            id, reference, filed, office, by: principal, at: now, house)
        try db.run(kase.insertion(rank))
        try kase.keepMarks(of: kase.recusal, in: db)
        try kase.keep(clocks, in: db)
        try kase.tally(kase.projection, insteadOf: nil, in: db)
        try kase.keepLanguage(house.neighbours.language(applicant, db), in: db)
        let traits = CaseTraits(answers, house.policy.board)
        if !traits.isEmpty { try kase.keepTraits(traits, in: db) }
        try kase.keepMarks(answers, in: db)
        let members = try insertMembers(of: kase, at: now, in: db)
        // Nothing of a new file is asked back: on PostgreSQL two filings at once would meet in what they read.
        try db.begin(
            try JournalEvent(CaseEvent.filedKind, subject: Case.subject(id), encoding: filed),
            by: principal, at: now)
        try MakeLetter(kase: kase, kind: .receipt, members: members)
            .perform(by: principal, at: now, in: db, house)
        try kase.tellBodies(of: procedure, at: now, in: db)
        try house.tellIfUnopened(kase, at: now, in: db)
        if kase.awaitsVisit(procedure) { try house.neighbours.visitNeeded(id, db, now) }
        return kase
    }

    /// The case and its clocks as its first event makes them.
    private func opened(
        _ id: CaseID, _ reference: Reference, _ filed: CaseEvent.Filed, _ office: CaseOffice,
        by principal: Principal, at now: Moment, _ house: CaseHouse
    ) throws -> (Case, [OpenClock], CaseRank) {
        let event = CaseEvent(
            kind: CaseEvent.filedKind, at: now, actor: principal.account, what: .filed(filed))
        guard let history = Case.fold([event]) else { throw Refused.notFound }
        let clocks = CaseClocks(
            procedure: try house.procedure(filed.procedure), zone: house.zone,
            calendar: house.calendars.at(office.place, office: office.id))
        let kase = Case(
            id: id, reference: reference, procedure: filed.procedure,
            procedureVersion: filed.version, applicant: applicant, filedBy: principal.account,
            office: office.id, officePlace: office.place, municipality: municipality,
            filedAt: heard?.at ?? now,
            isDemo: filed.demo ?? false, projection: try clocks.projection(of: history),
            recusal: filed.apart)
        let open = try clocks.open(of: history)
        return (kase, open, try house.rank(history, clocks, open, on: house.zone.day(of: now)))
    }

    private func insertMembers(
        of kase: Case, at now: Moment, in db: Writer
    ) throws -> [CaseMember] {
        try ([household.holder] + household.family).enumerated().map { position, person in
            let member = CaseMember(id: .new(at: now), position: position, person: person)
            var row = ManyRows.members
            row.append(kase.values(of: member, position == 0 ? applicant : nil))
            try db.run(row.statement())
            try indexName(person.name, of: kase.id, at: kase.office, in: db)
            return member
        }
    }
}

extension Case {
    /// Letters of the reference that people see: a file of status.
    static let referenceKind = "RF"
}
