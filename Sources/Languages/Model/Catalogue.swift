import Formats

/// All messages of one language, merged from one `.po` file per room.
public struct Catalogue: Equatable, Sendable {
    public let plural: PluralRule
    private let messages: [String: POEntry]
    /// What a translator has to look at: file, line and why.
    public let problems: [CatalogueProblem]
    /// Whether a text is shown that no person who speaks the language has read yet.
    public let hasUnreviewed: Bool

    public init(_ files: [POFile]) throws {
        var messages: [String: POEntry] = [:]
        var problems: [CatalogueProblem] = []
        var rule: PluralRule?
        for file in files {
            if let header = file.headers["plural-forms"] {
                let own = try PluralRule(header: header, file: file.file)
                if let rule, rule != own { throw Catalogue.differs(file.file) }
                rule = own
            }
            for entry in file.entries {
                if messages[entry.key] == nil || entry.isTranslated { messages[entry.key] = entry }
                problems += CatalogueProblem.all(
                    of: entry, in: file.file, forms: (rule ?? .english).forms)
            }
        }
        plural = rule ?? .english
        self.messages = messages
        hasUnreviewed = messages.values.contains { $0.isUnreviewed && $0.isTranslated }
        self.problems = problems
    }

    public var keys: [String] { messages.keys.sorted() }

    /// The text for a key, or nil where it is absent, empty or fuzzy.
    public func text(_ id: String, context: String? = nil) -> String? {
        entry(id, context)?.strings.first
    }

    public func text(_ id: String, count: Int, context: String? = nil) -> String? {
        guard let strings = entry(id, context)?.strings else { return nil }
        let form = plural.form(count)
        return strings.indices.contains(form) ? strings[form] : nil
    }

    /// Which of the texts that pages use have no translation: what the lint asks.
    public func missing(of ids: [String]) -> [String] { ids.filter { entry($0, nil) == nil } }

    /// Which translations no page uses any more.
    public func stale(given ids: [String]) -> [String] {
        let used = Set(ids)
        return messages.values.filter { !used.contains($0.id) }.map(\.id).sorted()
    }

    private func entry(_ id: String, _ context: String?) -> POEntry? {
        guard let found = messages[POEntry.key(context, id)], found.isTranslated else { return nil }
        return found
    }

    private static func differs(_ file: String) -> FormatError {
        FormatError(
            file: file, field: "Plural-Forms",
            message: "differs from the language's other files; use one rule")
    }
}

/// Why a message of a catalogue may not go out as it is.
public struct CatalogueProblem: Equatable, Sendable, CustomStringConvertible {
    public let file: String
    public let line: Int
    public let message: String

    public var description: String { "\(file):\(line): \(message)" }

    static func all(of entry: POEntry, in file: String, forms: Int) -> [CatalogueProblem] {
        var found: [String] = []
        if entry.isFuzzy { found.append("\"\(entry.id)\" is fuzzy; review it") }
        if !entry.isFuzzy, !entry.isTranslated {
            found.append("\"\(entry.id)\" has no translation")
        }
        if entry.pluralID != nil, entry.strings.count != forms {
            found.append("\"\(entry.id)\" has \(entry.strings.count) plural forms of \(forms)")
        }
        let known = Set(placeholders(entry.id) + placeholders(entry.pluralID ?? ""))
        for text in entry.strings where !Set(placeholders(text)).subtracting(known).isEmpty {
            found.append("\"\(text)\" has a {place} that the English text has not")
        }
        // A plural form may name the number in words; a plain message may lose nothing.
        if entry.pluralID == nil, let text = entry.strings.first, !text.isEmpty,
            !known.subtracting(placeholders(text)).isEmpty
        {
            found.append("\"\(text)\" lacks a {place} of the English text")
        }
        return found.map { CatalogueProblem(file: file, line: entry.line, message: $0) }
    }
}

/// The names between braces: `{name}`.
func placeholders(_ text: String) -> [String] {
    guard text.utf8.contains(UInt8(ascii: "{")) else { return [] }
    return text.split(separator: "{").dropFirst(text.first == "{" ? 0 : 1).compactMap { part in
        part.firstIndex(of: "}").map { String(part[..<$0]) }
    }
}
