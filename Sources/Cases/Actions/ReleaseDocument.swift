import Kernel
import Languages
import Storage

/// What waited was looked through: it joins its file, or it does not and its person is told.
struct ReleaseDocument {
    let waiting: CaseDocumentID
    let finding: Finding

    enum Finding: Sendable, Equatable {
        case clean
        /// The name of what was found in it.
        case infected(String)
        /// The case takes none any more: it was decided meanwhile.
        case late
    }

    /// Does nothing where another node was faster.
    func perform(at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        guard let document = try WaitingDocument.find(waiting, in: db) else { return }
        let kase = try Case.stored(document.kase, in: db)
        try db.run("DELETE FROM waiting_document WHERE id = \(waiting)")
        guard case .clean = finding else {
            return try turnAway(document, kase, at: now, in: db, house)
        }
        let sender = Principal(
            account: document.sender, person: kase.applicant, name: document.senderName, duties: [])
        try AddDocument(
            reference: kase.reference, code: document.code, member: document.member,
            file: AddDocument.StoredFile(
                digest: document.digest, name: document.name, kind: document.kind,
                bytes: document.bytes),
            validUntil: document.validUntil,
            waited: AddDocument.Waited(id: document.id, since: document.receivedAt)
        )
        .perform(by: sender, at: now, in: db, house)
        try CloseRequest(reference: kase.reference, added: document.id)
            .perform(by: sender, at: now, in: db, house)
    }

    private func turnAway(
        _ document: WaitingDocument, _ kase: Case, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        let found: String? = if case .infected(let name) = finding { name } else { nil }
        let event = CaseEvent.TurnedAway(
            id: document.id, code: document.code, member: document.member, found: found)
        try kase.note(CaseEvent.turnedAwayKind, event, by: .house, at: now, in: db)
        let values = ["file": document.name, "reference": kase.reference.text]
        try house.tell(kase, key: "document/\(document.id)", at: now, in: db) { t in
            let body =
                found == nil
                ? t(
                    "The case {reference} was decided before your file {file} was checked. It was not taken.",
                    values)
                : t(
                    "A virus was found in your file {file} for the case {reference}. It was not taken. Send another copy, or bring the paper to an office.",
                    values)
            return .init(title: t("A document was not taken"), body: body)
        }
    }
}
