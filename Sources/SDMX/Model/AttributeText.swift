import Formats

/// What an attribute says where it says more than one text: several values, or one text by language.
///
/// `Observation.attributes` holds one text an attribute; what is more than that is written into it as JSON of one form
/// (`["A","F"]`, `[{"en":"Some","pt":"Alguns"}]`), so that equal values are equal texts in every format.
public indirect enum AttributeText: Equatable, Sendable {
    case text(String)
    case languages(LocalTexts)
    case several([AttributeText])

    /// Reads what an observation holds; what only looks like a list is a text.
    public init(_ stored: String) {
        self = .text(stored)
        guard AttributeText.isRich(stored), let json = try? JSON.parse(stored, file: ""),
            let items = json.arrayValue?.map(AttributeText.value), !items.contains(nil)
        else { return }
        let values = items.compactMap { $0 }
        let read = values.count == 1 && values[0].isLanguages ? values[0] : .several(values)
        if read.stored == stored { self = read }
    }

    /// As an observation holds it. A list of one text is that text.
    public var stored: String {
        switch self {
        case .text(let text): return text
        case .languages: return JSON.array([json]).canonical
        case .several(let parts):
            if parts.count == 1, case .text(let only) = parts[0] { return only }
            return json.canonical
        }
    }

    /// Whether a text may say more than one thing; a look at its ends.
    public static func isRich(_ stored: String) -> Bool {
        stored.utf8.first == UInt8(ascii: "[") && stored.utf8.last == UInt8(ascii: "]")
    }

    var isLanguages: Bool {
        if case .languages = self { true } else { false }
    }

    /// How deep lists stand in lists.
    var depth: Int {
        guard case .several(let parts) = self else { return 0 }
        return 1 + (parts.map(\.depth).max() ?? 0)
    }

    var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .languages(let texts): .object(texts.mapValues { .string($0) })
        case .several(let parts): .array(parts.map(\.json))
        }
    }

    /// Numbers and truth values are their texts; nil for null.
    static func value(_ json: JSON) -> AttributeText? {
        switch json {
        case .string(let text): .text(text)
        case .int(let number): .text(String(number))
        case .number(let number): .text("\(number)")
        case .decimal(let text): .text(text)
        case .bool(let flag): .text(flag ? "true" : "false")
        case .null: nil
        case .array(let items): .several(items.compactMap(value))
        case .object(let members): .languages(members.compactMapValues(\.stringValue))
        }
    }
}
