import Kernel
import Storage

/// A person lets somebody act for them, to the end of a day.
struct GrantMandate: Sendable {
    /// What the holder gave the person: it names an account without telling a stranger who has one.
    let holder: Reference
    let scope: MandateScope
    let last: Day
    let zone: Zone

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let person = principal.person else { throw Refused.notFound }
        guard let account = try Account.find(mandateReference: holder, in: db) else {
            throw MandateRefusal.unknownHolder
        }
        if account.id == principal.account { throw MandateRefusal.oneself }
        let duties = try GivenDuty.all(of: account.id, in: db).map(\.duty)
        let today = zone.day(of: now)
        if let refusal = MandateRule.refusal(to: last, today: today, duties: duties) {
            throw refusal
        }
        let standing = try Mandate.standing(of: person, at: now, in: db).count
        if standing >= MandateRule.standingMax { throw MandateRefusal.tooMany }
        let id = ID<Mandate>.new(at: now)
        // Whoever helps for a body holds it for that body: it ends with the task.
        let helper = duties.first { $0.purpose == .help }?.organisation
        try db.run(
            """
            INSERT INTO mandate (id, grantor, holder, scope, valid_from, valid_to, helper)
            VALUES (\(id), \(person), \(account.id), \(scope), \(now),
                \(zone.moment(last.adding(days: 1))), \(helper))
            """)
        let facts = [
            "mandate": "\(id)", "holder": "\(account.id)", "scope": scope.rawValue,
            "last": last.description,
        ]
        let event = JournalEvent("mandate.granted", subject: "person/\(person)", facts)
        try db.record(event, by: principal, at: now)
    }
}

/// The person takes it back; it ends at once.
struct RevokeMandate: Sendable {
    let mandate: ID<Mandate>

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let person = principal.person else { throw Refused.notFound }
        let changed = try db.run(
            """
            UPDATE mandate SET revoked = \(now)
            WHERE id = \(mandate) AND grantor = \(person) AND revoked IS NULL
            """)
        guard changed == 1 else { throw Refused.notFound }
        let event = JournalEvent(
            "mandate.revoked", subject: "person/\(person)", ["mandate": "\(mandate)"])
        try db.record(event, by: principal, at: now)
    }
}

/// An account gets the reference by which people may name it in a mandate; one that has one keeps it.
struct NameForMandates: Sendable {
    let account: AccountID

    func perform(in db: Writer) throws -> Reference {
        let reference = Reference.new("MD")
        try db.run(
            """
            UPDATE account SET mandate_reference = \(reference)
            WHERE id = \(account) AND mandate_reference IS NULL
            """)
        guard
            let kept: Reference = try db.value(
                "SELECT mandate_reference FROM account WHERE id = \(account)")
        else { throw Refused.notFound }
        return kept
    }
}
