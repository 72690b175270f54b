import Kernel
import Languages
import Storage
import Web

/// What stands in the address of the page: a need, a municipality, words of a name.
struct HelpQuestion: Sendable {
    let need: String?
    let near: String
    let words: String?
    let others: Bool
    /// Whether the places are asked for on a map: a page of its own, because the outline of a country is long.
    let asMap: Bool
    let page: Int
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
    }

    func search(near municipality: Municipality?) -> PlaceSearch {
        PlaceSearch(need: need, near: municipality, words: words, others: others && need == nil)
    }

    var address: Address {
        Address("/help").setting("need", to: need).setting("near", to: near.isEmpty ? nil : near)
            .setting("q", to: words).setting("others", to: others ? "1" : nil)
            .setting("view", to: asMap ? "map" : nil).setting(
                "page", to: page > 1 ? String(page) : nil)
    }
}

/// Everything that the page shows, read in one go.
struct HelpAnswer: Sendable {
    let municipalities: [Municipality]
    let near: MunicipalityAnswer
    let count: Int
    let pages: Int
    let shown: [FoundPlace]
    let services: [LocationID: PlaceServices]
    let sizes: [NetworkSize]
    let lines: [ContactLine]

    init(_ question: HelpQuestion, in db: Reader) throws {
        municipalities = try Municipality.all(in: db)
        near = MunicipalityAnswer.read(question.near, among: municipalities)
        let found = try question.search(near: near.municipality).run(in: db)
        count = found.count
        pages = max(1, (found.count + placesPerPage - 1) / placesPerPage)
        let first = (min(question.page, pages) - 1) * placesPerPage
        shown = Array(found.dropFirst(first).prefix(placesPerPage))
        services = try Place.services(of: shown.map(\.place.id), in: db)
        sizes = try NetworkSize.all(in: db)
        lines = try ContactLine.all(in: db)
    }
}

extension MunicipalityAnswer {
    var municipality: Municipality? {
        if case .one(let municipality) = self { municipality } else { nil }
    }
}

/// A phone shows some three cards at a time; ten are read, more are not.
private let placesPerPage = 10
/// Longer than any name of a place.
private let typedMax = 120
