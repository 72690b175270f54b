import Kernel
import Languages
import Web

/// A letter as a page of its own: the text of the template, and under it the seal.
struct LetterDocument {
    let letter: Letter
    let reference: Reference
    let verifyBase: String
    /// What may be done against the decision that it tells, where something shows that it came.
    var remedies: [Remedy] = []

    /// On the screen: the house's style, a way back, and the printed form beside it.
    /// The way back is in the reader's language, the seal in the letter's.
    func screen(_ t: Translator, seal words: Translator) -> String {
        let links: HTML = """
            <p class="no-print" lang="\(t.language.code)"><a href="/cases/\(reference)">\(t("Back to the case"))</a> ·
            <a href="/letters/\(letter.id)/pdf">\(t("Open as PDF"))</a></p>
            """
        let styles: HTML = """
            <link rel="stylesheet" href="\(WebPath.assets)/css/tokens.css">
            <link rel="stylesheet" href="\(WebPath.assets)/css/cais.css">
            """
        return whole(words, head: styles.text, before: links.text)
    }

    /// For paper: nothing is fetched, the style stands in the page.
    func print(_ t: Translator, style: String) -> String {
        whole(t, head: "<style>" + style.replacing("<", with: "") + "</style>", before: "")
    }

    /// The last day, as the page of the case says it: the letter was made before anybody had it.
    private func last(_ t: Translator) -> HTML {
        let lines = remedies.html { "<p>\(RemedyWords(t: t).line($0))</p>" }
        return lines.isEmpty ? lines : "<aside class=\"letter\">\(lines)</aside>"
    }

    /// The body was rendered by the template engine, which escapes; the rest is markup of the house.
    private func whole(_ t: Translator, head: String, before: String) -> String {
        let title: HTML = "\(reference)"
        let ribbon: HTML? = letter.isDemo ? demoRibbon(t) : nil
        let sealed = seal(
            t, code: letter.code.text, verifyURL: "\(verifyBase)/verify/\(letter.code)",
            proves: letter.isDemo
                ? t("Nothing: this paper was made for demonstration.")
                : t("This paper was made by the house for a case that exists."),
            doesNot: t("Who the people are, and what happens later."))
        return """
            <!doctype html>
            <html lang="\(letter.language)" dir="ltr"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title.text)</title>\(head)</head>
            <body class="public"><main id="main">\(before)\(ribbon?.text ?? "")\(letter.html)\(last(t).text)\(sealed.text)</main></body></html>

            """
    }
}
