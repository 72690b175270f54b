import CPQ

/// What one statement answered; owns libpq's result.
final class PostgresAnswer {
    private let result: OpaquePointer?

    init(_ result: OpaquePointer? = nil) {
        self.result = result
    }

    deinit {
        PQclear(result)
    }

    var count: Int { Int(PQntuples(result)) }

    /// Rows that were changed; a question changes none.
    var changed: Int {
        guard let result, PQcmdStatus(result)?.pointee != CChar(bitPattern: UInt8(ascii: "S"))
        else { return 0 }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    /// A plain question, or a change that met no row. Anything else may have changed something.
    func leftAllAsItWas(_ sql: SQL) -> Bool {
        if sql.isPlainQuestion { return true }
        return changed == 0
            && ["UPDATE ", "DELETE ", "INSERT "].contains(where: sql.text.hasPrefix)
    }

    /// All rows; they share one list of values.
    var rows: [Row] {
        guard let result, count > 0 else { return [] }
        let fields = PQnfields(result)
        let columns = Columns((0..<fields).map { String(cString: PQfname(result, $0)) })
        let types = (0..<fields).map { PQftype(result, $0) }
        var values: [Value] = []
        values.reserveCapacity(count * Int(fields))
        for row in 0..<PQntuples(result) {
            for field in 0..<fields {
                values.append(postgresValue(result, row, field, types[Int(field)]))
            }
        }
        return [Row](columns: columns, values: values)
    }
}

extension SQL {
    /// Whether it changes nothing, as its first word says.
    var isPlainQuestion: Bool { text.hasPrefix("SELECT ") }
}

/// What the server says beside its answers.
final class PostgresNotices {
    /// The commit reached the leader's disk but no synchronous replica: its outcome is not sure.
    var isUnsure = false
}

/// A warning by code, as its words depend on the server's language: a commit that stopped waiting for its
/// replica says 01000 where it was cancelled and 57P01 where the leader is going down.
func receivePostgresNotice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
    guard let context, let result, postgresField(result, postgresSeverity) == "WARNING" else {
        return
    }
    let notices = Unmanaged<PostgresNotices>.fromOpaque(context).takeUnretainedValue()
    if ["01000", "57P01"].contains(postgresField(result, postgresState)) {
        notices.isUnsure = true
    }
}

/// The server's error in our words.
func postgresError(
    _ result: OpaquePointer, _ kind: PostgresJob.Kind, _ lastWords: String
) -> StorageError {
    let state = postgresField(result, postgresState)
    let message = postgresField(result, postgresMessage)
    let name = postgresField(result, postgresConstraint)
    return switch state {
    case "40001", "40P01", "26000": .serialization(message)
    case "0A000" where message.contains("cached plan"): .serialization(message)
    case "23505": .constraint(.unique, name)
    case "23503": .constraint(.foreignKey, name)
    case "23514": .constraint(.check, name)
    case "23502": .constraint(.notNull, postgresField(result, postgresColumn))
    // A write on a server that has become a replica; in a reading it is our own fault.
    case "25006" where kind != .reading: .connection(message)
    case "57P01", "57P02", "57P03": .connection(message)
    case _ where state.hasPrefix("08"): .connection(message)
    case _ where state.hasPrefix("23"): .constraint(.other, name)
    case "": .connection(lastWords)
    default: .statement(message, state: state)
    }
}

func postgresField(_ result: OpaquePointer, _ code: Int32) -> String {
    PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
}

// The field codes of libpq's error report (postgres_ext.h), which are character macros.
let postgresState = Int32(UInt8(ascii: "C"))
let postgresSeverity = Int32(UInt8(ascii: "V"))
private let postgresMessage = Int32(UInt8(ascii: "M"))
private let postgresConstraint = Int32(UInt8(ascii: "n"))
private let postgresColumn = Int32(UInt8(ascii: "c"))
