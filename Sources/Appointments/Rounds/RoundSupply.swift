import Allocation
import Kernel
import Storage

/// The free times of a round's days as the engine takes them: offices and desks have numbers from 1 on, in the order of
/// their identifiers.
struct RoundSupply: Sendable {
    private(set) var supply = Supply(desks: [], lengths: [:])
    private(set) var places: [(id: LocationID, place: VisitPlace)] = []
    private(set) var desks: [Desk] = []

    init(_ round: VisitRound, at now: Moment, in db: Reader, _ asks: Asks) throws {
        var found: [DeskSupply] = []
        var lengths: [String: VisitLength] = [:]
        for office in round.plan.offices {
            guard let place = try asks.place(office, db) else { throw Refused.notFound }
            places.append((office, place))
            let services = try Desk.services(at: office, in: db)
            for desk in try round.plan.desks(at: office, in: db) {
                desks.append(desk)
                let done = (services[desk.id] ?? []).filter { round.plan.takes($0) }
                for code in done { lengths[code] = desk.service.length.longest(lengths[code]) }
                found += try round.free(desk, place.zone, at: now, in: db).map { day in
                    DeskSupply(
                        place: Int64(places.count),
                        desk: DeskDay(
                            desk: Int64(desks.count), day: day.key, open: day.value,
                            stepMinutes: desk.service.step),
                        services: Set(done))
                }
            }
        }
        supply = Supply(desks: found, lengths: lengths)
    }

    /// Where the times of an office are counted from.
    func number(of office: LocationID) -> Int64? {
        places.firstIndex { $0.id == office }.map { Int64($0 + 1) }
    }

    /// The desk and the moment that were assigned.
    func time(_ assignment: Assignment) -> (desk: DeskID, start: Moment)? {
        let (place, desk) = (Int(assignment.place) - 1, Int(assignment.slot.desk) - 1)
        guard places.indices.contains(place), desks.indices.contains(desk) else { return nil }
        let minute = assignment.slot.startMinute
        let start = places[place].place.zone.moment(
            assignment.slot.day, hour: minute / 60, minute: minute % 60)
        return (desks[desk].id, start)
    }
}

extension RoundPlan {
    func takes(_ code: String) -> Bool { service == nil || service == code }

    /// The agency's own desks that do what the round gives out.
    func desks(at office: LocationID, in db: Reader) throws -> [Desk] {
        let services = try Desk.services(at: office, in: db)
        return try Desk.own(at: office, in: db).filter { desk in
            services[desk.id]?.contains(where: takes) == true
        }.sorted { $0.id < $1.id }
    }

    func moments(_ zone: Zone) -> Range<Moment> {
        zone.moment(days.lowerBound)..<zone.moment(days.upperBound.adding(days: 1))
    }
}

extension VisitRound {
    /// What is free within its days is kept for the round until it is drawn, or a day after it should have been: nobody
    /// books it, no list gets it. What opens or becomes free later is kept when this is asked again.
    @discardableResult
    func holdSupply(at now: Moment, in db: Writer, _ asks: Asks) throws -> Int {
        let until = plan.closes.adding(seconds: supplyKeptSeconds)
        var held = 0
        guard now < until else { return held }
        for office in plan.offices {
            guard let place = try asks.place(office, db) else { throw Refused.notFound }
            let (desks, span) = (try plan.desks(at: office, in: db), plan.moments(place.zone))
            held += try db.run(
                """
                UPDATE slot SET offer = \(id), held_until = \(until)
                WHERE desk IN \(list: desks.map(\.id)) AND start >= \(span.lowerBound)
                    AND start < \(span.upperBound) AND \(isFree(at: now))
                """)
        }
        return held
    }

    func releaseSupply(in db: Writer) throws {
        try db.run("UPDATE slot SET offer = NULL, held_until = NULL WHERE offer = \(id)")
    }

    /// The hours of a desk that are free or kept for this round, by day; nothing that begins too soon to be answered.
    fileprivate func free(
        _ desk: Desk, _ zone: Zone, at now: Moment, in db: Reader
    ) throws -> [(key: Day, value: [Range<Int>])] {
        let span = plan.moments(zone)
        let from = max(span.lowerBound, now.adding(seconds: offerLeadSeconds))
        let rows = try db.all(
            """
            SELECT start, minutes FROM slot
            WHERE desk = \(desk.id) AND start >= \(from) AND start < \(span.upperBound)
                AND (\(isFree(at: now)) OR offer = \(id))
            ORDER BY start
            """)
        var days: [Day: [Range<Int>]] = [:]
        for row in rows {
            let (start, minutes): (Moment, Int) = (try row[0], try row[1])
            let (day, minute) = (zone.day(of: start), zone.minuteOfDay(of: start))
            var hours = days[day] ?? []
            let follows = hours.last?.upperBound == minute
            let first = follows ? hours.removeLast().lowerBound : minute
            days[day] = hours + [first..<minute + minutes]
        }
        return days.sorted { $0.key < $1.key }
    }
}

extension VisitLength {
    /// Desks of one service may differ: the round counts with the longest, so that everybody fits.
    fileprivate func longest(_ other: VisitLength?) -> VisitLength {
        VisitLength(
            firstMinutes: max(firstMinutes, other?.firstMinutes ?? 0),
            furtherMinutes: max(furtherMinutes, other?.furtherMinutes ?? 0))
    }
}

/// If a round is not drawn for a day, its times are everybody's again.
private let supplyKeptSeconds: Int64 = 86_400
