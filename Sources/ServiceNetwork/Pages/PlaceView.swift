import Kernel
import Languages
import Storage
import Web

/// A place on a page of its own, made to be printed.
struct PlaceView {
    let t: Translator
    let place: Place
    let services: PlaceServices
    let hours: [OpeningHours]
    let lines: [ContactLine]
    let outline: [[MapCorner]]

    init(_ id: LocationID, t: Translator, outline: [[MapCorner]], in db: Reader) throws {
        guard let place = try Place.find(id, in: db) else { throw Refused.notFound }
        self.t = t
        self.outline = outline
        self.place = place
        services = try Place.services(of: [id], in: db)[id] ?? PlaceServices()
        hours = try Place.hours(of: id, in: db)
        lines = try ContactLine.all(in: db)
    }

    var html: HTML {
        """
        \(breadcrumbs(t, [NavItem(t("Find help near you"), path: "/help"), NavItem(place.name, path: "", current: true)]))
        <h1>\(place.name)</h1>
        <p class="lead">\(kindWords(t, place.kind)) \(statusTag(t, place))</p>
        \(closedWords)
        \(definitionList(t, facts))
        \(whatItDoes(t, place, services))
        \(placesMap(t, [place], outline, isSmall: true))
        <h2>\(t("Ask by telephone"))</h2>\(contactLines(t, lines))
        <h2>\(t("Where this comes from"))</h2><p>\(sources(t, place))</p>\(note)
        \(actions(printButton(t), buttonLink(t("Places near this one"), to: nearby, kind: .secondary)))
        """
    }

    private var facts: [Fact] {
        var all = [
            Fact(t("Street address"), whereabouts(t, place)),
            Fact(t("Opening hours"), hoursWords),
            Fact(t("Telephone"), place.phone.map(phones) ?? "\(t("Not known to us"))"),
        ]
        if let email = place.email {
            all.append(Fact(t("Write to"), "<a href=\"mailto:\(email)\">\(email)</a>"))
        }
        if place.isItinerant == true {
            all.append(Fact(t("Comes to you"), "\(t("This team travels between places."))"))
        }
        return all
    }

    private var hoursWords: HTML {
        if hours.isEmpty { return "\(t("We do not know the opening hours. Call before you go."))" }
        return hours.html { "\($0.words(t))<br>" }
    }

    private var closedWords: HTML? {
        if place.isOpen { return nil }
        return
            "<p>\(t("Look for an open place near it:")) <a href=\"\(nearby)\">\(place.municipality.name)</a></p>"
    }

    /// Notes are kept in English, as they were taken down.
    private var note: HTML? {
        place.note.map {
            "<p class=\"quiet small\">\(t("Note on the source:")) <span lang=\"en\">\($0)</span></p>"
        }
    }

    private var nearby: String { "/help?near=" + place.municipality.code.text }
}
