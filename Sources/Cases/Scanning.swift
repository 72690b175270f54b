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
        while true {
            let id = last
            let next = try await database.read { db in
                try WaitingDocument.next(after: id, in: db)
            }
            guard let next else { return nil }
            last = next.id
            switch await scan(try documents.load(next.digest)) {
            case .unavailable(let why): return why
            case .infected(let name): try await release(next.id, .infected(name), at: now)
            case .clean:
                do { try await release(next.id, .clean, at: now) } catch CaseRefusal.alreadyDecided {
                    try await release(next.id, .late, at: now)
                }
            }
        }
    }

    private func release(
        _ document: CaseDocumentID, _ finding: ReleaseDocument.Finding, at now: Moment
    ) async throws {
        let action = ReleaseDocument(waiting: document, finding: finding)
        try await database.write { [house] db in try action.perform(at: now, in: db, house) }
    }
}
