public import Formats
import Kernel

extension ClockDerivation {
    /// `{end, derivation, effect}`, the form that commands and services print.
    public var json: JSON {
        [
            "rule": .string(rule.name), "start": .string(start.description),
            "end": end.map { .string($0.description) } ?? .null, "counted": .int(dayCounted),
            "unit": .string(rule.runningUnit.rawValue), "article": .string(rule.article),
            "source": .string(rule.source), "verified": .bool(isVerified),
            "effect": isKeptAway ? .null : .string(rule.effect.rawValue),
            "effectFrom": effectFrom.map { .string($0.description) } ?? .null,
            "effectVerified": .bool(rule.isEffectVerified), "whose": .string(rule.whose.rawValue),
            "met": met.map { .string($0.description) } ?? .null,
            "calendarKnown": .bool(isCalendarKnown),
            "derivation": .array(steps.map(\.json)),
        ]
    }
}

extension ClockStep {
    public var json: JSON {
        var members: [String: JSON] = [
            "kind": .string(kind.rawValue), "from": .string(from.description),
            "to": .string(to.description),
            "event": event.map { .string($0) } ?? .null, "article": .string(article),
            "counted": .int(counted), "verified": .bool(isVerified),
            "skipped": .array(skipped.map(\.json)),
        ]
        if let refusal { members["refusal"] = .string(refusal.rawValue) }
        return .object(members)
    }
}

extension SkippedDays {
    public var json: JSON {
        switch reason {
        case .weekend: ["reason": "weekend", "days": .int(count)]
        case .holiday(let name, let day): dated("holiday", name, day)
        case .closed(let name, let day): dated("closed", name, day)
        case .pause(let event): ["reason": "pause", "event": .string(event), "days": .int(count)]
        case .waiting(let event):
            ["reason": "waiting", "event": .string(event), "days": .int(count)]
        }
    }

    private func dated(_ reason: JSON, _ name: String, _ day: Day) -> JSON {
        [
            "reason": reason, "name": .string(name), "day": .string(day.description),
            "days": .int(count), "verified": .bool(isVerified),
        ]
    }
}

extension Holiday {
    /// `{date, name, scope, category}` and the place of the scope.
    public var json: JSON {
        let words = scope.words
        var members: [String: JSON] = [
            "date": .string(day.description), "name": .string(name), "scope": .string(words.scope),
            "category": .string(category.rawValue),
        ]
        if !words.place.isEmpty { members["place"] = .string(words.place) }
        if !isVerified { members["verified"] = false }
        if let known { members["declared"] = .string(known.description) }
        if part != .whole { members["part"] = .string(part.rawValue) }
        return .object(members)
    }
}
