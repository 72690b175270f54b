public import Kernel
import Storage

enum DemandThing {}
typealias DemandID = ID<DemandThing>

enum DemandState: String, Sendable, Storable { case waiting, served, left }

/// How urgent a file is by published rules, as whoever knows the case says.
public struct Urgency: Sendable, Equatable {
    /// 0 is served first.
    public var priorityClass: Int
    /// The day until which the law wants an answer in the file, where it does.
    public var legalDate: Day?

    public init(priorityClass: Int = 0, legalDate: Day? = nil) {
        self.priorityClass = priorityClass
        self.legalDate = legalDate
    }
}

/// When a household can come, in the civil time of the place.
struct ComingHours: Sendable, Equatable {
    /// Bit 0 is Monday, bit 6 is Sunday.
    let weekdays: Int
    let minutes: Range<Int>

    static let any = ComingHours(weekdays: 127, minutes: 0..<1_440)

    init(weekdays: Int, minutes: Range<Int>) {
        self.weekdays = weekdays
        self.minutes = minutes
    }

    init(days: [Int], minutes: Range<Int>) {
        let named = Set(days).filter { (1...7).contains($0) }
        self.init(weekdays: named.reduce(0) { $0 | 1 << ($1 - 1) }, minutes: minutes)
    }

    func has(weekday: Int) -> Bool { weekdays & 1 << (weekday - 1) != 0 }

    /// Whether the whole visit lies within them.
    func fit(_ start: Moment, minutes length: Int, in zone: Zone) -> Bool {
        let first = zone.minuteOfDay(of: start)
        return has(weekday: zone.day(of: start).weekday)
            && minutes.lowerBound <= first && first + length <= minutes.upperBound
    }
}

/// A household that waits for one visit together, at the office that has its file.
struct Demand: Sendable, Equatable {
    let id: DemandID
    let caseID: CaseID
    let reference: Reference
    let service: String
    let location: LocationID
    let people: Int
    let since: Moment
    let urgency: Urgency
    let hours: ComingHours

    static let columns: SQL = """
        id, case_id, reference, service, location, people, since, class, legal_date, weekdays, from_minute,
        to_minute
        """

    init(row: Row) throws {
        id = try row[0]
        caseID = try row[1]
        reference = try row[2]
        service = try row[3]
        location = try row[4]
        people = try row[5]
        since = try row[6]
        urgency = Urgency(priorityClass: try row[7], legalDate: try row[8])
        hours = ComingHours(weekdays: try row[9], minutes: try row[10]..<(try row[11]))
    }

    static func waiting(of caseID: CaseID, in db: Reader) throws -> Demand? {
        try db.first(
            "SELECT \(columns) FROM demand WHERE case_id = \(caseID) AND state = 'waiting'"
        ).map(Demand.init)
    }

    /// Everybody who waits at an office, in the published order: class, legal date, how long, and the lot, which is the
    /// number that somebody got on joining.
    static func waiting(at location: LocationID, in db: Reader) throws -> [Demand] {
        try db.all(
            """
            SELECT \(columns) FROM demand WHERE location = \(location) AND state = 'waiting'
            ORDER BY class, CASE WHEN legal_date IS NULL THEN 1 ELSE 0 END, legal_date, since, id
            LIMIT \(demandsAtOnceMax)
            """
        ).map(Demand.init)
    }

    /// Files before this one for the same service, in the same order; a file without a date comes after every date.
    func before(in db: Reader) throws -> Int {
        try db.count(
            """
            SELECT COUNT(*) FROM demand o JOIN demand m ON m.id = \(id)
            WHERE o.location = m.location AND o.service = m.service AND o.state = 'waiting'
                AND (o.class, COALESCE(o.legal_date, 99999999), o.since, o.id)
                    < (m.class, COALESCE(m.legal_date, 99999999), m.since, m.id)
            """)
    }

    /// A case waits no longer; without a place on the list nothing happens.
    static func end(
        of caseID: CaseID, as state: DemandState, by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        let changed = try db.run(
            "UPDATE demand SET state = \(state) WHERE case_id = \(caseID) AND state = 'waiting'")
        guard changed > 0 else { return }
        try db.record(
            JournalEvent("demand.\(state.rawValue)", subject: "case/\(caseID)", [:]),
            by: principal, at: now)
    }
}

/// More than wait at one office at once; beyond it the first are served first.
private let demandsAtOnceMax = 5_000
