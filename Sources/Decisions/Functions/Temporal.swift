extension Builtins {
    static let temporal: [Builtin] = [
        Builtin(
            "date", .date,
            [
                form("from") { FEELValue(date($0)) },
                form("year", "month", "day") { call in
                    FEELValue(day(call, 0))
                },
            ]),
        Builtin(
            "time", .time,
            [
                form("from") { FEELValue(time($0)) },
                form("hour", "minute", "second", "offset", required: 3) { call in
                    guard let shift = offset(call, 3) else { return .null }
                    return FEELValue(clock(call, 0, shift))
                },
            ]),
        Builtin(
            "date and time", .dateTime,
            [
                form("from") { FEELValue(dateTime($0)) },
                form("date", "time") { FEELValue(joined($0)) },
                form("year", "month", "day", "hour", "minute", "second", "offset", required: 6) {
                    FEELValue(assembled($0))
                },
                form("year", "month", "day", "hour", "minute", "second", "timezone", required: 6) {
                    FEELValue(assembled($0))
                },
            ]),
        Builtin(
            "duration", .any,
            [
                form("from") { call in
                    switch call[0].single {
                    case .daysDuration, .monthsDuration: call[0].single
                    case .string(let text): DurationReader.value(text) ?? .null
                    default: .null
                    }
                }
            ]),
        Builtin(
            "years and months duration", .monthsDuration,
            [form("from", "to") { FEELValue(months($0)) }]),
    ]

    private static func date(_ call: Arguments) -> CivilDate? {
        call.date(0) ?? call.string(0).flatMap(TemporalReader.date)
    }

    private static func day(_ call: Arguments, _ first: Int) -> CivilDate? {
        guard let year = call.int(first), let month = call.int(first + 1),
            let day = call.int(first + 2)
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }

    private static func time(_ call: Arguments) -> ClockTime? {
        switch call[0].single {
        case .time(let box): box.time
        case .dateTime(let box): box.dateTime.time
        case .date(let date): DateTime(midnight: date).time
        case .string(let text): TemporalReader.time(text, call.run.world.zones)
        default: nil
        }
    }

    /// No offset, a duration of hours and minutes, or a place; nil where it is something else.
    private static func offset(_ call: Arguments, _ index: Int) -> TimeOffset?? {
        switch call[index].single {
        case .null: return .some(nil)
        case .daysDuration(let duration):
            guard abs(duration.second) <= 18 * 3_600 else { return nil }
            return TimeOffset.seconds(duration.second)
        case .string(let name):
            guard let zone = call.run.world.zones(name) else { return nil }
            return TimeOffset.place(NamedZone(name: name, zone: zone))
        default: return nil
        }
    }

    private static func clock(_ call: Arguments, _ first: Int, _ offset: TimeOffset?) -> ClockTime?
    {
        guard let hour = call.int(first), let minute = call.int(first + 1),
            let seconds = call.number(first + 2).flatMap({ DaysDuration(seconds: $0) }),
            (0..<24).contains(hour), (0..<60).contains(minute), (0..<60).contains(seconds.second)
        else { return nil }
        return ClockTime(
            second: hour * 3_600 + minute * 60 + seconds.second, nanosecond: seconds.nanosecond,
            offset: offset)
    }

    private static func dateTime(_ call: Arguments) -> DateTime? {
        switch call[0].single {
        case .dateTime(let box): box.dateTime
        case .date(let date): DateTime(midnight: date)
        case .string(let text): TemporalReader.dateTime(text, call.run.world.zones)
        default: nil
        }
    }

    /// A day and a time; or a date and time seen at another place.
    private static func joined(_ call: Arguments) -> DateTime? {
        if case .time(let box) = call[1].single {
            return call.date(0).map { DateTime($0, box.time) }
        }
        guard case .string = call[1].single, case .dateTime(let box) = call[0].single,
            let shift = offset(call, 1), case .place(let place) = shift
        else { return nil }
        let instant = box.dateTime.instant
        let seconds = place.offset(instant: instant)
        return DateTime(
            localSeconds: instant + seconds, nanosecond: box.dateTime.time.nanosecond, offset: shift
        )
    }

    private static func assembled(_ call: Arguments) -> DateTime? {
        guard let date = day(call, 0), let shift = offset(call, 6),
            let time = clock(call, 3, shift)
        else { return nil }
        return DateTime(date, time)
    }

    /// Whole months between two days, below zero where the first is later.
    private static func months(_ call: Arguments) -> MonthsDuration? {
        guard let from = call.date(0), let to = call.date(1) else { return nil }
        let total = (Int(to.year) - Int(from.year)) * 12 + Int(to.month) - Int(from.month)
        if from <= to { return MonthsDuration(to.day < from.day ? total - 1 : total) }
        return MonthsDuration(to.day > from.day ? total + 1 : total)
    }
}
