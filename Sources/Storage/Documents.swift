import Crypto
import Foundation

/// Files by their keyed hash, encrypted; a database row holds the digest. None is ever held in memory whole, unless
/// somebody asks for its bytes.
public struct Documents: Sendable {
    public let folder: String
    let keys: Keys

    public init(folder: String, keys: Keys) {
        self.folder = folder
        self.keys = keys
    }

    /// Stores bytes durably and returns their digest; the same bytes are stored once.
    public func store(_ bytes: [UInt8]) throws -> String {
        let draft = try draft()
        try draft.append(bytes)
        return try draft.keep()
    }

    /// Opens the document behind a digest; throws where it is gone, or is not the one that was stored.
    public func open(_ digest: String) throws -> DocumentPieces {
        guard isDigest(digest), let file = SealedFile(path(of: digest)) else {
            throw StorageError.sealed("document \(digest.prefix(12))… is missing")
        }
        if let (key, size) = try file.head(digest, keys) {
            return try DocumentPieces(file, key: key, size: size)
        }
        let sealed = FileManager.default.contents(atPath: path(of: digest)) ?? Data()
        let bytes = try keys.open([UInt8](sealed), use: "document", context: digest)
        return DocumentPieces(whole: bytes)
    }

    /// The bytes behind a digest; throws where they are gone or were changed.
    public func load(_ digest: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try each(digest) { bytes += $0 }
        return bytes
    }

    func isWhole(_ digest: String) -> Bool { (try? each(digest) { _ in }) != nil }

    private func each(_ digest: String, _ body: ([UInt8]) -> Void) throws {
        let pieces = try open(digest)
        var code = code()
        while let piece = try pieces.next() {
            code.update(data: piece)
            body(piece)
        }
        guard hex(code.finalize()) == digest else {
            throw StorageError.sealed("document \(digest.prefix(12))… was changed")
        }
    }

    /// The digests of all stored files.
    public func all() -> [String] {
        let names =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.compactMap { $0.split(separator: "/").last.map(String.init) }.filter(isDigest)
            .sorted()
    }

    func path(of digest: String) -> String { "\(folder)/\(digest.prefix(2))/\(digest)" }

    /// Where drafts lie until they are kept.
    var spool: String { folder + "/.spool" }

    /// The keyed hash that names a document.
    func code() -> HMAC<SHA256> { HMAC<SHA256>(key: keys.derived("digest")) }

    func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Renames a synced draft and syncs the folder: a document is there whole or not at all.
    func place(_ draft: String, as digest: String) throws {
        let path = path(of: digest)
        let parent = String(path.dropLast(digest.count + 1))
        try makeFolder(parent)
        guard rename(draft, path) == 0 else {
            throw StorageError.sealed("cannot write into \(parent)")
        }
        syncFolder(parent)
        syncFolder(folder)
    }
}

/// Makes a new name in a folder durable.
func syncFolder(_ path: String) {
    let directory = open(path, O_RDONLY)
    guard directory >= 0 else { return }
    fsync(directory)
    close(directory)
}
