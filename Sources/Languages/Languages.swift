import Formats

/// The languages of an installation, built from the texts of the files in `languages/`.
public struct LanguageSet: Sendable {
    /// Sorted by code.
    public let languages: [Language]
    /// Shown where a visitor's languages are not among ours.
    public var fallback: Language { fallbackTranslator.language }
    public let missing: MissingTranslations
    private let translators: [String: Translator]
    private let fallbackTranslator: Translator

    /// Takes `languages/<code>/locale.json` and `languages/<code>/<Room>.po`; a language is files and nothing else.
    public static func load(
        files: [(path: String, text: String)], fallback: String = "pt"
    ) throws -> LanguageSet {
        let missing = MissingTranslations()
        var translators: [String: Translator] = [:]
        for (code, own) in Dictionary(grouping: files, by: { languageCode($0.path) }) {
            translators[code] = try translator(code, own, missing)
        }
        guard let chosen = translators[fallback] else {
            throw FormatError(
                file: "languages/\(fallback)", message: "the language to fall back to is missing")
        }
        return LanguageSet(translators, chosen, missing)
    }

    private init(
        _ translators: [String: Translator], _ fallback: Translator, _ missing: MissingTranslations
    ) {
        self.translators = translators
        fallbackTranslator = fallback
        self.missing = missing
        languages = translators.values.map(\.language).sorted { $0.code < $1.code }
    }

    /// The same languages, with notes of their own of what is missing.
    public func withOwnNotes() -> LanguageSet {
        let missing = MissingTranslations()
        let own = translators.mapValues { $0.noting(in: missing) }
        return LanguageSet(own, fallbackTranslator.noting(in: missing), missing)
    }

    /// The translator of a language, or of the fallback where we do not have it.
    public func translator(_ code: String) -> Translator {
        translators[code] ?? fallbackTranslator
    }

    /// The translator of a page: what a language lacks is marked, except where all is said (the fallback's, English).
    public func pageTranslator(_ code: String) -> Translator {
        let own = translator(code)
        let isWhole = [fallback.code, Translator.sourceCode].contains(own.language.code)
        return isWhole ? own : own.marking()
    }

    public func has(_ code: String) -> Bool { translators[code] != nil }

    /// The best of our languages for an `Accept-Language` header (RFC 9110, section 12.5.4; RFC 4647 lookup).
    public func negotiate(acceptLanguage header: String?) -> Language {
        for wanted in LanguageSet.wishes(header ?? "") {
            if wanted == "*" { return fallback }
            if let found = closest(to: wanted) { return found }
        }
        return fallback
    }

    private func closest(to wanted: String) -> Language? {
        var parts = wanted.split(separator: "-")[...]
        while !parts.isEmpty {
            let code = parts.joined(separator: "-")
            if let found = languages.first(where: { $0.code.lowercased() == code }) { return found }
            parts = parts.dropLast()
        }
        return nil
    }

    /// Codes by weight, then by order; at most 32, because a header is not ours.
    private static func wishes(_ header: String) -> [String] {
        let parsed = header.lowercased().split(separator: ",").prefix(32).enumerated().compactMap {
            index, item in
            let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
            let weight =
                parts.dropFirst().first { $0.hasPrefix("q=") }.map { Double($0.dropFirst(2)) ?? 0 }
                ?? 1
            return parts.first.flatMap {
                weight > 0 ? (code: $0, weight: weight, index: index) : nil
            }
        }
        return parsed.sorted { ($1.weight, $0.index) < ($0.weight, $1.index) }.map(\.code)
    }

    private static func translator(
        _ code: String, _ files: [(path: String, text: String)], _ missing: MissingTranslations
    ) throws -> Translator {
        guard let data = files.first(where: { $0.path.hasSuffix("/locale.json") }) else {
            throw FormatError(
                file: "languages/\(code)/locale.json", message: "the file is missing; add it")
        }
        let locale = try LocaleData(json: data.text, file: data.path)
        let messages = files.filter { $0.path.hasSuffix(".po") }.sorted { $0.path < $1.path }
        let catalogue = try Catalogue(try messages.map { try POFile(text: $0.text, file: $0.path) })
        let language = Language(code: code, nativeName: locale.nativeName)
        return Translator(
            language: language, locale: locale, catalogue: catalogue, missing: missing)
    }

    private static func languageCode(_ path: String) -> String {
        String(path.split(separator: "/").dropLast().last ?? "")
    }
}
