import Storage

/// The values of all places of a series in one period, everything else held fixed.
struct MappedSeries: Sendable {
    let series: Series
    let territory: SeriesDimension
    let dimensions: [SeriesDimension]
    let fixed: [String: String]
    /// The one shown; nil where there is no value.
    let period: String?
    /// Newest first.
    let periods: [String]
    let values: [SeriesValue]
    let vintage: String
}

extension Series {
    /// The values for a map: of the period asked for, else of the newest that most places have.
    func mapped(_ query: [String: String], in db: Reader) throws -> MappedSeries? {
        let dimensions = try dimensions(in: db)
        guard let territory = dimensions.first(where: \.canBeMapped) else { return nil }
        let headline = Dimensions(text: headline)
        var fixed: [String: String] = [:]
        for dimension in dimensions where dimension.id != territory.id {
            let wanted = query["d-" + dimension.id].flatMap { dimension[$0]?.code }
            if let code = wanted ?? headline[dimension.id] ?? dimension.codes.first?.code {
                fixed[dimension.id] = code
            }
        }
        let wanted = query["period"].flatMap { $0.isEmpty ? nil : String($0.prefix(10)) }
        var selection = SeriesSelection(codes: fixed.mapValues { Set([$0]) })
        selection.vintage = query["vintage"].flatMap { $0.isEmpty ? nil : $0 }
        // Municipalities share a list with their regions: those are no places of the drawing.
        let codes = territory.codes.filter {
            territory.areMunicipalities ? isMunicipality($0.code) : !$0.place.isEmpty
        }
        selection.codes[territory.id] = Set(codes.map(\.code))
        let all = try values(selection, limit: mapValuesMax, in: db)
        var counts: [String: Int] = [:]
        for value in all where value.value != nil { counts[value.period, default: 0] += 1 }
        let most = counts.values.max() ?? 0
        let usual = counts.filter { $0.value * 10 >= most * 7 }.keys.max()
        let period = wanted.flatMap { counts[$0] == nil ? nil : $0 } ?? usual
        return MappedSeries(
            series: self, territory: territory, dimensions: dimensions, fixed: fixed,
            period: period, periods: counts.keys.sorted(by: >),
            values: all.filter { $0.period == period }, vintage: selection.vintage ?? vintage)
    }

    /// Those with a dimension of places that a drawing has.
    static func thatCanBeMapped(
        in db: Reader
    ) throws -> (municipalities: [Series], countries: [Series]) {
        let rows = try db.all(
            """
            SELECT s.*, c.towns, c.lands FROM series s JOIN (
                SELECT d.series AS number,
                    SUM(CASE WHEN c.code LIKE '____' AND c.place = '' THEN 1 ELSE 0 END) AS towns,
                    SUM(CASE WHEN c.place <> '' THEN 1 ELSE 0 END) AS lands
                FROM series_dimension d JOIN series_code c ON c.series = d.series AND c.dimension = d.id
                WHERE d.role = 'territory' GROUP BY d.series) c ON c.number = s.number
            WHERE s.state <> 0 AND (c.towns >= 100 OR c.lands >= 5) ORDER BY s.family, s.position
            """)
        var found: (municipalities: [Series], countries: [Series]) = ([], [])
        for row in rows {
            let towns: Int = try row["towns"]
            if towns >= 100 {
                found.municipalities.append(try Series(row: row))
            } else {
                found.countries.append(try Series(row: row))
            }
        }
        return found
    }
}

/// 308 municipalities over forty years, or two hundred countries over sixty.
private let mapValuesMax = 15_000
