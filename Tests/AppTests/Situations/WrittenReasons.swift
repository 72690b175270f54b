import Formats
import Foundation
import TestSupport

@testable import App
@testable import Cases

extension Decider {
    /// With `--explain`: for each code of an answer the reasons as a letter prints them, sentence, article and mark; a code
    /// for which no rule says anything has none.
    func written(
        _ name: DecisionName, _ situation: [String: JSON], of model: AimedModel,
        in language: String
    ) throws -> [String: Set<String>] {
        let told = try explained(name, situation, of: model)
        var lines: [String: Set<String>] = [:]
        for code in codes(of: told.result) { lines[code] = [] }
        for rule in told.rules {
            let (because, article) = (
                rule.notes["because_" + language] ?? "", rule.notes["article"] ?? ""
            )
            if because.isEmpty, article.isEmpty { continue }
            var line = because.isEmpty ? article : because
            if !because.isEmpty, !article.isEmpty { line += " (\(article))" }
            if rule.notes["verified"] != "yes" { line += unconfirmed }
            for code in rule.outputs where lines[code] != nil { lines[code]?.insert(line) }
        }
        return lines
    }
}

/// What a letter says beside each code of a decision.
func reasonsWritten(for name: DecisionName, in markup: Substring) -> [String: Set<String>] {
    guard let shown = part(for: name, in: markup, until: "</div>") else { return [:] }
    var lines: [String: Set<String>] = [:]
    for item in shown.components(separatedBy: "<li>").dropFirst() {
        guard let code = item.firstMatch(of: #/<data value="([^"]*)"/#) else { continue }
        let end = item.range(of: "</li>")?.lowerBound ?? item.endIndex
        let parts = item[..<end].components(separatedBy: "<br>").dropFirst()
        lines[String(code.output.1)] = Set(parts.compactMap { reason(in: $0) })
    }
    return lines
}

/// The words behind "because"; nil where the letter says that the table says nothing.
private func reason(in markup: String) -> String? {
    var text = markup
    for (old, new) in signs { text = text.replacingOccurrences(of: old, with: new) }
    for word in ["Porquê: ", "Because: "] where text.hasPrefix(word) {
        return String(text.dropFirst(word.count))
    }
    return nil
}

private let unconfirmed = " [unconfirmed]"

/// What a letter makes of its texts, backwards. The ampersand comes last.
private let signs = [
    (" [fonte ainda não confirmada]", unconfirmed), (" [source not confirmed yet]", unconfirmed),
    ("<span lang=\"pt\">", ""), ("</span>", ""), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""),
    ("&#34;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&apos;", "'"), ("&amp;", "&"),
]
