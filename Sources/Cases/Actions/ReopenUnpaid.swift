import Kernel
import Languages
import Storage

extension Case {
    /// A case that was closed unpaid is open again because its fee is settled: nobody has to ask, and the person is
    /// told. Nothing where it was not closed so; called before what settles it is written down.
    func reopenUnpaid(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        guard try history(in: db).decision?.outcome == unpaidOutcome else { return }
        let t = house.neighbours.translator(try house.neighbours.language(applicant, db))
        let reason = t("The fee was settled after the case was closed unpaid.")
        try record(
            CaseEvent.reopenedKind, CaseEvent.Reopened(reason: reason), by: principal, at: now,
            in: db, house)
        try db.send("DELETE FROM case_decider WHERE kase = \(id)")
        try dropEnding(in: db)
        try tellReopened(at: now, in: db, house)
    }
}
