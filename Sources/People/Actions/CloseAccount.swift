import Kernel
import Storage

/// An administrator closes an account: nobody signs in with it any more, its sessions end, and so do the mandates that it
/// held and what its person allowed. What it did stays.
struct CloseAccount: Sendable {
    let account: AccountID
    /// Tells whoever gave it a mandate.
    var told: MandateEnded = { _, _, _, _, _ in }
    /// Ends what its person allowed.
    var left: People.Left = { _, _, _ in }

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account = try managed(account, by: principal, in: db)
        if account.isBehind(principal) { throw DutyRefusal.oneself }
        if account.closed != nil { return }
        try db.run("UPDATE account SET closed = \(now) WHERE id = \(account.id)")
        try db.record(
            JournalEvent("account.closed", subject: account.subject), by: principal, at: now)
        try EndSessions(account: account.id, keeping: nil).perform(by: principal, at: now, in: db)
        try EndHeldMandates(holder: account, helper: nil, told: told)
            .perform(by: principal, at: now, in: db)
        if let person = account.person { try left(person, now, db) }
    }
}

/// It is opened again, with the duties that it still has; mandates that ended stay ended.
struct OpenAccount: Sendable {
    let account: AccountID

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account = try managed(account, by: principal, in: db)
        if account.closed == nil { return }
        try db.run("UPDATE account SET closed = NULL WHERE id = \(account.id)")
        try db.record(
            JournalEvent("account.opened", subject: account.subject), by: principal, at: now)
    }
}
