import Kernel
import Languages
import Web

/// One place of a list.
func placeCard(
    _ t: Translator, _ found: FoundPlace, near: Municipality?, isHere: Bool = false,
    state: OpeningTimes.State
) -> HTML {
    let (place, services) = (found.place, found.shelved.services)
    let distance: HTML? = distanceWords(t, found, near: near, isHere: isHere).map {
        "<b>\($0)</b> · "
    }
    let more = services == PlaceServices() || !place.isOpen || place.kind.isOtherBody
    let what = whatItDoes(t, place, services)
    let source: HTML = "<p class=\"quiet small\">\(t("Source:")) \(sources(t, place))</p>"
    // The same list stands under many places: it opens where somebody wants it.
    let details: HTML =
        more
        ? what + source
        : "<details><summary>\(t("What this place does"))<span class=\"visually-hidden\">: \(place.name)</span></summary>\(what)\(source)</details>"
    return card(
        """
        <h3><a href="/places/\(place.id)">\(officialName(place.name))</a></h3>
        <p>\(distance)\(kindWords(t, place.kind)) \(statusTag(t, place))</p>
        <p>\(whereabouts(t, place))</p>\(place.isOpen ? openWords(t, state) : nil)\(details)
        """)
}

/// The plain word with the official one.
func kindWords(_ t: Translator, _ kind: PlaceKind) -> HTML {
    let plain = kind.words(t)
    return kind.official.map { term(t, plain, official: $0) } ?? "\(plain)"
}

func statusTag(_ t: Translator, _ place: Place) -> HTML? {
    if place.isOpen { return nil }
    guard let day = place.closedOn else { return tag(t("Closed"), .error) }
    return tag(t("Closed since {day}", ["day": t.date(day)]), .error)
}

/// The address, or that we do not know it.
func whereabouts(_ t: Translator, _ place: Place) -> HTML {
    let town = place.municipality.name
    guard let address = place.address else {
        return "\(officialName(town)). \(t("We do not know the address. Call before you go."))"
    }
    let code: HTML? = place.postalCode.map { "\($0) " }
    return "<bdi lang=\"pt\">\(address), \(code)\(town)</bdi>"
}

/// From where somebody is the municipality says nothing: theirs may be the next one.
func distanceWords(
    _ t: Translator, _ found: FoundPlace, near: Municipality?, isHere: Bool = false
) -> String? {
    guard let near else { return nil }
    if !isHere, found.place.municipality.code == near.code { return t("In your municipality") }
    guard let km = found.km else { return t("We cannot tell how far it is") }
    return t("About {n} km away", ["n": t.number(max(1, Int(km.rounded())))])
}

/// What it processes and what it informs about, each under its own words.
func whatItDoes(_ t: Translator, _ place: Place, _ services: PlaceServices) -> HTML {
    if place.kind.isOtherBody {
        return
            "<p>\(t("This desk belongs to another body. It takes no request to the agency for migration."))</p>"
    }
    if !place.isOpen { return "<p>\(t("This place is closed. Do not go there."))</p>" }
    if services == PlaceServices() {
        return "<p>\(t("We do not know what this place does. Call before you go."))</p>"
    }
    // Who processes something also informs about it: that need not be said twice.
    let informs = services.informs.filter { !services.processes.contains($0) }
    return line(t("You can file here, and ask about:"), services.processes, t)
        + line(t("Information and help with:"), informs, t)
}

private func line(_ title: String, _ codes: [String], _ t: Translator) -> HTML {
    if codes.isEmpty { return HTML() }
    let names = codes.map { serviceWords($0, t) }.joined(separator: ", ")
    return "<p><b>\(title)</b> \(names)</p>"
}

/// Each source by the name of its site; one that is no address stands in its own words.
func sources(_ t: Translator, _ place: Place) -> HTML {
    let parts = place.source.split(separator: ";").map { $0.drop { $0 == " " } }
    let year: HTML? = place.sourceYear.map { " (\(t("state of {year}", ["year": String($0)])))" }
    var all = HTML()
    for (index, part) in parts.enumerated() {
        if index > 0 { all.append(", ") }
        all.append(sourceLink(String(part)))
    }
    return "\(all)\(year)"
}

private func sourceLink(_ text: String) -> HTML {
    let marks = ["https://", "http://"]
    guard let mark = marks.first(where: text.hasPrefix) else { return "\(text)" }
    let host = text.dropFirst(mark.count).prefix { $0 != "/" }
    return "<a href=\"\(text)\" rel=\"noreferrer\">\(host)</a>"
}
