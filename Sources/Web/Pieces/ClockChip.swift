public import Kernel
public import Languages

/// How a legal clock stands.
public enum ClockState: String, Sendable {
    case running, soon, overdue, stopped, met
}

/// Which days a clock counts.
public enum CountedDays: Sendable {
    case working, calendar
}

/// One line of a clock's derivation: a day or a span, and why it counts or does not.
public struct ClockLine: Sendable {
    public let when: String
    public let what: String
    public let why: String?

    public init(_ when: String, _ what: String, why: String? = nil) {
        self.when = when
        self.what = what
        self.why = why
    }
}

/// A legal date, the days left in words and whose clock it is; opens to how it was counted.
public func clockChip(
    _ t: Translator, date: Day, daysLeft: Int, counting: CountedDays = .working, whose: String,
    state: ClockState, derivation: [ClockLine], timeline: HTML? = nil
) -> HTML {
    """
    <details class="clock \(state.rawValue)"><summary><span>\(icon(.clock))\
    <time datetime="\(date)">\(t.date(date))</time></span>
    \(remaining(t, daysLeft, counting, state)) <span class="quiet">\(whose)</span>
    <span class="how">\(t("How we counted"))</span></summary>
    \(timeline)<ol>\(derivation.html(clockLine))</ol></details>
    """
}

private func clockLine(_ line: ClockLine) -> HTML {
    let why: HTML? = line.why.map { " <span class=\"quiet\">\($0)</span>" }
    return "<li><b>\(line.when)</b><span>\(line.what)\(why)</span></li>"
}

private func remaining(
    _ t: Translator, _ days: Int, _ counting: CountedDays, _ state: ClockState
) -> HTML {
    switch state {
    case .met: tag(t("Done in time"), .good)
    case .stopped: tag(t("The clock is stopped"), .plain)
    case .overdue: tag(lateWords(t, abs(days), counting), .yours)
    case .soon: tag(leftWords(t, days, counting), .care)
    case .running: tag(leftWords(t, days, counting), .now)
    }
}

private func leftWords(_ t: Translator, _ days: Int, _ counting: CountedDays) -> String {
    if days == 0 { return t("Last day: today") }
    return switch counting {
    case .working: t.plural("{n} working day left", "{n} working days left", days)
    case .calendar: t.plural("{n} day left", "{n} days left", days)
    }
}

private func lateWords(_ t: Translator, _ days: Int, _ counting: CountedDays) -> String {
    switch counting {
    case .working: t.plural("{n} working day late", "{n} working days late", days)
    case .calendar: t.plural("{n} day late", "{n} days late", days)
    }
}
