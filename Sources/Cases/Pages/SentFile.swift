import Kernel
import Languages
import Storage
import Web

/// The name of a file as it is shown: short, with the end of what it is. What could hide the end went when it came in.
func shown(_ name: String, _ kind: FileKind) -> String {
    kind.named(String(name.suffix(fileNameMax)))
}

extension CaseDocument {
    /// The name under which it is saved: older ones are kept as their sender named them.
    var savedName: String { FileKind(rawValue: kind)?.named(name) ?? "file" }
}

private let fileNameMax = 120
/// The fields around a file.
let formBytesMax = 65_536

/// What is wrong with a file that somebody sent, told from its bytes; nil when it may be stored.
func fileRefusal(_ bytes: [UInt8]?) -> CaseRefusal? {
    guard let bytes, !bytes.isEmpty else { return .fileEmpty }
    if bytes.count > documentBytesMax { return .fileTooLarge }
    return FileKind(bytes) == nil ? .fileKindUnknown : nil
}

extension Cases {
    /// Whether who asks may act on the case of this address: asked before the bytes of a file are read.
    func openToAct(_ exchange: Exchange) async throws {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, house) = (exchange.now, self.house)
        _ = try await database.read { db in
            try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
        }
    }

    /// What the same request was answered before; nil for a new one that `admit` lets through. Asked before a file
    /// goes to the disk: what is refused leaves nothing there.
    func answered(
        _ key: OnceKey, or admit: @escaping @Sendable (Reader) throws -> Void
    ) async throws -> String? {
        try await database.read { db in
            if let answer = try db.answer(to: key) { return answer }
            try admit(db)
            return nil
        }
    }

    /// A document as the page around it shows it; of a kind that the browser draws, and nothing else.
    func inPage(_ document: CaseDocument) throws -> Reply {
        guard let kind = FileKind(rawValue: document.kind) else { throw Refused.notFound }
        return .shown(try documents.load(document.digest), kind, name: document.savedName)
    }

    /// Looks through what somebody sent, where there is a scanner, and stores it. What is infected is refused beside
    /// its field and never stored; what nobody could look through has to wait.
    func take(
        _ file: UploadedFile, _ kind: FileKind, from field: String, _ input: inout FormInput,
        _ t: Translator
    ) async throws -> AddDocument.StoredFile? {
        let verdict = await scan?(file.bytes) ?? .clean
        if case .infected(let name) = verdict {
            let refusal = CaseRefusal.infected(name)
            input.refuse(field, t(refusal.explanation, refusal.values))
            return nil
        }
        var stored = try store(file, kind)
        stored.isChecked = verdict == .clean
        return stored
    }

    /// Puts the bytes on the disk; a row names them next.
    func store(_ file: UploadedFile, _ kind: FileKind) throws -> AddDocument.StoredFile {
        AddDocument.StoredFile(
            digest: try documents.store(file.bytes), name: shown(file.name, kind),
            kind: kind.rawValue, bytes: file.bytes.count)
    }
}
