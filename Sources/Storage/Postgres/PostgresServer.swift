import CPQ

/// A PostgreSQL server outside any compartment: what setup, tests and backups ask of it.
package enum PostgresServer {
    /// Runs one statement outside a transaction, such as CREATE DATABASE; returns the first column.
    @discardableResult
    package static func run(_ statement: String, at url: String) throws -> [String] {
        guard let handle = PQconnectdb(url) else {
            throw StorageError.connection("libpq is out of memory")
        }
        defer { PQfinish(handle) }
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StorageError.connection(String(cString: PQerrorMessage(handle)))
        }
        // What the server remarks (a database that is not there to be dropped) is not for our terminal.
        PQsetNoticeReceiver(handle, { _, _ in }, nil)
        let result = PQexec(handle, statement)
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK: return []
        case PGRES_TUPLES_OK:
            return (0..<PQntuples(result)).map { String(cString: PQgetvalue(result, $0, 0)) }
        default: throw StorageError.statement(String(cString: PQerrorMessage(handle)), state: "")
        }
    }

    /// The same server and options with another database name.
    package static func url(_ url: String, database: String) -> String {
        let (base, options) = cut(url, at: "?")
        let (scheme, rest) = cut(base, at: "://")
        let (authority, _) = cut(rest ?? "", at: "/")
        return "\(scheme)://\(authority)/\(database)" + (options.map { "?" + $0 } ?? "")
    }

    private static func cut(_ text: String, at mark: String) -> (String, String?) {
        guard let range = text.firstRange(of: mark) else { return (text, nil) }
        return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
    }
}
