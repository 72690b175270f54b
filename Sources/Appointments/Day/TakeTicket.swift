import Kernel
import Storage

/// Somebody without a booked time takes a number, while there is time to serve them today.
struct TakeTicket: Sendable {
    let office: LocationID
    let service: String
    let priority: TicketPriority
    let language: String
    let zone: Zone

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ rules: QueueRules
    ) throws -> Ticket {
        let queue = try OfficeQueue(office, zone, rules, at: now, in: db)
        guard queue.offered.contains(service) else { throw TicketRefusal.notServed }
        let times = try ServiceTimes.of(service, at: office, on: queue.day, in: db)
        let room = queue.walkIns(service, minutesEach: times.minutesEach)
        guard room.places > 0 else { throw TicketRefusal.noMoreToday }
        let new = NewTicket(
            location: office, day: queue.day, letter: "B", service: service, priority: priority,
            language: language)
        return try new.insert(by: principal, at: now, in: db)
    }
}

/// The people of a booked visit are there: their visit is marked, and they get a number.
struct CheckIn: Sendable {
    let visit: Visit
    let priority: TicketPriority
    let language: String
    let zone: Zone

    /// The same visit has the same number; who gave it back, or was not there, stands in the row again as who just came.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Ticket {
        if let known = try Ticket.of(visit.id, in: db), known.state != .left { return known }
        let days = (today: zone.day(of: now), visit: zone.day(of: visit.start))
        if let refusal = visit.refusal(
            of: .arrived, today: days.today, visitDay: days.visit, at: now)
        {
            throw refusal
        }
        if visit.arrived == nil {
            try db.run("UPDATE visit SET arrived = \(now) WHERE id = \(visit.id)")
            let facts = ["visit": visit.id.description, "start": visit.start.description]
            try db.record(
                JournalEvent("visit.arrived", subject: "case/\(visit.caseID)", facts),
                by: principal, at: now)
        }
        if let left = try Ticket.of(visit.id, in: db) {
            return try left.again(priority, by: principal, at: now, in: db)
        }
        var new = NewTicket(
            location: visit.location, day: days.today, letter: "A", service: visit.service,
            priority: priority, language: language)
        new.visit = visit
        return try new.insert(by: principal, at: now, in: db)
    }
}

extension Ticket {
    /// Waits once more, from now on.
    fileprivate func again(
        _ priority: TicketPriority, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> Ticket {
        try db.run(
            """
            UPDATE ticket SET state = 'waiting', priority = \(priority), desk = NULL, taken = \(now),
                called = NULL, begun = NULL, ended = NULL WHERE id = \(id) AND state = 'left'
            """)
        try record("taken", ["location": location.description], by: principal, at: now, in: db)
        return try Ticket.find(code, in: db)
    }
}

extension ServiceTimes {
    /// So long a walk-in is allowed for: rather a person too few than one who waits for nothing.
    var minutesEach: Int { max(1, Int(highMinutes.rounded(.up))) }
}

struct NewTicket {
    let location: LocationID
    let day: Day
    let letter: String
    let service: String
    let priority: TicketPriority
    let language: String
    var visit: Visit?
    var isDemo = false

    func insert(by principal: Principal, at now: Moment, in db: Writer) throws -> Ticket {
        try Ticket.endEarlier(at: location, before: day, in: db)
        let (id, code) = (TicketID.new(at: now), Reference.new("TK"))
        try db.run(
            """
            INSERT INTO ticket (id, code, location, day, letter, number, service, visit, booked, priority, language,
                state, taken, demo)
            VALUES (\(id), \(code), \(location), \(day), \(letter), \(try nextNumber(in: db)), \(service),
                \(visit?.id), \(visit?.start), \(priority), \(language), 'waiting', \(now), \(isDemo))
            """)
        let ticket = try Ticket.find(code, in: db)
        try ticket.record(
            "taken", ["location": location.description], by: principal, at: now, in: db)
        return ticket
    }

    /// Whoever asks at once waits here for the one before.
    private func nextNumber(in db: Writer) throws -> Int {
        try db.run(
            """
            INSERT INTO ticket_count (location, day, letter, last) VALUES (\(location), \(day), \(letter), 1)
            ON CONFLICT (location, day, letter) DO UPDATE SET last = ticket_count.last + 1
            """)
        return try db.count(
            """
            SELECT last FROM ticket_count
            WHERE location = \(location) AND day = \(day) AND letter = \(letter)
            """)
    }
}
