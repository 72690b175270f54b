import Kernel
import LegalTime
import Storage

/// A file of another system becomes a case here: real, with clocks, names and a line of the journal, and with nobody's
/// account. No letter is written and nobody is told: the person handed nothing in today.
///
/// Everything is derived before the transaction, which then only writes: nobody else waits for the counting.
struct TakeOver: Sendable {
    private let kase: Case
    private let clocks: [OpenClock]
    private let row: ForeignCase
    private let event: JournalEvent
    /// Words by which the person's file is found.
    private let words: [String]

    init(_ row: ForeignCase, at office: CaseOffice, now: Moment, _ house: CaseHouse) throws {
        let (id, reference) = (CaseID.new(at: now), Reference.new(Case.referenceKind))
        let imported = CaseEvent.Imported(
            row, reference: reference, applicant: PersonID.new(at: now), office: office, house.zone)
        let event = CaseEvent(
            kind: CaseEvent.importedKind, at: now, actor: Principal.house.account,
            what: .imported(imported))
        guard let history = Case.fold([event]) else { throw Refused.notFound }
        let clocks = CaseClocks(
            procedure: try house.procedure(row.procedure), zone: house.zone,
            calendar: house.calendars.at(office.place, office: office.id))
        kase = Case(
            id: id, reference: reference, procedure: row.procedure, procedureVersion: row.version,
            applicant: imported.filed.applicant, filedBy: Principal.house.account,
            office: office.id, officePlace: office.place, municipality: row.municipality,
            filedAt: imported.filedAt, isDemo: false,
            projection: try clocks.projection(of: history))
        self.clocks = try clocks.open(of: history)
        self.row = row
        self.event = try JournalEvent(
            CaseEvent.importedKind, subject: Case.subject(id), encoding: imported)
        words = nameWords(row.person.name)
    }

    /// Writes the case down and asks nothing back.
    func perform(at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        try house.neighbours.addPerson(kase.applicant, row.person.name, db, now)
        try db.send(kase.insertion)
        try kase.keep(clocks, in: db)
        try kase.tally(kase.projection, insteadOf: nil, in: db)
        try kase.measureTakenOver(birth: row.person.birth, in: db, house)
        try db.send(
            """
            INSERT INTO case_member (id, kase, position, name, birth, relation, in_portugal, person, indexed)
            VALUES (\(CaseMemberID.new(at: now)), \(kase.id), 0, \(row.person.name), \(row.person.birth),
                \(row.person.relation), \(row.person.isInPortugal), \(kase.applicant), 1)
            """)
        try keepWords(in: db)
        try keepKeys(at: now, in: db)
        try db.send(
            """
            INSERT INTO case_import (source, number, kase, contents, taken_at)
            VALUES (\(row.source), \(row.number), \(kase.id), \(TakeOver.hash(of: row, db.keys)), \(now))
            """)
        try db.begin(event, by: .house, at: now)
    }

    /// What a row says, so that it can be told from one that says something else, and not be read.
    static func hash(of row: ForeignCase, _ keys: Keys) -> [UInt8] {
        keys.lookup(row.contents, use: "case-import")
    }

    /// What the row writes beside the person; what can be no address and no number is left out.
    private func keepKeys(at now: Moment, in db: Writer) throws {
        for (kind, typed) in [(PersonKeyKind.email, row.mail), (.phone, row.phone)] {
            guard let typed else { continue }
            let key = try PersonKey.insertion(
                kind, typed, of: kase.applicant, statedIn: kase.id, .import,
                by: Principal.house.account, at: now, db.keys)
            if let key { try db.send(key) }
        }
    }

    private func keepWords(in db: Writer) throws {
        guard let first = words.first else { return }
        let start: SQL = "(\(first), \(kase.id))"
        let rows = words.dropFirst().reduce(start) { "\($0), (\($1), \(kase.id))" }
        try db.send("INSERT INTO case_name (word, kase) VALUES \(rows) ON CONFLICT DO NOTHING")
    }
}

extension CaseEvent.Imported {
    /// What a row says, with what this house adds: a reference, a person, an office.
    fileprivate init(
        _ row: ForeignCase, reference: Reference, applicant: PersonID, office: CaseOffice,
        _ zone: Zone
    ) {
        self.init(
            filed: CaseEvent.Filed(
                reference: reference.text, procedure: row.procedure, version: row.version,
                applicant: applicant, office: office.id, officePlace: office.place.text,
                municipality: row.municipality.text,
                household: Household(holder: row.person, holderIsRefugee: false, family: []),
                demo: false),
            filedAt: zone.moment(row.filed, hour: 12), source: row.source, number: row.number,
            nationality: row.nationality, documents: row.documents, mail: row.mail,
            phone: row.phone,
            decided: row.decided.map {
                Decided(outcome: $0.outcome, at: zone.moment($0.day, hour: 12))
            })
    }
}
