public import Languages
import Web

/// What the page to take along is made with: style and script that go into it, and its two languages.
public struct OfflineKit: Sendable {
    let style: String
    let script: String
    let pt: Translator
    let en: Translator

    public init(style: String, script: String, pt: Translator, en: Translator) {
        self.style = style
        self.script = script
        self.pt = pt
        self.en = en
    }

    /// A word in both languages, of which the page shows one; said once where they are the same.
    func both(_ words: (Translator) -> String) -> HTML {
        let (first, second) = (words(pt), words(en))
        if first == second { return "\(first)" }
        return "<span lang=\"pt\">\(first)</span> <span lang=\"en\">\(second)</span>"
    }

    /// The same for what is longer than a line.
    func both(block words: (Translator) -> HTML) -> HTML {
        let (first, second) = (words(pt), words(en))
        if first == second { return first }
        return "<div lang=\"pt\">\(first)</div><div lang=\"en\">\(second)</div>"
    }

    /// Where a browser takes no marks: in the choices of a list.
    func line(_ words: (Translator) -> String) -> String {
        let (first, second) = (words(pt), words(en))
        return first == second ? first : first + " · " + second
    }
}
