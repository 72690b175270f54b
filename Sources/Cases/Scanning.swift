public import Kernel
import Storage
public import Web

/// Looks through the bytes of a file.
public typealias ScanBytes = @Sendable ([UInt8]) async -> ScanVerdict

extension Cases {
    /// Whether what people hand in is looked through before it joins.
    public var isScanning: Bool { scan != nil }

    /// Looks through the documents that wait, oldest first, one after the other; what is good joins its file. Stops
    /// where the scanner does not answer, and tells why; nil where nothing is left. Does nothing without a scanner.
    public func checkWaiting(at now: Moment) async throws -> String? {
        guard let scan else { return nil }
        var last = CaseDocumentID(0)
        // One that cannot be read must not keep the others waiting.
        var failure: (any Error)?
        while true {
            let id = last
            let next = try await database.read { db in
                try WaitingDocument.next(after: id, in: db)
            }
            guard let next else { break }
            last = next.id
            do {
                let bytes = try documents.load(next.digest)
                switch await scan(bytes) {
                case .unavailable(let why): return why
                case .infected(let name): try await release(next.id, .infected(name), at: now)
                case .clean: try await join(next.id, at: now)
                }
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return nil
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
