/// Members of contexts and properties of dates, times, durations and ranges (table 53).
extension FEELValue {
    /// Of a list: the member of each item.
    func member(_ name: String) -> FEELValue {
        switch self {
        case .context(let context): context[name] ?? .null
        case .list(let items): .list(items.map { $0.member(name) })
        case .date(let date): date.property(name) ?? .null
        case .dateTime(let box):
            box.dateTime.date.property(name)
                ?? box.dateTime.time.property(name, offset: box.dateTime.offsetSeconds) ?? .null
        case .time(let box):
            box.time.property(name, offset: box.time.offsetSeconds) ?? .null
        case .daysDuration(let duration): duration.property(name) ?? .null
        case .monthsDuration(let duration): duration.property(name) ?? .null
        case .range(let range): range.property(name) ?? .null
        default: .null
        }
    }

    /// What `@"…"` means by its form: a date, a time, both, or a duration.
    init(temporal text: String, zones: @escaping ZoneSource) {
        if let duration = DurationReader.value(text) {
            self = duration
        } else if let date = TemporalReader.date(text) {
            self = .date(date)
        } else if let time = TemporalReader.time(text, zones) {
            self = FEELValue(time)
        } else {
            self = FEELValue(TemporalReader.dateTime(text, zones))
        }
    }
}

extension FEELType {
    /// The type of a value, as far as its kind tells.
    init(of value: FEELValue) {
        switch value {
        case .null: self = .nothing
        case .boolean: self = .boolean
        case .number: self = .number
        case .string: self = .string
        case .date: self = .date
        case .time: self = .time
        case .dateTime: self = .dateTime
        case .daysDuration: self = .daysDuration
        case .monthsDuration: self = .monthsDuration
        default: self = .any
        }
    }
}

extension CivilDate {
    fileprivate func property(_ name: String) -> FEELValue? {
        switch name {
        case "year": .number(Number(Int(year)))
        case "month": .number(Number(Int(month)))
        case "day": .number(Number(Int(day)))
        case "weekday": .number(Number(weekday))
        default: nil
        }
    }
}

extension ClockTime {
    fileprivate func property(_ name: String, offset seconds: Int?) -> FEELValue? {
        switch name {
        case "hour": return .number(Number(hour))
        case "minute": return .number(Number(minute))
        case "second": return .number(Number(secondOfMinute))
        case "time offset": return FEELValue(seconds.map { DaysDuration(second: $0) })
        case "timezone":
            guard case .place(let place) = offset else { return .null }
            return .string(place.name)
        default: return nil
        }
    }
}

extension DaysDuration {
    fileprivate func property(_ name: String) -> FEELValue? {
        let (days, hours, minutes, seconds, nanosecond) = parts
        let value: Number?
        switch name {
        case "days": value = Number(days)
        case "hours": value = Number(hours)
        case "minutes": value = Number(minutes)
        case "seconds": value = DaysDuration(second: seconds, nanosecond: nanosecond).seconds
        default: return nil
        }
        return FEELValue(isNegative ? value?.negated : value)
    }
}

extension MonthsDuration {
    fileprivate func property(_ name: String) -> FEELValue? {
        switch name {
        case "years": .number(Number(months / 12))
        case "months": .number(Number(months % 12))
        default: nil
        }
    }
}
