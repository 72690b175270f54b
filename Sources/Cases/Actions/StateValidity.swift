import Kernel
import Storage

/// An officer reads on a document until when it is good.
struct StateValidity {
    let reference: Reference
    let document: CaseDocumentID
    /// The last day; nil for a document that bears none.
    let validUntil: Day?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let found = try CaseDocument.find(document, of: kase, in: db)
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        if let refusal = validityRefusal(validUntil, on: house.zone.day(of: now)) { throw refusal }
        if found.validUntil == validUntil { return }
        try db.run(
            """
            UPDATE case_document SET valid_until = \(validUntil)
            WHERE id = \(document) AND kase = \(kase.id)
            """)
        let event = CaseEvent.ValidityStated(document: document, validUntil: validUntil)
        try kase.note(CaseEvent.validityStatedKind, event, by: principal, at: now, in: db)
    }
}
