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
    /// What goes before the next statement: BEGIN before the first of a transaction.
    var opening: [String] = []
    var hasBegun = false
    /// What one write among others has changed so far.
    private var part = PostgresPart()
    /// Whether those before it changed anything.
    private var othersChanged = false
    private(set) var kind = PostgresJob.Kind.reading
    /// The first statement that failed: the server takes no other until the transaction ends.
    private(set) var failure: StorageError?
    /// What was written since the last sync: it is sent with what comes next.
    var written = PostgresBatch()
    /// The COMMIT of the reading before, sent before its thread rested, is not read yet.
    private var unread: PostgresBatch?
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
        opening = kind.opening
        hasBegun = false
        part = PostgresPart()
        othersChanged = false
        failure = nil
        depth = 0
        notices.isUnsure = false
    }

    /// Ends a reading without waiting.
    func closeReading() throws {
        guard hasBegun else { return }
        // Of a question asked ahead that nobody came back for: what goes wrong is not the next job's.
        if written.isAwaited { try receive() }
        if let failure { throw failure }
        try write("COMMIT")
    }

    /// Sends what is owed: no transaction stays open while its thread waits for work.
    func rest() {
        guard !written.steps.isEmpty else { return }
        unread = written
        written = PostgresBatch()
        // A connection that breaks here is seen to be broken by the next job.
        try? check(PQpipelineSync(handle))
    }

    /// Ends a write and waits until it is on disk; a break in between leaves the outcome unknown. Where a
    /// statement that was sent ahead fails, the server leaves out the COMMIT.
    func commit() throws {
        guard hasBegun else { return }
        // The server would answer COMMIT with ROLLBACK and no error.
        if let failure { throw failure }
        do {
            try write("COMMIT")
            try exchange()
        } catch StorageError.connection(let message) {
            throw StorageError.unknownOutcome(message)
        } catch let error as StorageError where PQstatus(handle) != CONNECTION_OK {
            // A server that dies while it commits, of a full disk say, first says why.
            throw StorageError.unknownOutcome("\(error)")
        }
        if notices.isUnsure { throw StorageError.unknownOutcome("stored on the leader only") }
    }

    /// A write among others begins.
    func beginPart() {
        if part.hasChanged { othersChanged = true }
        part = PostgresPart()
    }

    /// Whether nothing of the transaction waits to be stored.
    var hasOnlyRead: Bool { failure == nil && !othersChanged && !part.hasChanged }

    /// Where the next statement begins is a place to which a write among others returns if it is refused.
    func mark() {
        guard kind == .writingTogether, part.canMark else { return }
        part.isMarked = true
        opening.append(PostgresPart.mark)
    }

    /// Takes back what a write among others did; false where that takes back those before it too.
    func takeBackPart() throws -> Bool {
        guard failure == nil else { return false }
        if part.hasChanged {
            guard part.isMarked else { return false }
            if !written.steps.isEmpty { try exchange() }
            try write("ROLLBACK TO " + PostgresPart.name)
            try exchange()
            part = PostgresPart()
        }
        opening.removeAll { $0 == PostgresPart.mark }
        return true
    }

    func rollback() {
        guard hasBegun else { return }
        // What was sent ahead and fails would take the ROLLBACK with it.
        if !written.steps.isEmpty { try? exchange() }
        do {
            try write("ROLLBACK")
            try exchange()
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
        var answer = PostgresAnswer()
        try failing {
            try settle()
            try write(sql, .statement)
            try exchange { answer = $0 }
            if !answer.leftAllAsItWas(sql) { part.noteChange() }
        }
        return answer
    }

    func send(_ sql: SQL) throws -> Sent {
        let sent = Sent()
        try failing {
            try settle()
            try write(sql, .sent(sent))
            if !sql.isPlainQuestion { part.noteChange() }
        }
        return sent
    }

    func receive() throws {
        try failing { try exchange() }
    }

    /// Remembers the first error: the server takes no other statement after it.
    private func failing(_ act: () throws -> Void) throws {
        if let failure { throw failure }
        do {
            try act()
        } catch let error as StorageError {
            failure = error
            throw error
        }
    }

    /// Asks questions that need no transaction, one behind the other in one round trip, and hands over their
    /// answers in turn. The first that fails ends it: the server leaves out those behind it.
    func ask(_ questions: [SQL], each: (PostgresAnswer) -> Void) throws {
        kind = .reading
        opening = []
        hasBegun = false
        failure = nil
        try settle()
        for question in questions { try write(question, .statement) }
        try exchange(each: each)
    }

    /// Reads the answers that nobody waited for.
    private func settle() throws {
        guard let batch = unread else { return }
        unread = nil
        try read(batch) { _ in }
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
