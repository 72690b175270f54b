import Kernel
import Storage

/// An account is made; for somebody's own files with a person behind it, for staff with duties.
struct AddAccount: Sendable {
    let login: Login
    let name: String
    let language: String
    let passwordHash: String?
    let isPerson: Bool
    let duties: [Duty]
    var isDemo = false

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Account {
        guard try Account.find(login, in: db) == nil else {
            throw Refused(.conflict, "This sign-in name is taken. Choose another one.")
        }
        let person = isPerson ? try addPerson(at: now, in: db) : nil
        let id = AccountID.new(at: now)
        try db.run(
            """
            INSERT INTO account (id, login, name, person, password_hash, language, demo, created)
            VALUES (\(id), \(login.text), \(name), \(person), \(passwordHash), \(language), \(isDemo), \(now))
            """)
        for duty in duties { try GiveDuty.insert(duty, to: id, at: now, in: db) }
        let event = JournalEvent("account.added", subject: "account/\(id)", ["login": login.text])
        try db.record(event, by: principal, at: now)
        guard let account = try Account.find(id, in: db) else { throw Refused.notFound }
        return account
    }

    private func addPerson(at now: Moment, in db: Writer) throws -> PersonID {
        let id = PersonID.new(at: now)
        try db.run("INSERT INTO person (id, name, created) VALUES (\(id), \(name), \(now))")
        try AddChannel.insert(.portal, "portal", of: id, language, verified: now, at: now, in: db)
        return id
    }
}

/// A new password; the other sessions end with the old one.
struct SetPassword: Sendable {
    let account: AccountID
    let passwordHash: String
    let keeping: ID<Session>?

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        try db.run("UPDATE account SET password_hash = \(passwordHash) WHERE id = \(account)")
        try db.run(
            """
            UPDATE session SET ended = \(now)
            WHERE account = \(account) AND ended IS NULL AND id <> \(keeping ?? ID(0))
            """)
        try db.record(
            JournalEvent("account.password-set", subject: "account/\(account)"), by: principal,
            at: now)
    }
}

/// An account, for the administrator or the house itself.
func managed(_ id: AccountID, by principal: Principal, in db: Reader) throws -> Account {
    guard principal == .house || principal.has(.administrator),
        let account = try Account.find(id, in: db)
    else {
        throw Refused.notFound
    }
    try refuseSealed(try GivenDuty.all(of: id, in: db).map(\.duty), to: principal, in: db)
    return account
}

/// A sealed compartment's people are its own body's matter: whoever runs the general one can neither make
/// somebody a jurist nor touch the account of one. Commands may: who types them has the machine and its keys.
func refuseSealed(_ duties: [Duty], to principal: Principal, in db: Reader) throws {
    if principal == .house { return }
    let here = db.keys.compartment
    guard duties.allSatisfy({ !$0.compartment.isSealed || $0.compartment == here }) else {
        throw Refused(
            .forbidden,
            "This duty belongs to a sealed compartment: only the body that holds its key gives it.")
    }
}
