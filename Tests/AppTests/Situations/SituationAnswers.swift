import Formats
import Foundation
import TestSupport
import Web

@testable import App
@testable import Cases

/// `cais decide`, as codes.
struct Decider: Sendable {
    private let folder: String

    init() throws {
        folder = try TestFolder.make()
    }

    func answer(
        _ name: DecisionName, _ situation: [String: JSON], of model: AimedModel
    ) throws -> [String] {
        let path = folder + "/input.json"
        let input = JSON.object(model.given(situation)).canonical
        try Data(input.utf8).write(to: URL(fileURLWithPath: path))
        let answer = try decide(
            file: model.path, decision: name.decision, input: path, isExplained: false)
        return codes(of: try JSON.parse(answer.json)["result"] ?? .null)
    }
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
    guard let start = markup.range(of: "data-decision=\"\(name)\"") else { return nil }
    let rest = markup[start.upperBound...]
    let part = rest.range(of: end).map { rest[..<$0.lowerBound] } ?? rest
    return once(part.matches(of: #/<data value="([^"]*)"/#).map { plain(String($0.output.1)) })
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
