import Allocation
import Kernel
import Storage

/// A time at one counter, as it is offered and sent back.
struct ChainPart: Sendable, Equatable {
    let service: String
    let desk: DeskID
    let start: Moment
    /// As long as the desk holds it for the household.
    let minutes: Int

    var end: Moment { start.adding(seconds: Int64(minutes) * 60) }
}

/// Times at several counters of one centre that a household can take in one go.
struct ChainTime: Sendable, Equatable {
    /// In the order of the clock.
    let parts: [ChainPart]

    var start: Moment { parts[0].start }
    var end: Moment { parts[parts.count - 1].end }

    /// What is waited between counters beside the way from one to the next.
    var idleMinutes: Int {
        zip(parts, parts.dropFirst()).reduce(0) { sum, pair in
            sum + Int(pair.1.start.seconds(since: pair.0.end)) / 60 - transferMinutes
        }
    }
}

/// Finds of each half day the chain over several counters that waits least.
struct ChainTimes: Sendable {
    let file: BookableCase
    /// The services of other bodies beside the file's own.
    let counters: [Counter]
    let zone: Zone

    private var services: [String] { [file.service] + counters.map(\.service) }

    func run(
        from: Moment, to: Moment, at now: Moment, in db: Reader
    ) throws -> [ChainTime] {
        var free: [String: [FreeStart]] = [:]
        for service in services {
            let times = FreeTimes(
                office: file.office, service: service, people: file.people.count, now: now)
            free[service] = try times.everywhere(from: from, to: to, in: db)
        }
        let days = Set(free.values.joined().map { zone.day(of: $0.start) })
        return days.sorted().flatMap { best(on: $0, of: free) }
    }

    private func best(on day: Day, of free: [String: [FreeStart]]) -> [ChainTime] {
        let midnight = zone.moment(day)
        func minute(_ hour: Int) -> Int {
            Int(zone.moment(day, hour: hour).seconds(since: midnight)) / 60
        }
        let own = free.mapValues { $0.filter { zone.day(of: $0.start) == day } }
        let steps = services.map { step($0, own[$0] ?? [], on: day, midnight) }
        let halves = [0..<minute(middayHours.upperBound), minute(middayHours.lowerBound)..<1_440]
        var found: [ChainTime] = []
        for window in halves {
            let chain = Chain.best(steps, transferMinutes: transferMinutes, within: window)
            guard let chain, let time = time(chain, own, midnight), found.last != time else {
                continue
            }
            found.append(time)
        }
        return found
    }

    /// Desks may need different times for one service: the longest is reckoned with at each.
    private func step(
        _ service: String, _ free: [FreeStart], on day: Day, _ midnight: Moment
    ) -> ChainStep {
        let minutes = free.map(\.minutes).max() ?? 1
        let desks = Dictionary(grouping: free, by: \.desk).map { desk, starts in
            let open = starts.map { time -> Range<Int> in
                let start = Int(time.start.seconds(since: midnight)) / 60
                return start..<(start + minutes)
            }
            return DeskDay(desk: desk.value, day: day, open: open, stepMinutes: minutes)
        }
        let after = counters.first { $0.service == service }?.after ?? []
        return ChainStep(service: service, minutes: minutes, after: after, desks: desks)
    }

    private func time(
        _ chain: Chain, _ free: [String: [FreeStart]], _ midnight: Moment
    ) -> ChainTime? {
        let parts = chain.legs.compactMap { leg -> ChainPart? in
            let start = midnight.adding(seconds: Int64(leg.startMinute) * 60)
            return free[leg.service]?.first { $0.start == start && $0.desk.value == leg.desk }.map {
                ChainPart(
                    service: leg.service, desk: $0.desk, start: start, minutes: $0.minutes)
            }
        }
        return parts.count == services.count ? ChainTime(parts: parts) : nil
    }
}

extension Counter {
    /// Those of other bodies whose desks stand at an office.
    static func standing(
        at office: LocationID, of all: [Counter], in db: Reader
    ) throws -> [Counter] {
        if all.isEmpty { return [] }
        let served: [String] = try db.all(
            """
            SELECT DISTINCT s.service FROM desk_service s JOIN desk d ON d.id = s.desk
            WHERE d.location = \(office) AND s.service IN \(list: all.map(\.service))
            """
        ).map { try $0[0] }
        return all.filter { served.contains($0.service) }
    }
}

/// From one counter to the next: a choice of this installation.
let transferMinutes = 10
/// A morning ends in it, and an afternoon begins.
private let middayHours = 13...14
