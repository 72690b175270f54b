/// Reads dates, times and durations from text, in the forms of XML Schema that FEEL takes over.
struct TemporalReader {
    private let text: [UInt8]
    private var at = 0
    private let zones: ZoneSource

    init(_ text: String, zones: @escaping ZoneSource) {
        self.text = Array(text.utf8)
        self.zones = zones
    }

    static func date(_ text: String) -> CivilDate? {
        var reader = TemporalReader(text, zones: { _ in nil })
        return reader.date().flatMap { reader.isAtEnd ? $0 : nil }
    }

    static func time(_ text: String, _ zones: @escaping ZoneSource) -> ClockTime? {
        var reader = TemporalReader(text, zones: zones)
        guard let (time, isNextDay) = reader.time(), reader.isAtEnd, !isNextDay else { return nil }
        return time
    }

    /// Also a date alone, which begins at midnight; 24:00:00 is the next day's midnight.
    static func dateTime(_ text: String, _ zones: @escaping ZoneSource) -> DateTime? {
        var reader = TemporalReader(text, zones: zones)
        guard let date = reader.date() else { return nil }
        if reader.isAtEnd {
            return DateTime(date, ClockTime(wrapping: 0, nanosecond: 0, offset: nil))
        }
        guard reader.skip("T"), let (time, isNextDay) = reader.time(), reader.isAtEnd,
            let day = isNextDay ? date.adding(days: 1) : date
        else { return nil }
        return DateTime(day, time)
    }

    private var isAtEnd: Bool { at == text.count }
    private var next: UInt8? { at < text.count ? text[at] : nil }

    private mutating func skip(_ character: Character) -> Bool {
        guard let next, next == character.asciiValue else { return false }
        at += 1
        return true
    }

    /// A run of digits with its length; nil where there is none or it is too long.
    private mutating func digits(_ lengths: ClosedRange<Int>) -> (value: Int, count: Int)? {
        let start = at
        var value = 0
        while let next, (48...57).contains(next), at - start < 18 {
            value = value * 10 + Int(next) - 48
            at += 1
        }
        return lengths.contains(at - start) ? (value, at - start) : nil
    }

    private mutating func two() -> Int? { digits(2...2)?.value }

    /// Four digits or, without a leading zero, up to nine.
    private mutating func date() -> CivilDate? {
        let isNegative = skip("-")
        let start = at
        guard let year = digits(4...9), year.count == 4 || text[start] != UInt8(ascii: "0"),
            skip("-"), let month = two(), skip("-"), let day = two()
        else { return nil }
        return CivilDate(year: isNegative ? -year.value : year.value, month: month, day: day)
    }

    private mutating func time() -> (time: ClockTime, isNextDay: Bool)? {
        guard let hour = two(), skip(":"), let minute = two(), skip(":"), let second = two()
        else { return nil }
        var nanosecond = 0
        if skip(".") {
            guard let part = digits(1...18) else { return nil }
            nanosecond = TemporalReader.nanoseconds(part.value, part.count)
        }
        guard let offset = self.offset() else { return nil }
        let isEnd = hour == 24 && minute == 0 && second == 0 && nanosecond == 0
        guard (hour < 24 || isEnd), minute < 60, second < 60,
            let time = ClockTime(
                second: hour % 24 * 3_600 + minute * 60 + second, nanosecond: nanosecond,
                offset: offset)
        else { return nil }
        return (time, isEnd)
    }

    static func nanoseconds(_ value: Int, _ count: Int) -> Int {
        var (value, count) = (value, count)
        while count > 9 {
            value /= 10
            count -= 1
        }
        while count < 9 {
            value *= 10
            count += 1
        }
        return value
    }

    /// `Z`, `+01:00`, `-05:30:15`, `@Europe/Lisbon` or nothing; nil where it is wrong.
    private mutating func offset() -> TimeOffset?? {
        if isAtEnd { return .some(nil) }
        if skip("Z") || skip("z") { return TimeOffset.seconds(0) }
        if skip("@") {
            let name = String(decoding: text[at...], as: UTF8.self)
            at = text.count
            guard let zone = zones(name) else { return nil }
            return TimeOffset.place(NamedZone(name: name, zone: zone))
        }
        let isNegative = next == UInt8(ascii: "-")
        guard skip("+") || skip("-"), let hour = two(), skip(":"), let minute = two(), hour <= 18,
            minute < 60
        else { return nil }
        var seconds = hour * 3_600 + minute * 60
        if skip(":") {
            guard let second = two(), second < 60 else { return nil }
            seconds += second
        }
        guard seconds <= 18 * 3_600 else { return nil }
        return TimeOffset.seconds(isNegative ? -seconds : seconds)
    }
}
