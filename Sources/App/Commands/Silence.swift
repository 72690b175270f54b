import Cases
import Formats
import Kernel
import LegalTime

/// Which clocks of the open cases end in silence, and what the law makes of it, on a day and within some days.
public func silence(_ options: Options, at text: String?, within days: Int) async throws -> Answer {
    guard (0...silenceDaysMax).contains(days) else {
        throw Trouble("--within is a number of days from 0 to \(silenceDaysMax)")
    }
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let asked = try text.map { try day($0, "--at") } ?? house.zone.day(of: systemClock())
    let register = try await house.cases.silences(at: asked, within: days)
    let parts = [("before", register.before), ("today", register.today), ("soon", register.soon)]
    let lines = parts.flatMap { part, entries in
        entries.map { entry in
            let mark = entry.isVerified ? "" : "  (not confirmed in the text of the law)"
            let what = "\(entry.rule)  \(entry.effect.rawValue)\(mark)"
            return "\(part): \(entry.from)  \(entry.id)  \(what)"
        }
    }
    var members: [String: JSON] = [
        "at": .string(asked.description), "within": .int(days),
    ]
    for (part, entries) in parts { members[part] = .array(entries.map { $0.json }) }
    return Answer(
        lines.isEmpty ? "no silence has an effect" : lines.joined(separator: "\n"),
        .object(members))
}

extension SilenceRegister<Reference>.Entry {
    fileprivate var json: JSON {
        [
            "case": .string("\(id)"), "rule": .string(rule), "effect": .string(effect.rawValue),
            "whose": .string(whose.rawValue), "end": .string(end.description),
            "from": .string(from.description), "verified": .bool(isVerified),
        ]
    }
}

/// Ten years: no register looks farther ahead.
private let silenceDaysMax = 3_660
