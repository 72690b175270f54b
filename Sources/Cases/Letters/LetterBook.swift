import Formats
import Mustache

/// The templates of all letters, read and checked at start: a misspelt tag would be silently empty.
struct LetterBook: Sendable {
    private let templates: [String: MustacheTemplate]
    /// For the printed letter only.
    let printStyle: String

    init(_ folder: PolicyFolder) throws {
        var templates: [String: MustacheTemplate] = [:]
        for kind in LetterKind.allCases {
            for language in LetterBook.languages {
                let path = LetterBook.path(kind, language)
                try LetterBook.check(folder.texts[path], kind, file: path)
                templates[path] = try MustacheTemplate(string: folder.texts[path] ?? "")
            }
        }
        self.templates = templates
        printStyle = folder.texts["letters/letter.css"] ?? ""
    }

    /// The body of a letter; names and reasons are escaped by the engine.
    func render(_ kind: LetterKind, _ language: String, _ page: Any) throws -> String {
        let path = LetterBook.path(kind, language)
        guard let template = templates[path] else {
            throw FormatError(file: path, message: "this letter is missing")
        }
        return template.render(letterFields(of: page))
    }

    static let languages = ["pt", "en"]

    static func path(_ kind: LetterKind, _ language: String) -> String {
        "letters/\(kind.rawValue).\(language).mustache"
    }

    /// A template exists, parses, and each of its tags has an answer in the page of its kind.
    static func check(_ text: String?, _ kind: LetterKind, file: String) throws {
        guard let text else { throw FormatError(file: file, message: "this letter is missing") }
        // `{{%` switches escaping off, `{{=` hides any of the others behind other signs.
        let tags = text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst()
        let signs = tags.compactMap { $0.first { !$0.isWhitespace } }
        if text.contains("{{{") || signs.contains(where: { "&%=".contains($0) }) {
            throw FormatError(file: file, message: "a letter never puts text in unescaped")
        }
        do { _ = try MustacheTemplate(string: text) } catch {
            throw FormatError(file: file, message: "not readable as a template: \(error)")
        }
        try TagWalk(file: file).check(text, page: kind.sample)
    }
}
