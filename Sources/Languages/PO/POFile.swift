/// One message of a gettext catalogue.
public struct POEntry: Equatable, Sendable {
    public var context: String?
    public var id = ""
    public var pluralID: String?
    /// One text, or one per plural form.
    public var strings: [String] = []
    /// Marked by a translator's tool as needing review: never shown.
    public var isFuzzy = false
    /// Flagged `#, unreviewed`: drafted by a machine, shown, and not yet read by a person who speaks the language.
    public var isUnreviewed = false
    public var line = 0

    /// Whether every form has a text that may be shown.
    public var isTranslated: Bool {
        !isFuzzy && !strings.isEmpty && strings.allSatisfy { !$0.isEmpty }
    }

    public var key: String { POEntry.key(context, id) }

    /// The key as gettext forms it: context, EOT, text.
    static func key(_ context: String?, _ id: String) -> String {
        context.map { $0 + "\u{4}" + id } ?? id
    }
}

/// The messages of one `.po` file, with its header.
public struct POFile: Equatable, Sendable {
    public let file: String
    public let headers: [String: String]
    public let entries: [POEntry]

    public init(text: String, file: String) throws {
        var parser = POParser(file: file)
        let all = try parser.parse(text)
        self.file = file
        headers = POFile.headers(
            all.first { $0.id.isEmpty && $0.context == nil }?.strings.first ?? "")
        entries = all.filter { !($0.id.isEmpty && $0.context == nil) }
    }

    private static func headers(_ text: String) -> [String: String] {
        var found: [String: String] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            found[String(line[..<colon]).lowercased()] = String(value)
        }
        return found
    }
}
