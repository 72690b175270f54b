import Crypto
import Foundation
import Kernel

/// What a backup holds, signed with the compartment's checkpoint key.
public struct BackupManifest: Sendable, Codable, Equatable {
    /// A file of the backup, by its path inside the folder.
    public struct File: Sendable, Codable, Equatable {
        public let path: String
        public let size: Int
        /// SHA-256 of what lies in the folder, in hexadecimal.
        public let sha256: String
    }

    public let format: Int
    public let compartment: String
    public let engine: String
    /// RFC 3339.
    public let madeAt: String
    /// Lines of the journal at the cut; as what follows nil of a sealed compartment, of which no list tells how much is in it.
    public let lines: Int?
    public let subjects: Int?
    public let checkpoints: Int?
    /// What the journal's verification found wrong at the cut; a backup is made all the same.
    public let problems: [String]
    public let database: File
    public let documents: [File]

    init(
        _ database: Database, at now: Moment, _ found: Verification, _ file: File,
        _ documents: [File]
    ) {
        format = 1
        compartment = database.compartment.name
        engine = database.engine.rawValue
        madeAt = now.description
        let isTold = !database.compartment.isSealed
        lines = isTold ? found.lines : nil
        subjects = isTold ? found.subjects : nil
        checkpoints = isTold ? found.checkpoints : nil
        problems = found.problems
        self.database = file
        self.documents = documents
    }

    static let name = "manifest.json"
    static let signatureName = "manifest.sig"

    /// Written last: a folder without it is a backup that was not finished.
    func write(into folder: String, _ keys: Keys) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(self)
        let signature = try keys.signing().signature(for: bytes)
        try BackupFiles.write([UInt8](signature), to: folder + "/" + BackupManifest.signatureName)
        try BackupFiles.write([UInt8](bytes), to: folder + "/" + BackupManifest.name)
        syncFolder(folder)
    }

    /// Reads a manifest; refuses one that the compartment's key did not sign.
    static func read(from folder: String, _ keys: Keys) throws -> BackupManifest {
        guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else {
            throw BackupError.unfinished(name)
        }
        guard let signature = FileManager.default.contents(atPath: folder + "/" + signatureName)
        else {
            throw BackupError.unfinished(signatureName)
        }
        guard try keys.signing().publicKey.isValidSignature(signature, for: bytes) else {
            throw BackupError.changed(name)
        }
        return try JSONDecoder().decode(BackupManifest.self, from: bytes)
    }
}

/// Why a backup is not made or not restored.
public enum BackupError: Error, Sendable, Equatable {
    /// A file that a finished backup has is not there.
    case unfinished(String)
    /// A file is not what was signed.
    case changed(String)
    /// The target is not empty.
    case occupied(String)
    /// The backup is of another compartment or engine.
    case other(String)
    /// A tool of the database failed, in its own words.
    case tool(String)
    case disk(String)
}
