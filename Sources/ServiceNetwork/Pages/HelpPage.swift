import Kernel
import Languages
import Storage
import Web

/// What stands in the address of the page: a need, a municipality, words of a name, what must be so there.
struct HelpQuestion: Sendable {
    let need: String?
    let near: String
    let words: String?
    let others: Bool
    /// Whether the places are asked for on a map: a page of its own, because the outline of a country is long.
    let asMap: Bool
    let page: Int
    var language: String? = nil
    var access: Access? = nil
    var isOpen = false
    var walkIn = false
    /// When somebody can come.
    var visit: VisitTime? = nil
    var age: Int? = nil
    /// Where somebody is, as their device told; a municipality that is typed comes before it.
    var here: Point? = nil

    /// Whether more is asked than a need, a place and a name: then those fields stand open.
    var isNarrowed: Bool {
        language != nil || access != nil || isOpen || walkIn || others || age != nil
            || visit != nil
    }
}

extension HelpQuestion {
    init(_ exchange: Exchange) {
        asMap = exchange.query["view"] == "map"
        need = exchange.query["need"].flatMap { $0.isEmpty ? nil : String($0.prefix(typedMax)) }
        near = String((exchange.query["near"] ?? "").prefix(typedMax))
        let typed = String((exchange.query["q"] ?? "").prefix(typedMax))
        words = searchable(typed).isEmpty ? nil : typed
        others = exchange.query["others"] == "1"
        page = exchange.listPage
        language = exchange.query["spoken"].flatMap { $0.isEmpty ? nil : String($0.prefix(3)) }
        access = exchange.query["access"].flatMap(Access.init)
        isOpen = exchange.query["open"] == "1"
        here = searchable(near).isEmpty ? exchange.query["at"].flatMap { Point($0) } : nil
        walkIn = exchange.query["walkin"] == "1"
        let day = exchange.query["day"].flatMap(VisitTime.VisitDay.init)
        let part = exchange.query["part"].flatMap(VisitTime.Part.init)
        // Who names a part of a day and no day can come today.
        visit = day == nil && part == nil ? nil : VisitTime(day: day ?? .today, part: part)
        age = exchange.query["age"].flatMap { Int($0) }.flatMap {
            (0...ageMax).contains($0) ? $0 : nil
        }
    }

    func search(
        near municipality: Municipality?, isOpen: @escaping @Sendable (ShelvedPlace) -> Bool
    ) -> PlaceSearch {
        PlaceSearch(
            need: need, near: municipality, here: here, words: words,
            others: others && need == nil, language: language, access: access, walkIn: walkIn,
            age: age,
            isOpen: self.isOpen || visit != nil ? isOpen : nil)
    }

    var address: Address {
        Address("/help").setting("need", to: need).setting("near", to: near.isEmpty ? nil : near)
            .setting("at", to: here?.text).setting("q", to: words).setting(
                "others", to: others ? "1" : nil
            )
            .setting("spoken", to: language).setting("access", to: access?.rawValue)
            .setting("open", to: isOpen ? "1" : nil).setting("walkin", to: walkIn ? "1" : nil)
            .setting("day", to: visit?.day.rawValue).setting("part", to: visit?.part?.rawValue)
            .setting("age", to: age.map(String.init)).setting("view", to: asMap ? "map" : nil)
            .setting(
                "page", to: page > 1 ? String(page) : nil)
    }
}

/// Everything that the page shows.
struct HelpAnswer: Sendable {
    let towns: Gazetteer
    let near: MunicipalityAnswer
    let count: Int
    let pages: Int
    let shown: [FoundPlace]
    let states: [LocationID: OpeningTimes.State]
    /// The languages that some place says are spoken there.
    let spoken: [String]
    /// How many places would answer if it did not matter what is known of them.
    let unknownOnes: Int
    /// How many places say by a rule that they take other people.
    let turnedAway: Int
    /// Places of other directories that answer; they do not say what else must be so.
    let feeds: [FeedPlace]
    let sizes: [NetworkSize]
    let lines: [ContactLine]

    init(
        _ question: HelpQuestion, on directory: DirectorySnapshot, civil: CivilTimes, at now: Moment
    ) {
        towns = directory.towns
        near =
            question.here.flatMap { directory.towns.nearest(to: $0) }.map { .one($0) }
            ?? towns.read(question.near)
        let open = question.isOpen ? civil.open(on: directory, at: now) : nil
        let then = question.visit.map { civil.open(on: directory, for: $0, at: now) }
        let search = question.search(near: near.municipality) { shelved in
            open?.contains(shelved.place.id) != false && then?.contains(shelved.place.id) != false
        }
        let found = search.run(on: directory)
        count = found.count
        pages = max(1, (found.count + placesPerPage - 1) / placesPerPage)
        let first = (min(question.page, pages) - 1) * placesPerPage
        shown = Array(found.dropFirst(first).prefix(placesPerPage))
        states = Dictionary(
            shown.map { ($0.place.id, civil.state(of: $0.shelved, at: now)) },
            uniquingKeysWith: { first, _ in first })
        spoken = directory.spoken
        unknownOnes =
            question.isNarrowed ? max(0, search.widened.count(on: directory) - found.count) : 0
        var everyone = search
        everyone.ignoresRules = true
        turnedAway = directory.hasRules ? everyone.count(on: directory) - found.count : 0
        feeds =
            question.isNarrowed
            ? []
            : FeedPlace.found(
                directory.feeds, need: question.need, words: question.words,
                near: near.municipality)
        sizes = directory.sizes
        lines = directory.lines
    }
}

extension PlaceSearch {
    /// The same question without what many places do not say of themselves.
    var widened: PlaceSearch {
        PlaceSearch(need: need, near: near, here: here, words: words, others: others, age: age)
    }
}

extension MunicipalityAnswer {
    var municipality: Municipality? {
        if case .one(let municipality) = self { municipality } else { nil }
    }
}

/// A phone shows some three cards at a time; ten are read, more are not.
private let placesPerPage = 10
/// Nobody is known to have lived longer.
private let ageMax = 122
/// Longer than any name of a place.
private let typedMax = 120
