import Kernel
import Storage

/// A person lets somebody act for them.
struct GrantMandate: Sendable {
    let holder: AccountID
    let scope: String
    let to: Moment?

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let person = principal.person, holder != principal.account else {
            throw Refused.notFound
        }
        let id = ID<Mandate>.new(at: now)
        try db.run(
            """
            INSERT INTO mandate (id, grantor, holder, scope, valid_from, valid_to)
            VALUES (\(id), \(person), \(holder), \(scope), \(now), \(to))
            """)
        let event = JournalEvent(
            "mandate.granted", subject: "person/\(person)", ["mandate": "\(id)"])
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
