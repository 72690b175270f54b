import GRDB
import GRDBSQLite

extension StorageError {
    /// GRDB's error in our words.
    init(_ error: DatabaseError) {
        self.init(sqlite: error.extendedResultCode.rawValue, error.message ?? "")
    }

    /// SQLite's extended result code in our words.
    init(sqlite code: Int32, _ message: String) {
        self =
            switch code {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID:
                .constraint(.unique, message)
            case SQLITE_CONSTRAINT_FOREIGNKEY: .constraint(.foreignKey, message)
            case SQLITE_CONSTRAINT_CHECK: .constraint(.check, message)
            case SQLITE_CONSTRAINT_NOTNULL: .constraint(.notNull, message)
            case _ where code & 0xFF == SQLITE_CONSTRAINT: .constraint(.other, message)
            // Another process kept the write lock for longer than we wait.
            case _ where code & 0xFF == SQLITE_BUSY: .overloaded
            default: .statement(message, state: String(code))
            }
    }
}

// SQLite's extended result codes, which the C header spells as expressions that Swift cannot read.
private let SQLITE_CONSTRAINT_CHECK: Int32 = 19 | 1 << 8
private let SQLITE_CONSTRAINT_FOREIGNKEY: Int32 = 19 | 3 << 8
private let SQLITE_CONSTRAINT_NOTNULL: Int32 = 19 | 5 << 8
private let SQLITE_CONSTRAINT_PRIMARYKEY: Int32 = 19 | 6 << 8
private let SQLITE_CONSTRAINT_UNIQUE: Int32 = 19 | 8 << 8
private let SQLITE_CONSTRAINT_ROWID: Int32 = 19 | 10 << 8
