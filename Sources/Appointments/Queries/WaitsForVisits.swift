public import Kernel
public import Storage

/// How long the visits of an office waited.
public struct OfficeWaits: Sendable, Equatable {
    /// Whole days from booking to visit, one for each.
    public var days: [Int]
    /// Whether an invented desk is among theirs.
    public var isDemo: Bool
}

extension Appointments {
    /// The visits whose time came within a span, by office, whether their people came or not; what was cancelled waited
    /// for nothing. Who booked anew waited from the last booking.
    public func waits(
        within span: Range<Moment>, in db: Reader
    ) throws -> [LocationID: OfficeWaits] {
        var found: [LocationID: OfficeWaits] = [:]
        let rows = try db.all(
            """
            SELECT visit.location, visit.created, visit.start, desk.demo
            FROM visit JOIN desk ON desk.id = visit.desk
            WHERE visit.start >= \(span.lowerBound) AND visit.start < \(span.upperBound)
                AND visit.state <> 'cancelled'
            """)
        for row in rows {
            let (place, isDemo): (LocationID, Bool) = (try row[0], try row[3])
            let (booked, start): (Moment, Moment) = (try row[1], try row[2])
            let days = Int(max(0, start.seconds(since: booked)) / secondsPerDay)
            var waits = found[place] ?? OfficeWaits(days: [], isDemo: false)
            waits.days.append(days)
            waits.isDemo = waits.isDemo || isDemo
            found[place] = waits
        }
        return found
    }
}

private let secondsPerDay: Int64 = 86_400
