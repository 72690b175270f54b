import Kernel
import Languages
import Storage
import Web

/// A place on a page of its own, made to be printed.
struct PlaceView {
    let t: Translator
    let place: Place
    let shelved: ShelvedPlace
    let state: OpeningTimes.State
    let checks: [FieldCheck]
    let today: Day
    let languageName: (String) -> String
    let lines: [ContactLine]
    let outline: [[MapCorner]]
    let quality: (quarter: Quarter, figures: [QualityFigure])?

    /// A place that was merged into another leads to that one.
    init(
        _ id: LocationID, t: Translator, network: ServiceNetwork, at now: Moment, in db: Reader
    ) throws {
        let directory = try network.shelf.snapshot(in: db)
        let kept = try PlaceMerge.kept(for: id, in: db)
        guard let shelved = directory.places.first(where: { $0.place.id == kept }) else {
            throw Refused.notFound
        }
        self.t = t
        self.shelved = shelved
        outline = network.outline
        place = shelved.place
        state = network.civil.state(of: shelved, at: now)
        checks = try FieldCheck.all(of: shelved, in: db)
        today = now.utcDay
        languageName = { network.languageName($0, t) }
        lines = directory.lines
        quality = try QualityBoard.latest(of: kept, in: db)
    }

    private var services: PlaceServices { shelved.services }
    private var hours: [OpeningHours] { shelved.times.hours }

    var html: HTML {
        """
        \(breadcrumbs(t, [NavItem(t("Find help near you"), path: "/help"), NavItem(place.name, path: "", current: true)]))
        <h1>\(officialName(place.name))</h1>
        <p class="lead">\(kindWords(t, place.kind)) \(statusTag(t, place))</p>
        \(closedWords)
        \(definitionList(t, facts))
        \(whatItDoes(t, place, services))
        \(staleWords(t, checks, on: today))
        \(placesMap(t, [place], outline, isSmall: true))
        \(placeQuality(t, quality))
        <h2>\(t("Ask by telephone"))</h2>\(contactLines(t, lines))
        <h2>\(t("Where this comes from"))</h2><p>\(sources(t, place))</p>\(note)
        <p><a href="/municipalities/\(place.municipality.code)">\(t("The municipality: {place}", ["place": place.municipality.name]))</a></p>
        \(actions(
            printButton(t), buttonLink(t("Places near this one"), to: nearby, kind: .secondary),
            buttonLink(t("Something here is wrong"), to: "/places/\(place.id)/suggest", kind: .secondary)))
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
        return all + detailFacts(t, shelved.detail, languageName)
    }

    private var hoursWords: HTML {
        if hours.isEmpty { return "\(t("We do not know the opening hours. Call before you go."))" }
        let calendar: HTML = """
            <p><a href="/places/\(place.id)/hours">\(t("Put these hours into a calendar"))</a></p>
            """
        return """
            \(hours.html { "\($0.words(t))<br>" })\(place.isOpen ? openWords(t, state) : nil)\(place.isOpen ? calendar : nil)
            """
    }

    private var closedWords: HTML? {
        if place.isOpen { return nil }
        return
            "<p>\(t("Look for an open place near it:")) <a href=\"\(nearby)\">\(officialName(place.municipality.name))</a></p>"
    }

    /// Notes are kept in English, as they were taken down.
    private var note: HTML? {
        place.note.map {
            "<p class=\"quiet small\">\(t("Note on the source:")) <span lang=\"en\">\($0)</span></p>"
        }
    }

    private var nearby: String { "/help?near=" + place.municipality.code.text }
}
