public import Decisions
import Languages

/// Why a rule fired, as jurists wrote it beside the rule: what pages and letters print.
public struct Reason: Hashable, Sendable {
    /// The article in its official words; empty where none is stated.
    public let article: String
    /// Keys of the model's sources.
    public let source: [String]
    /// Whether the rule rests on an official text that somebody read.
    public private(set) var isVerified: Bool
    /// One plain sentence by language: "pt", "en".
    public let because: [String: String]

    /// Reads the columns article, source, verified, because_pt and because_en; what is not there is empty.
    init(_ notes: [NamedText]) {
        func note(_ name: String) -> String { notes.first { $0.name == name }?.text ?? "" }
        article = note("article")
        source = note("source").split(whereSeparator: \.isWhitespace).map(String.init)
        isVerified = note("verified") == "yes"
        var because: [String: String] = [:]
        for language in ["pt", "en"] {
            let text = note("because_" + language)
            if !text.isEmpty { because[language] = text }
        }
        self.because = because
    }

    func words(_ t: Translator) -> String {
        t.either(pt: because["pt"] ?? "", en: because["en"] ?? "")
    }

    /// The same of a rule that is not known to hold on the day of asking.
    var unconfirmed: Reason {
        var copy = self
        copy.isVerified = false
        return copy
    }
}

extension FiredRule {
    public var reason: Reason { Reason(annotations) }
}
