import Kernel
import Languages
import Web

/// The lines that answer everybody, wherever they are.
func contactLines(_ t: Translator, _ lines: [ContactLine]) -> HTML {
    let known = lines.filter { $0.phone != nil }
    if known.isEmpty { return "<p>\(t("We know no telephone line."))</p>" }
    return "<ul>\(known.html { contactLine(t, $0) })</ul>"
}

private func contactLine(_ t: Translator, _ line: ContactLine) -> HTML {
    let hours: HTML? = line.hours.map { ", \($0.words(t))" }
    let languages: HTML? = line.languages.map {
        ", \(t.plural("{n} language", "{n} languages", $0))"
    }
    let email: HTML? = line.email.map { ", <a href=\"mailto:\($0)\">\($0)</a>" }
    return
        "<li><b>\(lineName(t, line))</b>: \(phones(line.phone ?? ""))\(email)\(hours)\(languages)</li>"
}

private func lineName(_ t: Translator, _ line: ContactLine) -> String {
    switch line.key {
    case "helpline": t("Helpline for migrants (Linha de Apoio a Migrantes)")
    case "contact-centre": t("Contact centre of the agency (AIMA)")
    default: line.name
    }
}

/// Numbers that a telephone dials when they are touched.
func phones(_ text: String) -> HTML {
    var all = HTML()
    for (index, part) in text.split(separator: ";").enumerated() {
        if index > 0 { all.append(" · ") }
        let digits = part.filter { $0.isNumber || $0 == "+" }
        let link: HTML = "<a href=\"tel:\(String(digits))\">\(part.drop { $0 == " " })</a>"
        all.append(link)
    }
    return all
}

/// How much of the network we know: said plainly, with the source of the total.
func networkSizes(_ t: Translator, _ sizes: [NetworkSize]) -> HTML {
    let lines = sizes.html { size -> HTML in
        "<li>\(sizeWords(t, size)) <span class=\"quiet small\">\(t("Source of the total:")) \(linkedText(size.source))</span></li>"
    }
    return """
        <p>\(t("Nobody publishes a complete list of places. This is what we found, each with its source."))</p>
        <ul>\(lines)</ul>
        """
}

private func sizeWords(_ t: Translator, _ size: NetworkSize) -> String {
    let values = ["n": t.number(size.known), "total": t.number(size.total)]
    return switch size.kind {
    case .aima: t("{n} of {total} one-stop centres (Loja AIMA) known.", values)
    case .claim: t("{n} of about {total} local centres (CLAIM) known.", values)
    case .cnaim: t("{n} of {total} national centres (CNAIM) known.", values)
    default: size.kind.words(t) + ": " + t("{n} of {total} known.", values)
    }
}
