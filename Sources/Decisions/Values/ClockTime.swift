public import Kernel

/// The offset from Greenwich that a time carries: in seconds, or that of a named place.
enum TimeOffset: Sendable {
    case seconds(Int)
    case place(NamedZone)
}

/// A place of the IANA list with its rules.
final class NamedZone: Sendable {
    let name: String
    let zone: Zone

    init(name: String, zone: Zone) {
        self.name = name
        self.zone = zone
    }

    /// Seconds east of Greenwich when clocks of the place show this time.
    func offset(localSeconds: Int) -> Int {
        let before = zone.offsetSeconds(at: moment(localSeconds - 86_400))
        return zone.offsetSeconds(at: moment(localSeconds - before))
    }

    func offset(instant seconds: Int) -> Int { zone.offsetSeconds(at: moment(seconds)) }

    /// Years beyond the tables are answered by their ends.
    private func moment(_ seconds: Int) -> Moment {
        let limit = 9_000_000_000_000
        return Moment(secondsSince1970: Int64(min(max(seconds, -limit), limit)))
    }
}

/// Asks for the rules of a place by its name, as `Europe/Lisbon`; nil where it does not exist.
public typealias ZoneSource = @Sendable (String) -> Zone?

/// A time of day, with or without an offset.
struct ClockTime: Sendable {
    /// 0 to 86,399.
    let second: Int
    let nanosecond: Int
    let offset: TimeOffset?

    init?(second: Int, nanosecond: Int = 0, offset: TimeOffset? = nil) {
        guard (0..<86_400).contains(second), (0..<1_000_000_000).contains(nanosecond) else {
            return nil
        }
        (self.second, self.nanosecond, self.offset) = (second, nanosecond, offset)
    }

    init(wrapping second: Int, nanosecond: Int, offset: TimeOffset?) {
        self.second = second - floorDivide(second, 86_400) * 86_400
        self.nanosecond = nanosecond
        self.offset = offset
    }

    var hour: Int { second / 3_600 }
    var minute: Int { second / 60 % 60 }
    var secondOfMinute: Int { second % 60 }

    /// A time knows no day, so a place answers with its offset of 1970.
    var offsetSeconds: Int? {
        switch offset {
        case nil: nil
        case .seconds(let seconds): seconds
        case .place(let place): place.offset(localSeconds: second)
        }
    }
}

/// A day and a time of it.
struct DateTime: Sendable {
    let date: CivilDate
    let time: ClockTime

    /// Seconds since 1970 as the clocks of the place count them.
    var localSeconds: Int { date.dayNumber * 86_400 + time.second }

    var offsetSeconds: Int? {
        switch time.offset {
        case nil: nil
        case .seconds(let seconds): seconds
        case .place(let place): place.offset(localSeconds: localSeconds)
        }
    }

    /// Seconds since 1970 in Greenwich; without an offset as if the place were there.
    var instant: Int { localSeconds - (offsetSeconds ?? 0) }

    /// Midnight in Greenwich: what a date is where a date and time is needed.
    init(midnight date: CivilDate) {
        self.date = date
        time = ClockTime(wrapping: 0, nanosecond: 0, offset: .seconds(0))
    }

    init(_ date: CivilDate, _ time: ClockTime) {
        self.date = date
        self.time = time
    }

    init?(localSeconds: Int, nanosecond: Int, offset: TimeOffset?) {
        guard let date = CivilDate(dayNumber: floorDivide(localSeconds, 86_400)) else { return nil }
        self.date = date
        time = ClockTime(wrapping: localSeconds, nanosecond: nanosecond, offset: offset)
    }

    /// Moves on the line of time: where the place changes its clocks, the shown hour changes too.
    func adding(_ duration: DaysDuration) -> DateTime? {
        let nanos = time.nanosecond + duration.nanosecond
        let (seconds, overflow) = localSeconds.addingReportingOverflow(
            duration.second + nanos / 1_000_000_000)
        guard !overflow,
            let moved = DateTime(
                localSeconds: seconds, nanosecond: nanos % 1_000_000_000, offset: time.offset)
        else { return nil }
        guard case .place = time.offset, let before = offsetSeconds,
            let after = moved.offsetSeconds,
            before != after
        else { return moved }
        return DateTime(
            localSeconds: seconds + after - before, nanosecond: moved.time.nanosecond,
            offset: time.offset)
    }
}

extension ClockTime: CustomStringConvertible {
    var description: String {
        var text = two(hour) + ":" + two(minute) + ":" + two(secondOfMinute)
        text += fraction(nanosecond)
        switch offset {
        case nil: break
        case .seconds(0): text += "Z"
        case .place(let place): text += "@" + place.name
        case .seconds(let seconds):
            let size = abs(seconds)
            text += (seconds < 0 ? "-" : "+") + two(size / 3_600) + ":" + two(size / 60 % 60)
            if size % 60 != 0 { text += ":" + two(size % 60) }
        }
        return text
    }
}

extension DateTime: CustomStringConvertible {
    var description: String { date.description + "T" + time.description }
}

/// `.25` of 250,000,000 nanoseconds; nothing of none.
func fraction(_ nanosecond: Int) -> String {
    if nanosecond == 0 { return "" }
    var digits = String(1_000_000_000 + nanosecond).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "." + digits
}
