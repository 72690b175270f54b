import Kernel
import Languages
import LegalTime
import Web

/// A derivation in words: its end in a sentence, each step as a line with its reason.
struct DerivationWords {
    let t: Translator
    let derivation: ClockDerivation

    private var rule: ClockRule { derivation.rule }

    /// Where it ends, with the day of the week.
    var sentence: String {
        guard let end = derivation.end else {
            return t("The clock stands still: no last day is known yet.")
        }
        let values = ["weekday": t.weekday(end), "date": t.date(end)]
        return rule.isBackwards
            ? t("The last day to act is {weekday}, {date}.", values)
            : t("The last day is {weekday}, {date}.", values)
    }

    var list: HTML {
        let items = lines.html { line -> HTML in
            let why: HTML? = line.why.map { " <span class=\"quiet\">\($0)</span>" }
            return "<li><b>\(line.when)</b>: \(line.what)\(why)</li>"
        }
        return "<ol>\(items)</ol>"
    }

    var lines: [ClockLine] { StepWords(t: t, rule: rule).lines(derivation) }
}
