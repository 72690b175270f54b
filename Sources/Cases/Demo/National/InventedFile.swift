import Foundation
import Kernel
import LegalTime
import Storage

/// One invented file as it is told event by event: what the journal says, and the rows that acts would have written.
/// Nothing is stored here, and no letter is written.
struct InventedFile {
    let id: CaseID
    let number: Int
    let procedure: Procedure
    let officer: Principal
    let members: [CaseMember]
    let clocks: CaseClocks
    private(set) var history: CaseHistory
    private(set) var lines: [ReadyChain.Line] = []
    /// Rows beside those of case, people and clocks.
    private(set) var rows: [(table: CaseTable, row: [Value])] = []
    /// When the officer took it, and did something with it last; nil where nobody has it.
    private(set) var taken: (at: Moment, acted: Moment)?
    private let reference: Reference
    private let home: PlaceCode
    private let place: PlaceCode
    private let filedBy: AccountID
    private let encoder: JSONEncoder

    /// Begins with the filing, or with what another system kept.
    init(
        _ number: Int, _ procedure: Procedure, _ opening: Opening, _ office: CaseOffice,
        by officer: Principal, _ ground: NationalGround, _ encoder: JSONEncoder
    ) throws {
        (self.number, self.procedure, self.officer) = (number, procedure, officer)
        (self.encoder, home, place) = (encoder, opening.home, office.place)
        filedBy = Principal.house.account
        id = CaseID.new(at: opening.filedAt)
        reference = Reference.new(Case.referenceKind)
        let day = ground.house.zone.day(of: opening.filedAt)
        guard let version = procedure.version(inForceOn: day) else {
            throw CaseRefusal.noLawInForce
        }
        let filed = CaseEvent.Filed(
            reference: reference.text, procedure: procedure.code, version: version.name,
            applicant: PersonID.new(at: opening.filedAt), office: office.id,
            officePlace: office.place.text, municipality: home.text,
            household: opening.household, demo: true)
        members = ([opening.household.holder] + opening.household.family).enumerated().map {
            CaseMember(id: .new(at: opening.filedAt), position: $0.offset, person: $0.element)
        }
        clocks = CaseClocks(
            procedure: procedure, zone: ground.house.zone,
            calendar: ground.house.calendars.at(office.place, office: office.id))
        let (kind, at, what) = opening.event(filed, number)
        let event = CaseEvent(kind: kind, at: at, actor: filedBy, what: what)
        guard let history = Case.fold([event]) else { throw Refused.notFound }
        self.history = history
        switch what {
        case .imported(let imported):
            try write(kind, imported, by: .house, at: at)
            let hash = ground.keys.lookup("demo \(number)", use: "case-import")
            rows.append(
                (
                    .taken,
                    [
                        imported.source.stored, imported.number.stored, id.stored, hash.stored,
                        at.stored,
                    ]
                ))
        default: try write(kind, filed, by: .house, at: at)
        }
    }

    /// How a file comes to the house.
    struct Opening {
        let household: Household
        let nationality: String
        let home: PlaceCode
        let filedAt: Moment
        /// When it was taken over from the predecessor; nil where it was handed in here.
        var takenOverAt: Moment?
        /// What the predecessor decided, and when.
        var decidedThere: CaseEvent.Imported.Decided?

        fileprivate func event(
            _ filed: CaseEvent.Filed, _ number: Int
        ) -> (kind: String, at: Moment, what: CaseEvent.What) {
            guard let takenOverAt else {
                return (CaseEvent.filedKind, filedAt, .filed(filed))
            }
            let imported = CaseEvent.Imported(
                filed: filed, filedAt: filedAt, source: "DEMO", number: "EI-\(number)",
                nationality: nationality, documents: [], mail: nil, phone: nil,
                decided: decidedThere)
            return (CaseEvent.importedKind, takenOverAt, .imported(imported))
        }
    }

    /// When it was handed in; for a file that was taken over, there.
    var filedAt: Moment { history.filedAt }

    /// When the last thing happened.
    var last: Moment { lines.last?.at ?? filedAt }

    /// Tells what happened and does to the history what reading it will do.
    mutating func tell(
        _ kind: String, _ payload: some Encodable, _ what: CaseEvent.What, by actor: Principal,
        at now: Moment
    ) throws {
        history.apply(CaseEvent(kind: kind, at: now, actor: actor.account, what: what))
        try write(kind, payload, by: actor, at: now)
        if actor == officer, taken != nil { taken?.acted = now }
    }

    mutating func keep(_ row: [Value], in table: CaseTable) { rows.append((table, row)) }

    mutating func take(at now: Moment) throws {
        try tell(
            CaseEvent.takenKind, CaseEvent.Taken(lapsed: nil), .other, by: officer, at: now)
        taken = (now, now)
    }

    mutating func release(at now: Moment) throws {
        try tell(
            CaseEvent.releasedKind, CaseEvent.Released(holder: officer.account), .other,
            by: officer, at: now)
        taken = nil
    }

    /// Whoever decides has it no longer, and is known by the board.
    mutating func decided(at now: Moment) {
        taken = nil
        keep(
            [
                id.stored, officer.account.stored, officer.name.stored,
                history.filed.office.stored, now.stored,
            ], in: .decider)
    }

    private mutating func write(
        _ kind: String, _ payload: some Encodable, by actor: Principal, at now: Moment
    ) throws {
        let event = JournalEvent(
            kind, subject: Case.subject(id), payload: [UInt8](try encoder.encode(payload)))
        lines.append(ReadyChain.Line(event, by: actor, at: now))
    }

    /// Joins those that are written together.
    func add(to batch: inout CaseBatch, keys: Keys) throws {
        let kase = Case(
            id: id, reference: reference, procedure: procedure.code,
            procedureVersion: history.filed.version, applicant: history.filed.applicant,
            filedBy: filedBy, office: history.filed.office, officePlace: place, municipality: home,
            filedAt: filedAt, isDemo: true, projection: try clocks.projection(of: history))
        let chain = try ReadyChain(Case.subject(id), lines, keys: keys)
        batch.add(kase, try clocks.open(of: history), members, chain)
        for (table, row) in rows { batch.add(row, to: table) }
        guard let taken else { return }
        batch.add(
            [
                id.stored, officer.account.stored, officer.name.stored, kase.office.stored,
                taken.at.stored, taken.acted.stored,
            ], to: .take)
    }
}
