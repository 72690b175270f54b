import Kernel
import Languages
import Web

/// What stands in the address of the desk: words, a kind, a district, and whether something must be stale.
struct DirectoryQuestion: Sendable {
    var words = ""
    var kind: PlaceKind?
    var district: String?
    var isStale = false
    var isUnasked = false
    var page = 1

    init() {}

    init(_ exchange: Exchange) {
        words = String((exchange.query["q"] ?? "").prefix(searchWordsMax))
        kind = exchange.query["kind"].flatMap(PlaceKind.init)
        district = exchange.query["district"].flatMap { $0.isEmpty ? nil : String($0.prefix(2)) }
        isStale = exchange.query["stale"] == "1"
        isUnasked = exchange.query["unasked"] == "1"
        page = exchange.listPage
    }

    var address: Address {
        Address("/directory").setting("q", to: words.isEmpty ? nil : words)
            .setting("kind", to: kind?.rawValue).setting("district", to: district)
            .setting("stale", to: isStale ? "1" : nil)
            .setting("unasked", to: isUnasked ? "1" : nil)
    }

    func isAnswered(by place: Place, _ desk: DirectoryDesk) -> Bool {
        if let kind, place.kind != kind { return false }
        if let district, place.municipality.districtCode != district { return false }
        if isStale, desk.stale[place.id] == nil { return false }
        if isUnasked, !desk.unasked.contains(place.id) { return false }
        let text = place.searched + " " + searchable(place.municipality.name)
        return searchable(words).split(separator: " ").allSatisfy { text.contains($0) }
    }
}

/// Every place of the directory, searched, filtered and paged; what is stale of it is confirmed in its row.
struct DirectoryTable {
    let t: Translator
    let desk: DirectoryDesk
    let question: DirectoryQuestion
    let today: Day
    let fields: () -> HTML

    var html: HTML {
        let found = desk.standing.filter { question.isAnswered(by: $0, desk) }
        let pages = max(1, (found.count + rowsPerPage - 1) / rowsPerPage)
        let page = min(question.page, pages)
        let shown = found.dropFirst((page - 1) * rowsPerPage).prefix(rowsPerPage)
        let columns = [
            Column(t("Place")), Column(t("Kind")), Column(t("Municipality")),
            Column(t("Not confirmed for too long")),
        ]
        return """
            <h2>\(t.plural("{n} place", "{n} places", found.count))</h2>\(form)
            \(sortableTable(t, caption: t("Places of the directory"), captionHidden: true, columns: columns,
                rows: shown.map(row)))
            \(pager(t, page: page, pages: pages, address: question.address))
            """
    }

    private var form: HTML {
        let kinds = PlaceKind.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let named = Dictionary(
            desk.standing.map { ($0.municipality.districtCode, $0.municipality.district) },
            uniquingKeysWith: { first, _ in first })
        let districts = named.sorted { $0.key < $1.key }.map { Choice($0.key, $0.value) }
        return """
            <form method="get" action="/directory" class="filters" role="search">
            \(textField(t, name: "q", label: t("Name of a place"), value: question.words, type: .search, required: false))
            \(selectField(t, name: "kind", label: t("Kind"), options: [Choice("", t("All"))] + kinds,
                value: question.kind?.rawValue ?? "", required: false))
            \(selectField(t, name: "district", label: t("District"), options: [Choice("", t("All"))] + districts,
                value: question.district ?? "", required: false))
            \(checkboxFields(t, name: "stale", legend: t("To be asked"),
                options: [Choice("1", t("Not confirmed for too long"))], values: question.isStale ? ["1"] : [],
                required: false))
            \(checkboxFields(t, name: "unasked", legend: t("Owner"), options: [Choice("1", t("Nobody to ask"))],
                values: question.isUnasked ? ["1"] : [], required: false))
            \(actions(button(t("Show"), kind: .secondary)))</form>
            """
    }

    private func row(_ place: Place) -> [HTML] {
        [
            "<a href=\"/places/\(place.id)\">\(place.name)</a> \(statusTag(t, place))",
            "\(place.kind.words(t))",
            "\(place.municipality.name), \(place.municipality.district)",
            staleOnes(place),
        ]
    }

    private func staleOnes(_ place: Place) -> HTML {
        let checks = desk.stale[place.id] ?? []
        if checks.isEmpty { return "–" }
        let count = t.plural("{n} field", "{n} fields", checks.count)
        return """
            <p class="quiet small">\(askedWords(place))</p><details><summary>\(count)<span class="visually-hidden">: \(place.name)</span></summary>\
            <ul>\(checks.html { "<li>\(confirm($0, place))</li>" })</ul></details>
            """
    }

    private func askedWords(_ place: Place) -> String {
        guard let email = place.email, !desk.unasked.contains(place.id) else {
            return t("Nobody to ask")
        }
        guard let ask = desk.asks[ownerAddress(email)] else { return t("Not asked yet") }
        return t("Last asked on {date}", ["date": t.date(ask.askedAt.utcDay)])
    }

    private func confirm(_ check: FieldCheck, _ place: Place) -> HTML {
        let label = t("{field} still holds", ["field": check.field.words(t)])
        return """
            <span class="quiet">\(t("Kept by {name}", ["name": check.owner])), \(overdueWords(t, check, on: today))</span>
            <form method="post" action="/directory/places/\(place.id)/confirm">\(fields())\
            \(hiddenField("field", check.field.rawValue))\
            \(button(label, kind: .quiet))<span class="visually-hidden">: \(place.name)</span></form>
            """
    }
}

private let rowsPerPage = 25
private let searchWordsMax = 120
