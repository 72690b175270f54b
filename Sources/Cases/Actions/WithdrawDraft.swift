import Kernel
import Languages
import Storage

/// An officer takes back a draft that has not reached its person: nothing is proposed any longer.
struct WithdrawDraft {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        if let refusal = try kase.history(in: db).withdrawalRefusal { throw refusal }
        try kase.record(
            CaseEvent.refusalWithdrawnKind, [String: String](), by: principal, at: now, in: db,
            house)
        try tell(kase, at: now, in: db, house)
    }

    /// A message of the draft lies in the account, unread: whoever opens it must not take it for what stands.
    private func tell(_ kase: Case, at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        let key = "withdrawn/\(kase.id)/\(now.microseconds)"
        try house.tell(kase, key: key, at: now, in: db) { t in
            .init(
                title: t("A draft was taken back"),
                body: t(
                    "The draft on your case {reference} no longer counts. You need not answer it.",
                    ["reference": kase.reference.text]))
        }
    }
}
