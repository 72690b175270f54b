public import Kernel
import Storage
import Synchronization
public import Web

/// Looks through a file, piece by piece.
public typealias ScanFile = @Sendable (@escaping FilePieces) async -> ScanVerdict

extension Cases {
    /// Whether what people hand in is looked through before it joins.
    public var isScanning: Bool { scan != nil }

    /// Looks through the documents that wait, oldest first, one after the other; what is good joins its file. Stops
    /// where the scanner answers nothing at all, and passes by a file for which alone it has no answer; tells why,
    /// nil where nothing is left. Does nothing without a scanner.
    public func checkWaiting(at now: Moment) async throws -> String? {
        guard let scan else { return nil }
        var last = CaseDocumentID(0)
        // One that cannot be read must not keep the others waiting.
        var failure: (any Error)?
        var unread: String?
        while true {
            let id = last
            let next = try await database.read { db in
                try WaitingDocument.next(after: id, in: db)
            }
            guard let next else { break }
            last = next.id
            do {
                let pieces = try documents.open(next.digest)
                switch await scan(pieces.next) {
                case .unavailable(let why):
                    // A file on which the scanner chokes must not keep the others waiting either.
                    if await isAlive(scan) {
                        unread = why
                        continue
                    }
                    return why
                case .infected(let name): try await release(next.id, .infected(name), at: now)
                case .clean: try await join(next.id, at: now)
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return unread
    }

    /// Whoever answers this, and not a file, lives: the trouble is the file's.
    private func isAlive(_ scan: ScanFile) async -> Bool {
        // In this no scanner finds anything.
        let pieces = OnePiece(Array("cais".utf8))
        return await scan { pieces.next() } == .clean
    }

    private func join(_ document: CaseDocumentID, at now: Moment) async throws {
        do {
            try await release(document, .clean, at: now)
        } catch CaseRefusal.alreadyDecided {
            try await release(document, .late, at: now)
        }
    }

    private func release(
        _ document: CaseDocumentID, _ finding: ReleaseDocument.Finding, at now: Moment
    ) async throws {
        let action = ReleaseDocument(waiting: document, finding: finding)
        try await database.write { [house] db in try action.perform(at: now, in: db, house) }
    }
}

/// Bytes that stand in memory, as a scanner reads them.
final class OnePiece: Sendable {
    private let left: Mutex<[UInt8]?>

    init(_ bytes: [UInt8]) { left = Mutex(bytes) }

    func next() -> [UInt8]? {
        left.withLock { left in
            defer { left = nil }
            return left
        }
    }
}
