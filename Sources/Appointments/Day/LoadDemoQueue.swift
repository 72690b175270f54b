public import Kernel
import Storage

/// A desk for information at two offices, open day and night so that the queue can be tried at any hour: one where some
/// wait and its times were measured, one where so many wait that there is no number left today. All of it is invented.
struct LoadDemoQueue: Sendable {
    let office: LocationID
    let full: LocationID
    let from: Day

    /// How many numbers were added; none where there are some.
    func perform(at now: Moment, in db: Writer) throws -> Int {
        guard try db.count("SELECT COUNT(*) FROM ticket") == 0 else { return 0 }
        try open(at: office, in: db)
        try open(at: full, in: db)
        for number in 1...measuredTickets { try served(number, at: now, in: db) }
        for _ in 1...waitingTickets { try waits(at: office, now, in: db) }
        for _ in 1...fullTickets { try waits(at: full, now, in: db) }
        return measuredTickets + waitingTickets + fullTickets
    }

    private func desk(of office: LocationID) -> DeskID {
        DeskID((office.value ^ 7) & Int64.max)
    }

    /// It has no times to be booked: whoever comes takes a number.
    private func open(at office: LocationID, in db: Writer) throws {
        let desk = desk(of: office)
        try SetUpDesk(
            id: desk, location: office, name: "Informações", services: [informationService],
            timing: Service(step: 20, minutesFirst: 20, minutesEach: 20), isDemo: true
        ).perform(in: db)
        for day in 0..<demoDays {
            try db.run(
                """
                INSERT INTO opening (desk, day, from_minute, to_minute)
                VALUES (\(desk), \(from.adding(days: day)), 0, 1440)
                ON CONFLICT (desk, day, from_minute) DO NOTHING
                """)
        }
    }

    private func waits(at office: LocationID, _ now: Moment, in db: Writer) throws {
        _ = try new(at: office, on: from).insert(by: .house, at: now, in: db)
    }

    private func new(at office: LocationID, on day: Day) -> NewTicket {
        var new = NewTicket(
            location: office, day: day, letter: "B", service: informationService, priority: .none,
            language: "pt")
        new.isDemo = true
        return new
    }

    /// Two of each day of the last weeks, from four to eight minutes long.
    private func served(_ number: Int, at now: Moment, in db: Writer) throws {
        let day = from.adding(days: -1 - number / 2)
        let begun = now.adding(seconds: Int64(day.days(since: from)) * 86_400)
        let ended = begun.adding(seconds: Int64(240 + number % 5 * 60))
        let ticket = try new(at: office, on: day).insert(by: .house, at: begun, in: db)
        try db.run(
            """
            UPDATE ticket SET state = 'done', desk = \(desk(of: office)), called = \(begun), begun = \(begun),
                ended = \(ended) WHERE id = \(ticket.id)
            """)
    }
}

extension Appointments {
    /// Invented numbers in the queues of two offices, where there are none yet; says what it loaded.
    public func loadDemoQueue(
        at office: LocationID, full: LocationID, from day: Day, at now: Moment
    ) async throws -> [String] {
        let demo = LoadDemoQueue(office: office, full: full, from: day)
        let added = try await database.write { db in try demo.perform(at: now, in: db) }
        return ["\(added) numbers in the queues of two offices (invented)"]
    }
}

/// What people ask who have no request with us: it has no case and no booked time.
public let informationService = "information"

private let measuredTickets = 24
/// As many as a clerk serves in a morning.
private let waitingTickets = 22
/// At 20 minutes each more than a day has.
private let fullTickets = 75
private let demoDays = 42
