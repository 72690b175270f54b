import Kernel
import Storage

/// An administrator says which human being uses an account, by another account of theirs: the one for their own files, or a
/// second one for work. From then on no file of theirs or of their family opens to either at the desk, and neither is the
/// second person of a decision by the other.
struct NameHuman: Sendable {
    let account: AccountID
    /// The user name of the other account; nil takes back what was said.
    let other: Login?

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account = try managed(account, by: principal, in: db)
        if account.isBehind(principal) { throw DutyRefusal.oneself }
        guard let other else { return try takeBack(account, by: principal, at: now, in: db) }
        guard let found = try Account.find(other, in: db) else { throw DutyRefusal.unknownOther }
        if found.id == account.id { throw DutyRefusal.sameAccount }
        let human = try found.person ?? found.human ?? unseen(found, at: now, in: db)
        try db.run("UPDATE account SET human = \(human) WHERE id = \(account.id)")
        let event = JournalEvent(
            "account.human-named", subject: account.subject, ["person": "\(human)"])
        try db.record(event, by: principal, at: now)
    }

    private func takeBack(
        _ account: Account, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        if account.human == nil { return }
        try db.run("UPDATE account SET human = NULL WHERE id = \(account.id)")
        let event = JournalEvent("account.human-unnamed", subject: account.subject)
        try db.record(event, by: principal, at: now)
    }

    /// Somebody with two accounts for work and none of their own: a number that stands in no file yet.
    private func unseen(_ other: Account, at now: Moment, in db: Writer) throws -> PersonID {
        let id = PersonID.new(at: now)
        try db.run("INSERT INTO person (id, name, created) VALUES (\(id), \(other.name), \(now))")
        try db.run("UPDATE account SET human = \(id) WHERE id = \(other.id)")
        return id
    }
}
