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
    private let rank: CaseRank
    private let members: [CaseMember]
    private let chain: ReadyChain
    /// Where it was known before, under which number, and what its row said.
    private let origin: [Value]
    /// As what it counts, where it was decided.
    private let measures: Set<Measure>
    private let keys: [[Value]]
    private let traits: CaseTraits

    init(
        _ row: ForeignCase, at office: CaseOffice, now: Moment, keys: Keys, _ house: CaseHouse
    ) throws {
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
        let open = try clocks.open(of: history)
        self.clocks = open
        rank = try house.rank(history, clocks, open, on: house.zone.day(of: now))
        members = ([row.person] + row.family).enumerated().map {
            CaseMember(id: .new(at: now), position: $0.offset, person: $0.element)
        }
        let subject = Case.subject(id)
        let line = try JournalEvent(CaseEvent.importedKind, subject: subject, encoding: imported)
        chain = try ReadyChain(
            subject, [ReadyChain.Line(line, by: .house, at: now)], keys: keys)
        origin = [
            row.source.stored, row.number.stored, id.stored, TakeOver.hash(of: row, keys).stored,
            now.stored,
        ]
        // Nothing is known of it but its row.
        traits = CaseTraits(country: row.nationality, house.policy.board)
        let facts = MeasureFacts(
            birth: row.person.birth, language: nil, papers: nil, visits: nil,
            nationality: traits.nationality)
        measures = kase.measures(kase.projection, facts, isGranted: house.isGranted(kase))
        self.keys = try TakeOver.keys(of: row, kase, at: now, keys)
    }

    /// Joins those that are written together.
    func add(to batch: inout CaseBatch) {
        batch.add(kase, clocks, members, chain, rank: rank)
        batch.add(origin, to: .taken)
        batch.add(measures)
        if !traits.isEmpty {
            batch.add([kase.id.stored, traits.nationality.stored, traits.sex.stored], to: .trait)
        }
        for key in keys { batch.add(key, to: .key) }
    }

    /// What a row says, so that it can be told from one that says something else, and not be read.
    static func hash(of row: ForeignCase, _ keys: Keys) -> [UInt8] {
        keys.lookup(row.contents, use: "case-import")
    }
    /// What the row writes beside the person; what can be no address and no number is left out.
    private static func keys(
        of row: ForeignCase, _ kase: Case, at now: Moment, _ keys: Keys
    ) throws -> [[Value]] {
        let numbers = PersonKeyKind.allCases.map { ($0, row.keys[$0]) }
        let given: [(PersonKeyKind, String?)] =
            [(.email, row.mail), (.phone, row.phone)] + numbers
        return try given.compactMap { kind, typed in
            guard let typed else { return nil }
            return try PersonKey.values(
                kind, typed, of: kase.applicant, statedIn: kase.id, .import,
                by: Principal.house.account, at: now, keys)
        }
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
                household: Household(
                    holder: row.person, holderIsRefugee: false, family: row.family),
                demo: false),
            filedAt: zone.moment(row.filed, hour: 12), source: row.source, number: row.number,
            nationality: row.nationality, documents: row.documents, mail: row.mail,
            phone: row.phone,
            decided: row.decided.map {
                Decided(outcome: $0.outcome, at: zone.moment($0.day, hour: 12))
            })
    }
}
