import Languages
import Web

/// What the letters of a flag mean: SDMX's list of observation statuses, and a few of ours from before.
func flagWords(_ flag: String, _ t: Translator) -> String {
    flag.map { flagWord($0, t) }.filter { !$0.isEmpty }.joined(separator: "; ")
}

private func flagWord(_ letter: Character, _ t: Translator) -> String {
    switch letter {
    case "A": ""
    case "B", "b": t("break in the series: not comparable with the period before")
    case "D", "d": t("the definition differs")
    case "E", "e": t("estimated or rounded by the source")
    case "F", "f": t("forecast")
    case "g": t("more than this: a lower bound of the source")
    case "G": t("experimental")
    case "I", "i": t("imputed: put in by somebody else than who counted")
    case "K", "k": t("counted in another category")
    case "L", "l": t("not collected")
    case "M", "m", "O", "H": t("no value can be given")
    case "N", "n": t("not significant")
    case "P", "p": t("provisional")
    case "Q", "q": t("withheld to protect people")
    case "S", "s": t("special circumstances such as a strike")
    case "U", "u": t("low reliability")
    case "V", "v": t("not validated by the source")
    case "W", "w": t("includes another category")
    default: String(letter)
    }
}

/// What SDMX's confidentiality says.
func confidentialityWords(_ code: String, _ t: Translator) -> String {
    switch code {
    case "", "F": ""
    case "C": t("confidential")
    case "D", "S", "A", "O", "T":
        t("confidential because another value could be worked out from it")
    case "N": t("not for publication")
    default: code
    }
}

extension SeriesValue {
    /// A number with its signs beside it; what a sign means stands in words for ears and under the table.
    func cell(_ t: Translator) -> HTML {
        let shown: HTML =
            value.map { "\(number($0, t))" } ?? "<span class=\"quiet\">\(t("no value"))</span>"
        let signs = flag.filter { $0 != "A" } + (isConfidential ? confidentiality : "")
        if signs.isEmpty { return shown }
        let words = [flagWords(flag, t), confidentialityWords(confidentiality, t)]
            .filter { !$0.isEmpty }.joined(separator: "; ")
        return """
            \(shown)<abbr class="flag" title="\(words)">\(signs)<span class="visually-hidden"> (\(words))</span></abbr>
            """
    }

    var isConfidential: Bool { !confidentiality.isEmpty && confidentiality != "F" }
}
