import Formats
import Foundation
import Kernel
import TestSupport
import Web

@testable import App
@testable import Cases

/// `cais decide`, as codes and as reasons.
struct Decider: Sendable {
    private let folder: String

    init() throws {
        folder = try TestFolder.make()
    }

    func answer(
        _ name: DecisionName, _ situation: [String: JSON], of model: AimedModel
    ) throws -> [String] {
        let told = try run(name, situation, of: model, isExplained: false)
        return codes(of: told["result"] ?? .null)
    }

    /// With `--explain`: the article of each rule that fired, and whether it is confirmed. A rule without a word to
    /// the person works for others and is not shown.
    func reasons(
        _ name: DecisionName, _ situation: [String: JSON], of model: AimedModel
    ) throws -> Set<ShownReason> {
        var reasons: Set<ShownReason> = []
        for rule in try explained(name, situation, of: model).rules {
            let notes = rule.notes
            let words = (notes["because_pt"] ?? "") + (notes["because_en"] ?? "")
            if words.isEmpty { continue }
            reasons.insert(
                ShownReason(
                    article: HTML(notes["article"] ?? "").text,
                    isMarked: notes["verified"] != "yes"))
        }
        return reasons
    }

    /// The answer with the rules that fired on the way to it.
    func explained(
        _ name: DecisionName, _ situation: [String: JSON], of model: AimedModel
    ) throws -> (result: JSON, rules: [ToldRule]) {
        let told = try run(name, situation, of: model, isExplained: true)
        guard let tables = told["explanation"]?.arrayValue else {
            throw Trouble("\(name) explains nothing")
        }
        let rules = tables.flatMap { $0["rules"]?.arrayValue ?? [] }
        return (told["result"] ?? .null, rules.map { ToldRule($0) })
    }

    private func run(
        _ name: DecisionName, _ situation: [String: JSON], of model: AimedModel,
        isExplained: Bool
    ) throws -> JSON {
        let path = folder + "/input.json"
        let input = JSON.object(model.given(situation)).canonical
        try Data(input.utf8).write(to: URL(fileURLWithPath: path))
        let answer = try decide(
            file: model.path, decision: name.decision, input: path, isExplained: isExplained)
        return try JSON.parse(answer.json)
    }
}

/// A rule that fired, as the command tells it.
struct ToldRule {
    /// What jurists wrote beside it, by column.
    let notes: [String: String]
    /// The codes that it gave.
    let outputs: [String]

    init(_ rule: JSON) {
        var notes: [String: String] = [:]
        for note in rule["annotations"]?.arrayValue ?? [] {
            notes[note["name"]?.stringValue ?? ""] = note["text"]?.stringValue
        }
        self.notes = notes
        outputs = (rule["outputs"]?.arrayValue ?? []).flatMap { codes(of: $0["value"] ?? .null) }
    }
}

/// A reason as a person sees it on a page: the article in its official words, and the mark of what no source confirms.
struct ShownReason: Hashable, CustomStringConvertible {
    let article: String
    let isMarked: Bool

    var description: String { isMarked ? article + " (not confirmed)" : article }
}

/// What of a situation a page asks for: it passes over answers that can change nothing.
func asked(
    _ wizard: Wizard, _ situation: [String: JSON], _ book: DecisionBook
) throws -> [String: JSON] {
    // Every question has its answer, so no day is taken from the day of asking.
    let walk = try WizardWalk(
        wizard, situation.mapValues { typed($0) }, on: Day(number: 20_780),
        at: Moment(secondsSince1970: 20_780 * 86_400), book)
    guard walk.next == nil else { throw Trouble("\(wizard.code) still asks") }
    let inputs = Set(walk.steps.map(\.question.input))
    return situation.filter { inputs.contains($0.key) }
}

/// The address of a wizard with every question answered.
func address(_ page: String, _ inputs: [AimedInput], _ situation: [String: JSON]) -> String {
    let pairs = inputs.map { input in
        input.name + "=" + percentEncoded(typed(situation[input.name] ?? .null))
    }
    return page + "?" + pairs.joined(separator: "&")
}

/// An answer as it stands in the address.
private func typed(_ value: JSON) -> String {
    switch value {
    case .string(let text): text
    case .bool(let flag): flag ? "yes" : "no"
    case .int(let number): String(number)
    case .number(let number): String(number)
    default: WizardQuestion.notKnown
    }
}

/// The codes that a part of a page or a letter shows for a decision; nil where it does not show the decision.
func codesShown(
    for name: DecisionName, in markup: Substring, until end: String
) -> [String]? {
    guard let shown = part(for: name, in: markup, until: end) else { return nil }
    return once(shown.matches(of: #/<data value="([^"]*)"/#).map { plain(String($0.output.1)) })
}

/// The reasons that a section of a page shows for a decision, in its lines and under "why".
func reasonsShown(for name: DecisionName, in markup: Substring) -> Set<ShownReason> {
    guard let shown = part(for: name, in: markup, until: "</section>") else { return [] }
    let texts = shown.components(separatedBy: " data-reason>").dropFirst()
    return Set(
        texts.map { text in
            // A reason is in one paragraph or one line of a list.
            let end = ["</p>", "</li>"].compactMap { text.range(of: $0)?.lowerBound }.min()
            let reason = text[..<(end ?? text.endIndex)]
            let article = reason.firstMatch(of: #/lang="pt">\(([^<]*)\)</span>/#)
            return ShownReason(
                article: article.map { String($0.output.1) } ?? "",
                isMarked: reason.contains("class=\"unverified\""))
        })
}

/// What stands behind the name of a decision, up to the end of its part.
func part(
    for name: DecisionName, in markup: Substring, until end: String
) -> Substring? {
    guard let start = markup.range(of: "data-decision=\"\(name)\"") else { return nil }
    let rest = markup[start.upperBound...]
    return rest.range(of: end).map { rest[..<$0.lowerBound] } ?? rest
}

/// The part of a letter that is about one person.
func part(about person: String, in letter: String) -> Substring? {
    guard let start = letter.range(of: "<h3>\(person) (") else { return nil }
    let rest = letter[start.upperBound...]
    return rest.range(of: "<h3>").map { rest[..<$0.lowerBound] } ?? rest
}

/// A value as codes, each once: a list has many, null has none.
func codes(of result: JSON) -> [String] {
    switch result {
    case .null: []
    case .array(let items): once(items.flatMap { codes(of: $0) })
    case .string(let text): [plain(text)]
    case .bool(let flag): [String(flag)]
    case .int(let number): [plain(String(number))]
    case .number(let number): [plain(String(number))]
    case .decimal(let text): [plain(text)]
    case .object: [result.canonical]
    }
}

/// 1380, 1380.0 and 1380.00 are one amount.
private func plain(_ text: String) -> String {
    Double(text).map { String($0) } ?? text
}

private func once(_ codes: [String]) -> [String] {
    var seen = Set<String>()
    return codes.filter { seen.insert($0).inserted }
}
