import Kernel
import Storage

/// A browser gets a session; the one it had before ends.
struct OpenSession: Sendable {
    enum Stage: String, Sendable {
        /// The password was right, the code is missing: nothing is open yet.
        case code
        case open
    }

    let account: Account
    let token: String
    let former: String?
    let device: String
    let stage: Stage

    func perform(at now: Moment, in db: Writer) throws {
        if let former {
            let hash = Session.hash(former, db.keys)
            try db.run(
                "UPDATE session SET ended = \(now) WHERE token_hash = \(hash) AND ended IS NULL")
        }
        let seconds = stage == .open ? SessionRule.secondsMax : SessionRule.codeSecondsMax
        let id = ID<Session>.new(at: now)
        try db.run(
            """
            INSERT INTO session (id, token_hash, account, stage, device, created, last_seen, expires)
            VALUES (\(id), \(Session.hash(token, db.keys)), \(account.id), \(stage.rawValue), \(device),
                \(now), \(now), \(now.adding(seconds: seconds)))
            """)
        let who = try account.principal(in: db)
        let kind = stage == .open ? "account.signed-in" : "account.password-accepted"
        try db.record(
            JournalEvent(kind, subject: account.subject, ["session": "\(id)"]), by: who, at: now)
    }
}

/// Somebody signs out, here or on another device of theirs.
struct EndSession: Sendable {
    let session: ID<Session>

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let ended = try db.run(
            """
            UPDATE session SET ended = \(now)
            WHERE id = \(session) AND account = \(principal.account) AND ended IS NULL
            """)
        guard ended == 1 else { throw Refused.notFound }
        let event = JournalEvent(
            "account.signed-out", subject: "account/\(principal.account)", ["session": "\(session)"]
        )
        try db.record(event, by: principal, at: now)
    }
}

/// All sessions of an account end but perhaps one: after a new password, or by the administrator.
struct EndSessions: Sendable {
    let account: AccountID
    let keeping: ID<Session>?

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let account =
            try account == principal.account
            ? Account.find(account, for: principal, in: db)
            : managed(account, by: principal, in: db)
        try db.run(
            """
            UPDATE session SET ended = \(now)
            WHERE account = \(account.id) AND ended IS NULL AND id <> \(keeping ?? ID(0))
            """)
        try db.record(
            JournalEvent("account.sessions-ended", subject: account.subject), by: principal, at: now
        )
    }
}
