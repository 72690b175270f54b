import Kernel
import Languages
import Statistics
import Storage

/// What was published of a quarter, place by place. Anybody reads it: what is kept has passed the smallest cell.
struct QualityBoard: Sendable {
    struct Line: Sendable {
        let place: LocationID
        let slug: String
        let name: String
        let town: String
        var figures: [QualityMeasure: QualityFigure] = [:]
        /// Where its satisfaction can stand among all that are shown.
        var position: ClosedRange<Int>?
    }

    let quarter: Quarter
    /// All that were published, the newest first.
    let quarters: [Quarter]
    private(set) var lines: [Line]
    let topics: [(topic: OpinionTopic, count: Int?)]

    /// How many places have a position at all.
    var ranked: Int { lines.count { $0.position != nil } }
    /// Of those, how many do not share it.
    var alone: Int { lines.count { $0.position?.count == 1 } }
    var isDemo: Bool { lines.contains { $0.figures.values.contains(where: \.isDemo) } }

    /// Nil while nothing was published, or of a quarter of which nothing was.
    static func find(_ wanted: Quarter?, in db: Reader) throws -> QualityBoard? {
        let quarters = try db.all("SELECT quarter FROM quality_quarter ORDER BY quarter DESC")
            .compactMap { Quarter(try $0[0] as String) }
        guard let quarter = wanted ?? quarters.first, quarters.contains(quarter) else { return nil }
        return try QualityBoard(quarter, quarters, in: db)
    }

    private init(_ quarter: Quarter, _ quarters: [Quarter], in db: Reader) throws {
        (self.quarter, self.quarters) = (quarter, quarters)
        let rows = try db.all(
            """
            SELECT l.id, l.slug, l.name, m.name AS town, q.measure, q.value, q.low, q.high, q.basis, q.demo
            FROM quality_figure q JOIN location l ON l.id = q.location
            JOIN municipality m ON m.code = l.municipality
            WHERE q.quarter = \(quarter.description) ORDER BY l.folded, l.id
            """)
        var lines: [Line] = []
        for row in rows {
            let place: LocationID = try row[0]
            if lines.last?.place != place {
                lines.append(
                    Line(place: place, slug: try row[1], name: try row[2], town: try row[3]))
            }
            let figure = try QualityFigure(row, from: 4, of: place)
            lines[lines.count - 1].figures[figure.measure] = figure
        }
        self.lines = lines
        topics = try db.all(
            "SELECT topic, n FROM quality_topic WHERE quarter = \(quarter.description)"
        ).map { row in
            let (topic, count): (OpinionTopic, Int?) = (try row[0], try row[1])
            return (topic: topic, count: count)
        }
        place()
    }

    /// Tells each place between which positions its satisfaction can stand.
    private mutating func place() {
        let found = lines.indices.compactMap { index in
            lines[index].figures[.satisfaction]?.interval.map { (index, $0) }
        }
        for ((index, _), position) in zip(found, found.map(\.1).positions) {
            lines[index].position = position
        }
    }

    /// The lines by a column: a place without a value comes last, whichever way the column is read; two places whose
    /// satisfaction cannot be told apart stay in the order of their first and last position, then of their names.
    func sorted(by key: String, descending: Bool) -> [Line] {
        func value(_ line: Line) -> Double? {
            switch key {
            case "satisfaction": line.position.map { Double($0.lowerBound * 1_000 + $0.upperBound) }
            default: QualityMeasure(rawValue: key).flatMap { line.figures[$0]?.value }
            }
        }
        guard key == "satisfaction" || QualityMeasure(rawValue: key) != nil else {
            return descending ? lines.reversed() : lines
        }
        let known = lines.enumerated().compactMap { index, line in
            value(line).map { (value: $0, index: index, line: line) }
        }
        let ordered = known.sorted { one, other in
            if one.value == other.value { return one.index < other.index }
            return descending ? one.value > other.value : one.value < other.value
        }
        return ordered.map(\.line) + lines.filter { value($0) == nil }
    }

    /// What was published last of one place.
    static func latest(
        of place: LocationID, in db: Reader
    ) throws -> (
        quarter: Quarter, figures: [QualityFigure]
    )? {
        let rows = try db.all(
            """
            SELECT quarter, measure, value, low, high, basis, demo FROM quality_figure
            WHERE location = \(place) AND quarter = (SELECT MAX(quarter) FROM quality_quarter)
            """)
        guard let first = rows.first, let quarter = Quarter(try first[0] as String) else {
            return nil
        }
        return (quarter, try rows.map { try QualityFigure($0, from: 1, of: place) })
    }
}

extension QualityFigure {
    /// The columns measure, value, low, high, basis, demo.
    fileprivate init(_ row: Row, from first: Int, of place: LocationID) throws {
        self.init(
            place: place, measure: try row[first], value: try row[first + 1],
            low: try row[first + 2], high: try row[first + 3], basis: try row[first + 4],
            isDemo: try row[first + 5])
    }
}
