import Kernel
import Languages
import Web

/// The places of the page to take along, district by district, each with the number of its source.
struct OfflineItems {
    let kit: OfflineKit
    /// In the order of the country.
    let places: [ShelvedPlace]
    let madeOn: Day
    let languageName: (String, Translator) -> String
    /// Each source once: many places have the same.
    private let sources: [String]
    private let numbers: [String: Int]

    init(
        kit: OfflineKit, places: [ShelvedPlace], madeOn: Day,
        _ languageName: @escaping (String, Translator) -> String
    ) {
        self.kit = kit
        self.places = places
        self.madeOn = madeOn
        self.languageName = languageName
        sources = Set(places.map(\.place.source)).sorted()
        numbers = Dictionary(uniqueKeysWithValues: zip(sources, 1...))
    }

    var byDistrict: HTML {
        let districts = Dictionary(grouping: places, by: \.place.municipality.districtCode)
            .sorted { $0.key < $1.key }
        let links = districts.html { code, inside -> HTML in
            "<a href=\"#d\(code)\">\(inside[0].place.municipality.district)</a> "
        }
        let lists = districts.html { code, inside -> HTML in
            """
            <h2 id="d\(code)">\(inside[0].place.municipality.district)</h2><ul>\(inside.html(item))</ul>
            """
        }
        return "<nav aria-label=\"\(kit.line { t in t("Districts") })\">\(links)</nav>\(lists)"
    }

    /// Places of other directories, each with whoever offers it.
    func feeds(_ all: [FeedPlace]) -> HTML? {
        if all.isEmpty { return nil }
        let lines = all.sorted { ($0.searched, $0.id) < ($1.searched, $1.id) }.html(feed)
        return """
            <h2>\(kit.both { t in t("In directories of others") })</h2>
            <p>\(kit.both { t in t("These came with a feed of another directory. We did not check them: call before you go.") })</p>
            <ul>\(lines)</ul>
            """
    }

    private func feed(_ place: FeedPlace) -> HTML {
        let phone: HTML? =
            place.phones.isEmpty ? nil : "<p>\(phones(place.phones.joined(separator: ";")))</p>"
        return """
            <li data-town=""\(dataAt(place.point))\(data("tells", place.needs.sorted()))><h3>\(place.name)</h3>\
            <p>\(place.address ?? "")</p><p>\(place.services.joined(separator: ", "))</p>\(phone)\
            <p class="quiet">\(kit.both { t in t("Source:") }) \(place.bodies.joined(separator: ", "))</p></li>
            """
    }

    var sourceList: HTML {
        let lines = zip(sources, 1...).html { source, number -> HTML in
            "<li id=\"s\(number)\">\(linkedText(source))</li>"
        }
        return "<ol>\(lines)</ol>"
    }

    private func item(_ shelved: ShelvedPlace) -> HTML {
        let place = shelved.place
        // A closed place, or a desk of another body, is found by its name and never for a need.
        let services = place.isOffered ? shelved.services : PlaceServices()
        let email: HTML? = place.email.map { "<p><a href=\"mailto:\($0)\">\($0)</a></p>" }
        let phone: HTML? = place.phone.map { "<p>\(phones($0))</p>" }
        let year: HTML? = place.sourceYear.map { year in
            "(\(kit.both { t in t("state of {year}", ["year": String(year)]) }))"
        }
        return """
            <li data-town="\(place.municipality.code)"\(dataAt(place.point))\(data("does", services.processes))\
            \(data("tells", services.informs))\(data("says", shelved.detail?.languages ?? []))>\
            <h3>\(place.name)</h3><p>\(kit.both(place.kind.words))\(official(place))</p>
            \(kit.both(block: { t in "<p>\(statusTag(t, place)) \(whereabouts(t, place))</p>" }))\
            \(hours(shelved.times))\(phone)\(email)\
            \(kit.both(block: { t in whatItDoes(t, place, shelved.services) }))\(details(shelved.detail))\
            <p class="quiet">\(kit.both { t in t("Source:") }) <a href="#s\(numbers[place.source] ?? 0)">\
            \(numbers[place.source] ?? 0)</a> \(year)</p></li>
            """
    }

    private func official(_ place: Place) -> HTML? { place.kind.official.map { " (\($0))" } }

    private func data(_ name: String, _ codes: [String]) -> HTML? {
        codes.isEmpty ? nil : " data-\(name)=\"\(codes.joined(separator: " "))\""
    }

    private func hours(_ times: OpeningTimes) -> HTML? {
        if !times.isKnown { return nil }
        let coming = times.exceptions.filter { $0.day >= madeOn }
        return kit.both(block: { t in
            let lines = times.hours.map { $0.words(t) } + coming.map { $0.words(t) }
            return "<p>\(lines.joined(separator: "; "))</p>"
        })
    }

    private func details(_ detail: PlaceDetail?) -> HTML? {
        if detail == nil { return nil }
        return kit.both(block: { t in
            let facts = detailFacts(t, detail, { languageName($0, t) })
            return facts.html { "<p><b>\($0.name)</b> \($0.value)</p>" }
        })
    }
}

extension OpeningTimes.Exception {
    /// `24 December 2026: closed`.
    func words(_ t: Translator) -> String {
        guard let window else { return t("{day}: closed", ["day": t.date(day)]) }
        return t.date(day) + ", " + t.time(window.lowerBound) + "\u{2013}"
            + t.time(window.upperBound)
    }
}
