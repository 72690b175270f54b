import Synchronization

/// Which texts were asked for and had no translation; pages show English meanwhile, lints and tests read this.
public final class MissingTranslations: Sendable {
    private let found = Mutex<Set<String>>([])

    public init() {}

    /// `pt: Some text`, sorted.
    public var all: [String] { found.withLock { $0.sorted() } }

    func note(_ language: Language, _ text: String) {
        found.withLock { _ = $0.insert(language.code + ": " + text) }
    }
}

/// Says texts, dates and numbers in one language; the English text is the key.
public struct Translator: Sendable {
    public let language: Language
    public let locale: LocaleData
    public let catalogue: Catalogue
    let missing: MissingTranslations
    /// Whether a text that falls back to English is marked, for a page that names its language.
    public private(set) var marksFallback = false

    /// The language in which texts are written in the source.
    static let sourceCode = "en"

    public init(
        language: Language, locale: LocaleData, catalogue: Catalogue,
        missing: MissingTranslations = MissingTranslations()
    ) {
        self.language = language
        self.locale = locale
        self.catalogue = catalogue
        self.missing = missing
    }

    /// The same translator, noting elsewhere what is missing.
    func noting(in missing: MissingTranslations) -> Translator {
        Translator(language: language, locale: locale, catalogue: catalogue, missing: missing)
    }

    /// The same translator for a page: what it lacks is marked.
    func marking() -> Translator {
        var own = self
        own.marksFallback = true
        return own
    }

    /// The same translator for a file that people take along, in which no mark may stand.
    public var unmarked: Translator {
        var own = self
        own.marksFallback = false
        return own
    }

    /// The text in this language, with `{name}` places filled.
    public func callAsFunction(
        _ text: String, _ values: [String: String] = [:], context: String? = nil
    ) -> String {
        guard let own = catalogue.text(text, context: context) else {
            return marked(fill(source(text), isolated(values)))
        }
        return fill(own, isolated(values))
    }

    /// A text of the house's own data, which has Portuguese and English: other languages ask their catalogue.
    public func either(pt: String, en: String) -> String {
        switch language.code {
        case "pt": pt
        case Translator.sourceCode: en
        default: self(en)
        }
    }

    /// The text for a count; `{n}` is the count as this language writes it.
    public func plural(
        _ one: String, _ many: String, _ count: Int, _ values: [String: String] = [:]
    ) -> String {
        let english = count == 1 || count == -1 ? one : many
        var values = isolated(values)
        values["n"] = number(count)
        if let text = catalogue.text(one, count: count) { return fill(text, values) }
        _ = source(one)
        return marked(fill(english, values))
    }

    private func marked(_ text: String) -> String {
        marksFallback && !text.isEmpty ? FallbackMark.around(text) : text
    }

    /// A name or number of another direction does not turn the sentence around it (UAX 9: isolates).
    private func isolated(_ values: [String: String]) -> [String: String] {
        if language.direction == .leftToRight { return values }
        return values.mapValues { "\u{2068}" + kept($0) + "\u{2069}" }
    }

    /// A value without what would end its isolate from inside or turn what follows: isolates that are not whole, and
    /// embeddings and overrides. What we isolated ourselves is whole and stays.
    private func kept(_ value: String) -> String {
        guard value.unicodeScalars.contains(where: \.turnsText) else { return value }
        var (depth, isWhole) = (0, true)
        for scalar in value.unicodeScalars where scalar.isIsolate {
            depth += scalar == "\u{2069}" ? -1 : 1
            if depth < 0 { isWhole = false }
        }
        let isKept = isWhole && depth == 0
        var kept = String.UnicodeScalarView()
        for scalar in value.unicodeScalars where !scalar.turnsText || isKept && scalar.isIsolate {
            kept.append(scalar)
        }
        return String(kept)
    }

    /// English needs no translation; for any other language its absence is noted.
    private func source(_ text: String) -> String {
        if language.code != Translator.sourceCode { missing.note(language, text) }
        return text
    }

    /// One pass, so that a value which itself contains braces is left as it is.
    func fill(_ text: String, _ values: [String: String]) -> String {
        values.isEmpty ? text : fill(text) { values[String($0)] }
    }

    /// A name without a value stays as it is written.
    func fill(_ text: String, _ value: (Substring) -> String?) -> String {
        let bytes = text.utf8
        guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return text }
        var (result, rest) = ("", bytes.startIndex)
        while let close = bytes[open...].firstIndex(of: UInt8(ascii: "}")) {
            result += text[rest..<open]
            rest = bytes.index(after: close)
            if let value = value(text[bytes.index(after: open)..<close]) {
                result += value
            } else {
                result += text[open..<rest]
            }
            guard let next = bytes[rest...].firstIndex(of: UInt8(ascii: "{")) else { break }
            open = next
        }
        return result + text[rest...]
    }
}

extension Unicode.Scalar {
    fileprivate var isIsolate: Bool { ("\u{2066}"..."\u{2069}").contains(self) }
    /// The controls of direction (UAX 9, section 2).
    fileprivate var turnsText: Bool { isIsolate || ("\u{202A}"..."\u{202E}").contains(self) }
}
