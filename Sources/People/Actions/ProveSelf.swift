import Kernel
import Storage

/// Whoever sits before an open session shows again that the account is theirs, before the ways into it are changed: a
/// screen that was left alone does not become somebody else's account.
struct ProveSelf: Sendable {
    enum Proof: Sendable {
        /// Whether the password was right.
        case password(Bool)
        /// The digits of the code app, as they were typed.
        case code(String)
    }

    let session: ID<Session>
    let proof: Proof

    /// False where it was wrong.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Bool {
        guard let account = try Account.find(principal.account, in: db) else {
            throw Refused.notFound
        }
        guard try isRight(account, at: now, in: db) else { return false }
        try db.run(
            """
            UPDATE session SET proven = \(now)
            WHERE id = \(session) AND account = \(account.id) AND ended IS NULL
            """)
        let event = JournalEvent("account.proven", subject: account.subject)
        try db.record(event, by: principal, at: now)
        return true
    }

    private func isRight(_ account: Account, at now: Moment, in db: Writer) throws -> Bool {
        switch proof {
        // Where a code app is in use, the password alone says too little.
        case .password(let passed): return passed && account.totpSecret == nil
        case .code(let typed):
            guard let secret = try account.secret(db.keys),
                let step = OneTimeCode.step(
                    of: typed, secret: secret, at: now, after: account.totpStep)
            else { return false }
            return try db.run(
                """
                UPDATE account SET totp_step = \(step)
                WHERE id = \(account.id) AND totp_step < \(step)
                """) == 1
        }
    }

    /// Whether a session was proven a short while ago. Who has neither password nor code app signs in anew with their
    /// provider: that is their proof.
    static func isFresh(
        _ session: ID<Session>, of account: Account, at now: Moment, in db: Reader
    ) throws -> Bool {
        let row = try db.first(
            "SELECT created, proven FROM session WHERE id = \(session) AND account = \(account.id)")
        guard let row else { return false }
        let (created, proven): (Moment, Moment?) = (try row[0], try row[1])
        guard let last = account.hasOwnProof ? proven : created else { return false }
        return now.seconds(since: last) < secondsMax
    }

    /// Long enough to add an address and send its code.
    static let secondsMax: Int64 = 600
}

extension Account {
    /// Whether its holder can show something to this house that is theirs alone.
    var hasOwnProof: Bool { passwordHash != nil || totpSecret != nil }
}
