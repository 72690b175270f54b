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

    func perform(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO desk (id, location, name, step, minutes_first, minutes_each, demo)
            VALUES (\(id), \(location), \(name), \(timing.step), \(timing.minutesFirst), \(timing.minutesEach),
                \(isDemo)) ON CONFLICT (id) DO NOTHING
            """)
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
        guard let desk = try Desk.find(desk, in: db) else { throw Refused.notFound }
        let isNew = try db.run(
            """
            INSERT INTO opening (desk, day, from_minute, to_minute)
            VALUES (\(desk.id), \(day), \(minutes.lowerBound), \(minutes.upperBound))
            ON CONFLICT (desk, day, from_minute) DO NOTHING
            """)
        return isNew == 0 ? 0 : try addSlots(of: desk, in: db)
    }

    private func addSlots(of desk: Desk, in db: Writer) throws -> Int {
        let step = desk.service.step
        var added = 0
        for minute in stride(from: minutes.lowerBound, to: minutes.upperBound - step + 1, by: step)
        {
            let start = zone.moment(day, hour: minute / 60, minute: minute % 60)
            added += try db.run(
                """
                INSERT INTO slot (desk, start, minutes) VALUES (\(desk.id), \(start), \(step))
                ON CONFLICT (desk, start) DO NOTHING
                """)
        }
        return added
    }
}
