import Formats
import Foundation
import Kernel
import LegalTime

/// A period counted from a day: its end and how it was counted; with a person's place, also the days that the law
/// adds for the distance.
public func addClock(
    _ options: Options, from: String, length: Int, unit: String, place: String?,
    office: String? = nil, person: String? = nil
) throws -> Answer {
    guard let unit = ClockUnit(rawValue: unit) else {
        let units = ClockUnit.allCases.map(\.rawValue).joined(separator: ", ")
        throw Trouble("--unit \(unit) is none; write \(units)")
    }
    guard (1...10_000).contains(length), unit != .hours || [24, 48].contains(length) else {
        throw Trouble("--length is a whole number from 1 to 10000; hours are 24 or 48")
    }
    var rule = ClockRule(
        name: "period", length: length, unit: unit, starts: "start", article: "CPA 87")
    // How days are counted was read in the law; each step says where it was not.
    rule.isVerified = true
    let place = try asked(place, office: office, options)
    let calendar = try Files.holidays(options.policy).working(at: place)
    let far = try person.map(whereabouts)
    // Whoever asks where the person is asks for the general rule of the country.
    if far != nil { rule.dilation = try LegalPolicy(options.policy).library.dilations.first }
    let derivation = try rule.derive(from: day(from, "--from"), in: calendar, person: far)
    return answer(derivation, at: nil)
}

/// A rule of the policy with the events of a file.
public func explainClock(
    _ options: Options, rule name: String, events file: String, place: String?,
    office: String? = nil, person: String?, at: String?, asKnown: String?
) throws -> Answer {
    let policy = try LegalPolicy(options.policy)
    let place = try asked(place, office: office, options)
    let zone = try LegalPolicy.zones(options.policy)(place)
    let root = try YAML.parse(Files.bytes(file), file: file)
    let list = try root["events"]?.list() ?? root.list()
    let events = try list.map { try ClockEvent($0, zone) }
    let known = try asKnown.map { try day($0, "--as-known") }
    let library = policy.library
    guard
        let lawOf = try library.lawDay(of: name, for: events, asKnown: known)
            ?? library.lawDay(of: name, for: events.map { ClockEvent($0.name, $0.day) })
    else { throw Trouble("\(file) has no event") }
    let clock = LegalClock(
        rule: try library.rule(name, on: lawOf),
        neighbours: try library.neighbours(of: name, on: lawOf), events: events,
        place: place, person: try person.map(whereabouts))
    let derivation =
        try known.map { try clock.asKnown(at: $0, in: policy.calendar) }
        ?? clock.derivation(in: policy.calendar)
    guard let derivation else {
        let missing = clock.waits(asKnown: known)
        return Answer(
            "the clock has not started; it waits for " + missing.joined(separator: ", "),
            [
                "end": .null, "derivation": [], "effect": "none",
                "waitsFor": .array(missing.map(JSON.string)),
            ])
    }
    return answer(derivation, at: try at.map { try day($0, "--at") })
}

/// The worked examples of the policy, one line each; not good where one fails.
public func checkClocks(_ options: Options, files: [String]) throws -> Answer {
    let checked = try LegalPolicy(options.policy).checkExamples(files)
    let failed = checked.filter { !$0.problems.isEmpty }
    let lines = checked.map { one in
        let mark = one.problems.isEmpty ? "ok    " : "FAILED"
        let place = "\n         \(one.example.file):\(one.example.line): "
        let why = one.problems.map { place + $0 }.joined()
        return "\(mark) \(one.example.name)  (\(one.example.article))\(why)"
    }
    let sum = "\(checked.count) examples, \(failed.count) failed"
    return Answer(
        (lines + [sum]).joined(separator: "\n"),
        [
            "examples": .array(checked.map(\.json)), "passed": .int(checked.count - failed.count),
            "failed": .int(failed.count),
        ], isGood: failed.isEmpty && !checked.isEmpty)
}

extension LegalPolicy.Checked {
    fileprivate var json: JSON {
        [
            "name": .string(example.name), "article": .string(example.article),
            "file": .string(example.file), "line": .int(example.line),
            "problems": .array(problems.map(JSON.string)),
        ]
    }
}

/// A derivation as lines and as JSON; with a day, also how it stands then.
private func answer(_ derivation: ClockDerivation, at day: Day?) -> Answer {
    var members = derivation.json.objectValue ?? [:]
    var lines = derivation.steps.map(\.line)
    lines.append("end: \(derivation.end.map(\.description) ?? "none while the clock stands still")")
    if let day {
        members["state"] = .string(derivation.state(at: day).word)
        members["effect"] = .string(derivation.effect(at: day).rawValue)
        lines.append("on \(day): \(derivation.state(at: day).word)")
    }
    if !derivation.isVerified { lines.append("not confirmed in the text of the law") }
    for gap in derivation.gaps { lines.append(gap.words) }
    return Answer(lines.joined(separator: "\n"), .object(members))
}

extension CalendarGap {
    fileprivate var words: String {
        switch self {
        case .years: "the holidays of these years were not checked"
        case .municipality(let code): "the municipal holiday of \(code) is not known"
        }
    }
}

extension ClockStep {
    /// One line for a terminal.
    fileprivate var line: String {
        let span = from == to ? "\(from)" : "\(from) to \(to)"
        let words = [event, refusal?.rawValue].compactMap(\.self).joined(separator: ", ")
        let off = skipped.map { "\($0.name ?? $0.word) \($0.count)" }.joined(separator: ", ")
        let parts = [
            kind.rawValue, words.isEmpty ? nil : words, counted > 0 ? "\(counted) counted" : nil,
            off.isEmpty ? nil : "passed over: \(off)", article,
        ]
        return "\(span)  " + parts.compactMap(\.self).joined(separator: "; ")
    }
}

extension SkippedDays {
    fileprivate var word: String {
        switch reason {
        case .weekend: "weekend"
        case .holiday, .closed: "holiday"
        case .pause: "pause"
        case .waiting: "waiting"
        }
    }
}

/// The place of an option: a municipality of the country's list, and an office as closures name it.
func asked(_ place: String?, office: String? = nil, _ options: Options) throws -> Place {
    guard let place else { return Place(municipality: nil, office: office) }
    guard let code = PlaceCode(place), try Files.municipalities(options.home).contains(code.text)
    else { throw Trouble("--place \(place) is no municipality; write its four digits, as 1106") }
    return Place(municipality: code.text, office: office)
}

private func whereabouts(_ word: String) throws -> PersonPlace {
    let town = PlaceCode(word).map { PersonPlace(Place(municipality: $0.text)) }
    guard let place = PersonPlace(rawValue: word) ?? town else {
        throw Trouble("--person is mainland, islands, europe, elsewhere or four digits")
    }
    return place
}

func day(_ text: String, _ option: String) throws -> Day {
    guard let day = Day(iso: text) else {
        throw Trouble("\(option) \(text) is no day; write it as 2026-12-25")
    }
    return day
}
