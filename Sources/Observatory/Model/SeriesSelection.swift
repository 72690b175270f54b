import Kernel

/// What to pick of a series: codes by dimension (absent means all), a span of periods, as known when.
struct SeriesSelection: Sendable, Equatable {
    var codes: [String: Set<String>] = [:]
    /// The first period that is wanted: `2019`, `2019-Q2`; all that begin on its first day or later.
    var from: String?
    /// The last period: all that begin on its last day or before.
    var to: String?
    /// The source's name of a state; nil for the newest.
    var vintage: String?
    /// What was the newest at a moment; for whoever names no vintage.
    var knownAt: Moment?
    /// The newest so many periods of each line.
    var lastN: Int?
    /// The oldest so many periods of each line.
    var firstN: Int?
}

/// What the source said at one time, and since when we know it.
struct SeriesVintage: Sendable, Equatable {
    let name: String
    /// The source's own word; two files under one word have names that differ.
    let label: String
    let importedAt: Moment
    /// Values of this series.
    let rows: Int
    let file: String
    let digest: String
    /// The import it came with.
    let importID: ID<SeriesFile>
    /// A withdrawn vintage stays readable for whoever cited it.
    var withdrawnAt: Moment?
    var withdrawnWhy = ""
}

/// What is searched for in the list of series.
struct SeriesQuery: Sendable, Equatable {
    var words = ""
    /// The publisher's name.
    var source: String?
    var topic: String?
    /// A country as ISO 3166 alpha-3.
    var territory: String?
    var frequency: String?
    /// From 1.
    var page = 1
    var pageSize = 20
}

/// One page of what was found, and how many there are under each value of each facet.
struct SeriesFound: Sendable {
    enum Facet: String, Sendable, CaseIterable {
        case source, topic, territory, frequency
    }

    struct Count: Sendable, Equatable {
        let value: String
        let count: Int
    }

    let series: [ListedSeries]
    let total: Int
    /// Each facet counts what the others leave; the most frequent first.
    let facets: [Facet: [Count]]
}
