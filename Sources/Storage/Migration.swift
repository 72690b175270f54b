import Crypto
import FoundationEssentials

/// One step of a room's schema: SQL text that is added to, never edited once shipped.
public struct Migration: Sendable {
    public let room: String
    public let name: String
    /// The same text runs on both engines: BIGINT, TEXT, BYTEA, DOUBLE PRECISION.
    public let statements: [String]
    /// What only one engine needs.
    public let only: [Engine: [String]]

    /// `name` is the file's: `2026-11-23-cases`.
    public init(
        _ room: String, _ name: String, _ statements: [String], only: [Engine: [String]] = [:]
    ) {
        self.room = room
        self.name = name
        self.statements = statements
        self.only = only
    }

    var checksum: String {
        let extra = only.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { only[$0] ?? [] }
        let text = (statements + extra).joined(separator: ";\n")
        return hex(SHA256.hash(data: Data(text.utf8)))
    }
}

/// Lower-case hexadecimal.
public func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits: StaticString = "0123456789abcdef"
    let text = bytes.flatMap { [digits.utf8Start[Int($0 >> 4)], digits.utf8Start[Int($0 & 15)]] }
    return String(decoding: text, as: UTF8.self)
}

extension Database {
    /// Brings the store to the schema of this program: all steps or none; forward only.
    ///
    /// Refuses where a shipped step was edited, and where the store has steps that this program does
    /// not know (it was written by a newer one), and where the store was made with another key.
    public func migrate(_ migrations: [Migration]) async throws {
        for attempt in 1...migrateTriesMax {
            do {
                return try await migrateOnce(migrations)
            } catch let error as StorageError
                where attempt < migrateTriesMax && error.isOfAnotherNode
            {
                // Nodes that start together meet at the catalogue; the next try sees what the other made.
            }
        }
    }

    private func migrateOnce(_ migrations: [Migration]) async throws {
        try await write { db in
            // One node after the other; it is released with the transaction.
            if db.engine == .postgres {
                try db.run("SELECT pg_advisory_xact_lock(\(migrateLock)::bigint)")
            }
            try db.run(
                """
                CREATE TABLE IF NOT EXISTS schema_step (
                    room TEXT NOT NULL, name TEXT NOT NULL, checksum TEXT NOT NULL,
                    PRIMARY KEY (room, name))
                """)
            let done = try db.all("SELECT room, name, checksum FROM schema_step")
            var known: [String: String] = [:]
            for row in done { known[try row[0] + "/" + row[1]] = try row[2] }
            try db.checkKey(hasHeads: known["Storage/2026-11-23-journal"] != nil)
            for step in migrations { try step.apply(unless: &known, in: db) }
            guard known.isEmpty else {
                let names = known.keys.sorted().joined(separator: ", ")
                throw StorageError.migration("the store was written by a newer version: \(names)")
            }
        }
    }
}

extension Migration {
    fileprivate func apply(unless known: inout [String: String], in db: Writer) throws {
        if let checksum = known.removeValue(forKey: room + "/" + name) {
            guard checksum == self.checksum else {
                throw StorageError.migration(
                    "\(room)/\(name) was edited after it was applied; add a new step")
            }
            return
        }
        for statement in statements + (only[db.engine] ?? []) {
            try db.run(
                SQL(stringLiteral: db.engine == .sqlite ? sqliteDialect(statement) : statement))
        }
        try db.run(
            "INSERT INTO schema_step (room, name, checksum) VALUES (\(room), \(name), \(checksum))")
    }
}

extension StorageError {
    /// What a CREATE says where another node created the same thing just before.
    fileprivate var isOfAnotherNode: Bool {
        switch self {
        case .constraint(.unique, _), .serialization: true
        case .statement(_, let state): ["42P07", "42701", "42710", "XX000"].contains(state)
        default: false
        }
    }
}

private let migrateTriesMax = 4
/// Any number that is not used for another lock: "cais" in ASCII.
private let migrateLock: Int64 = 0x6361_6973
