/// What a room needs of an engine's connection.
protocol Connection: AnyObject {
    var engine: Engine { get }
    /// Runs one statement and hands over each row; returns the number of rows changed.
    @discardableResult
    func run(_ sql: SQL, each: (Row) throws -> Void) throws -> Int
    /// Runs one statement and hands over its rows together.
    func all(_ sql: SQL) throws -> [Row]
    /// The same for a question of many rows, which do not stand in memory together.
    func stream(_ sql: SQL, each: (Row) throws -> Void) throws
    /// Runs one statement that nothing waits for.
    func send(_ sql: SQL) throws -> Sent
    /// Waits for what was sent.
    func receive() throws
    /// Writes many rows of one table; returns how many are new.
    func insert(_ rows: ManyRows) throws -> Int
    /// Says that what follows is likely to be refused after a change, and must then be taken back alone.
    func mark()
}

/// What a statement answered that nothing waited for: nil until the write has waited for a later one, or
/// is stored.
public final class Sent: @unchecked Sendable {
    // Written by the thread of the write before it goes on, read by its body or by whoever waits for the write.
    public internal(set) var rows: [Row]?
    /// How many rows it changed.
    public internal(set) var changed: Int?
}

/// A question that was asked ahead, and what its rows are read as.
public struct Ahead<T> {
    private let connection: any Connection
    private let sent: Sent
    private let read: ([Row]) throws -> T

    init(_ connection: any Connection, _ sent: Sent, _ read: @escaping ([Row]) throws -> T) {
        (self.connection, self.sent, self.read) = (connection, sent, read)
    }

    /// Its answer; waits for it where nothing that was asked since has brought it. Within the transaction that asked.
    public func get() throws -> T {
        if sent.rows == nil { try connection.receive() }
        guard let rows = sent.rows else { throw StorageError.connection("no answer came") }
        return try read(rows)
    }
}

/// Which of the two engines answers, for what sits in a file named after it.
public enum Engine: String, Sendable {
    case sqlite
    case postgres
}

/// A consistent view of one compartment; it cannot write and cannot leave its transaction.
public class Reader {
    let connection: any Connection
    public let keys: Keys
    /// Counts what is asked here; set by the database whose transaction this is.
    var tally: StatementTally?

    init(_ connection: any Connection, keys: Keys) {
        self.connection = connection
        self.keys = keys
    }

    public var engine: Engine { connection.engine }

    public func all(_ sql: SQL) throws -> [Row] {
        tally?.add()
        return try connection.all(sql)
    }

    /// The first row, or nil; ask for one with `LIMIT 1` where there may be many.
    public func first(_ sql: SQL) throws -> Row? {
        tally?.add()
        var found: Row?
        try connection.run(sql) { row in
            if found == nil { found = row }
        }
        return found
    }

    /// Hands over row by row, for a SELECT whose rows should not stand in memory together; other questions
    /// may be asked inside. On PostgreSQL it costs two round trips more than `all`.
    public func each(_ sql: SQL, _ body: (Row) throws -> Void) throws {
        tally?.add()
        try connection.stream(sql, each: body)
    }

    /// Asks a question that the next ones do not depend on: PostgreSQL takes it along with the first that is waited
    /// for, so that several cost one round trip. What goes wrong shows there. For a SELECT.
    public func ahead<T>(
        _ question: SQL, _ read: @escaping ([Row]) throws -> T
    ) throws -> Ahead<T> {
        tally?.add()
        return Ahead(connection, try connection.send(question), read)
    }

    /// The first column of the first row.
    public func value<T: Storable>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
        try first(sql)?[0]
    }

    /// A count: the first column of the first row, zero where there is none.
    public func count(_ sql: SQL) throws -> Int {
        try value(sql) ?? 0
    }
}

/// The one place from which data change: a transaction that is stored whole or not at all.
///
/// A write in which a statement failed is never stored, even where the error was caught: say what may
/// meet with `ON CONFLICT`.
public final class Writer: Reader {
    /// Chains that began in this transaction, by subject.
    var newChains: [String: NewChain] = [:]
    /// The ends of older chains to which this transaction has added, by subject.
    var tails: [String: ChainTail] = [:]
    /// What was folded in this transaction, by subject, and the lines that it has added since.
    var folded: [String: Folded] = [:]
    var added: [String: [JournalLine]] = [:]

    /// Runs a statement that changes data; returns how many rows it changed.
    @discardableResult
    public func run(_ sql: SQL) throws -> Int {
        tally?.add()
        return try connection.run(sql) { _ in }
    }

    /// Runs a statement whose answer nothing in the write depends on at once. PostgreSQL takes it along with
    /// the next one, which spares a round trip; what goes wrong shows there, or when the write ends. Not for a
    /// write's only statement: on a connection that died meanwhile its outcome would be unknown.
    @discardableResult
    public func send(_ sql: SQL) throws -> Sent {
        tally?.add()
        return try connection.send(sql)
    }

    /// What a body leaves to the end of its transaction.
    func finish() throws {
        try storeNewHeads()
    }
}
