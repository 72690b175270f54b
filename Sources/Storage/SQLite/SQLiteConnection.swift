import GRDB
import GRDBSQLite

/// Runs statements on a GRDB connection through its statement cache and SQLite's own calls, for one job.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database
    /// The first statement that failed: as on PostgreSQL, the transaction takes no other.
    private(set) var failure: StorageError?

    init(_ database: GRDB.Database) {
        self.database = database
    }

    var engine: Engine { .sqlite }

    /// SQLite hands over row by row anyway.
    func stream(_ sql: SQL, each: (Row) throws -> Void) throws {
        try run(sql, each: each)
    }

    @discardableResult
    func run(_ sql: SQL, each: (Row) throws -> Void) throws -> Int {
        var columns: Columns?
        return try execute(sql) { handle in
            let names = columns ?? Columns(names(of: handle))
            columns = names
            var values: [Value] = []
            append(handle, names.names.count, to: &values)
            try each(Row(columns: names, values: values[...]))
        }
    }

    func all(_ sql: SQL) throws -> [Row] { try rows(sql).rows }

    /// Each write has a savepoint of its own.
    func mark() {}

    func receive() {}

    /// Nothing is far away here: it runs at once.
    func send(_ sql: SQL) throws -> Sent {
        let sent = Sent()
        (sent.rows, sent.changed) = try rows(sql)
        return sent
    }

    /// Read once and run for each row: nothing is far away here, and a text with thousands of places costs more.
    func insert(_ rows: ManyRows) throws -> Int {
        if let failure { throw failure }
        let places = rows.columns.indices.map { "$\($0 + 1)" }.joined(separator: ", ")
        let statement = try prepared(SQL(stringLiteral: rows.text("VALUES (\(places))")))
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        let before = sqlite3_total_changes(database.sqliteConnection)
        var place: Int32 = 0
        for value in rows.values {
            place += 1
            try bind(value, place, handle)
            guard Int(place) == rows.columns.count else { continue }
            try step(handle) { _ in }
            sqlite3_reset(handle)
            place = 0
        }
        return Int(sqlite3_total_changes(database.sqliteConnection) - before)
    }

    private func rows(_ sql: SQL) throws -> (rows: [Row], changed: Int) {
        var (columns, values): (Columns?, [Value]) = (nil, [])
        let changed = try execute(sql) { handle in
            let names = columns ?? Columns(names(of: handle))
            columns = names
            append(handle, names.names.count, to: &values)
        }
        return (columns.map { [Row](columns: $0, values: values) } ?? [], changed)
    }

    /// Steps through a statement; returns the number of rows changed.
    private func execute(_ sql: SQL, _ row: (OpaquePointer) throws -> Void) throws -> Int {
        if let failure { throw failure }
        let statement = try prepared(sql)
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in sql.values.enumerated() { try bind(value, Int32(index + 1), handle) }
        let before = sqlite3_total_changes(database.sqliteConnection)
        try step(handle, row)
        // A cascade counts into the total only; a question leaves both as they were.
        let total = sqlite3_total_changes(database.sqliteConnection)
        return total == before ? 0 : Int(sqlite3_changes(database.sqliteConnection))
    }

    /// From the cache, unless the same question stands open or its text will hardly come again.
    private func prepared(_ sql: SQL) throws -> Statement {
        do {
            guard sql.values.count <= cachedValuesMax else {
                return try database.makeStatement(sql: sql.text)
            }
            let statement = try database.cachedStatement(sql: sql.text)
            guard sqlite3_stmt_busy(statement.sqliteStatement) == 0 else {
                return try database.makeStatement(sql: sql.text)
            }
            return statement
        } catch let error as DatabaseError {
            throw failed(StorageError(error))
        }
    }

    private func step(_ handle: OpaquePointer, _ row: (OpaquePointer) throws -> Void) throws {
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW: try row(handle)
            case SQLITE_DONE:
                return
            default:
                let code = sqlite3_extended_errcode(database.sqliteConnection)
                throw failed(
                    StorageError(
                        sqlite: code, String(cString: sqlite3_errmsg(database.sqliteConnection))))
            }
        }
    }

    private func failed(_ error: StorageError) -> StorageError {
        failure = failure ?? error
        return error
    }

    private func names(of handle: OpaquePointer) -> [String] {
        (0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) }
    }

    private func append(_ handle: OpaquePointer, _ count: Int, to values: inout [Value]) {
        for column in 0..<Int32(count) { values.append(value(of: handle, column)) }
    }

    private func value(of handle: OpaquePointer, _ column: Int32) -> Value {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT:
            // Asked for as bytes, text is handed over where it lies, without a zero behind it.
            guard let start = sqlite3_column_blob(handle, column) else { return .text("") }
            let length = Int(sqlite3_column_bytes(handle, column))
            return .text(
                String(
                    decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self))
        case SQLITE_BLOB:
            guard let start = sqlite3_column_blob(handle, column) else { return .bytes([]) }
            let length = Int(sqlite3_column_bytes(handle, column))
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: length)))
        default: return .null
        }
    }

    private func bind(_ value: Value, _ index: Int32, _ handle: OpaquePointer) throws {
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(handle, index)
        case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
        case .real(let number): code = sqlite3_bind_double(handle, index, number)
        case .text(let text):
            var text = text.withoutZero
            code = text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient)
                }
            }
        case .bytes(let bytes):
            code = bytes.withUnsafeBytes { buffer in
                buffer.isEmpty
                    ? sqlite3_bind_zeroblob(handle, index, 0)
                    : sqlite3_bind_blob(
                        handle, index, buffer.baseAddress, Int32(buffer.count), transient)
            }
        }
        if code != SQLITE_OK { throw failed(StorageError(sqlite: code, "value \(index)")) }
    }
}

/// SQLite copies what it is given before the call returns (SQLITE_TRANSIENT).
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

/// A longer list of values makes a text that hardly comes again, and GRDB's cache forgets nothing.
private let cachedValuesMax = 64
