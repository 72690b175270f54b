import Crypto
import Foundation
import Synchronization

/// A document on its way in: sealed into the spool while its bytes arrive, hashed meanwhile, moved into place when
/// somebody keeps it. What nobody keeps goes with its last holder.
public final class DocumentDraft: Sendable {
    private struct State {
        var code: HMAC<SHA256>
        var pending: [UInt8] = []
        var size = 0
        var pieces = 0
        var digest: String?
    }

    private let documents: Documents
    private let path: String
    private let file: SealedFile
    private let key = SymmetricKey(size: .bits256)
    private let state: Mutex<State>

    fileprivate init(_ documents: Documents) throws {
        try documents.makeFolder(documents.spool)
        self.documents = documents
        path = documents.spool + "/" + UUID().uuidString
        guard let file = SealedFile(path, isNew: true) else {
            throw StorageError.sealed("cannot write into \(documents.spool)")
        }
        self.file = file
        state = Mutex(State(code: documents.code()))
    }

    deinit { unlink(path) }

    /// Takes the next bytes; never holds more than these and one piece.
    public func append(_ bytes: [UInt8]) throws {
        try state.withLock { state in
            guard state.digest == nil else {
                throw StorageError.sealed("a document that was read takes no more")
            }
            state.code.update(data: bytes)
            state.size += bytes.count
            state.pending += bytes
            var start = 0
            // One piece stays back: only the end tells which is the last.
            while state.pending.count - start > documentPieceBytes {
                try file.seal(
                    state.pending[start..<start + documentPieceBytes], state.pieces, isLast: false,
                    with: key)
                state.pieces += 1
                start += documentPieceBytes
            }
            state.pending.removeFirst(start)
        }
    }

    /// What has arrived, to be looked through; nothing more is taken from here on.
    public func pieces() throws -> DocumentPieces {
        let (_, size) = try finish()
        return try DocumentPieces(file, key: key, size: size)
    }

    /// Makes it a document, durably, and returns its digest; the same bytes are kept once.
    public func keep() throws -> String {
        let (digest, _) = try finish()
        // What is there already is read again: a file that was damaged is mended by the next upload.
        if try documents.keep(documents.path(of: digest)), documents.isWhole(digest) {
            return digest
        }
        try file.sync()
        try documents.place(path, as: digest)
        return digest
    }

    private func finish() throws -> (digest: String, size: Int) {
        try state.withLock { state in
            if let digest = state.digest { return (digest, state.size) }
            try file.seal(state.pending[...], state.pieces, isLast: true, with: key)
            let digest = hex(state.code.finalize())
            try file.writeHead(key, size: state.size, digest: digest, documents.keys)
            state.pending = []
            state.digest = digest
            return (digest, state.size)
        }
    }
}

extension Documents {
    /// Begins a document whose bytes come one after the other.
    public func draft() throws -> DocumentDraft { try DocumentDraft(self) }
}

/// Counts from zero.
final class Counter: Sendable {
    private let value = Mutex(0)

    func next() -> Int {
        value.withLock { value in
            defer { value += 1 }
            return value
        }
    }
}
