import Kernel
import Storage

/// Something that was asked for is in; when it was the last, the clock runs on.
struct ReceiveDocument {
    let reference: Reference
    let item: RequestItemID
    /// The file that answers it, where it came as one; a paper shown at the desk has none.
    var document: CaseDocumentID?
    /// When it was handed in; nil for now. What waits to be looked through was received all the same.
    var cameAt: Moment?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        if kase.access(of: principal) == .staff {
            try kase.noteAct(by: principal, at: now, in: db)
        }
        if let refusal = try kase.history(in: db).receiptRefusal(item) { throw refusal }
        // The person closes an item by handing in the file; only the office may take a paper's word.
        guard document != nil || kase.access(of: principal) == .staff else {
            throw Refused.notFound
        }
        // What waited before it was asked for answers on the day of the asking.
        let came = cameAt ?? now
        try db.run(
            """
            UPDATE request_item
            SET received_at = CASE WHEN asked_at > \(came) THEN asked_at ELSE \(came) END
            WHERE id = \(item) AND kase = \(kase.id)
            """)
        let event = CaseEvent.Received(item: item, document: document, cameAt: cameAt)
        try kase.record(CaseEvent.receivedKind, event, by: principal, at: now, in: db, house)
    }
}
