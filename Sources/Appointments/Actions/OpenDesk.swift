import Kernel
import Storage

/// A desk at an office: what it serves, and how long it needs.
struct SetUpDesk: Sendable {
    let id: DeskID
    let location: LocationID
    let name: String
    let services: [String]
    let timing: Service
    let isDemo: Bool
    /// Whose desk it is, where it is another body's in a place of ours.
    var body: OrganisationID?

    func perform(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO desk (id, location, name, step, minutes_first, minutes_each, demo)
            VALUES (\(id), \(location), \(name), \(timing.step), \(timing.minutesFirst), \(timing.minutesEach),
                \(isDemo)) ON CONFLICT (id) DO NOTHING
            """)
        if let body {
            try db.run(
                """
                INSERT INTO desk_body (desk, organisation) VALUES (\(id), \(body))
                ON CONFLICT (desk) DO NOTHING
                """)
        }
        for code in services {
            try db.run(
                """
                INSERT INTO desk_service (desk, service) VALUES (\(id), \(code))
                ON CONFLICT (desk, service) DO NOTHING
                """)
        }
    }
}

/// A desk opens on a day from one minute to another; its times are there to be taken from then on.
struct OpenDesk: Sendable {
    let desk: DeskID
    let day: Day
    let minutes: Range<Int>
    let zone: Zone

    /// How many times it opened; the same opening twice adds none.
    @discardableResult
    func perform(in db: Writer) throws -> Int {
        guard let known = try Desk.find(desk, in: db) else { throw Refused.notFound }
        if known.isRetired { return 0 }
        let isNew = try db.run(
            """
            INSERT INTO opening (desk, day, from_minute, to_minute)
            VALUES (\(desk), \(day), \(minutes.lowerBound), \(minutes.upperBound))
            ON CONFLICT (desk, day, from_minute) DO NOTHING
            """)
        return isNew == 0 ? 0 : try addSlots(in: db)
    }

    /// Adds the times of the opening at which the desk has none and is not busy with something else.
    func addSlots(after now: Moment? = nil, in db: Writer) throws -> Int {
        guard let desk = try Desk.find(desk, in: db) else { throw Refused.notFound }
        if desk.isRetired { return 0 }
        let step = desk.service.step
        let busy = try BusyTime.of(desk.id, on: day, zone, in: db) + times(in: db)
        var added = 0
        for minute in stride(from: minutes.lowerBound, to: minutes.upperBound - step + 1, by: step)
        {
            let start = zone.moment(day, hour: minute / 60, minute: minute % 60)
            let end = start.adding(seconds: Int64(step) * 60)
            if busy.contains(where: { $0.overlaps(start, end) }) { continue }
            if let now, start <= now { continue }
            added += try db.run(
                """
                INSERT INTO slot (desk, start, minutes) VALUES (\(desk.id), \(start), \(step))
                ON CONFLICT (desk, start) DO NOTHING
                """)
        }
        return added
    }
    /// The times that the desk has on this day: no second one begins within them.
    private func times(in db: Reader) throws -> [BusyTime] {
        let (from, to) = (zone.moment(day), zone.moment(day.adding(days: 1)))
        return try db.all(
            "SELECT start, minutes FROM slot WHERE desk = \(desk) AND start >= \(from) AND start < \(to)"
        ).map { row in
            let (start, minutes): (Moment, Int64) = (try row[0], try row[1])
            return BusyTime(start: start, until: start.adding(seconds: minutes * 60))
        }
    }
}
