import Kernel
import Storage

/// Somebody asks for a code app; it counts only once a first code was right.
struct OfferSecondStep: Sendable {
    let secret: [UInt8]

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let subject = "account/\(principal.account)"
        let sealed = try db.keys.seal(secret, use: "totp", context: subject)
        let changed = try db.run(
            """
            UPDATE account SET totp_offered = \(sealed)
            WHERE id = \(principal.account) AND totp_secret IS NULL
            """)
        guard changed == 1 else {
            throw Refused(.conflict, "Your account already asks for a code.")
        }
        try db.record(
            JournalEvent("account.code-offered", subject: subject), by: principal, at: now)
    }

    /// The secret that is offered and not confirmed yet.
    static func offered(to account: AccountID, in db: Reader) throws -> [UInt8]? {
        let sealed: [UInt8]?? = try db.value(
            "SELECT totp_offered FROM account WHERE id = \(account)")
        guard let sealed, let sealed else { return nil }
        return try db.keys.open(sealed, use: "totp", context: "account/\(account)")
    }
}

/// The first code shows that the app has the secret: from now on sign-in asks for one.
struct ConfirmSecondStep: Sendable {
    let typed: String

    /// False where the code was wrong.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Bool {
        guard let secret = try OfferSecondStep.offered(to: principal.account, in: db) else {
            throw Refused.notFound
        }
        guard let step = OneTimeCode.step(of: typed, secret: secret, at: now, after: 0) else {
            return false
        }
        try db.run(
            """
            UPDATE account SET totp_secret = totp_offered, totp_offered = NULL, totp_step = \(step)
            WHERE id = \(principal.account)
            """)
        let event = JournalEvent("account.code-set", subject: "account/\(principal.account)")
        try db.record(event, by: principal, at: now)
        return true
    }
}

/// The code app goes: its owner shows a code, or the administrator does it for who lost the phone.
struct RemoveSecondStep: Sendable {
    let account: AccountID
    /// Nil where the administrator does it.
    let typed: String?

    /// False where the code was wrong.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Bool {
        let account =
            try typed == nil
            ? managed(account, by: principal, in: db) : own(by: principal, in: db)
        if let typed {
            guard let secret = try account.secret(db.keys),
                OneTimeCode.step(of: typed, secret: secret, at: now, after: account.totpStep) != nil
            else { return false }
        }
        // The last step used is kept: an old code never counts again.
        try db.run(
            "UPDATE account SET totp_secret = NULL, totp_offered = NULL WHERE id = \(account.id)")
        try db.record(
            JournalEvent("account.code-removed", subject: account.subject), by: principal, at: now)
        return true
    }

    private func own(by principal: Principal, in db: Reader) throws -> Account {
        guard account == principal.account, let found = try Account.find(account, in: db) else {
            throw Refused.notFound
        }
        return found
    }
}
