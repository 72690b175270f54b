import Kernel
import Storage

/// What a supervisor has to know of an office: the last weeks by day, who did not come and why, how long times last.
struct OfficeLoad: Sendable {
    /// A day of the last weeks, or of those that come.
    struct OfDay: Sendable {
        let day: Day
        /// Times to be booked, and those of them that are held.
        var slots = 0
        var taken = 0
        var attended = 0
        var missed = 0
        var booked = 0
    }

    let today: Day
    /// The last weeks first, then the days that come.
    let days: [OfDay]
    let noShows: NoShows
    let causes: [AbsenceCause: Int]
    let forecast: Forecast
    let lastFree: Day?

    init(_ office: LocationID, _ zone: Zone, at now: Moment, in db: Reader) throws {
        today = zone.day(of: now)
        let span =
            zone.moment(today.adding(days: -pastDays))..<zone.moment(today.adding(days: comingDays))
        days = try OfficeLoad.days(office, zone, span, in: db)
        let season = zone.moment(today.adding(days: -seasonDays))
        let counts = try db.all(
            """
            SELECT state, COUNT(*) FROM visit
            WHERE location = \(office) AND start >= \(season) AND start < \(now)
                AND state IN ('attended', 'missed') GROUP BY state
            """)
        var byState: [VisitState: Int] = [:]
        for row in counts { byState[try row[0]] = try row[1] }
        noShows = NoShows(missed: byState[.missed] ?? 0, kept: byState[.attended] ?? 0)
        causes = try AbsenceCause.counts(at: office, since: season, in: db)
        let free = try db.first(
            """
            SELECT COUNT(*), MAX(s.start) FROM slot s JOIN desk d ON d.id = s.desk
            WHERE d.location = \(office) AND s.start > \(now) AND \(isFree(at: now))
            """)
        let last = try free.flatMap { try $0[1] as Moment? }
        lastFree = last.map { zone.day(of: $0) }
        let booked = try db.count(
            """
            SELECT COUNT(*) FROM slot s JOIN visit v ON v.id = s.taken_by
            WHERE v.location = \(office) AND v.created >= \(zone.moment(today.adding(days: -pastDays)))
            """)
        forecast = Forecast(free: try free?[0] ?? 0, taken: booked, days: pastDays)
    }

    private static func days(
        _ office: LocationID, _ zone: Zone, _ span: Range<Moment>, in db: Reader
    ) throws -> [OfDay] {
        var found: [Day: OfDay] = [:]
        let slots = try db.all(
            """
            SELECT s.start, s.taken_by FROM slot s JOIN desk d ON d.id = s.desk
            WHERE d.location = \(office) AND s.start >= \(span.lowerBound) AND s.start < \(span.upperBound)
            """)
        for row in slots {
            let (day, holder): (Day, VisitID?) = (zone.day(of: try row[0]), try row[1])
            found[day, default: OfDay(day: day)].slots += 1
            if holder != nil { found[day]?.taken += 1 }
        }
        let visits = try db.all(
            """
            SELECT start, state FROM visit
            WHERE location = \(office) AND start >= \(span.lowerBound) AND start < \(span.upperBound)
                AND state <> 'cancelled'
            """)
        for row in visits {
            let (day, state): (Day, VisitState) = (zone.day(of: try row[0]), try row[1])
            switch state {
            case .attended: found[day, default: OfDay(day: day)].attended += 1
            case .missed: found[day, default: OfDay(day: day)].missed += 1
            case .booked: found[day, default: OfDay(day: day)].booked += 1
            case .cancelled: break
            }
        }
        return found.values.sorted { $0.day < $1.day }
    }
}

/// Four weeks back, two weeks ahead.
private let pastDays = 28
private let comingDays = 14
/// A quarter: fewer days hold too few who did not come.
private let seasonDays = 91
