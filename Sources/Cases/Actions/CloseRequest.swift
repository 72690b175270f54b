import Kernel
import Storage

/// A document that came in answers what was asked for, where it can.
struct CloseRequest {
    let reference: Reference
    let added: CaseDocumentID

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        // One that waits to be looked through answers once it has joined.
        let all = try CaseDocument.all(of: kase.id, in: db)
        guard let document = all.first(where: { $0.id == added }) else { return }
        let holder = try CaseMember.all(of: kase.id, in: db).first?.id
        let kind = try house.procedure(kase.procedure).document(document.code)
        // What had expired already when it came is kept, and still asked for.
        let came = min(document.receivedAt, now)
        guard house.validity(of: document, kind).isGood(on: house.zone.day(of: came)) else {
            return
        }
        let answered = try kase.history(in: db).openItems.first { open in
            open.item.code == document.code
                && (open.item.member ?? holder) == (document.member ?? holder)
                && open.isAnswered(by: document)
        }
        guard let answered else { return }
        try ReceiveDocument(
            reference: reference, item: answered.item.id, document: added,
            cameAt: came < now ? came : nil
        ).perform(by: principal, at: now, in: db, house)
    }
}

extension CaseHistory.OpenItem {
    /// The copy of which the office has said why it will not do answers nothing, and neither does an older one.
    func isAnswered(by document: CaseDocument) -> Bool {
        item.again == nil || document.heldSince > askedAt
    }
}
