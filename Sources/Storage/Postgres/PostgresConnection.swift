import CPQ

/// One libpq connection, always in pipeline mode, used by one thread.
///
/// BEGIN travels with the first statement, and the COMMIT of a reading with the next reading's BEGIN, or
/// alone before the thread rests: a reading of one statement costs one round trip. Rows are handed over
/// after a statement's answers are read to the end, so that a question may be asked inside another.
final class PostgresConnection: Connection {
    let handle: OpaquePointer
    private let notices = PostgresNotices()
    var prepared = PreparedNames()
    var begin: String?
    private(set) var kind = PostgresJob.Kind.reading
    /// The first statement that failed: the server takes no other until the transaction ends.
    private(set) var failure: StorageError?
    /// Syncs sent whose answers are not read yet.
    private var unread = 0
    /// The COMMIT of the reading before, written and not sent.
    var owesCommit = false
    /// Questions that stand open inside each other, each with a cursor of its own.
    var depth = 0
    /// Set where sent and read no longer match; such a connection is not used again.
    var isLost = false

    init(url: String, schema: String) throws {
        guard let handle = PQconnectdb(url) else {
            throw StorageError.connection("libpq is out of memory")
        }
        self.handle = handle
        guard PQstatus(handle) == CONNECTION_OK else {
            throw StorageError.connection(lastWords(handle))
        }
        PQsetNoticeReceiver(
            handle, receivePostgresNotice, Unmanaged.passUnretained(notices).toOpaque())
        // Said here and not in the URL, whose own `options` would be lost. A compartment's name is letters only.
        try command(
            """
            SET search_path TO \(schema); SET synchronous_commit TO on;
            SET default_transaction_read_only TO on
            """)
        guard PQenterPipelineMode(handle) == 1 else {
            throw StorageError.connection(lastWords(handle))
        }
    }

    deinit {
        PQfinish(handle)
    }

    var engine: Engine { .postgres }
    var isBroken: Bool { isLost || PQstatus(handle) != CONNECTION_OK }

    /// Says how the next transaction begins; it is sent with its first statement.
    func open(_ kind: PostgresJob.Kind) {
        self.kind = kind
        begin = kind.begin
        failure = nil
        depth = 0
        notices.isUnsure = false
    }

    /// Ends a reading without waiting.
    func closeReading() throws {
        guard begin == nil else { return begin = nil }
        if let failure { throw failure }
        try queue("COMMIT")
        owesCommit = true
    }

    /// Sends what is owed: no transaction stays open while its thread waits for work.
    func rest() {
        guard owesCommit else { return }
        owesCommit = false
        unread += 1
        // A connection that breaks here is seen to be broken by the next job.
        try? check(PQpipelineSync(handle))
    }

    /// Ends a write and waits until it is on disk; a break in between leaves the outcome unknown.
    func commit() throws {
        guard begin == nil else { return begin = nil }
        // The server would answer COMMIT with ROLLBACK and no error.
        if let failure { throw failure }
        do {
            try send("COMMIT")
            try read(PostgresBatch(.command))
        } catch StorageError.connection(let message) {
            throw StorageError.unknownOutcome(message)
        }
        if notices.isUnsure { throw StorageError.unknownOutcome("stored on the leader only") }
    }

    func rollback() {
        guard begin == nil else { return begin = nil }
        do {
            try send("ROLLBACK")
            try read(PostgresBatch(.command))
        } catch {
            // A broken connection has rolled back by itself; the pool replaces it.
            isLost = true
        }
    }

    @discardableResult
    func run(_ sql: SQL, each: (Row) throws -> Void) throws -> Int {
        let answer = try execute(sql)
        for row in answer.rows { try each(row) }
        return answer.changed
    }

    func all(_ sql: SQL) throws -> [Row] { try execute(sql).rows }

    @discardableResult
    func execute(_ sql: SQL) throws -> PostgresAnswer {
        if let failure { throw failure }
        try checkValues(of: sql)
        do {
            try settle()
            return try answer(sql)
        } catch let error as StorageError {
            failure = error
            throw error
        }
    }

    private func answer(_ sql: SQL) throws -> PostgresAnswer {
        var batch = try opened()
        try write(sql, &batch)
        try check(PQpipelineSync(handle))
        var answer = PostgresAnswer()
        try read(batch) { answer = $0 }
        return answer
    }

    /// Asks questions that need no transaction, one behind the other in one round trip, and hands over the
    /// answer of each as it comes. The first that fails ends it: the server leaves out those behind it.
    func ask(_ questions: [SQL], each: (PostgresAnswer) -> Void) throws {
        kind = .reading
        begin = nil
        try settle()
        var batch = try opened()
        for question in questions { try write(question, &batch) }
        try check(PQpipelineSync(handle))
        try read(batch, each: each)
    }

    private func send(_ text: String) throws {
        rest()
        try settle()
        try queue(text)
        try check(PQpipelineSync(handle))
    }

    func queue(_ text: String) throws {
        try check(PQsendQueryParams(handle, text, 0, nil, nil, nil, nil, 0))
    }

    /// Reads the answers that nobody waited for.
    private func settle() throws {
        while unread > 0 {
            unread -= 1
            try read(PostgresBatch(.command))
        }
    }

    private func command(_ text: String) throws {
        let result = PQexec(handle, text)
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw StorageError.connection(lastWords(handle))
        }
    }

    func check(_ code: Int32) throws {
        guard code == 1 else {
            isLost = true
            throw StorageError.connection(lastWords(handle))
        }
    }
}

/// What libpq last said of a connection.
func lastWords(_ handle: OpaquePointer) -> String { String(cString: PQerrorMessage(handle)) }

/// The protocol counts a statement's values in 16 bits.
func checkValues(of sql: SQL) throws {
    guard sql.values.count <= postgresValuesMax else {
        throw StorageError.statement(
            "\(sql.values.count) values, at most \(postgresValuesMax)", state: "54011")
    }
}

private let postgresValuesMax = 65_535
