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
    private var random: SeededRandom
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

    private mutating func pick(_ range: ClosedRange<Int>) -> Int {
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

    /// The whole office seldom, one of its desks more often.
    private mutating func close() async throws -> Bool {
        let desks = try await desks()
        let desk = pick(0...3) == 0 ? nil : desks.randomElement(using: &random)?.id
        let day = now.utcDay.adding(days: pick(0...8))
        let exchange = pick(0...1) == 0 ? nil : now.utcDay.adding(days: pick(0...8))
        let closing = Closing(
            office: lisbonCentre, desk: desk, days: day...day, exchange: exchange)
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            _ = try CloseDays(closing: closing, reason: "Works", zone: .utc)
                .perform(by: carla, at: now, in: db, asks)
        }
        return true
    }

    private mutating func keepRule() async throws -> Bool {
        guard let desk = try await desks().randomElement(using: &random) else { return false }
        let from = 480 + 5 * pick(0...60)
        let rule = OpeningRule(
            weekdays: [pick(1...7), pick(1...7)], rhythm: .everyWeeks(1), first: now.utcDay,
            last: now.utcDay.adding(days: 30), minutes: from..<(from + 20 * pick(1...9)),
            stepMinutes: 1, bookableDesks: 1, staffedDesks: 1, daysAhead: 0...8)
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            try KeepRule(office: lisbonCentre, rule: rule, desks: [desk.id])
                .perform(by: carla, at: now, in: db, asks)
        }
        return true
    }

    private mutating func importBusy() async throws -> Bool {
        guard let desk = try await desks().randomElement(using: &random) else { return false }
        var times: Set<BusyTime> = []
        for _ in 0..<pick(0...3) {
            let start = now.adding(seconds: Int64(pick(0...9 * 24 * 12)) * 300)
            times.insert(
                BusyTime(start: start, until: start.adding(seconds: Int64(pick(1...60)) * 300)))
        }
        let (now, busy) = (now, times)
        try await sample.database.write { db in
            _ = try ImportBusyTimes(desk: desk.id, times: busy, problems: [], zone: .utc)
                .perform(by: .house, at: now, in: db)
        }
        return true
    }

    private mutating func list(joins: Bool) async throws -> Bool {
        let number = pick(0...sizes.count - 1)
        let family = family(number)
        let urgency = Urgency(priorityClass: pick(0...2))
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            if joins {
                try JoinList(file: family, hours: .any, urgency: urgency)
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
                try AcceptTimeOffer(offer: offer, file: family).perform(by: ana, at: now, in: db)
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

    private mutating func changeDesk() async throws -> Bool {
        guard let desk = try await desks().randomElement(using: &random) else { return false }
        let timing = Service(
            step: desk.service.step, minutesFirst: 10 * pick(1...4), minutesEach: 5 * pick(1...5))
        let services: Set<String> = pick(0...2) == 0 ? ["renewal"] : ["residence", "renewal"]
        let (now, asks) = (now, asks)
        try await sample.database.write { db in
            let kept = try KeptDesk.find(desk.id, for: carla, at: now, in: db)
            let setting = DeskSetting(name: desk.name, services: services, timing: timing)
            try ChangeDesk(desk: kept, setting: setting).perform(by: carla, at: now, in: db, asks)
        }
        return true
    }

    /// One desk goes and another comes, so that there are always as many.
    private mutating func replaceDesk() async throws -> Bool {
        guard pick(0...2) == 0, let desk = try await desks().randomElement(using: &random) else {
            return false
        }
        let (now, asks, step) = (now, asks, 5 * pick(2...6))
        try await sample.database.write { db in
            let kept = try KeptDesk.find(desk.id, for: carla, at: now, in: db)
            try RetireDesk(desk: kept).perform(by: carla, at: now, in: db, asks)
            let setting = DeskSetting(
                name: "Desk of \(now)", services: ["residence"],
                timing: Service(step: step, minutesFirst: 20, minutesEach: 15))
            let new = try AddDesk(office: lisbonCentre, setting: setting)
                .perform(by: carla, at: now, in: db, asks)
            try OpenDesk(
                desk: new, day: now.utcDay.adding(days: 2), minutes: 540..<700, zone: .utc
            ).perform(in: db)
        }
        return true
    }

    private func desks() async throws -> [Desk] {
        try await sample.database.read { db in
            try Desk.own(at: lisbonCentre, in: db).filter { !$0.isRetired }
        }
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
