import Storage

/// The newest number of a series for one country, the other dimensions being those of its headline.
struct CountryValue: Sendable {
    let series: Series
    let value: SeriesValue
}

extension Series {
    /// The newest number of each series for some countries, in two questions for all of them: by country, then in the
    /// order of the list of series.
    static func newest(
        for countries: [Country], in db: Reader
    ) throws -> [String: [CountryValue]] {
        let rows = try db.all(
            """
            SELECT s.*, c.dimension AS territory, c.code AS territory_code, c.place AS territory_place
            FROM series_code c
            JOIN series_dimension d ON d.series = c.series AND d.id = c.dimension AND d.role = 'territory'
            JOIN series s ON s.number = c.series AND s.state <> 0
            WHERE c.place IN \(list: countries.map(\.alpha3)) AND c.aggregate = 0
            ORDER BY s.topic, s.family, s.position
            """)
        var wanted: [Line: (series: Series, place: String)] = [:]
        var order: [Line] = []
        for row in rows {
            let series = try Series(row: row)
            let (id, code): (String, String) = (try row["territory"], try row["territory_code"])
            let pairs = Dimensions(text: series.headline).pairs.map { pair in
                pair.name == id ? Dimensions.Pair(name: id, value: code) : pair
            }
            let line = Line(series: series.number, dims: Dimensions(pairs).text)
            if wanted[line] == nil { order.append(line) }
            wanted[line] = (series, try row["territory_place"])
        }
        let values = try newest(of: order, in: db)
        var found: [String: [CountryValue]] = [:]
        for line in order {
            guard let value = values[line], let (series, place) = wanted[line] else { continue }
            found[place, default: []].append(CountryValue(series: series, value: value))
        }
        return found
    }

    private struct Line: Hashable {
        let series: Int64
        let dims: String
    }

    private static func newest(
        of lines: [Line], in db: Reader
    ) throws -> [Line: SeriesValue] {
        if lines.isEmpty { return [:] }
        let numbers = Set(lines.map(\.series)).sorted()
        let texts = Set(lines.map(\.dims)).sorted()
        let rows = try db.all(
            """
            SELECT l.series, l.dims, v.period, v.value, v.flag, v.note, v.confidentiality
            FROM series_line l JOIN series s ON s.number = l.series
            JOIN series_value v ON v.state = s.state AND v.line = l.line
            WHERE l.series IN \(list: numbers) AND l.dims IN \(list: texts) AND v.value IS NOT NULL
                AND v.starts = (SELECT MAX(w.starts) FROM series_value w
                    WHERE w.state = s.state AND w.line = l.line AND w.value IS NOT NULL)
            """)
        var found: [Line: SeriesValue] = [:]
        for row in rows {
            let value = SeriesValue(
                dims: try row[1], period: try row[2], value: try row[3], flag: try row[4],
                note: try row[5], confidentiality: try row[6])
            found[Line(series: try row[0], dims: value.dims)] = value
        }
        return found
    }

    /// The series of this country alone: those without a dimension of territories.
    static func national(in db: Reader) throws -> [ListedSeries] {
        try db.all(
            """
            SELECT s.* FROM series s WHERE s.state <> 0 AND NOT EXISTS (
                SELECT 1 FROM series_dimension d JOIN series_code c ON c.series = d.series
                    AND c.dimension = d.id
                WHERE d.series = s.number AND d.role = 'territory' AND c.place <> '' AND c.place <> 'PRT')
            ORDER BY s.topic, s.family, s.position LIMIT \(nationalMax)
            """
        ).map(ListedSeries.init)
    }
}

private let nationalMax = 100
