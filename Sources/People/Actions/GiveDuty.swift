import Kernel
import Storage

/// An administrator gives somebody a duty; it counts from their next page on. What opens files, or the giving of duties,
/// waits for a second administrator where there is one: the first of an installation begins alone.
struct GiveDuty: Sendable {
    let account: AccountID
    let duty: Duty

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account = try managed(account, by: principal, in: db)
        // A person is who they are; nobody is given that as a duty.
        guard duty.role != .person else {
            throw Refused(.invalid, "This is not a duty that can be given.")
        }
        try refuseSealed([duty], to: principal, in: db)
        if let refusal = try refusal(account, principal, in: db) { throw refusal }
        if duty.needsSecond, try hasSecond(account, principal, at: now, in: db) {
            return try wait(account, by: principal, at: now, in: db)
        }
        try GiveDuty.insert(duty, to: account.id, at: now, in: db)
        // What the house gives waits for nobody any more.
        for one in try WaitingDuty.all(of: account.id, in: db) where one.duty == duty {
            try db.run("DELETE FROM duty_wait WHERE id = \(one.id)")
        }
        let event = try JournalEvent("account.duty-given", subject: account.subject, encoding: duty)
        try db.record(event, by: principal, at: now)
        try DutyLine.write(.given, duty, account.id, by: principal, at: now, in: db)
    }

    private func refusal(
        _ account: Account, _ principal: Principal, in db: Reader
    ) throws -> DutyRefusal? {
        if account.isBehind(principal) { return .oneself }
        if account.closed != nil { return .closed }
        if try GivenDuty.all(of: account.id, in: db).contains(where: { $0.duty == duty }) {
            return .alreadyGiven
        }
        if principal == .house { return nil }
        let waits = try WaitingDuty.all(of: account.id, in: db).contains { $0.duty == duty }
        return waits ? .alreadyWaiting : nil
    }

    /// Whether an administrator is there who can confirm: not whoever asks, nor whom it is for, under any account. One who
    /// was sent away this week counts as there: nobody is alone by sending the other away.
    private func hasSecond(
        _ account: Account, _ principal: Principal, at now: Moment, in db: Reader
    ) throws -> Bool {
        if principal == .house { return false }
        let others = try Account.administrators(in: db).contains { other in
            !other.isBehind(principal) && !other.isSameHuman(as: account)
        }
        return try others || DutyLine.sentAway(since: now.adding(seconds: -aloneSeconds), in: db)
    }

    private func wait(
        _ account: Account, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO duty_wait
                (id, account, role, organisation, location, purpose, asked_by, asked_name, asked)
            VALUES (\(ID<WaitingDuty>.new(at: now)), \(account.id), \(duty.role),
                \(duty.organisation), \(duty.location), \(duty.purpose), \(principal.account),
                \(principal.name), \(now))
            """)
        let event = try JournalEvent("account.duty-asked", subject: account.subject, encoding: duty)
        try db.record(event, by: principal, at: now)
        try DutyLine.write(.asked, duty, account.id, by: principal, at: now, in: db)
    }

    static func insert(_ duty: Duty, to account: AccountID, at now: Moment, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO duty (id, account, role, organisation, location, purpose, given)
            VALUES (\(ID<GivenDuty>.new(at: now)), \(account), \(duty.role), \(duty.organisation),
                \(duty.location), \(duty.purpose), \(now))
            """)
    }
}

/// A second administrator confirms a duty that another asked for: it is given.
struct ConfirmDuty: Sendable {
    let account: AccountID
    let waiting: ID<WaitingDuty>

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account = try managed(account, by: principal, in: db)
        let found = try WaitingDuty.find(waiting, of: account.id, in: db)
        try refuseSealed([found.duty], to: principal, in: db)
        if account.isBehind(principal) { throw DutyRefusal.oneself }
        if account.closed != nil { throw DutyRefusal.closed }
        let asker = try Account.find(found.askedBy, in: db)
        if asker.map({ $0.isBehind(principal) }) ?? true { throw DutyRefusal.sameAdministrator }
        try db.run("DELETE FROM duty_wait WHERE id = \(waiting)")
        try GiveDuty.insert(found.duty, to: account.id, at: now, in: db)
        let event = try JournalEvent(
            "account.duty-given", subject: account.subject, encoding: found.duty)
        try db.record(event, by: principal, at: now)
        try DutyLine.write(.given, found.duty, account.id, by: principal, at: now, in: db)
    }
}

/// An administrator strikes a duty that waits: whoever asked for it, or another.
struct RefuseDuty: Sendable {
    let account: AccountID
    let waiting: ID<WaitingDuty>

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account = try managed(account, by: principal, in: db)
        let found = try WaitingDuty.find(waiting, of: account.id, in: db)
        try db.run("DELETE FROM duty_wait WHERE id = \(waiting)")
        let event = try JournalEvent(
            "account.duty-refused", subject: account.subject, encoding: found.duty)
        try db.record(event, by: principal, at: now)
        try DutyLine.write(.refused, found.duty, account.id, by: principal, at: now, in: db)
    }
}

/// A duty is taken from somebody; the mandates that they held for it end.
struct TakeDuty: Sendable {
    let account: AccountID
    let duty: ID<GivenDuty>
    /// Tells whoever gave such a mandate.
    var told: MandateEnded = { _, _, _, _, _ in }

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account = try managed(account, by: principal, in: db)
        let all = try GivenDuty.all(of: account.id, in: db)
        guard let given = all.first(where: { $0.id == duty }) else { throw Refused.notFound }
        try db.run("DELETE FROM duty WHERE id = \(duty) AND account = \(account.id)")
        let event = try JournalEvent(
            "account.duty-taken", subject: account.subject, encoding: given.duty)
        try db.record(event, by: principal, at: now)
        try DutyLine.write(.taken, given.duty, account.id, by: principal, at: now, in: db)
        let body = given.duty.organisation
        let stillHelps = all.contains {
            $0.id != duty && $0.duty.purpose == .help && $0.duty.organisation == body
        }
        if given.duty.purpose == .help, !stillHelps {
            try EndHeldMandates(holder: account, helper: body, told: told)
                .perform(by: principal, at: now, in: db)
        }
    }
}

/// A choice of this installation: a week, in which somebody reads who was sent away.
private let aloneSeconds: Int64 = 7 * 86_400
