import Kernel
import Languages
import Web

/// A sheet to show at a health centre: what the rules say of this patient, in Portuguese for whoever works there and in the
/// person's own language. It holds no name and no illness.
struct HealthNote {
    static let wizard = "health-access"

    let results: [WizardResult]
    let sources: [String: String]
    let today: Day

    /// Both languages, the clerk's first; once where they are one.
    func whole(_ own: Translator, _ clerk: Translator) -> HTML {
        let second: HTML? =
            own.language.code == clerk.language.code ? nil : side(own, isForClerk: false)
        return "\(side(clerk, isForClerk: true))\(second)"
    }

    private func side(_ t: Translator, isForClerk: Bool) -> HTML {
        """
        <section class="card" lang="\(t.language.code)" dir="\(t.language.direction.rawValue)">
        <h2>\(isForClerk ? t("For whoever works at the health centre") : t("The same in your language"))</h2>
        <p>\(t("This person asks for care or to be registered. Nobody may be turned away because of nationality, money or papers."))</p>
        \(results.html { part($0, t) })
        <h3>\(t("If you must say no"))</h3>
        <p>\(t("Please write the reason, your name and the day here, so that the person can complain to the health regulator (ERS)."))</p>
        <p class="write-here">\(t("Reason")): ________________________________</p>
        <p class="write-here">\(t("Name and day")): ____________________________</p>
        </section>
        """
    }

    private func part(_ result: WizardResult, _ t: Translator) -> HTML {
        if result.codes.isEmpty { return HTML() }
        let lines = result.codes.html { code -> HTML in
            let words = result.answer.outcome(code).map { $0.text(t) } ?? code
            return "<li><data value=\"\(code)\">\(words)</data>\(laws(code, result, t))</li>"
        }
        return "<h3>\(result.answer.title(t))</h3><ul class=\"checklist\">\(lines)</ul>"
    }

    /// The articles behind one line; what no official text confirms bears the mark.
    private func laws(_ code: String, _ result: WizardResult, _ t: Translator) -> HTML {
        let reasons = result.reasons(for: code)
        let articles = Set(reasons.map(\.article)).filter { !$0.isEmpty }.sorted()
        let law: HTML? =
            articles.isEmpty
            ? nil
            : " <span class=\"quiet small\" lang=\"pt\">(\(articles.joined(separator: "; ")))</span>"
        let isSure = result.missed == nil && reasons.allSatisfy(\.isVerified)
        let mark: HTML? = isSure ? nil : " \(unverifiedMark(t))"
        return "\(law)\(mark)"
    }

    /// On paper too nobody takes a draft of a translation for more than it is.
    private func unreviewed(_ own: Translator) -> HTML? {
        guard own.catalogue.hasUnreviewed else { return nil }
        let words = own(
            "Nobody has reviewed this translation yet. Only the Portuguese text has legal effect.")
        return
            "<p class=\"small\" lang=\"\(own.language.code)\" dir=\"\(own.language.direction.rawValue)\">\(words)</p>"
    }

    /// For paper: nothing is fetched, the printer brings the style.
    func paper(_ own: Translator, _ clerk: Translator) -> String {
        let t = clerk
        let title: HTML = "\(t("Note for the health centre"))"
        let main: HTML = """
            <h1>\(t("Note for the health centre"))</h1>\(unreviewed(own))\(whole(own, clerk))
            <p class="quiet small">\(t("Made on {date}. It proves nothing about who the person is.", ["date": t.date(today)]))</p>
            """
        return """
            <!doctype html>
            <html lang="\(t.language.code)" dir="\(t.language.direction.rawValue)"><head><meta charset="utf-8"><title>\(title.text)</title></head>
            <body class="public"><main id="main">\(main.text)</main></body></html>
            """
    }
}
