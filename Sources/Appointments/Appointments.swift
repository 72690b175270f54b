public import Kernel
public import Storage
public import Web

/// Where a household gets its time: desks, the times they open, visits; and where somebody gets a place in a course.
public struct Appointments: Sendable {
    public static var schema: [Migration] {
        appointmentsSchema + [coursesSchema] + [
            chainsSchema, hoursSchema, presenceSchema, daySchema, waitingSchema, desksSchema,
            roundsSchema,
        ]
    }

    let database: Database
    let asks: Asks
    let courses: CourseAsks

    public init(database: Database, asks: Asks, courses: CourseAsks = CourseAsks()) {
        self.database = database
        self.asks = asks
        self.courses = courses
    }

    public var routes: [Route] {
        BookingRoutes(database: database, asks: asks).all
            + DeskRoutes(database: database, asks: asks).all
            + ChainRoutes(database: database, asks: asks).all
            + CounterPages(database: database, asks: asks, zone: courses.zone).routes
            + RulePages(database: database, asks: asks).routes
            + PresencePages(
                database: database, asks: asks, newCode: courses.newCode,
                verifyAddress: courses.verifyAddress
            ).routes
            + CoursePages(database: database, asks: courses).routes
            + EnrolmentPages(database: database, asks: courses).routes
            + TeachingPages(database: database, asks: courses).routes
            + QueuePages(database: database, asks: asks).routes
            + QueueDeskPages(database: database, asks: asks).routes
            + AbsencePages(database: database, asks: asks).routes
            + SupervisionPages(database: database, asks: asks).routes
            + WaitingPages(database: database, asks: asks).routes
            + OfferPages(database: database, asks: asks).routes
            + DeskPages(database: database, asks: asks).routes
            + RoundPages(database: database, asks: asks).routes
            + RoundDeskPages(database: database, asks: asks).routes
    }

    /// The visits of a case, oldest first.
    public func visits(of caseID: CaseID, in db: Reader) throws -> [CaseVisit] {
        try Visit.withBegin(of: caseID, in: db).map { CaseVisit($0, begins: $1) }
    }

    /// The case says that its people were seen: its open visit is attended; without one nothing happens.
    public func happened(
        _ caseID: CaseID, by principal: Principal = .house, in db: Writer, at now: Moment
    ) throws {
        let places = try placesHeld(for: caseID, in: db)
        try VisitHappened(caseID: caseID).perform(by: principal, at: now, in: db)
        try refill(places, at: now, in: db)
    }

    /// The case is decided: a visit that is still to come is given back. Returns when it would have been.
    public func release(
        _ caseID: CaseID, by principal: Principal, in db: Writer, at now: Moment
    ) throws -> Moment? {
        let places = try placesHeld(for: caseID, in: db)
        let start = try ReleaseVisit(caseID: caseID).perform(by: principal, at: now, in: db)
        try refill(places, at: now, in: db)
        return start
    }

    /// The case has more people: its visit that is still to come keeps its time and gets room for all of them, or is
    /// given back where no desk has it.
    public func grow(
        _ caseID: CaseID, to people: Int, by principal: Principal, in db: Writer, at now: Moment
    ) throws -> GrownVisit {
        let places = try placesHeld(for: caseID, in: db)
        let grown = try GrowVisit(caseID: caseID, people: people).perform(
            by: principal, at: now, in: db)
        try refill(places, at: now, in: db)
        return grown
    }

    /// Where a case has a visit, or a time that is held for it.
    private func placesHeld(for caseID: CaseID, in db: Reader) throws -> Set<LocationID> {
        let held = [
            try Visit.open(of: caseID, in: db)?.location,
            try TimeOffer.open(of: caseID, in: db)?.location,
        ]
        return Set(held.compactMap(\.self))
    }

    /// What may have become free there goes to those who wait, at once.
    private func refill(_ places: Set<LocationID>, at now: Moment, in db: Writer) throws {
        for place in places.sorted() {
            try OfferFreed(location: place).perform(at: now, in: db, asks)
        }
    }

    /// Invented desks and opening hours at some offices for six weeks; the pages say that they are invented.
    ///
    /// Returns what it loaded, in words; asked again it adds nothing.
    @discardableResult
    public func loadDemo(
        offices: [LocationID], services: [String], from day: Day, zone: Zone,
        isOpen: @escaping @Sendable (Day) -> Bool = { !$0.isWeekend }
    ) async throws -> [String] {
        let demo = LoadDemoDesks(
            offices: offices, services: services, from: day, zone: zone, isOpen: isOpen)
        let added = try await database.write { db in try demo.perform(in: db) }
        return ["\(added.desks) desks and \(added.slots) times for visits (invented)"]
    }
}
