import Crypto
import Foundation

/// A document as it is read: one piece after the other, each authenticated before it is handed out.
public final class DocumentPieces: Sendable {
    private enum Source: Sendable {
        case sealed(SealedFile, SymmetricKey)
        /// As documents were sealed until November 2026: in one piece.
        case whole([UInt8])
    }

    /// How many bytes come in all.
    public let size: Int
    private let source: Source
    private let number = Counter()

    init(_ file: SealedFile, key: SymmetricKey, size: Int) throws {
        // Each piece is authentic by itself: the length tells whether one is missing or too many.
        guard try file.length() == SealedFile.length(of: size) else { throw changed }
        source = .sealed(file, key)
        self.size = size
    }

    init(whole: [UInt8]) {
        source = .whole(whole)
        size = whole.count
    }

    /// The next piece, nil after the last; throws where it was changed.
    public func next() throws -> [UInt8]? {
        let number = number.next()
        if number >= SealedFile.pieces(of: size) { return nil }
        let start = number * documentPieceBytes
        let count = min(documentPieceBytes, size - start)
        switch source {
        case .whole(let bytes): return Array(bytes[start..<start + count])
        case .sealed(let file, let key):
            let isLast = number == SealedFile.pieces(of: size) - 1
            return try file.open(number, isLast: isLast, count: count, with: key)
        }
    }
}

/// The file of one document: a head, then its pieces, each sealed (AES-256-GCM) with the document's own key.
///
/// The number of a piece and whether it is the last are its nonce, so that none can stand for another; the key is used
/// for one document only. The head holds that key, sealed for the digest and the size, so that no file stands for
/// another.
final class SealedFile: Sendable {
    private let descriptor: Int32

    /// Opens what is there, or begins a new one that only its maker sees.
    init?(_ path: String, isNew: Bool = false) {
        let found = Foundation.open(
            path, isNew ? O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC : O_RDONLY | O_CLOEXEC, 0o600)
        guard found >= 0 else { return nil }
        descriptor = found
    }

    deinit { close(descriptor) }

    static func pieces(of size: Int) -> Int {
        max(1, (size + documentPieceBytes - 1) / documentPieceBytes)
    }

    static func length(of size: Int) -> Int { headBytes + size + pieces(of: size) * tagBytes }

    func length() throws -> Int {
        var found = stat()
        guard fstat(descriptor, &found) == 0 else {
            throw StorageError.sealed("cannot read a document")
        }
        return Int(found.st_size)
    }

    func seal(
        _ plain: ArraySlice<UInt8>, _ number: Int, isLast: Bool, with key: SymmetricKey
    ) throws {
        let box = try AES.GCM.seal(plain, using: key, nonce: nonce(number, isLast))
        try write([UInt8](box.ciphertext) + [UInt8](box.tag), at: place(number))
    }

    func open(_ number: Int, isLast: Bool, count: Int, with key: SymmetricKey) throws -> [UInt8] {
        let sealed = try read(count + tagBytes, at: place(number))
        guard sealed.count == count + tagBytes else { throw changed }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: nonce(number, isLast), ciphertext: sealed.dropLast(tagBytes),
                tag: sealed.suffix(tagBytes))
            return [UInt8](try AES.GCM.open(box, using: key))
        } catch {
            throw changed
        }
    }

    /// The head is written last: a draft that was left behind opens as nothing.
    func writeHead(_ key: SymmetricKey, size: Int, digest: String, _ keys: Keys) throws {
        let plain = key.withUnsafeBytes { [UInt8]($0) }
        let wrapped = try keys.seal(plain, use: "document key", context: "\(digest) \(size)")
        try write(magic + bigEndian(size) + wrapped, at: 0)
    }

    /// The document's key and size; nil for a file of the older form.
    func head(_ digest: String, _ keys: Keys) throws -> (key: SymmetricKey, size: Int)? {
        let head = try read(headBytes, at: 0)
        guard head.count == headBytes, head.starts(with: magic) else { return nil }
        let told = head[magic.count..<magic.count + 8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard told <= UInt64(documentSizeMax) else { throw changed }
        let wrapped = Array(head[(magic.count + 8)...])
        let key = try keys.open(wrapped, use: "document key", context: "\(digest) \(told)")
        return (SymmetricKey(data: key), Int(told))
    }

    func sync() throws {
        guard fsync(descriptor) == 0 else { throw full }
    }

    private func place(_ number: Int) -> Int {
        headBytes + number * (documentPieceBytes + tagBytes)
    }

    private func nonce(_ number: Int, _ isLast: Bool) throws -> AES.GCM.Nonce {
        try AES.GCM.Nonce(data: [isLast ? 1 : 0, 0, 0, 0] + bigEndian(number))
    }

    private func write(_ bytes: [UInt8], at offset: Int) throws {
        var done = 0
        while done < bytes.count {
            let wrote = bytes.withUnsafeBytes {
                pwrite(
                    descriptor, $0.baseAddress?.advanced(by: done), bytes.count - done,
                    off_t(offset + done))
            }
            if wrote < 0 && errno == EINTR { continue }
            if wrote <= 0 { throw full }
            done += wrote
        }
    }

    /// So many bytes, or fewer where the file ends.
    private func read(_ count: Int, at offset: Int) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var done = 0
        while done < count {
            let got = bytes.withUnsafeMutableBytes {
                pread(
                    descriptor, $0.baseAddress?.advanced(by: done), count - done,
                    off_t(offset + done))
            }
            if got < 0 && errno == EINTR { continue }
            if got < 0 { throw StorageError.sealed("cannot read a document") }
            if got == 0 { break }
            done += got
        }
        return Array(bytes.prefix(done))
    }
}

private func bigEndian(_ number: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt64(number).bigEndian) { [UInt8]($0) }
}

/// What is sealed, sent and looked through at a time.
let documentPieceBytes = 64 * 1_024
private let tagBytes = 16
private let magic = Array("CAISDOC2".utf8)
/// The mark, the size, and the sealed key with its nonce and tag.
private let headBytes = 8 + 8 + 12 + 32 + tagBytes
/// Keeps sums of sizes within their type.
private let documentSizeMax = 1 << 40
private let changed = StorageError.sealed("a document was changed")
private let full = StorageError.sealed("cannot write a document: the disk may be full")
