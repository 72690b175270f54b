public import Formats
import Kernel

extension ClockDerivation {
    /// `{end, derivation, effect}`, the form that commands and services print.
    public var json: JSON {
        [
            "rule": .string(rule.name), "start": .string(start.description),
            "end": end.map { .string($0.description) } ?? .null, "counted": .int(dayCounted),
            "unit": .string(rule.runningUnit.rawValue), "article": .string(rule.article),
            "source": .string(rule.source), "verified": .bool(rule.isVerified),
            "effect": .string(rule.effect.rawValue), "calendarKnown": .bool(isCalendarKnown),
            "derivation": .array(steps.map(\.json)),
        ]
    }
}

extension ClockStep {
    public var json: JSON {
        [
            "kind": .string(kind.rawValue), "from": .string(from.description),
            "to": .string(to.description),
            "event": event.map { .string($0) } ?? .null, "article": .string(article),
            "counted": .int(counted),
            "skipped": .array(skipped.map(\.json)),
        ]
    }
}

extension SkippedDays {
    public var json: JSON {
        switch reason {
        case .weekend: ["reason": "weekend", "days": .int(count)]
        case .holiday(let name, let day):
            [
                "reason": "holiday", "name": .string(name), "day": .string(day.description),
                "days": .int(count),
            ]
        case .pause(let event): ["reason": "pause", "event": .string(event), "days": .int(count)]
        }
    }
}
