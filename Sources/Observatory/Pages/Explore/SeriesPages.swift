import Formats
import Kernel
import Languages
import Storage
import Web

/// A page for each series, its file and how to cite it.
struct SeriesPages: Sendable {
    let database: Database
    /// Where this house answers, for citations: `https://cais.example`.
    let base: String
    let wanted: WantedIndicators

    var routes: [Route] {
        [
            .get(
                "/observatory/{key}", may: .everyone, "A series: chart, table, definition, source",
                show),
            .get(
                "/observatory/{key}/shown.csv", may: .everyone,
                "The values of a series that the page shows, as CSV",
                gives: "text/csv",
                download),
            .get(
                "/observatory/{key}/citation.bib", may: .everyone,
                "How to cite a series, for BibTeX", gives: "application/x-bibtex", bibTeX),
            .get(
                "/observatory/{key}/citation.json", may: .everyone,
                "How to cite a series, as CSL-JSON",
                gives: "application/vnd.citationstyles.csl+json", csl),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (key, query) = (exchange.key, exchange.query)
        let wanted = wanted[key]
        let found = try await database.read { db in
            try Series.find(key, in: db).flatMap { series in
                try series.reading(query, in: db).map { reading in
                    SeriesPage.Facts(
                        reading: reading, related: try series.related(in: db),
                        others: try reading.otherSources(in: db), wanted: wanted)
                }
            }
        }
        guard let found else { throw Refused.notFound }
        let page = SeriesPage(
            facts: found, t: exchange.t, query: query, page: exchange.listPage,
            citation: found.reading.citation(exchange, base))
        return .page(found.reading.series.title(exchange.t), width: .desk, page.html)
    }

    /// Every value of what was chosen; without a choice, of the whole series.
    @Sendable private func download(_ exchange: Exchange) async throws -> Reply {
        let (key, query) = (exchange.key, exchange.query)
        let isChosen = query.keys.contains { $0 == "by" || $0 == "lines" || $0.hasPrefix("d-") }
        let found = try await database.read { db -> (SeriesReading, [SeriesValue])? in
            guard let series = try Series.find(key, in: db),
                let reading = try series.reading(query, limit: isChosen ? fileValuesMax : 0, in: db)
            else { return nil }
            if isChosen { return (reading, reading.values) }
            var all = reading.choice.selection
            all.codes = [:]
            return (reading, try series.values(all, limit: fileValuesMax, in: db))
        }
        guard let (reading, values) = found else { throw Refused.notFound }
        return .download(
            file(reading, values), type: "text/csv; charset=utf-8",
            name: "\(reading.series.key)-shown.csv")
    }

    private func file(_ reading: SeriesReading, _ values: [SeriesValue]) -> [UInt8] {
        let names = reading.dimensions.map(\.id)
        var csv = CSVWriter(
            header: ["series", "period", "value", "flag", "note", "confidentiality", "vintage"]
                + names)
        for value in values {
            let dims = Dimensions(text: value.dims)
            csv.append(
                [
                    reading.series.key, value.period, value.value.map { plain($0) } ?? "",
                    value.flag, value.note, value.confidentiality, reading.vintage.name,
                ] + names.map { dims[$0] ?? "" })
        }
        return csv.bytes
    }

    @Sendable private func bibTeX(_ exchange: Exchange) async throws -> Reply {
        let citation = try await citation(exchange)
        return .download(
            Array(citation.bibTeX.utf8), type: "application/x-bibtex; charset=utf-8",
            name: "\(citation.key).bib")
    }

    @Sendable private func csl(_ exchange: Exchange) async throws -> Reply {
        let citation = try await citation(exchange)
        return .download(
            citation.csl, type: "application/vnd.citationstyles.csl+json",
            name: "\(citation.key).json")
    }

    private func citation(_ exchange: Exchange) async throws -> Citation {
        let (key, query) = (exchange.key, exchange.query)
        let reading = try await database.read { db in
            try Series.find(key, in: db)?.reading(query, limit: 0, in: db)
        }
        guard let reading else { throw Refused.notFound }
        return reading.citation(exchange, base)
    }
}

extension SeriesReading {
    /// The address has the vintage in it, so that whoever follows it finds the same numbers.
    func citation(_ exchange: Exchange, _ base: String) -> Citation {
        let path = Address("/observatory/\(series.key)").setting("vintage", to: vintage.name).text
        return Citation(
            key: series.key, title: series.title(exchange.t),
            publisher: series.publisher.isEmpty ? firstClause(series.source) : series.publisher,
            vintage: vintage.name, licence: series.licence,
            address: base + path, read: exchange.now.utcDay)
    }
}

/// Whole numbers without a point, so that a spreadsheet reads them as what they are.
func plain(_ value: Double) -> String {
    Int(exactly: value).map { String($0) } ?? String(value)
}

func number(_ value: Double, _ t: Translator) -> String {
    Int(exactly: value).map { t.number($0) } ?? t.decimal(value, digits: 1)
}

/// The publisher and table, without the addresses behind them.
func firstClause(_ source: String) -> String {
    String(source.prefix { $0 != ";" })
}

/// The largest series known to us has 140,000 values.
private let fileValuesMax = 300_000
