/// What a column of many rows holds. PostgreSQL is told: a batch may hold nothing but nulls in a column.
public enum ColumnKind: Sendable {
    case integer, real, text, bytes
}

/// Many rows for one table that are written together: PostgreSQL takes a list for each column in one statement, SQLite
/// runs one prepared statement for each row. Names come from the program's text, values are bound.
public struct ManyRows: Sendable {
    let table: StaticString
    let columns: [(name: StaticString, kind: ColumnKind)]
    /// Whether a row that is there already is passed over; else it refuses the write.
    let passesKnown: Bool
    /// Row after row.
    private(set) var values: [Value] = []
    private var isUneven = false

    public init(
        _ table: StaticString, _ columns: [(name: StaticString, kind: ColumnKind)],
        passesKnown: Bool = false
    ) {
        self.table = table
        self.columns = columns
        self.passesKnown = passesKnown
    }

    public var count: Int { columns.isEmpty ? 0 : values.count / columns.count }

    /// Adds a row, a value for each column in their order.
    public mutating func append(_ row: [Value]) {
        if row.count != columns.count { isUneven = true }
        values += row
    }

    /// Refuses rows that are longer or shorter than the table's list of columns.
    func check() throws {
        guard isUneven else { return }
        throw StorageError.statement("a row of \(table) has too many values or too few", state: "")
    }

    /// `INSERT INTO table (a, b) ` and what follows it.
    func text(_ source: String) -> String {
        let names = columns.map { "\($0.name)" }.joined(separator: ", ")
        let end = passesKnown ? " ON CONFLICT DO NOTHING" : ""
        return "INSERT INTO \(table) (\(names)) \(source)\(end)"
    }
}

extension ManyRows {
    /// All its rows in one statement, for the few that are written among others; refuses rows of another length.
    public func statement() throws -> SQL {
        try check()
        var rows: SQL = ""
        for start in stride(from: 0, to: values.count, by: max(columns.count, 1)) {
            var row: SQL = ""
            for (index, value) in values[start..<start + columns.count].enumerated() {
                row = index == 0 ? "\(Bound(value))" : "\(row), \(Bound(value))"
            }
            rows = start == 0 ? "(\(row))" : "\(rows), (\(row))"
        }
        let end: SQL = passesKnown ? " ON CONFLICT DO NOTHING" : ""
        let names = columns.map { "\($0.name)" }.joined(separator: ", ")
        return SQL(stringLiteral: "INSERT INTO \(table) (\(names)) VALUES ") + rows + end
    }
}

/// A value as it is.
private struct Bound: Storable {
    let stored: Value

    init(_ value: Value) { stored = value }
    init?(stored: Value) { self.stored = stored }
}

extension Writer {
    /// Writes many rows and returns how many of them are new; in their order, so that what is ordered fills an index
    /// from its end.
    @discardableResult
    public func insert(_ rows: ManyRows) throws -> Int {
        try rows.check()
        tally?.add()
        return rows.count == 0 ? 0 : try connection.insert(rows)
    }
}
