import Kernel
import Languages
import Storage
import Web

/// A series for the frame of another site: the chart, its table and the way to the whole page; nobody is known there.
struct EmbedPages: Sendable {
    let database: Database
    let base: String

    var routes: [Route] {
        [
            Route.get(
                "/embed/series/{key}", may: .everyone,
                "A chart of a series, to stand in a frame of another site", show
            ).traceless
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (key, query, t) = (exchange.key, exchange.query, exchange.t)
        let reading = try await database.read { db in
            try Series.find(key, in: db)?.reading(query, in: db)
        }
        guard let reading else { throw Refused.notFound }
        let lines = SeriesLine.lines(
            of: reading.values, dimensions: reading.dimensions, order: reading.choice.lines,
            by: reading.choice.by, t)
        let figure = SeriesFigure(
            t: t, reading: reading, lines: lines,
            address: address("/embed/series/\(key)", query, but: ["page"]), page: exchange.listPage)
        let whole = address("/observatory/\(key)", query, but: ["page"]).text
        let title = reading.series.title(t)
        return .framed(
            title,
            """
            <h1 class="small">\(title)</h1>\(figure.html)
            <p class="small"><a href="\(base + whole)" target="_blank" rel="noopener">\(t("Definition, source and all numbers"))</a></p>
            """)
    }
}
