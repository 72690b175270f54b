import GRDB
import GRDBSQLite

/// Runs statements on a GRDB connection through its statement cache and SQLite's own calls.
final class SQLiteConnection: Connection {
    private let database: GRDB.Database

    init(_ database: GRDB.Database) {
        self.database = database
    }

    var engine: Engine { .sqlite }

    @discardableResult
    func run(_ sql: SQL, each: (Row) throws -> Void) throws -> Int {
        let statement: Statement
        do {
            statement = try database.cachedStatement(sql: sql.text)
        } catch let error as DatabaseError {
            throw translated(error.resultCode.rawValue, error.message ?? "")
        }
        let handle = statement.sqliteStatement
        defer {
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
        }
        for (index, value) in sql.values.enumerated() { try bind(value, Int32(index + 1), handle) }
        let before = sqlite3_total_changes(database.sqliteConnection)
        try step(handle, each)
        return Int(sqlite3_total_changes(database.sqliteConnection) - before)
    }

    private func step(_ handle: OpaquePointer, _ each: (Row) throws -> Void) throws {
        var columns: Columns?
        while true {
            switch sqlite3_step(handle) {
            case SQLITE_ROW:
                let names = columns ?? Columns(names(of: handle))
                columns = names
                try each(Row(columns: names, values: values(of: handle, names.names.count)))
            case SQLITE_DONE:
                return
            default:
                let code = sqlite3_extended_errcode(database.sqliteConnection)
                throw translated(code, String(cString: sqlite3_errmsg(database.sqliteConnection)))
            }
        }
    }

    private func names(of handle: OpaquePointer) -> [String] {
        (0..<sqlite3_column_count(handle)).map { String(cString: sqlite3_column_name(handle, $0)) }
    }

    private func values(of handle: OpaquePointer, _ count: Int) -> [Value] {
        (0..<Int32(count)).map { column in
            switch sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
            case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
            case SQLITE_TEXT:
                let length = Int(sqlite3_column_bytes(handle, column))
                guard let start = sqlite3_column_text(handle, column) else { return .text("") }
                return .text(String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self))
            case SQLITE_BLOB:
                let length = Int(sqlite3_column_bytes(handle, column))
                guard let start = sqlite3_column_blob(handle, column) else { return .bytes([]) }
                return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: length)))
            default: return .null
            }
        }
    }

    private func bind(_ value: Value, _ index: Int32, _ handle: OpaquePointer) throws {
        let code: Int32
        switch value {
        case .null: code = sqlite3_bind_null(handle, index)
        case .integer(let number): code = sqlite3_bind_int64(handle, index, number)
        case .real(let number): code = sqlite3_bind_double(handle, index, number)
        case .text(let text):
            var text = text
            code = text.withUTF8 { bytes in
                bytes.withMemoryRebound(to: CChar.self) {
                    sqlite3_bind_text(handle, index, $0.baseAddress, Int32($0.count), transient)
                }
            }
        case .bytes(let bytes):
            code = bytes.withUnsafeBytes { buffer in
                buffer.isEmpty
                    ? sqlite3_bind_zeroblob(handle, index, 0)
                    : sqlite3_bind_blob(handle, index, buffer.baseAddress, Int32(buffer.count), transient)
            }
        }
        if code != SQLITE_OK { throw translated(code, "bind \(index)") }
    }

    private func translated(_ code: Int32, _ message: String) -> StorageError {
        switch code {
        case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID:
            .constraint(.unique, message)
        case SQLITE_CONSTRAINT_FOREIGNKEY: .constraint(.foreignKey, message)
        case SQLITE_CONSTRAINT_CHECK: .constraint(.check, message)
        case SQLITE_CONSTRAINT_NOTNULL: .constraint(.notNull, message)
        case SQLITE_BUSY: .serialization(message)
        default: .statement(message, state: String(code))
        }
    }
}

/// SQLite copies what it is given before the call returns (SQLITE_TRANSIENT).
private let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

// SQLite's extended result codes, which the C header spells as expressions that Swift cannot read.
private let SQLITE_CONSTRAINT_CHECK: Int32 = 19 | 1 << 8
private let SQLITE_CONSTRAINT_FOREIGNKEY: Int32 = 19 | 3 << 8
private let SQLITE_CONSTRAINT_NOTNULL: Int32 = 19 | 5 << 8
private let SQLITE_CONSTRAINT_PRIMARYKEY: Int32 = 19 | 6 << 8
private let SQLITE_CONSTRAINT_UNIQUE: Int32 = 19 | 8 << 8
private let SQLITE_CONSTRAINT_ROWID: Int32 = 19 | 10 << 8
