import Foundation
import GRDB

/// The embedded engine's backup: a copy made by a reader, so that the writer goes on.
enum SQLiteBackup {
    /// Copies the store as of one moment and verifies the copy's journal.
    static func cut(_ path: String, to file: String, _ keys: Keys) async throws -> Verification {
        try await onOwnThread {
            do {
                var configuration = Configuration()
                configuration.busyMode = .timeout(busySeconds)
                let origin = try DatabaseQueue(path: path, configuration: configuration)
                try origin.writeWithoutTransaction { db in
                    try db.execute(sql: "VACUUM INTO ?", arguments: [file])
                }
                try origin.close()
                try BackupFiles.sync(file)
                return try verified(file, keys)
            } catch let error as DatabaseError {
                throw BackupError.tool(
                    "SQLite: \(error.message ?? String(error.resultCode.rawValue))")
            }
        }
    }

    static func putBack(_ file: String, to path: String) throws {
        for name in [path, path + "-wal", path + "-shm"]
        where FileManager.default.fileExists(atPath: name) {
            throw BackupError.occupied(name)
        }
        let parent = URL(fileURLWithPath: path).deletingLastPathComponent().path
        try BackupFiles.makeFolder(parent)
        try BackupFiles.copy(file, to: path)
        syncFolder(parent)
    }

    private static func verified(_ file: String, _ keys: Keys) throws -> Verification {
        var configuration = Configuration()
        configuration.readonly = true
        let copy = try DatabaseQueue(path: file, configuration: configuration)
        defer { try? copy.close() }
        return try copy.read { db in try Reader(SQLiteConnection(db), keys: keys).verifyJournal() }
    }
}

private let busySeconds = 10.0
