import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// What people and an office do in no order: each step is drawn, and what is refused changes nothing.
struct RandomRun {
    enum Act: CaseIterable {
        case book, move, cancel, chain, grow, close, rule, busy, join, leave, answer, keepList
        case pass, change, replaceDesk
    }

    let sample: Sample
    let asks: Asks
    private(set) var now = noon
    var random: SeededRandom
    /// How many come of each family.
    private var sizes = [Int](repeating: 1, count: 12)
    /// Whom each act was of use to at least once.
    private(set) var done: Set<Act> = []

    init(_ engine: Engine, seed: UInt64) async throws {
        let chains = try await ChainSample(engine, own: 10, others: 24)
        sample = chains.sample
        var asks = chains.asks
        asks.day.services = { ["residence", "renewal"] }
        self.asks = asks
        random = SeededRandom(seed)
        for index in sizes.indices { sizes[index] = Int.random(in: 1...3, using: &random) }
        try await sample.database.write { db in
            let timing = Service(step: 15, minutesFirst: 30, minutesEach: 10)
            try SetUpDesk(
                id: DeskID(2), location: lisbonCentre, name: "Desk 2",
                services: ["residence", "renewal"], timing: timing, isDemo: false
            ).perform(in: db)
            try OpenDesk(desk: DeskID(2), day: tomorrow, minutes: 570..<690, zone: .utc)
                .perform(in: db)
        }
    }

    /// As far as a rule opens.
    var end: Moment { Moment(now.utcDay.adding(days: 9)) }

    /// One act; a refusal of the rules is an answer, anything else a fault.
    mutating func step() async throws {
        let acts = Act.allCases
        let act = acts[Int.random(in: acts.indices, using: &random)]
        do {
            if try await perform(act) { done.insert(act) }
        } catch is BookingRefusal {
        } catch is OfferRefusal {
        } catch is ListRefusal {
        } catch is ClosureRefusal {
        } catch is DeskRefusal {}
    }

    private mutating func perform(_ act: Act) async throws -> Bool {
        switch act {
        case .book: try await book(replaces: false)
        case .move: try await book(replaces: true)
        case .cancel: try await cancel()
        case .chain: try await bookChain()
        case .grow: try await grow()
        case .close: try await close()
        case .rule: try await keepRule()
        case .busy: try await importBusy()
        case .join, .leave: try await list(joins: act == .join)
        case .answer: try await answer()
        case .keepList, .pass: try await pass(withList: act == .keepList)
        case .change: try await changeDesk()
        case .replaceDesk: try await replaceDesk()
        }
    }

    mutating func pick(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }

    private func family(_ number: Int) -> BookableCase {
        file(Int64(number + 1), household(sizes[number])).asOwn
    }

    private func visit(of number: Int) async throws -> Visit? {
        try await sample.database.read { db in
            try Visit.open(of: CaseID(Int64(number + 1)), in: db)
        }
    }

    private mutating func book(replaces: Bool) async throws -> Bool {
        let number = pick(0...sizes.count - 1)
        let family = family(number)
        let old = try await sample.database.read { db in try Visit.open(of: family.id, in: db) }
        let times = try await shown(family.people.count)
        guard (old != nil) == replaces, let start = times.randomElement(using: &random) else {
            return false
        }
        try await sample.book(family, start, replacing: old?.id, at: now)
        return true
    }

    private mutating func cancel() async throws -> Bool {
        let number = pick(0...sizes.count - 1)
        guard let visit = try await visit(of: number) else { return false }
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            try CancelVisit(visit: visit).perform(by: ana, at: now, in: db)
            try OfferFreed(location: lisbonCentre).perform(at: now, in: db, asks)
        }
        return true
    }

    private mutating func bookChain() async throws -> Bool {
        let number = pick(0...sizes.count - 1)
        let family = family(number)
        let old = try await sample.database.read { db in try Visit.open(of: family.id, in: db) }
        guard let time = try await chains(family).randomElement(using: &random) else {
            return false
        }
        let now = now
        try await sample.database.write { db in
            try BookChain(
                file: family, parts: time.parts, counters: chainCounters, replacing: old?.id
            ).perform(by: ana, at: now, in: db)
        }
        return true
    }

    private mutating func grow() async throws -> Bool {
        let number = pick(0...sizes.count - 1)
        guard sizes[number] < 6 else { return false }
        sizes[number] += 1
        let (people, now) = (sizes[number], now)
        let grown = try await sample.database.write { [room = sample.room] db in
            try room.grow(CaseID(Int64(number + 1)), to: people, by: bruno, in: db, at: now)
        }
        return grown != .unchanged
    }

    private mutating func list(joins: Bool) async throws -> Bool {
        let number = pick(0...sizes.count - 1)
        let family = family(number)
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            if joins {
                try JoinList(file: family, hours: .any)
                    .perform(by: ana, at: now, in: db, asks)
            } else {
                try LeaveList(file: family).perform(by: ana, at: now, in: db, asks)
            }
        }
        return true
    }

    private mutating func answer() async throws -> Bool {
        let offers = try await sample.database.read { db in
            try db.all(
                "SELECT \(TimeOffer.columns) FROM offer WHERE state = 'open' ORDER BY id"
            ).map(TimeOffer.init)
        }
        guard let offer = offers.randomElement(using: &random) else { return false }
        let (now, asks, accepts) = (now, asks, pick(0...1) == 0)
        let family = family(Int(offer.caseID.value) - 1)
        try await sample.database.write { db in
            if accepts {
                _ = try AcceptTimeOffer(offer: offer, file: family)
                    .perform(by: ana, at: now, in: db)
            } else {
                try DeclineTimeOffer(offer: offer).perform(by: ana, at: now, in: db, asks)
            }
        }
        return true
    }

    /// Time goes by; whether or not anybody notes what lapsed meanwhile.
    private mutating func pass(withList: Bool) async throws -> Bool {
        now = now.adding(seconds: Int64(pick(1...300)) * 60 + 7)
        if withList { try await sample.room.keepList(at: now) }
        try await sample.room.openWeeks(at: now)
        return true
    }
}

extension RandomRun {
    func shown(_ people: Int) async throws -> [Moment] {
        let (now, end) = (now, end)
        return try await sample.database.read { db in
            try FreeTimes(office: lisbonCentre, service: "residence", people: people, now: now)
                .run(from: now.adding(seconds: 1), to: end, in: db).map(\.start)
        }
    }

    func chains(_ file: BookableCase) async throws -> [ChainTime] {
        let (now, asks) = (now, asks)
        return try await sample.database.read { db in
            try ChainPage(file, with: nil, from: nil, asks, at: now, in: db).times
        }
    }
}
