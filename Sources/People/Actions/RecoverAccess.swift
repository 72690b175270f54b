import Kernel
import Storage

/// An officer who saw the person and their document gives them a code on paper: with it they open their account again,
/// and nobody else learns it. The channels that the account has are told at once.
struct GiveDeskCode: Sendable {
    let person: PersonID
    /// What they showed, in words.
    let shown: String
    let code: Reference

    /// `mayServe` says whether the officer works for this person; whom they do not work for is not there.
    func perform(
        by principal: Principal, mayServe: Bool, at now: Moment, in db: Writer
    ) throws {
        guard mayServe, !principal.isOwn(person) else { throw Refused.notFound }
        if shown.isEmpty {
            throw Refused(.invalid, "Write which document the person showed.")
        }
        let id: AccountID? = try db.value("SELECT id FROM account WHERE person = \(person)")
        guard let id, let account = try Account.find(id, in: db) else {
            throw Refused(.conflict, "This person has no account here yet.")
        }
        // Whoever works here is let in again by the administrator.
        guard try GivenDuty.all(of: id, in: db).isEmpty else { throw Refused.notFound }
        try GiveAccessCode(account: account, way: .desk, channel: nil, code: code)
            .perform(by: principal, at: now, in: db)
        let event = JournalEvent(
            "account.recovery-given", subject: account.subject, ["shown": shown])
        try db.record(event, by: principal, at: now)
        try AccessOrder.tell(person, .given, at: now, in: db)
    }
}

/// Somebody types a code and a new password: the account is theirs again, all its sessions end. A code from a desk also
/// takes the code app away, which was lost with the phone.
struct RecoverAccess: Sendable {
    let login: Login
    let code: Reference
    let passwordHash: String

    /// False where the code is not, or no longer, one of this account; the answer says no more.
    func perform(at now: Moment, in db: Writer) throws -> Bool {
        guard let account = try Account.find(login, in: db),
            let way = try use(code, of: account, [.channel, .desk], at: now, in: db)
        else { return false }
        let who = try account.principal(in: db)
        try SetPassword(account: account.id, passwordHash: passwordHash, keeping: nil)
            .perform(by: who, at: now, in: db)
        if way.way == .desk {
            try db.run(
                "UPDATE account SET totp_secret = NULL, totp_offered = NULL WHERE id = \(account.id)"
            )
        }
        try db.run(
            "UPDATE access_code SET ended = \(now) WHERE account = \(account.id) AND ended IS NULL")
        try Failures(login, from: nil, in: db).clear(in: db)
        let event = JournalEvent(
            "account.recovered", subject: account.subject, ["way": way.way.rawValue])
        try db.record(event, by: who, at: now)
        if let person = account.person {
            try AccessOrder.tell(person, .recovered, at: now, in: db)
        }
        return true
    }
}

/// The person types the code that went to one of their channels: from now on it is proven to be theirs.
struct ConfirmChannel: Sendable {
    let channel: ID<Channel>
    let code: Reference

    /// False where the code is wrong or its time is over.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Bool {
        guard let found = try Channel.find(channel, in: db), found.person == principal.person,
            let account = try Account.find(principal.account, in: db)
        else { throw Refused.notFound }
        guard let used = try use(code, of: account, [.check], at: now, in: db),
            used.channel == channel
        else { return false }
        try db.run(
            "UPDATE contact_channel SET verified = \(now) WHERE id = \(channel) AND verified IS NULL"
        )
        let event = JournalEvent(
            "person.channel-checked", subject: "person/\(found.person)",
            ["kind": found.kind.rawValue])
        try db.record(event, by: principal, at: now)
        return true
    }
}

/// Takes a code that stands and fits; a wrong one counts against all that stand. Each counts once.
private func use(
    _ code: Reference, of account: Account, _ ways: [AccessCode.Way], at now: Moment, in db: Writer
) throws -> (way: AccessCode.Way, channel: ID<Channel>?)? {
    let rows = try db.all(
        """
        SELECT id, way, channel, code_hash FROM access_code
        WHERE account = \(account.id) AND way IN \(list: ways) AND ended IS NULL
            AND expires > \(now) AND tries < \(AccessCode.triesMax) ORDER BY id
        """)
    let hash = GiveAccessCode.hash(code, account.id, db.keys)
    for row in rows {
        let kept: [UInt8] = try row[3]
        guard kept == hash else { continue }
        let (id, way): (Int64, AccessCode.Way) = (try row[0], try row[1])
        let channel: ID<Channel>? = try row[2]
        let taken = try db.run(
            "UPDATE access_code SET ended = \(now) WHERE id = \(id) AND ended IS NULL")
        return taken == 1 ? (way: way, channel: channel) : nil
    }
    try db.run(
        """
        UPDATE access_code SET tries = tries + 1
        WHERE account = \(account.id) AND way IN \(list: ways) AND ended IS NULL
        """)
    return nil
}
