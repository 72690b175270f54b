import Kernel
import Languages
import Storage
import Web

/// The vintages of a series: choose one, see what was known on a day, and what changed between two.
struct VintagePages: Sendable {
    let database: Database

    var routes: [Route] {
        [
            .get(
                "/observatory/{key}/vintages", may: .everyone,
                "The vintages of a series, and what changed between two", show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (key, query) = (exchange.key, exchange.query)
        let found = try await database.read { db -> VintageView.Facts? in
            guard let series = try Series.find(key, in: db) else { return nil }
            let vintages = try series.vintages(in: db)
            let dimensions = try series.dimensions(in: db)
            guard vintages.count > 1 else {
                return VintageView.Facts(
                    series: series, vintages: vintages, dimensions: dimensions, pair: nil,
                    difference: nil)
            }
            let new = vintages.first { $0.name == query["new"] } ?? vintages[0]
            let old = vintages.first { $0.name == query["old"] } ?? before(new, in: vintages)
            let difference = try difference(of: series, from: old, to: new, in: db)
            return VintageView.Facts(
                series: series, vintages: vintages, dimensions: dimensions,
                pair: (old, new), difference: difference)
        }
        guard let found else { throw Refused.notFound }
        let t = exchange.t
        let view = VintageView(t: t, facts: found)
        return .page(
            t("Vintages: {series}", ["series": found.series.title(t)]), width: .desk, view.html)
    }

    private func before(_ new: SeriesVintage, in all: [SeriesVintage]) -> SeriesVintage {
        let index = all.firstIndex(of: new) ?? 0
        return all[min(index + 1, all.count - 1)]
    }

    /// Nil where there are too many values to compare on a page.
    private func difference(
        of series: Series, from old: SeriesVintage, to new: SeriesVintage, in db: Reader
    ) throws -> VintageDifference? {
        guard max(old.rows, new.rows) <= comparedValuesMax else { return nil }
        func values(_ vintage: SeriesVintage) throws -> [SeriesValue] {
            try series.values(
                SeriesSelection(vintage: vintage.name), limit: comparedValuesMax, in: db)
        }
        return VintageDifference(before: try values(old), after: try values(new))
    }
}

/// Read whole twice; more would be a wait for whoever asks. The files can be compared elsewhere.
private let comparedValuesMax = 5_000
