import Kernel
import Languages
import Web

/// Places of other directories under those of our own, each with whoever offers it as its source.
func feedPlaces(_ t: Translator, _ found: [FeedPlace], near: Municipality?) -> HTML {
    if found.isEmpty { return HTML() }
    let shown = found.prefix(feedsShownMax)
    let more: HTML? =
        found.count > shown.count
        ? "<p class=\"quiet\">\(t("The first {n} of {total}.", ["n": t.number(shown.count), "total": t.number(found.count)]))</p>"
        : nil
    return """
        <h2>\(t("In directories of others"))</h2>
        <p>\(t("These came with a feed of another directory. We did not check them: call before you go."))</p>
        \(shown.html { card(feedPlace(t, $0, near)) })\(more)
        """
}

private func feedPlace(_ t: Translator, _ place: FeedPlace, _ near: Municipality?) -> HTML {
    let distance: HTML? = place.kilometres(from: near).map { km in
        "<b>\(t("About {n} km away", ["n": t.number(max(1, Int(km.rounded())))]))</b> · "
    }
    let whereabouts = place.address ?? t("We do not know the address. Call before you go.")
    let offers: HTML? =
        place.services.isEmpty ? nil : "<p>\(place.services.joined(separator: ", "))</p>"
    let phone: HTML? =
        place.phones.isEmpty ? nil : "<p>\(phones(place.phones.joined(separator: ";")))</p>"
    let source = place.bodies.isEmpty ? t("not named by the feed") : t.list(place.bodies)
    return """
        <h3>\(place.name)</h3><p>\(distance)\(whereabouts)</p>\(offers)\(phone)
        <p class="quiet small">\(t("Source:")) \(source) · <a href="/hsds/locations/\(place.id)">HSDS</a></p>
        """
}

/// Our own places come first; of others as many as are read.
private let feedsShownMax = 10
