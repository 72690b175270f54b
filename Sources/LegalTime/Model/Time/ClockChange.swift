public import Kernel

/// What a new holiday, a correction or an event did to a clock.
public struct ClockChange: Equatable, Sendable {
    public let old: Day?
    public let new: Day?
    public let why: [Reason]

    public enum Reason: Hashable, Sendable {
        /// A day between start and end that counted or was open, and is so no more; by its name.
        case closed(Day, String)
        case opened(Day)
        case happened(ClockEvent)
        case withdrawn(ClockEvent)
    }
}

extension LegalClock {
    /// The change of a clock between two calendars and two states of its events; nil where the end stays.
    public func change(
        from old: LegalClock, in oldCalendar: HolidayCalendar, to calendar: HolidayCalendar
    ) throws -> ClockChange? {
        let before = try old.derivation(in: oldCalendar)
        let after = try derivation(in: calendar)
        guard before?.end != after?.end else { return nil }
        let days = ClockChange.days(
            from: oldCalendar.working(at: place), to: calendar.working(at: place), before, after)
        return ClockChange(
            old: before?.end, new: after?.end, why: eventsChanged(from: old.events) + days)
    }

    /// The change between what was known on two days.
    public func change(
        between earlier: Day, and later: Day, in calendar: HolidayCalendar
    ) throws -> ClockChange? {
        let before = try asKnown(at: earlier, in: calendar)
        let after = try asKnown(at: later, in: calendar)
        guard before?.end != after?.end else { return nil }
        let days = ClockChange.days(
            from: calendar.working(at: place, asKnown: earlier),
            to: calendar.working(at: place, asKnown: later), before, after)
        var then = self
        then.events = events.asKnown(on: earlier, coming: rule.coming)
        var now = self
        now.events = events.asKnown(on: later, coming: rule.coming)
        return ClockChange(
            old: before?.end, new: after?.end,
            why: now.eventsChanged(from: then.events) + days)
    }

    private func eventsChanged(from old: [ClockEvent]) -> [ClockChange.Reason] {
        let (before, now) = (old.map(\.fact), events.map(\.fact))
        return events.filter { !before.contains($0.fact) }.map(ClockChange.Reason.happened)
            + old.filter { !now.contains($0.fact) }.map(ClockChange.Reason.withdrawn)
    }
}

extension ClockChange {
    /// The days between start and end on which two calendars of a place differ, for one clock derived in each.
    public static func days(
        from old: WorkingCalendar, to new: WorkingCalendar, _ before: ClockDerivation?,
        _ after: ClockDerivation?
    ) -> [Reason] {
        let ends = [before?.end, after?.end].compactMap(\.self)
        let starts = [before, after].compactMap { $0?.steps.first?.from }
        guard let first = starts.min(), let last = ends.max() else { return [] }
        return new.difference(from: old).filter { first <= $0 && $0 <= last }.map { day in
            let names = new.weekdayHolidays(after: day.adding(days: -1), through: day).map(\.name)
            return names.isEmpty
                ? .opened(day) : .closed(day, names.joined(separator: ", "))
        }
    }
}

extension ClockEvent {
    /// What happened, whenever it became known.
    fileprivate var fact: String { isKnown(on: nil) ? "\(day) \(name)" : "" }
}
