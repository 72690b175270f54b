import CPQ

/// One libpq connection, always in pipeline mode, used by one thread.
///
/// BEGIN travels with the first statement, and the COMMIT of a reading is not waited for: a reading of
/// one statement costs one round trip.
final class PostgresConnection: Connection {
    private let handle: OpaquePointer
    private let notices = Notices()
    private var prepared: [String: String] = [:]
    private var begin: String?
    /// Syncs sent whose answers are not read yet.
    private var unread = 0

    init(url: String) throws {
        guard let handle = PQconnectdb(url) else { throw StorageError.connection("libpq is out of memory") }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            let message = String(cString: PQerrorMessage(handle))
            PQfinish(handle)
            throw StorageError.connection(message)
        }
        let context = Unmanaged.passUnretained(notices).toOpaque()
        PQsetNoticeReceiver(handle, receiveNotice, context)
        PQenterPipelineMode(handle)
    }

    deinit {
        PQfinish(handle)
    }

    var engine: Engine { .postgres }
    var isBroken: Bool { PQstatus(handle) != CONNECTION_OK }

    /// Says how the next transaction begins; it is sent with its first statement.
    func open(_ begin: String) {
        self.begin = begin
        notices.lostSync = false
    }

    /// Ends a reading without waiting.
    func closeReading() throws {
        guard begin == nil else { return begin = nil }
        try send("COMMIT")
        unread += 1
    }

    /// Ends a write and waits until it is on disk; a break in between leaves the outcome unknown.
    func commit() throws {
        guard begin == nil else { return begin = nil }
        do {
            try send("COMMIT")
            _ = try drain(commands: 1) { _ in }
        } catch StorageError.connection(let message) {
            throw StorageError.unknownOutcome(message)
        }
        if notices.lostSync { throw StorageError.unknownOutcome("stored on the leader only") }
    }

    func rollback() {
        guard begin == nil else { return begin = nil }
        do {
            try send("ROLLBACK")
            _ = try drain(commands: 1) { _ in }
        } catch {
            // A broken connection has rolled back by itself; the pool replaces it.
        }
    }

    @discardableResult
    func run(_ sql: SQL, each: (Row) throws -> Void) throws -> Int {
        try settle()
        var commands = 1
        if let begin {
            try check(PQsendQueryParams(handle, begin, 0, nil, nil, nil, nil, 0))
            self.begin = nil
            commands += 1
        }
        let name = prepared[sql.text]
        if prepared.count >= preparedMax, name == nil {
            prepared.removeAll()
            try check(PQsendQueryParams(handle, "DEALLOCATE ALL", 0, nil, nil, nil, nil, 0))
            commands += 1
        }
        let statement = name ?? "s\(prepared.count)"
        if name == nil {
            try check(PQsendPrepare(handle, statement, sql.text, 0, nil))
            commands += 1
        }
        try PostgresParameters(sql.values).send(statement, handle)
        try check(PQpipelineSync(handle))
        let changed = try drain(commands: commands, each)
        prepared[sql.text] = statement
        return changed
    }

    private func send(_ text: String) throws {
        try settle()
        try check(PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0))
        try check(PQpipelineSync(handle))
        try check(PQflush(handle) <= 0 ? 1 : 0)
    }

    /// Reads the answers that nobody waited for.
    private func settle() throws {
        while unread > 0 {
            unread -= 1
            _ = try drain(commands: 1) { _ in }
        }
    }

    private func check(_ code: Int32) throws {
        if code != 1 { throw StorageError.connection(String(cString: PQerrorMessage(handle))) }
    }

    /// Reads all answers up to the sync; throws the first error after everything is read.
    private func drain(commands: Int, _ each: (Row) throws -> Void) throws -> Int {
        var failure: (any Error)?
        var changed = 0
        var left = commands
        while true {
            guard let result = PQgetResult(handle) else {
                if isBroken { throw StorageError.connection(String(cString: PQerrorMessage(handle))) }
                left -= 1
                if left < -commands { throw StorageError.connection("the pipeline lost its place") }
                continue
            }
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC:
                if let failure { throw failure }
                return changed
            case PGRES_TUPLES_OK where failure == nil:
                do { changed = try rows(of: result, each) } catch { failure = error }
            case PGRES_COMMAND_OK:
                changed = Int(String(cString: PQcmdTuples(result))) ?? 0
            case PGRES_FATAL_ERROR where failure == nil:
                failure = translated(result)
            default: break
            }
        }
    }

    private func rows(of result: OpaquePointer, _ each: (Row) throws -> Void) throws -> Int {
        let count = PQntuples(result)
        let fields = PQnfields(result)
        let columns = Columns((0..<fields).map { String(cString: PQfname(result, $0)) })
        let types = (0..<fields).map { PQftype(result, $0) }
        for row in 0..<count {
            let values = (0..<fields).map { postgresValue(result, row, $0, types[Int($0)]) }
            try each(Row(columns: columns, values: values))
        }
        return Int(String(cString: PQcmdTuples(result))) ?? Int(count)
    }

    private func translated(_ result: OpaquePointer) -> StorageError {
        let state = field(result, PG_DIAG_SQLSTATE)
        let message = field(result, PG_DIAG_MESSAGE_PRIMARY)
        let name = field(result, PG_DIAG_CONSTRAINT_NAME)
        return switch state {
        case "40001", "40P01": .serialization(message)
        case "23505": .constraint(.unique, name)
        case "23503": .constraint(.foreignKey, name)
        case "23514": .constraint(.check, name)
        case "23502": .constraint(.notNull, field(result, PG_DIAG_COLUMN_NAME))
        case "25006", "57P01", "57P02", "57P03": .connection(message)
        case _ where state.hasPrefix("08"): .connection(message)
        case "": .connection(String(cString: PQerrorMessage(handle)))
        default: .statement(message, state: state)
        }
    }

    private func field(_ result: OpaquePointer, _ code: Int32) -> String {
        PQresultErrorField(result, code).map { String(cString: $0) } ?? ""
    }
}

/// What the server says beside its answers.
private final class Notices {
    /// The commit reached the leader's disk but no synchronous replica: its outcome is not sure.
    var lostSync = false
}

private func receiveNotice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
    guard let context, let result, let text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) else { return }
    let notices = Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue()
    if String(cString: text).contains("canceling wait for synchronous replication") { notices.lostSync = true }
    if String(cString: text).contains("canceling the wait for synchronous replication") { notices.lostSync = true }
}

// The field codes of libpq's error report (postgres_ext.h), which are character macros.
private let PG_DIAG_SQLSTATE = Int32(UInt8(ascii: "C"))
private let PG_DIAG_MESSAGE_PRIMARY = Int32(UInt8(ascii: "M"))
private let PG_DIAG_CONSTRAINT_NAME = Int32(UInt8(ascii: "n"))
private let PG_DIAG_COLUMN_NAME = Int32(UInt8(ascii: "c"))

/// Statements that one connection keeps prepared; ours are some hundreds.
private let preparedMax = 1_000
