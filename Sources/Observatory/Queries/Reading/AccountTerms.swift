import Storage

/// The series from which the account of a population is made, and what they say of one country by year.
struct AccountTerms: Sendable {
    struct Source: Sendable {
        let term: PopulationAccount.Term
        let series: Series
    }

    let sources: [Source]
    let values: [PopulationAccount.Term: [Int: Double]]
    /// Other series that speak of net migration: another choice, never added.
    let otherNet: [Series]

    var accounts: [PopulationAccount] {
        // The stocks of Eurostat are those of 1 January.
        PopulationAccount.accounts(of: values, stocksBegin: true)
    }
}

extension AccountTerms {
    /// Two questions, whatever the number of series; `net` is the key of the series of net migration that was chosen.
    static func of(_ country: Country, net: String?, in db: Reader) throws -> AccountTerms {
        let concepts = accountConcepts.map(\.concept)
        let rows = try db.all(
            """
            SELECT s.*, c.dimension AS territory, c.code AS territory_code FROM series_code c
            JOIN series_dimension d ON d.series = c.series AND d.id = c.dimension AND d.role = 'territory'
            JOIN series s ON s.number = c.series AND s.state <> 0
            WHERE c.place = \(country.alpha3) AND c.aggregate = 0 AND s.frequency = 'annual'
                AND (s.concept IN \(list: concepts) OR s.key = \(stockKey))
            ORDER BY s.key
            """)
        var sources: [Source] = []
        var lines: [Int64: String] = [:]
        var nets: [Series] = []
        for row in rows {
            let series = try Series(row: row)
            let concept = series.key == stockKey ? "population" : series.concept
            guard let term = accountConcepts.first(where: { $0.concept == concept })?.term else {
                continue
            }
            let (id, code): (String, String) = (try row["territory"], try row["territory_code"])
            let pairs = Dimensions(text: series.headline).pairs.map { pair in
                pair.name == id ? Dimensions.Pair(name: id, value: code) : pair
            }
            lines[series.number] = Dimensions(pairs).text
            if term == .net { nets.append(series) }
            let isFirst = !sources.contains { $0.term == term }
            if isFirst, term != .net { sources.append(Source(term: term, series: series)) }
        }
        if let chosen = nets.first(where: { $0.key == net }) ?? nets.last {
            sources.append(Source(term: .net, series: chosen))
        }
        let values = try values(of: sources, lines, in: db)
        let shown = Set(sources.map(\.series.key))
        return AccountTerms(
            sources: sources, values: values, otherNet: nets.filter { !shown.contains($0.key) })
    }

    private static func values(
        of sources: [Source], _ lines: [Int64: String], in db: Reader
    ) throws -> [PopulationAccount.Term: [Int: Double]] {
        if sources.isEmpty { return [:] }
        let texts = Set(sources.compactMap { lines[$0.series.number] }).sorted()
        let rows = try db.all(
            """
            SELECT l.series, l.dims, v.period, v.value FROM series_line l
            JOIN series s ON s.number = l.series
            JOIN series_value v ON v.state = s.state AND v.line = l.line
            WHERE l.series IN \(list: sources.map(\.series.number)) AND l.dims IN \(list: texts)
                AND v.value IS NOT NULL
            """)
        var found: [PopulationAccount.Term: [Int: Double]] = [:]
        for row in rows {
            let (number, dims): (Int64, String) = (try row[0], try row[1])
            let (period, value): (String, Double) = (try row[2], try row[3])
            guard lines[number] == dims, let year = Int(period),
                let source = sources.first(where: { $0.series.number == number })
            else { continue }
            let scale = source.series.unit == "thousand persons" ? 1_000.0 : 1
            found[source.term, default: [:]][year] = value * scale
        }
        return found
    }
}

/// The concept by which a series says that it measures a term of the account.
private let accountConcepts: [(concept: String, term: PopulationAccount.Term)] = [
    ("population", .stock), ("births", .births), ("deaths", .deaths), ("immigration", .immigration),
    ("emigration", .emigration), ("net-migration", .net),
]
/// Eurostat's population on 1 January: the stock also where its file states no concept.
private let stockKey = "eurostat-population"
