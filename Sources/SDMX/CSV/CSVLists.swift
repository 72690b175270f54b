/// How the values of a column repeat: `NOTE[]` holds several, `NOTE[en;fr]` one by language, `A[].B[]` lists of lists.
struct CSVLists {
    private enum Level {
        case several
        case languages
    }

    private let levels: [Level]

    /// Nil where the title has no brackets.
    init?(_ title: String) {
        let groups = title.split(separator: "[").dropFirst().map { $0.prefix { $0 != "]" } }
        guard !groups.isEmpty, title.contains("[") else { return nil }
        levels = groups.map { $0.isEmpty ? .several : .languages }
    }

    /// What a field says, as an observation holds it.
    func stored(_ field: String, separator: Character) -> String {
        field.isEmpty ? "" : value(field, levels[...], separator).stored
    }

    private func value(
        _ field: String, _ levels: ArraySlice<Level>, _ separator: Character
    ) -> AttributeText {
        guard let level = levels.first else { return .text(field) }
        let parts = CSVLists.parts(field, separator)
        switch level {
        case .several:
            return .several(parts.map { value($0, levels.dropFirst(), separator) })
        case .languages:
<<<<<<< HEAD
            if parts.count == 1, parts[0].first == ":" { return .text(String(parts[0].dropFirst())) }
=======
            if parts.count == 1, parts[0].first == ":" {
                return .text(String(parts[0].dropFirst()))
            }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            var texts: LocalTexts = [:]
            for part in parts {
                let name = part.prefix { $0 != ":" }
                // A text without a language is kept under none.
                let hasName = name.count < part.count
<<<<<<< HEAD
                texts[hasName ? String(name) : ""] = hasName ? String(part.dropFirst(name.count + 1)) : part
=======
                texts[hasName ? String(name) : ""] =
                    hasName ? String(part.dropFirst(name.count + 1)) : part
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
            }
            return .languages(texts)
        }
    }

    /// Parts between separators; a part in quotes may hold the separator, with its quotes doubled.
    static func parts(_ field: String, _ separator: Character) -> [String] {
        var parts: [String] = []
        var rest = field[...]
        while true {
            let part = rest.first == "\"" ? quoted(&rest) : plain(&rest, separator)
            parts.append(part)
            guard rest.first == separator else { return parts }
            rest = rest.dropFirst()
        }
    }

    private static func plain(_ rest: inout Substring, _ separator: Character) -> String {
        let part = rest.prefix { $0 != separator }
        rest = rest[part.endIndex...]
        return String(part)
    }

    private static func quoted(_ rest: inout Substring) -> String {
        var part = ""
        rest = rest.dropFirst()
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "\"" {
                guard rest.first == "\"" else { break }
                rest = rest.dropFirst()
            }
            part.append(character)
        }
        return part
    }

    init(depth: Int, hasLanguages: Bool) {
        levels = Array(repeating: .several, count: depth) + (hasLanguages ? [.languages] : [])
    }

    /// How a value is written in a column of its kind; what is less than its column holds is a list of one.
    func field(_ stored: String, separator: Character) -> String {
        stored.isEmpty ? "" : CSVLists.field(AttributeText(stored), levels[...], separator)
    }

    private static func field(
        _ value: AttributeText, _ levels: ArraySlice<Level>, _ separator: Character
    ) -> String {
        let inner = levels.dropFirst()
        switch (levels.first, value) {
        case (.several, .several(let parts)):
            return joined(parts.map { field($0, inner, separator) }, separator)
        case (.several, _): return joined([field(value, inner, separator)], separator)
        case (.languages, .languages(let texts)):
            return joined(
                texts.sorted { $0.key < $1.key }.map { $0.key + ":" + $0.value }, separator)
        case (.languages, _): return joined([":" + value.stored], separator)
        case (nil, _): return value.stored
        }
    }

    private static func joined(_ parts: [String], _ separator: Character) -> String {
        parts.map { part in
            guard part.contains(separator) || part.first == "\"" else { return part }
            return "\"" + part.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: String(separator))
    }
}
