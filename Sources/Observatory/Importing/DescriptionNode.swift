import Formats

/// A description that can be changed and written again; every text is quoted, so that none is read as something else.
enum DescriptionNode: Sendable, Equatable {
    struct Entry: Sendable, Equatable {
        let key: String
        var value: DescriptionNode
    }

    case text(String)
    case list([DescriptionNode])
    case map([Entry])

    init(_ yaml: YAML) {
        switch yaml.content {
        case .scalar(let text, _): self = .text(yaml.isNull ? "" : text)
        case .list(let items): self = .list(items.map(DescriptionNode.init))
        case .map(let entries):
            self = .map(entries.map { Entry(key: $0.key, value: DescriptionNode($0.value)) })
        }
    }

    /// The value under a key; setting nil takes it away.
    subscript(key: String) -> DescriptionNode? {
        get {
            guard case .map(let entries) = self else { return nil }
            return entries.first { $0.key == key }?.value
        }
        set {
            var entries: [Entry] = []
            if case .map(let known) = self { entries = known }
            guard let newValue else {
                self = .map(entries.filter { $0.key != key })
                return
            }
            if let place = entries.firstIndex(where: { $0.key == key }) {
                entries[place].value = newValue
            } else {
                entries.append(Entry(key: key, value: newValue))
            }
            self = .map(entries)
        }
    }

    var text: String? { if case .text(let text) = self { text } else { nil } }

    /// YAML: maps in lines, lists of texts in one.
    func written(_ indent: String = "") -> String {
        guard case .map(let entries) = self, !entries.isEmpty else { return flow }
        return entries.map { entry in
            let key = indent + DescriptionNode.key(entry.key) + ":"
            if case .map(let inner) = entry.value, !inner.isEmpty {
                return key + "\n" + entry.value.written(indent + "  ")
            }
            return key + " " + entry.value.flow
        }.joined(separator: "\n")
    }

    /// In one line, as JSON writes it, which is YAML too.
    private var flow: String {
        switch self {
        case .text(let text): DescriptionNode.quoted(text)
        case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
        case .map(let entries):
            "{"
                + entries.map { DescriptionNode.quoted($0.key) + ": " + $0.value.flow }
                .joined(separator: ", ") + "}"
        }
    }

    private static func key(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy {
            (97...122).contains($0) || (65...90).contains($0) || $0 == 95 || $0 == 45
        }
        return isPlain && !text.isEmpty ? text : quoted(text)
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            default: if scalar.value >= 32 { result.unicodeScalars.append(scalar) }
            }
        }
        return result + "\""
    }
}
