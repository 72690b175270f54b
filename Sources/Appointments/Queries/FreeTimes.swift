import Kernel
import Storage

/// The times at an office that a whole household can take, earliest first; what it shows can be booked.
struct FreeTimes: Sendable {
    let office: LocationID
    let service: String
    let people: Int
    /// When it is asked: what was held for an answer until then is free again.
    let now: Moment

    /// Starts in `from..<to`, one desk each: the one that would be taken.
    func run(from: Moment, to: Moment, in db: Reader) throws -> [FreeStart] {
        let all = try everywhere(from: from, to: to, in: db).sorted {
            ($0.start, $0.desk) < ($1.start, $1.desk)
        }
        var seen: Set<Moment> = []
        return all.filter { seen.insert($0.start).inserted }
    }

    /// The desks that could take the household at one time.
    func desks(at start: Moment, in db: Reader) throws -> [FreeStart] {
        let end = start.adding(seconds: visitMinutesMax * 60)
        return try everywhere(from: start, to: end, in: db).filter { $0.start == start }.sorted {
            $0.desk < $1.desk
        }
    }

    /// Each start at each desk that could take the household.
    func everywhere(from: Moment, to: Moment, in db: Reader) throws -> [FreeStart] {
        // For so many the office arranges the visit itself.
        guard people <= peopleMax else { return [] }
        let desks = try Desk.serving(service, at: office, in: db)
        // A household may begin before `to` and end after it.
        let horizon = to.adding(seconds: visitMinutesMax * 60)
        let free = try freeSlots(of: desks, from: from, to: horizon, in: db)
        return desks.flatMap { desk in
            freeStarts(in: free[desk.id] ?? [], for: people, service: desk.service).filter {
                $0.start < to
            }
        }
    }

    private func freeSlots(
        of desks: [Desk], from: Moment, to: Moment, in db: Reader
    ) throws -> [DeskID: [FreeSlot]] {
        let rows = try db.all(
            """
            SELECT desk, start, minutes FROM slot
            WHERE desk IN \(list: desks.map(\.id)) AND start >= \(from) AND start < \(to) AND \(isFree(at: now))
            ORDER BY desk, start
            """)
        let slots = try rows.map { FreeSlot(desk: try $0[0], start: try $0[1], minutes: try $0[2]) }
        return Dictionary(grouping: slots, by: \.desk)
    }
}

/// A desk, what it serves, and how long it needs.
struct Desk: Sendable {
    let id: DeskID
    let name: String
    let service: Service
    let isDemo: Bool
    /// Whether it opens no more.
    let isRetired: Bool

    static func serving(_ code: String, at office: LocationID, in db: Reader) throws -> [Desk] {
        try db.all(
            """
            SELECT d.id, d.name, d.step, d.minutes_first, d.minutes_each, d.demo, d.retired
            FROM desk d JOIN desk_service s ON s.desk = d.id
            WHERE d.location = \(office) AND s.service = \(code) AND d.retired IS NULL ORDER BY d.id
            """
        ).map(Desk.init)
    }

    static func find(_ id: DeskID, in db: Reader) throws -> Desk? {
        try db.first(
            "SELECT id, name, step, minutes_first, minutes_each, demo, retired FROM desk WHERE id = \(id)"
        ).map(Desk.init)
    }

    static func all(at office: LocationID, in db: Reader) throws -> [Desk] {
        try db.all(
            """
            SELECT id, name, step, minutes_first, minutes_each, demo, retired FROM desk WHERE location = \(office)
            ORDER BY name
            """
        ).map(Desk.init)
    }

    /// Those of the agency: another body's counter in the same house is not its to call at, to open or to close. A retired
    /// one stays among them while a visit stands at it.
    static func own(at office: LocationID, in db: Reader) throws -> [Desk] {
        try db.all(
            """
            SELECT id, name, step, minutes_first, minutes_each, demo, retired FROM desk d
            WHERE location = \(office) AND id NOT IN (SELECT desk FROM desk_body)
                AND (retired IS NULL OR EXISTS
                    (SELECT 1 FROM visit v WHERE v.desk = d.id AND v.state = 'booked'))
            ORDER BY name
            """
        ).map(Desk.init)
    }

    private init(row: Row) throws {
        id = try row[0]
        name = try row[1]
        service = Service(step: try row[2], minutesFirst: try row[3], minutesEach: try row[4])
        isDemo = try row[5]
        let retired: Moment? = try row[6]
        isRetired = retired != nil
    }
}

/// No household sits longer at a desk; beyond it the office arranges the visit itself.
let visitMinutesMax: Int64 = 240
