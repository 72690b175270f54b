import Storage

/// The line that a country's page tells in words: one series, its headline, its breaks.
struct HomeStory: Sendable {
    let series: Series
    let values: [SeriesValue]
    let breaks: [BreakMark]

    /// Of the first series of this country alone that counts its foreign residents; nil where there is none.
    static func find(among national: [ListedSeries], in db: Reader) throws -> HomeStory? {
        let found = national.first {
            $0.series.concept == foreignResidents && $0.series.frequency == "annual"
        }
        guard let series = found?.series else { return nil }
        let codes = Dimensions(text: series.headline).pairs.map { ($0.name, Set([$0.value])) }
        let selection = SeriesSelection(codes: Dictionary(codes) { first, _ in first })
        return HomeStory(
            series: series, values: try series.values(selection, limit: storyValuesMax, in: db),
            breaks: try series.breaks(in: db))
    }
}

/// What series of several sources share that count foreign residents.
private let foreignResidents = "foreign-residents"
/// More years than any register has.
private let storyValuesMax = 400
