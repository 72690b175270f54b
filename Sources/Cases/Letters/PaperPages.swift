import Kernel
import Languages

/// A paper that a step makes. A title names nobody's reasons and no procedure: whoever is shown it learns that somebody
/// may stay, and until when.
struct PaperPage {
    let head: LetterHead
    let rules: [LetterRule]
    /// The last day; nil where no end is known.
    let until: String?
}

extension PaperPage {
    static func sample(_ head: LetterHead) -> PaperPage {
        PaperPage(
            head: head, rules: [LetterRule(text: "t", article: "a", unverified: true)], until: "u")
    }
}

extension LetterDesk {
    func paper(_ kind: LetterKind, until: Day?) -> PaperPage {
        let rules = procedure.letter(kind)?.says ?? []
        return PaperPage(
            head: head,
            rules: rules.map(words),
            until: until.map { t.date($0) })
    }
}
