/// One node of a YAML document, with the place where it stands.
public struct YAML: Sendable {
    public let file: String
    public let line: Int
    public let column: Int
    /// The keys from the top of the document to here: `clocks[2].length`.
    public let path: String
    public let content: Content

    public enum Content: Sendable {
        /// `isPlain` is false for a quoted text, which is then never null.
        case scalar(String, isPlain: Bool)
        case list([YAML])
        case map([Entry])
    }

    public struct Entry: Sendable {
        public let key: String
        public let value: YAML
    }

    public var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return text.isEmpty || text == "~" || text == "null"
    }

    public var keys: [String] { entries.map(\.key) }

    /// The entries of a map in the order of the file; empty for anything else.
    public var entries: [Entry] {
        if case .map(let entries) = content { entries } else { [] }
    }

    /// The value under a key, or nil where it is absent or null.
    public subscript(key: String) -> YAML? {
        entries.first { $0.key == key && !$0.value.isNull }?.value
    }

    /// An error at this node, for a caller that finds a value without meaning.
    public func error(_ message: String) -> FormatError {
        FormatError(
            file: file, line: line, column: column, field: path.isEmpty ? nil : path,
            message: message)
    }

    /// Refuses a misspelt key, which would otherwise be silently without effect.
    public func unknownKeys(allowed: [String]) throws {
        for entry in entries where !allowed.contains(entry.key) {
            throw entry.value.error(
                "this key is not known; use one of: \(allowed.joined(separator: ", "))")
        }
    }
}
