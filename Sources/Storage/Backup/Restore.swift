import Foundation
public import Kernel

/// What a restored compartment is: what was backed up, and what its journal shows now.
public struct Restored: Sendable {
    public let manifest: BackupManifest
    public let verification: Verification
}

extension Database {
    /// Puts a backup back where nothing is yet. Every file is compared with the signed manifest before
    /// anything is written, and the restored journal is verified.
    public static func restore(
        from folder: String, to location: Location, documents: Documents? = nil,
        compartment: Compartment,
        keys: Keys
    ) async throws -> Restored {
        let manifest = try await onOwnThread {
            let manifest = try BackupManifest.read(from: folder, keys)
            try manifest.check(in: folder, compartment, location.engine)
            guard documents.map({ $0.all().isEmpty }) ?? true else {
                throw BackupError.occupied(documents?.folder ?? "")
            }
            let file = folder + "/" + manifest.database.path
            switch location {
            case .sqlite(let path): try SQLiteBackup.putBack(file, to: path)
            case .postgres(let url): try PostgresBackup.putBack(file, to: url, compartment)
            }
            try documents?.putBack(manifest.documents, from: folder)
            return manifest
        }
        let database = try Database(location, compartment: compartment, keys: keys, connections: 2)
        defer { database.close() }
        let found = try await database.read { db in try db.verifyJournal() }
        guard found.lines == manifest.lines ?? found.lines else {
            throw BackupError.changed(manifest.database.path)
        }
        return Restored(manifest: manifest, verification: found)
    }
}

extension BackupManifest {
    /// Compares every file; names the first that is not what was signed.
    fileprivate func check(in folder: String, _ compartment: Compartment, _ engine: Engine) throws {
        guard format == 1, self.compartment == compartment.name else {
            throw BackupError.other(
                "the backup is of compartment \(self.compartment), format \(format)")
        }
        guard self.engine == engine.rawValue else {
            throw BackupError.other(
                "the backup is of \(self.engine), the target is \(engine.rawValue)")
        }
        for file in [database] + documents { try BackupFiles.check(file, in: folder) }
    }
}

extension Documents {
    /// Names come from a manifest that was signed, and only digests are taken.
    fileprivate func putBack(_ files: [BackupManifest.File], from origin: String) throws {
        for file in files {
            let digest = String(file.path.split(separator: "/").last ?? "")
            guard isDigest(digest) else { throw BackupError.changed(file.path) }
            let target = path(of: digest)
            try BackupFiles.makeFolder(String(target.dropLast(digest.count + 1)))
            try BackupFiles.copy(origin + "/" + file.path, to: target)
        }
        syncFolder(folder)
    }
}
