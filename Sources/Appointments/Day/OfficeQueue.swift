import Allocation
import Kernel
import Storage

/// The queue of an office as it stands now: who waits, which desks are open, how long it takes.
struct OfficeQueue: Sendable {
    let office: LocationID
    let now: Moment
    let day: Day
    let rules: QueueRules
    /// Everybody who waits or is at a desk.
    let tickets: [Ticket]
    let desks: [Desk]
    /// The service codes of each desk.
    let services: [DeskID: Set<String>]
    /// When each desk is open today, in minutes of the place.
    let hours: [DeskID: [Range<Int>]]
    /// Minutes since midnight at the place.
    let minute: Int
    private let visits: [Visit]
    /// Times that are held for somebody's answer.
    private let held: [TimeOffer]

    init(
        _ office: LocationID, _ zone: Zone, _ rules: QueueRules, at now: Moment, in db: Reader
    )
        throws
    {
        (self.office, self.now, self.rules) = (office, now, rules)
        day = zone.day(of: now)
        minute = zone.minuteOfDay(of: now)
        tickets = try Ticket.open(at: office, on: day, in: db)
        desks = try Desk.own(at: office, in: db)
        services = try Desk.services(at: office, in: db)
        hours = try Desk.hours(at: office, on: day, in: db)
        visits = try Visit.day(day, at: office, zone, in: db).filter { $0.state == .booked }
        held = try TimeOffer.held(on: day, at: office, zone, now: now, in: db)
    }

    /// Whoever waits, in the order in which they are called.
    var row: [Ticket] {
        let waiting = tickets.filter(\.state.waits)
        let known = Dictionary(uniqueKeysWithValues: waiting.map { ($0.id.value, $0) })
        return rules.order.row(waiting.map(\.entry), at: now.secondsSince1970)
            .compactMap { known[$0.name] }
    }

    /// Whom a desk may call: of its services, or handed on to it.
    func row(of desk: DeskID) -> [Ticket] {
        row.filter { ticket in
            ticket.desk == desk
                || ticket.state == .waiting && services[desk]?.contains(ticket.service) == true
        }
    }

    /// Those of a row that are called before somebody comes to a desk of their service.
    func before(_ ticket: Ticket) -> Int {
        row.prefix { $0.id != ticket.id }.filter { competes($0, for: ticket.service) }.count
    }

    /// How many stand before whoever takes a ticket now.
    func waiting(for service: String) -> Int {
        row.filter { competes($0, for: service) }.count
    }

    func estimate(before: Int, _ service: String, _ times: ServiceTimes) -> WaitEstimate {
        let open = openDesks(service)
        let busy = tickets.filter { !$0.state.waits && $0.desk.map(open.contains) == true }
        return WaitEstimate(
            before: before, desks: open.count, areAllBusy: busy.count >= max(1, open.count),
            times: times)
    }

    func walkIns(_ service: String, minutesEach: Int) -> WalkIns {
        let serving = Set(serving(service))
        let left = serving.flatMap { hours[$0] ?? [] }
            .reduce(0) { $0 + max(0, $1.upperBound - max(minute, $1.lowerBound)) }
        let here = Set(tickets.compactMap(\.visit))
        let coming = visits.filter { visit in
            serving.contains(visit.desk) && !here.contains(visit.id)
                && now.seconds(since: visit.start) <= rules.order.toleranceSeconds
        }
        let kept = held.filter { serving.contains($0.desk) }.reduce(0) { $0 + $1.minutes }
        return WalkIns(
            deskMinutesLeft: left, bookedMinutes: coming.reduce(kept) { $0 + $1.minutes },
            waiting: waiting(for: service), minutesEach: minutesEach)
    }

    /// All that somebody may come for without a booked time, by code.
    var offered: [String] {
        Set(desks.filter { !$0.isRetired }.flatMap { services[$0.id] ?? [] }).sorted()
    }

    private func competes(_ other: Ticket, for service: String) -> Bool {
        let serving = serving(service)
        if let desk = other.desk { return serving.contains(desk) }
        return serving.contains { services[$0]?.contains(other.service) == true }
    }

    private func serving(_ service: String) -> [DeskID] {
        desks.map(\.id).filter { services[$0]?.contains(service) == true }
    }

    private func openDesks(_ service: String) -> [DeskID] {
        serving(service).filter { desk in
            hours[desk]?.contains { $0.contains(minute) } == true
        }
    }
}

extension Desk {
    /// The service codes of each desk of an office.
    static func services(at office: LocationID, in db: Reader) throws -> [DeskID: Set<String>] {
        var found: [DeskID: Set<String>] = [:]
        let rows = try db.all(
            """
            SELECT s.desk, s.service FROM desk_service s JOIN desk d ON d.id = s.desk
            WHERE d.location = \(office) AND d.id NOT IN (SELECT desk FROM desk_body)
            """)
        for row in rows { found[try row[0], default: []].insert(try row[1]) }
        return found
    }

    /// When each desk of an office is open on a day, in minutes of the place.
    static func hours(
        at office: LocationID, on day: Day, in db: Reader
    ) throws -> [DeskID: [Range<Int>]] {
        var found: [DeskID: [Range<Int>]] = [:]
        let rows = try db.all(
            """
            SELECT o.desk, o.from_minute, o.to_minute FROM opening o JOIN desk d ON d.id = o.desk
            WHERE d.location = \(office) AND o.day = \(day) AND d.id NOT IN (SELECT desk FROM desk_body)
            ORDER BY o.desk, o.from_minute
            """)
        for row in rows {
            let (from, to): (Int, Int) = (try row[1], try row[2])
            found[try row[0], default: []].append(from..<to)
        }
        return found
    }
}

extension ServiceTimes {
    /// How long a service took at an office in the last weeks; as planned where too few were measured.
    static func of(
        _ service: String, at office: LocationID, on day: Day, in db: Reader
    ) throws -> ServiceTimes {
        let rows = try db.all(
            """
            SELECT begun, ended FROM ticket
            WHERE location = \(office) AND service = \(service) AND state = 'done'
                AND day >= \(day.adding(days: -measuredDays)) AND begun IS NOT NULL AND ended IS NOT NULL
            ORDER BY ended DESC LIMIT \(measuredMax)
            """)
        let minutes = try rows.map { row in
            let (begun, ended): (Moment, Moment) = (try row[0], try row[1])
            return Double(max(0, ended.seconds(since: begun))) / 60
        }
        let planned = try Desk.serving(service, at: office, in: db).map(\.service.minutesFirst)
        return ServiceTimes(measured: minutes, plannedMinutes: planned.max() ?? plannedMinutes)
    }
}

/// Four weeks: what was before says little of the people and rules of now.
private let measuredDays = 28
private let measuredMax = 400
/// Of an office without any desk, where nothing is served.
private let plannedMinutes = 20
