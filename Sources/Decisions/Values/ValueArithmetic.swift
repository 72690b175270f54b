/// Arithmetic of all kinds of values (tables 50 to 52); null where two kinds do not go together.
extension FEELValue {
    func plus(_ other: FEELValue) -> FEELValue {
        switch (self, other) {
        case (.number(let left), .number(let right)): FEELValue(left.plus(right))
        case (.string(let left), .string(let right)): .string(left + right)
        case (.daysDuration(let left), .daysDuration(let right)): FEELValue(left.plus(right))
        case (.monthsDuration(let left), .monthsDuration(let right)):
            FEELValue(MonthsDuration(left.months + right.months))
        case (_, .daysDuration(let duration)): adding(duration)
        case (_, .monthsDuration(let duration)): adding(duration)
        case (.daysDuration(let duration), _): other.adding(duration)
        case (.monthsDuration(let duration), _): other.adding(duration)
        default: .null
        }
    }

    func minus(_ other: FEELValue) -> FEELValue {
        switch (self, other) {
        case (.number(let left), .number(let right)): FEELValue(left.minus(right))
        case (.daysDuration(let left), .daysDuration(let right)):
            FEELValue(left.plus(right.negated))
        case (.monthsDuration(let left), .monthsDuration(let right)):
            FEELValue(MonthsDuration(left.months - right.months))
        case (_, .daysDuration(let duration)): adding(duration.negated)
        case (_, .monthsDuration(let duration)):
            MonthsDuration(-duration.months).map(adding) ?? .null
        case (.time(let left), .time(let right)): left.time.since(right.time)
        default: dateTime.flatMap { own in other.dateTime.map(own.since) } ?? .null
        }
    }

    /// A date counts from its midnight in Greenwich where a date and time is needed.
    private var dateTime: DateTime? {
        switch self {
        case .date(let date): DateTime(midnight: date)
        case .dateTime(let box): box.dateTime
        default: nil
        }
    }

    private func adding(_ duration: DaysDuration) -> FEELValue {
        switch self {
        case .dateTime(let box): FEELValue(box.dateTime.adding(duration))
        case .date(let date): FEELValue(DateTime(midnight: date).adding(duration)?.date)
        case .time(let box): FEELValue(box.time.adding(duration))
        default: .null
        }
    }

    private func adding(_ duration: MonthsDuration) -> FEELValue {
        switch self {
        case .date(let date): FEELValue(date.adding(months: duration.months))
        case .dateTime(let box):
            FEELValue(
                box.dateTime.date.adding(months: duration.months).map {
                    DateTime($0, box.dateTime.time)
                })
        default: .null
        }
    }

    func times(_ other: FEELValue) -> FEELValue {
        switch (self, other) {
        case (.number(let left), .number(let right)): FEELValue(left.times(right))
        case (.daysDuration(let duration), .number(let number)),
            (.number(let number), .daysDuration(let duration)):
            FEELValue(duration.seconds.times(number).flatMap { DaysDuration(seconds: $0) })
        case (.monthsDuration(let duration), .number(let number)),
            (.number(let number), .monthsDuration(let duration)):
            FEELValue(months: Number(duration.months).times(number))
        default: .null
        }
    }

    func divided(by other: FEELValue) -> FEELValue {
        switch (self, other) {
        case (.number(let left), .number(let right)): FEELValue(left.divided(by: right))
        case (.daysDuration(let duration), .number(let number)):
            FEELValue(duration.seconds.divided(by: number).flatMap { DaysDuration(seconds: $0) })
        case (.monthsDuration(let duration), .number(let number)):
            FEELValue(months: Number(duration.months).divided(by: number))
        case (.daysDuration(let left), .daysDuration(let right)):
            FEELValue(left.seconds.divided(by: right.seconds))
        case (.monthsDuration(let left), .monthsDuration(let right)):
            FEELValue(Number(left.months).divided(by: Number(right.months)))
        default: .null
        }
    }

    func power(_ other: FEELValue) -> FEELValue {
        guard case .number(let base) = self, case .number(let exponent) = other else {
            return .null
        }
        return FEELValue(base.power(exponent))
    }

    /// Whole months; parts of one are cut off.
    private init(months: Number?) {
        self = FEELValue(months?.truncatedInt.flatMap { MonthsDuration($0) })
    }
}

extension DateTime {
    /// Nil where only one of the two knows its offset.
    fileprivate func since(_ other: DateTime) -> FEELValue {
        guard (offsetSeconds == nil) == (other.offsetSeconds == nil) else { return .null }
        return FEELValue(
            DaysDuration(second: instant, nanosecond: time.nanosecond).plus(
                DaysDuration(second: other.instant, nanosecond: other.time.nanosecond).negated))
    }
}

extension ClockTime {
    fileprivate func adding(_ duration: DaysDuration) -> ClockTime? {
        let nanos = nanosecond + duration.nanosecond
        return ClockTime(
            wrapping: (duration.second % 86_400) + second + nanos / 1_000_000_000,
            nanosecond: nanos % 1_000_000_000, offset: offset)
    }

    fileprivate func since(_ other: ClockTime) -> FEELValue {
        guard (offsetSeconds == nil) == (other.offsetSeconds == nil) else { return .null }
        let own = DaysDuration(second: second - (offsetSeconds ?? 0), nanosecond: nanosecond)
        let start = DaysDuration(
            second: other.second - (other.offsetSeconds ?? 0), nanosecond: other.nanosecond)
        return FEELValue(own.plus(start.negated))
    }
}
