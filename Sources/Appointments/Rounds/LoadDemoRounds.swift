public import Kernel
import Storage

/// A round that was drawn a week ago and one that is announced, at an office of its own with invented desks: nobody in it
/// has a file, so nobody gets an offer.
struct LoadDemoRounds: Sendable {
    let office: LocationID
    let today: Day
    let zone: Zone
    let isOpen: @Sendable (Day) -> Bool

    /// How many households took part; none where there is a round already.
    func perform(
        by supervisor: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> Int {
        guard try db.count("SELECT COUNT(*) FROM visit_round") == 0 else { return 0 }
        try openDesk(in: db)
        let drawn = try announce(
            from: today.adding(days: -4), closes: today.adding(days: -7), by: supervisor,
            at: zone.moment(today.adding(days: -21)), in: db, asks)
        for number in 1...households { try wait(number, in: db) }
        _ = try RunRound(round: drawn).draw(
            by: .house, at: drawn.plan.closes, in: db, asks)
        try db.run("UPDATE demand SET state = 'left' WHERE location = \(office)")
        _ = try announce(
            from: today.adding(days: 21), closes: today.adding(days: 14), by: supervisor, at: now,
            in: db, asks)
        return households
    }

    private func announce(
        from first: Day, closes: Day, by supervisor: Principal, at now: Moment, in db: Writer,
        _ asks: Asks
    ) throws -> VisitRound {
        let plan = RoundPlan(
            service: "residence", offices: [office], days: first...first.adding(days: 6),
            closes: zone.moment(closes))
        let id = try AnnounceRound(plan: plan).perform(by: supervisor, at: now, in: db, asks)
        return try VisitRound.find(id, in: db)
    }

    private func openDesk(in db: Writer) throws {
        let desk = DeskID((office.value ^ 1) & Int64.max)
        try SetUpDesk(
            id: desk, location: office, name: "1", services: ["residence"],
            timing: Service(step: 20, minutesFirst: 20, minutesEach: 20), isDemo: true
        ).perform(in: db)
        for day in (-4..<42).map({ today.adding(days: $0) }) where isOpen(day) {
            try OpenDesk(desk: desk, day: day, minutes: demoMorning, zone: zone).perform(in: db)
        }
    }

    /// One to three people who joined on one of six days; every fifth only in the late morning.
    private func wait(_ number: Int, in db: Writer) throws {
        let joined = zone.moment(today.adding(days: -20 + number % 6), hour: 9, minute: number % 60)
        try db.run(
            """
            INSERT INTO demand (id, case_id, reference, service, location, people, state, since, class, legal_date,
                weekdays, from_minute, to_minute)
            VALUES (\(DemandID.new(at: joined)), \(CaseID.new(at: joined)),
                \(Reference(kind: "RF", random: UInt64(number))), 'residence', \(office),
                \(1 + number % 3), \(DemandState.waiting), \(joined), \(number % 9 == 0 ? 0 : 1),
                \(Day?.none), 127, \(number % 5 == 0 ? 660 : 0), 1440)
            """)
    }
}

extension Appointments {
    /// Two invented rounds at an office that has no other desks; says what it loaded, and adds nothing when asked again.
    public func loadDemoRounds(
        at office: LocationID, by supervisor: Principal, zone: Zone, at now: Moment,
        isOpen: @escaping @Sendable (Day) -> Bool
    ) async throws -> [String] {
        let asks = self.asks
        let demo = LoadDemoRounds(
            office: office, today: zone.day(of: now), zone: zone, isOpen: isOpen)
        let added = try await database.write { db in
            try demo.perform(by: supervisor, at: now, in: db, asks)
        }
        return ["\(added) households in a round of allocation (invented)"]
    }
}

/// More than a week of mornings serves: some have no time.
private let households = 60
/// 09:00-12:00.
private let demoMorning = 540..<720
