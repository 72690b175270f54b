import Kernel
import Languages
import Storage

/// The office opens a case again that was closed although nothing shows that its person was reached. What they asked
/// about it is answered by that, and they are told.
struct ReopenCase {
    let reference: Reference
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        if let refusal = QuestionRefusal.of(reason) { throw refusal }
        let events = try CaseEvent.all(of: kase.id, in: db)
        guard let history = Case.fold(events) else { throw Refused.notFound }
        if let refusal = history.reopeningRefusal(try house.procedure(kase.procedure)) {
            throw refusal
        }
        try kase.withdrawPrecedent(history, in: db, house)
        try kase.record(
            CaseEvent.reopenedKind, CaseEvent.Reopened(reason: reason), by: principal, at: now,
            in: db, house)
        // Whose decision it was stays in the journal; the board counts those that stand.
        try db.send("DELETE FROM case_decider WHERE kase = \(kase.id)")
        try kase.dropEnding(in: db)
        for asked in events.questions where asked.wants == .reopening && asked.answer == nil {
            try kase.answer(asked.id, reason, by: principal, at: now, in: db, house)
        }
        try kase.tellReopened(at: now, in: db, house)
    }
}

extension Case {
    func tellReopened(at now: Moment, in db: Writer, _ house: CaseHouse) throws {
        try house.tell(self, key: "reopened/\(id)/\(now.microseconds)", at: now, in: db) { t in
            .init(
                title: t("Your case is open again"),
                body: t(
                    "The office opened your case {reference} again. Nothing is decided: see whose turn it is.",
                    ["reference": reference.text]))
        }
    }
}
