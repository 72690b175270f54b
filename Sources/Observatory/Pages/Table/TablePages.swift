import Formats
import Kernel
import Languages
import Storage
import Web

/// Build a table of a series: rows, columns, what is fixed; as a page and as exactly that file.
struct TablePages: Sendable {
    let database: Database

    var routes: [Route] {
        [
            .get(
                "/observatory/{key}/table", may: .everyone,
                "A table of a series: rows, columns, what is fixed", show),
            .get(
                "/observatory/{key}/table.csv", may: .everyone, "Exactly that table as CSV",
                gives: "text/csv", csv),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let built = try await built(exchange)
        let t = exchange.t
        let view = TableView(t: t, built: built, query: exchange.query, page: exchange.listPage)
        let title = t("Table: {series}", ["series": built.series.title(t)])
        return .page(title, width: .desk, view.html)
    }

    @Sendable private func csv(_ exchange: Exchange) async throws -> Reply {
        let built = try await built(exchange)
        let t = exchange.t.unmarked
        return .download(
            TableFile(t: t, built: built).bytes, type: "text/csv; charset=utf-8",
            name: "\(built.series.key)-table.csv")
    }

    private func built(_ exchange: Exchange) async throws -> BuiltTable {
        let (key, query) = (exchange.key, exchange.query)
        let found = try await database.read { db -> BuiltTable? in
            guard let series = try Series.find(key, in: db) else { return nil }
            let dimensions = try series.dimensions(in: db)
            let question = TableQuestion(
                query, dimensions: dimensions, headline: Dimensions(text: series.headline))
            let vintages = try series.vintages(in: db)
            let name = question.vintage ?? series.vintage
            guard let vintage = vintages.first(where: { $0.name == name }) ?? vintages.first,
                question.vintage == nil || vintage.name == name
            else { return nil }
            let values = try series.values(question.selection, limit: cellsMax + 1, in: db)
            return BuiltTable(
                series: series, dimensions: dimensions, question: question, vintage: vintage,
                isCut: values.count > cellsMax,
                table: CrossTable(
                    Array(values.prefix(cellsMax)), dimensions: dimensions, rows: question.rows,
                    columns: question.columns, unit: series.unit))
        }
        guard let found else { throw Refused.notFound }
        return found
    }
}

/// What a table of a series is made of.
struct BuiltTable: Sendable {
    let series: Series
    let dimensions: [SeriesDimension]
    let question: TableQuestion
    let vintage: SeriesVintage
    /// Whether there are more values than one table takes.
    let isCut: Bool
    let table: CrossTable
}

/// Two hundred countries over seventy-five years; more is for the whole file.
private let cellsMax = 15_000
