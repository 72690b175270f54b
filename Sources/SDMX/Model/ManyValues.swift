import Formats

/// One of several values of a component (3.0): a plain text, or a text in several languages.
public enum ComponentValue: Equatable, Sendable {
    case plain(String)
    case texts(LocalTexts)
}

/// Several values, or one in several languages, as the one text that an observation or an attribute holds: JSON, so that
/// nothing is lost. `["A","F"]`, `[{"en":"Some","fr":"Quelques"},"B"]`; one plain value is itself.
public enum ManyValues {
    public static func text(_ values: [ComponentValue]) -> String {
        if values.count == 1, case .plain(let only) = values[0] { return only }
        var writer = JSONWriter()
        writer.value(.array(values.map(json)))
        return writer.text
    }

    /// Nil where the text is just a text.
    public static func values(_ text: String) -> [ComponentValue]? {
        guard text.hasPrefix("["), text.hasSuffix("]"),
            let items = try? JSON.parse(text, file: "").arrayValue
        else { return nil }
        let values = items.compactMap(value)
        guard values.count == items.count else { return nil }
        // What is written otherwise than we would write it is a text that only looks like it.
        return ManyValues.text(values) == text ? values : nil
    }

    private static func json(_ value: ComponentValue) -> JSON {
        switch value {
        case .plain(let text): .string(text)
        case .texts(let texts): .object(texts.mapValues { .string($0) })
        }
    }

    private static func value(_ json: JSON) -> ComponentValue? {
        if let text = json.stringValue { return .plain(text) }
        guard let texts = json.objectValue?.compactMapValues(\.stringValue),
            texts.count == json.objectValue?.count, !texts.isEmpty
        else { return nil }
        return .texts(texts)
    }
}
