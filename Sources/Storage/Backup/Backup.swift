import Foundation
public import Kernel

extension Database {
    /// Copies the compartment into an empty folder while it is used: the database as of one moment, then the
    /// documents, of which only those go that no row names, then a signed manifest.
    ///
    /// Writers are not held: SQLite is copied by a reader, PostgreSQL from an exported snapshot.
    @discardableResult
    public func backup(
        to folder: String, documents: Documents? = nil, at now: Moment
    ) async throws -> BackupManifest {
        guard BackupFiles.isEmpty(folder) else { throw BackupError.occupied(folder) }
        try BackupFiles.makeFolder(folder)
        let name = engine.backupFile
        let found =
            switch location {
            case .sqlite(let path): try await SQLiteBackup.cut(path, to: folder + "/" + name, keys)
            case .postgres(let url):
                try await PostgresBackup.cut(self, url, to: folder + "/" + name)
            }
        return try await onOwnThread { [self] in
            let file = try BackupFiles.measured(name, in: folder)
            let copied = try documents.map { try $0.copyAll(into: folder) } ?? []
            let manifest = BackupManifest(self, at: now, found, file, copied)
            try manifest.write(into: folder, keys)
            return manifest
        }
    }
}

extension Engine {
    var backupFile: String {
        switch self {
        case .sqlite: "database.sqlite"
        case .postgres: "database.dump"
        }
    }
}

extension Documents {
    /// Copies every document as it lies, sealed, and measures the copy.
    func copyAll(into folder: String) throws -> [BackupManifest.File] {
        try BackupFiles.makeFolder(folder + "/documents")
        return try all().compactMap { digest -> BackupManifest.File? in
            let (name, origin) = ("documents/\(digest)", path(of: digest))
            do {
                try BackupFiles.copy(origin, to: folder + "/" + name)
            } catch  where !FileManager.default.fileExists(atPath: origin) {
                // A stray that was taken away meanwhile: no row of the copied database names it.
                return nil
            }
            return try BackupFiles.measured(name, in: folder)
        }
    }
}
