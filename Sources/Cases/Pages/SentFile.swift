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

/// A route took a file and did not say where to: a fault of ours.
private struct NotInSpool: Error {}

private let fileNameMax = 120
/// The fields around a file.
let formBytesMax = 65_536

/// What is wrong with a file that somebody sent, told from its bytes; nil when it may be stored.
func fileRefusal(_ file: UploadedFile?, bytesMax: Int = usualDocumentBytesMax) -> CaseRefusal? {
    guard let file, file.size > 0 else { return .fileEmpty }
    if file.size > bytesMax { return .fileTooLarge(bytesMax) }
    return file.kind == nil ? .fileKindUnknown : nil
}

extension Cases {
    /// A form with one document and its fields.
    var takesDocument: Route.Takes {
        .upload(bytesMax: house.documentBytesMax + formBytesMax)
    }

    /// Where a document goes while it arrives: nothing of it stays unless a case takes it.
    var spool: FileSpool {
        FileSpool(fileBytesMax: house.documentBytesMax) { [documents] in try documents.draft() }
    }

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
        let pieces = try documents.open(document.digest)
        return try .shown(pieces.next, length: pieces.size, kind, name: document.savedName)
    }

    /// A document to save, read while it is sent.
    func saved(_ document: CaseDocument) throws -> Reply {
        let pieces = try documents.open(document.digest)
        return try .download(
            pieces.next, length: pieces.size, type: document.kind, name: document.savedName)
    }

    /// Looks through what somebody sent, where there is a scanner, and stores it. What is infected is refused beside
    /// its field and never stored; what nobody could look through has to wait.
    func take(
        _ file: UploadedFile, _ kind: FileKind, from field: String, _ input: inout FormInput,
        _ t: Translator
    ) async throws -> AddDocument.StoredFile? {
        let pieces = try draft(of: file).pieces()
        let verdict = await scan?(pieces.next) ?? .clean
        if case .infected(let name) = verdict {
            let refusal = CaseRefusal.infected(name)
            input.refuse(field, t(refusal.explanation, refusal.values))
            return nil
        }
        var stored = try store(file, kind)
        stored.isChecked = verdict == .clean
        return stored
    }

    /// Makes what lies in the spool a document; a row names it next.
    func store(_ file: UploadedFile, _ kind: FileKind) throws -> AddDocument.StoredFile {
        AddDocument.StoredFile(
            digest: try draft(of: file).keep(), name: shown(file.name, kind),
            kind: kind.rawValue, bytes: file.size)
    }

    private func draft(of file: UploadedFile) throws -> DocumentDraft {
        guard let draft = file.place as? DocumentDraft else { throw NotInSpool() }
        return draft
    }
}
