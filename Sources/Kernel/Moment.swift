/// An instant, in whole microseconds since 1970-01-01T00:00:00Z (UTC, no leap seconds).
public struct Moment: Hashable, Comparable, Codable, Sendable {
    public let microseconds: Int64

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    public init(secondsSince1970 seconds: Int64) {
        microseconds = seconds * 1_000_000
    }

    /// The first instant of a day in UTC plus a time of day.
    public init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        let seconds = Int64(day.number) * 86_400 + Int64(hour * 3_600 + minute * 60 + second)
        self.init(secondsSince1970: seconds)
    }

    public var secondsSince1970: Int64 { floorDivide(microseconds, 1_000_000) }

    public func adding(seconds: Int64) -> Moment {
        Moment(microseconds: microseconds + seconds * 1_000_000)
    }

    /// Seconds from another moment to this one.
    public func seconds(since other: Moment) -> Int64 {
        floorDivide(microseconds - other.microseconds, 1_000_000)
    }

    /// The day in UTC; use `Zone` for the day at a place.
    public var utcDay: Day { Day(number: Int32(floorDivide(microseconds, 86_400_000_000))) }

    public static func < (left: Moment, right: Moment) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Moment: CustomStringConvertible {
    /// RFC 3339 in UTC with whole seconds.
    public var description: String {
        let inDay = Int(secondsSince1970 - Int64(utcDay.number) * 86_400)
        let time = [inDay / 3_600, inDay / 60 % 60, inDay % 60].map { pad($0, 2) }
        return utcDay.description + "T" + time.joined(separator: ":") + "Z"
    }
}

func floorDivide(_ value: Int64, _ by: Int64) -> Int64 {
    let quotient = value / by
    return value % by < 0 ? quotient - 1 : quotient
}

func pad(_ value: Int, _ width: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
