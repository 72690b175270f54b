import Languages
import Web

/// The list of series: search, facets with counts, a page of what was found, a way on where nothing was.
struct ExplorerView {
    let t: Translator
    let query: ExplorerQuery
    let found: SeriesFound
    let atlas: Atlas

    var html: HTML {
        """
        <h1>\(t("Observatory"))</h1>
        <p class="lead">\(t("Published statistics on migration, each with its definition, source and vintage."))</p>
        \(roomNav(t, at: "/observatory"))\(search)
        \(found.total == 0 ? nothing : results)
        """
    }

    private var search: HTML {
        askForm(
            to: "/observatory", label: t("Search the series"),
            """
            <div class="filters">\
            \(textField(t, name: "q", label: t("Search the series"), value: query.store.words, type: .search, required: false))\
            \(SeriesFound.Facet.allCases.html(chooser))</div>
            <div class="actions">\(button(t("Search"), kind: .secondary))\
            \(query.isEmpty ? HTML() : "<a href=\"/observatory\">\(t("All series"))</a>")</div>
            """)
    }

    /// Each choice says how many series it leaves.
    private func chooser(_ facet: SeriesFound.Facet) -> HTML {
        let counts = found.facets[facet] ?? []
        let current = query.value(of: facet)
        if counts.count < 2 && current == nil { return HTML() }
        var options = [Choice("", t("All"))]
        options += counts.map { count in
            Choice(count.value, "\(word(count.value, facet)) (\(t.number(count.count)))")
        }
        if let current, !counts.contains(where: { $0.value == current }) {
            options.append(Choice(current, "\(word(current, facet)) (0)"))
        }
        if facet == .territory { options = sortedByName(options) }
        return selectField(
            t, name: facet.rawValue, label: title(facet), options: options, value: current ?? "")
    }

    /// Two hundred countries are found by their names, not by how often they appear.
    private func sortedByName(_ options: [Choice]) -> [Choice] {
        options.prefix(1) + options.dropFirst().sorted { folded($0.label) < folded($1.label) }
    }

    private func title(_ facet: SeriesFound.Facet) -> String {
        switch facet {
        case .source: t("Source")
        case .topic: t("Topic")
        case .territory: t("Territory")
        case .frequency: t("Frequency")
        }
    }

    private func word(_ value: String, _ facet: SeriesFound.Facet) -> String {
        switch facet {
        case .source: value
        case .topic: topicWord(value, t)
        case .territory: atlas.countries[value]?.name(t) ?? value
        case .frequency: frequencyWord(value, t)
        }
    }

    private var results: HTML {
        let columns = [
            Column(t("Series")), Column(t("Newest value"), numeric: true), Column(t("Period")),
            Column(t("Source")),
        ]
        let size = query.store.pageSize
        let pages = (found.total + size - 1) / size
        let page = min(query.store.page, pages)
        let count = t.plural("{n} series", "{n} series", found.total)
        return """
            <p role="status">\(count)</p>
            \(sortableTable(t, caption: t("Series with their newest value"), columns: columns, rows: found.series.map(row)))
            \(pager(t, page: page, pages: pages, address: address("/observatory", query.parameters, but: ["page"])))
            """
    }

    private func row(_ listed: ListedSeries) -> [HTML] {
        let series = listed.series
        let value: HTML =
            listed.value.map { "\(number($0, t)) \(unitWord(series.unit, t))" }
            ?? "\(t("no value"))"
        let topic: HTML? =
            series.topic.isEmpty
            ? nil : "<br><span class=\"quiet small\">\(topicWord(series.topic, t))</span>"
        return [
            "<a href=\"/observatory/\(series.key)\">\(series.title(t))</a>\(topic)", value,
            "\(listed.period.map { t.period($0) } ?? "–")",
            "<span lang=\"en\">\(series.publisher.isEmpty ? firstClause(series.source) : series.publisher)</span>",
        ]
    }

    private var nothing: HTML {
        emptyState(
            title: t("No series found"), words: t("Search for another word, or see all series."),
            action: buttonLink(t("All series"), to: "/observatory", kind: .secondary))
    }
}

/// A topic in the reader's language; a topic of somebody else's stays as it is written.
func topicWord(_ topic: String, _ t: Translator) -> String {
    switch topic {
    case "population": t("Population")
    case "flows": t("Arrivals and departures")
    case "permits": t("Residence permits")
    case "asylum": t("Asylum and protection")
    case "census": t("Census")
    case "labour": t("Work")
    case "justice": t("Justice and security")
    case "income": t("Income and living conditions")
    case "health": t("Health")
    case "education": t("Education")
    case "rights": t("Rights and discrimination")
    case "remittances": t("Remittances")
    case "services": t("Services and places")
    case "policy": t("Law and policy")
    case "sdg": t("Sustainable Development Goals")
    case "own": t("Figures of this house")
    default: topic
    }
}

func frequencyWord(_ frequency: String, _ t: Translator) -> String {
    switch frequency {
    case "annual", "A": t("yearly")
    case "quarterly", "Q": t("every quarter")
    case "monthly", "M": t("monthly")
    case "daily", "D": t("daily")
    case "irregular": t("irregular")
    default: frequency
    }
}
