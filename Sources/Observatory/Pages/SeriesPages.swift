import Formats
import Kernel
import Languages
import Storage
import Web

/// Read first, explore second: the list of series, and a page for each.
struct SeriesPages: Sendable {
    let database: Database

    var routes: [Route] {
        [
            .get("/observatory", may: .everyone, "The series of the observatory", list),
            .get(
                "/observatory/{key}", may: .everyone, "A series: chart, table, definition, source",
                show),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let words = String((exchange.query["q"] ?? "").prefix(100))
        let found = try await database.read { db in try Series.list(matching: words, in: db) }
        let columns = [
            Column(t("Series")), Column(t("Newest value"), numeric: true), Column(t("Period")),
            Column(t("Source")),
        ]
        let table = sortableTable(
            t, caption: t("Series with their newest value"), columns: columns,
            rows: found.map { row($0, t) })
        let nothing = emptyState(
            title: t("No series found"), words: t("Search for another word, or see all series."),
            action: buttonLink(t("All series"), to: "/observatory", kind: .secondary))
        return .page(
            t("Observatory"), width: .desk,
            """
            <h1>\(t("Observatory"))</h1>
            <p class="lead">\(t("Published statistics on migration, each with its definition, source and vintage."))</p>
            <form method="get" action="/observatory" role="search">\
            \(textField(t, name: "q", label: t("Search the series"), value: words, type: .search, required: false))\
            <div class="actions">\(button(t("Search"), kind: .secondary))</div></form>
            \(found.isEmpty ? nothing : table)
            """)
    }

    private func row(_ listed: ListedSeries, _ t: Translator) -> [HTML] {
        let series = listed.series
        let value: HTML =
            listed.value.map { "\(number($0, t)) \(unitWord(series.unit, t))" }
            ?? "\(t("no value"))"
        return [
            "<a href=\"/observatory/\(series.key)\">\(series.title(t))</a>", value,
            "\(listed.period.map { t.period($0) } ?? "–")",
            "<span lang=\"en\">\(firstClause(series.source))</span>",
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let view = try await view(exchange)
        let page = SeriesPage(view: view, t: exchange.t, place: exchange.query["place"])
        return .page(view.series.title(exchange.t), width: .desk, page.html)
    }

    private func view(_ exchange: Exchange) async throws -> SeriesView {
        let key = exchange.parameters["key"] ?? ""
        let vintage = exchange.query["vintage"]
        let found = try await database.read { db in
            try Series.find(key, in: db)?.view(vintage: vintage, in: db)
        }
        guard let found else { throw Refused.notFound }
        return found
    }
}

func number(_ value: Double, _ t: Translator) -> String {
    Int(exactly: value).map { t.number($0) } ?? t.decimal(value, digits: 1)
}

/// The publisher and table, without the addresses behind them.
func firstClause(_ source: String) -> String {
    String(source.prefix { $0 != ";" })
}
