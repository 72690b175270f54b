import Kernel
import LegalTime
import Storage

/// New cases with all that is kept of them, derived before the transaction and written in few statements: for what
/// makes very many at once. Whoever fills one has told the journal the same.
struct CaseBatch: Sendable {
    /// By `CaseTable`, in its order.
    private var tables = CaseTable.allCases.map(\.empty)
    private var people: [(id: PersonID, name: String)] = []
    private var sums: [Tally: Int] = [:]
    private var measures: [Measure: Int] = [:]
    private var chains: [ReadyChain] = []

    /// How many cases it holds.
    var count: Int { chains.count }

    /// Adds a case with its clocks, its people and its journal; the holder is made known without an account.
    /// Without a class the night's sweep asks for it.
    mutating func add(
        _ kase: Case, _ clocks: [OpenClock], _ members: [CaseMember], _ chain: ReadyChain,
        rank: CaseRank? = nil
    ) {
        add(kase.values(rank ?? .unasked(clocks, kase)), to: .kase)
        for clock in clocks { add(kase.values(of: clock), to: .clock) }
        for member in members {
            let isHolder = member.position == 0
            add(kase.values(of: member, isHolder ? kase.applicant : nil), to: .member)
            if isHolder { people.append((kase.applicant, member.person.name)) }
            for word in indexedWords(member.person.name) {
                add([word.stored, kase.id.stored, kase.office.stored], to: .name)
            }
        }
        for tally in kase.tallies(kase.projection) { sums[tally, default: 0] += 1 }
        chains.append(chain)
    }

    /// Adds as what a decided case counts.
    mutating func add(_ keys: Set<Measure>) {
        for key in keys { measures[key, default: 0] += 1 }
    }

    /// Adds what else is kept of a case in it.
    mutating func add(_ row: [Value], to table: CaseTable) {
        tables[table.rawValue].append(row)
    }

    /// Writes everything down and asks nothing back; with `signed` a checkpoint signs it at once.
    func write(
        signed: Bool = false, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        try house.neighbours.addPeople(people, db, now)
        for rows in tables { try db.insert(rows) }
        var tallies = ManyRows.tallies
        for (tally, n) in sums { tallies.append(tally.values(n)) }
        try db.insert(tallies)
        try Measure.append(measures.map { ($0.key, $0.value) }, in: db)
        try db.begin(chains, signed: signed, at: now)
    }
}

/// The tables that hold something of a case, in an order in which each names only what is there.
enum CaseTable: Int, CaseIterable, Sendable {
    case kase, member, name, clock, taken, document, item, consultation, take, decider, key
    case trait, ending

    var empty: ManyRows {
        switch self {
        case .kase: .kases
        case .member: .members
        case .name:
            ManyRows(
                "case_name", [("word", .text), ("kase", .integer), ("at_office", .integer)],
                passesKnown: true)
        case .clock: .clocks
        case .taken:
            ManyRows(
                "case_import",
                [
                    ("source", .text), ("number", .text), ("kase", .integer), ("contents", .bytes),
                    ("taken_at", .integer),
                ])
        case .document: .documents
        case .item:
            ManyRows(
                "request_item",
                [
                    ("id", .integer), ("kase", .integer), ("code", .text), ("member", .integer),
                    ("asked_at", .integer), ("received_at", .integer),
                ])
        case .consultation:
            ManyRows(
                "consultation",
                [
                    ("id", .integer), ("kase", .integer), ("body", .integer),
                    ("asked_at", .integer), ("due", .integer), ("code", .text), ("clock", .text),
                ])
        case .take: .takes
        case .decider:
            ManyRows(
                "case_decider",
                [
                    ("kase", .integer), ("account", .integer), ("name", .text),
                    ("at_office", .integer), ("at", .integer),
                ])
        case .key: .keys
        case .trait:
            ManyRows(
                "case_trait", [("kase", .integer), ("nationality", .text), ("sex", .text)])
        case .ending:
            ManyRows(
                "case_ending",
                [
                    ("kase", .integer), ("at_office", .integer), ("ending", .text),
                    ("known", .text), ("ended_at", .integer),
                ])
        }
    }
}

extension ManyRows {
    fileprivate static var documents: ManyRows {
        ManyRows(
            "case_document",
            [
                ("id", .integer), ("kase", .integer), ("member", .integer), ("code", .text),
                ("digest", .text), ("name", .text), ("kind", .text), ("bytes", .integer),
                ("received_at", .integer), ("received_from", .integer), ("valid_until", .integer),
                ("held_since", .integer),
            ])
    }

    fileprivate static var keys: ManyRows {
        ManyRows(
            "person_key",
            [
                ("id", .integer), ("person", .integer), ("kase", .integer), ("kind", .text),
                ("value_hash", .bytes), ("sealed", .bytes), ("source", .text),
                ("stated_by", .integer), ("stated_at", .integer),
            ], passesKnown: true)
    }

    fileprivate static var takes: ManyRows {
        ManyRows(
            "case_take",
            [
                ("kase", .integer), ("taken_by", .integer), ("taker", .text),
                ("at_office", .integer), ("taken_at", .integer), ("acted_at", .integer),
            ])
    }

    fileprivate static var tallies: ManyRows {
        ManyRows(
            "case_tally",
            [
                ("office", .integer), ("kind", .text), ("procedure", .text), ("state", .text),
                ("week", .integer), ("span", .integer), ("n", .integer),
            ])
    }
}

extension Tally {
    fileprivate func values(_ n: Int) -> [Value] {
        [
            office.stored, kind.rawValue.stored, procedure.stored, state.stored, week.stored,
            span.stored, n.stored,
        ]
    }
}
