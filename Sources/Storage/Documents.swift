import Crypto
import Foundation

/// Files by their keyed hash, encrypted; a database row holds the digest.
public struct Documents: Sendable {
    public let folder: String
    private let keys: Keys

    public init(folder: String, keys: Keys) {
        self.folder = folder
        self.keys = keys
    }

    /// Stores bytes durably and returns their digest; the same bytes are stored once.
    public func store(_ bytes: [UInt8]) throws -> String {
        let digest = digest(of: bytes)
        let path = path(of: digest)
        // What is there already is read again: a file that was damaged is mended by the next upload.
        if try keep(path), (try? load(digest)) != nil { return digest }
        let sealed = try keys.seal(bytes, use: "document", context: digest)
        let parent = String(path.dropLast(digest.count + 1))
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        try write(sealed, to: path, in: parent)
        return digest
    }

    /// The bytes behind a digest; throws where they are gone or were changed.
    public func load(_ digest: String) throws -> [UInt8] {
        guard isDigest(digest), let data = FileManager.default.contents(atPath: path(of: digest))
        else {
            throw StorageError.sealed("document \(digest.prefix(12))… is missing")
        }
        let bytes = try keys.open([UInt8](data), use: "document", context: digest)
        guard self.digest(of: bytes) == digest else {
            throw StorageError.sealed("document \(digest.prefix(12))… was changed")
        }
        return bytes
    }

    /// The digests of all stored files.
    public func all() -> [String] {
        let names =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.compactMap { $0.split(separator: "/").last.map(String.init) }.filter(isDigest)
            .sorted()
    }

    func path(of digest: String) -> String { "\(folder)/\(digest.prefix(2))/\(digest)" }

    private func digest(of bytes: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: keys.derived("digest"))
        return hex(code)
    }

    func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    }

    /// Writes beside, syncs, renames, syncs the folder: a document is there whole or not at all.
    private func write(_ bytes: [UInt8], to path: String, in parent: String) throws {
        let draft = path + "." + UUID().uuidString
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw StorageError.sealed("cannot write into \(parent)") }
        var offset = 0
        while offset < bytes.count {
            let wrote = bytes.withUnsafeBytes {
                Foundation.write(file, $0.baseAddress?.advanced(by: offset), bytes.count - offset)
            }
            if wrote < 0 && errno == EINTR { continue }
            if wrote <= 0 { break }
            offset += wrote
        }
        let synced = offset == bytes.count && fsync(file) == 0
        Foundation.close(file)
        guard synced, rename(draft, path) == 0 else {
            unlink(draft)
            throw StorageError.sealed("cannot write into \(parent): the disk may be full")
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
