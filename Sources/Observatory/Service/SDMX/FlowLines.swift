import Kernel
import SDMX
import Storage

/// A line of a flow with the key under which it is offered.
struct ServedLine: Sendable, Equatable {
    let number: Int64
    let key: [String]
    /// As the room writes it.
    let dims: String
}

/// One value of a line, as it is stored.
struct StoredValue: Sendable, Equatable {
    let line: Int64
    let period: String
    let value: Double?
    let flag: String
    let note: String
    let confidentiality: String

    init(row: Row) throws {
        line = try row[0]
        period = try row[1]
        value = try row[2]
        flag = try row[3]
        note = try row[4]
        confidentiality = try row[5]
    }

    /// Whether a reader is told the same.
    func says(_ other: StoredValue) -> Bool {
        value == other.value && flag == other.flag && note == other.note
            && confidentiality == other.confidentiality
    }
}

extension ServedFlow {
    /// The lines whose keys match, in the order of their numbers. The index narrows by one dimension, the rest is looked at.
    func lines(matching query: SeriesKeyQuery, in db: Reader) throws -> [ServedLine] {
        let rows = try db.all(
            """
            SELECT l.line, l.dims FROM series_line l WHERE l.series = \(series.number)\(narrowed(query))
            ORDER BY l.line
            """)
        return try rows.compactMap { row in
            let dims: String = try row[1]
            let line = ServedLine(number: try row[0], key: key(Dimensions(text: dims)), dims: dims)
            return query.matches(line.key) ? line : nil
        }
    }

    private func narrowed(_ query: SeriesKeyQuery) -> SQL {
        let wishes = dimensions.enumerated().compactMap {
            index, dimension -> (String, Set<String>)? in
            guard let source = dimension.source, let ids = query.codes(at: index),
                !ids.contains(notApplicable)
            else { return nil }
            return (source, dimension.sources(of: ids))
        }
        guard let (source, codes) = wishes.min(by: { $0.1.count < $1.1.count }),
            codes.count <= narrowingMax
        else { return "" }
        return """
             AND l.line IN (SELECT c.line FROM line_code c WHERE c.series = \(series.number)
            AND c.dimension = \(source) AND c.code IN \(list: codes.sorted()))
            """
    }

    /// All values of some lines in one state, line after line, each from its oldest period.
    func values(
        of lines: some Collection<ServedLine>, state: SeriesState, in db: Reader
    ) throws -> [StoredValue] {
        if lines.isEmpty { return [] }
        return try db.all(
            """
            SELECT line, period, value, flag, note, confidentiality FROM series_value
            WHERE state = \(state.id) AND line IN \(list: lines.map(\.number)) AND starts <= \(state.until)
            ORDER BY line, starts, period
            """
        ).map(StoredValue.init)
    }
}

extension ServedFlow {
    /// How many values each line has in a state.
    func amounts(of state: SeriesState, in db: Reader) throws -> [Int64: Int] {
        let rows = try db.all(
            """
            SELECT line, COUNT(*) FROM series_value
            WHERE state = \(state.id) AND starts <= \(state.until) GROUP BY line
            """)
        return Dictionary(
            try rows.map { (try $0[0], try $0[1]) }, uniquingKeysWith: { first, _ in first })
    }

    /// The periods for which a state has a value, in no order.
    func periods(of state: SeriesState, in db: Reader) throws -> [String] {
        try db.all(
            """
            SELECT DISTINCT period FROM series_value
            WHERE state = \(state.id) AND starts <= \(state.until)
            """
        ).map { try $0[0] }
    }
}

/// The values that a vintage shows: those of a state, up to a day where the state goes on growing.
struct SeriesState: Sendable, Hashable {
    let id: Int64
    /// A day as 20190131.
    var until = Int64.max
    let vintage: String
    let knownSince: Moment
}

extension ServedFlow {
    /// The states that a query means: one, or with history all of them, the oldest first.
    func states(_ question: DataQuestion, in db: Reader) throws -> [SeriesState] {
        let all = try allStates(in: db)
        if question.includesHistory {
            return all.filter { state in question.asOf.map { state.knownSince <= $0 } ?? true }
        }
        if let name = question.vintage { return all.filter { $0.vintage == name } }
        if let asOf = question.asOf { return Array(all.filter { $0.knownSince <= asOf }.suffix(1)) }
        return Array(all.filter { $0.vintage == series.vintage }.suffix(1))
    }

    /// The state that was the newest at a moment; nil where nothing was known then.
    func state(at moment: Moment, in db: Reader) throws -> SeriesState? {
        try allStates(in: db).last { $0.knownSince <= moment }
    }

    private func allStates(in db: Reader) throws -> [SeriesState] {
        try db.all(
            """
            SELECT v.state, i.vintage, i.at FROM series_vintage v JOIN series_import i ON i.id = v.import
            WHERE v.series = \(series.number) AND i.withdrawn_at IS NULL ORDER BY i.at, i.id
            """
        ).map { row in
            let vintage: String = try row[1]
            // The state of an own figure goes on growing: its vintage ends with its day.
            let until = series.isOwn ? Day(iso: vintage).map { sorted($0) } : nil
            return SeriesState(
                id: try row[0], until: until ?? .max, vintage: vintage, knownSince: try row[2])
        }
    }

    /// How many values a state has in all.
    func amount(of state: SeriesState, in db: Reader) throws -> Int {
        try db.value("SELECT amount FROM series_state WHERE id = \(state.id)") ?? 0
    }
}

/// So many codes are looked up in the index; for more, all lines are read.
private let narrowingMax = 500
