import Kernel
import Storage

/// What a password that was checked leads to.
enum SignInOutcome: Sendable, Equatable {
    case refused
    /// Too many wrong attempts; minutes to wait.
    case locked(minutes: Int)
    /// The password was right; a code must follow.
    case needsCode
    /// The browser that is known from now on; nil where another house proved who signs in.
    case signedIn(KnownBrowser?)
}

/// A login and a checked password become a session, or one more failure.
struct SettlePassword: Sendable {
    let login: Login
    let passed: Bool
    let token: String
    /// The token that the browser held before: that session ends.
    let former: String?
    let device: String
    /// The cookie by which the browser may be known.
    let known: String?
    /// Whether the world can reach this house: an invented account, whose password stands on a page, opens nothing then
    /// beside the accounts of real people.
    var isOpenToAll = false

    func perform(at now: Moment, in db: Writer) throws -> SignInOutcome {
        let failures = Failures(login, from: known, in: db)
        if let minutes = try failures.minutesLocked(at: now, in: db) {
            return .locked(minutes: minutes)
        }
        // A closed account answers as a wrong password does.
        guard passed, let account = try Account.find(login, in: db), account.closed == nil,
            try !(isOpenToAll && account.isDemo && Account.hasReal(in: db))
        else {
            try failures.add(at: now, in: db)
            return .refused
        }
        let needsCode = account.totpSecret != nil
        // With a second step the count goes on until the code was right, or it could be guessed at leisure.
        if !needsCode { try failures.clear(in: db) }
        let session = OpenSession(
            account: account, token: token, former: former, device: device,
            stage: needsCode ? .code : .open)
        try session.perform(at: now, in: db)
        return needsCode ? .needsCode : .signedIn(failures.opened)
    }
}

/// The six digits after the password.
struct SettleCode: Sendable {
    let pending: String
    let typed: String
    let token: String
    let former: String?
    let device: String
    /// The cookie by which the browser may be known.
    let known: String?

    func perform(at now: Moment, in db: Writer) throws -> SignInOutcome {
        guard let id = try Session.awaitingCode(pending, at: now, in: db),
            let account = try Account.find(id, in: db), account.closed == nil,
            let login = Login(account.login),
            let secret = try account.secret(db.keys)
        else { throw Refused(.signInFirst, "Sign in to go on.") }
        let failures = Failures(login, from: known, in: db)
        if let minutes = try failures.minutesLocked(at: now, in: db) {
            return .locked(minutes: minutes)
        }
        guard
            let step = OneTimeCode.step(
                of: typed, secret: secret, at: now, after: account.totpStep),
            try db.run(
                "UPDATE account SET totp_step = \(step) WHERE id = \(id) AND totp_step < \(step)")
                == 1
        else {
            try failures.add(at: now, in: db)
            return .refused
        }
        try failures.clear(in: db)
        try db.run(
            "UPDATE session SET ended = \(now) WHERE token_hash = \(Session.hash(pending, db.keys))"
        )
        let session = OpenSession(
            account: account, token: token, former: former, device: device, stage: .open)
        try session.perform(at: now, in: db)
        return .signedIn(failures.opened)
    }
}

/// Wrong attempts at a login, whether or not it exists: those from a browser that opened it before by
/// themselves, all others together.
struct Failures {
    private let login: Login
    private let browser: KnownBrowser?
    private let hash: [UInt8]

    init(_ login: Login, from cookie: String?, in db: Reader) {
        self.login = login
        browser = KnownBrowser(cookie, of: login, keys: db.keys)
        hash = db.keys.lookup(browser?.count ?? login.text, use: "login")
    }

    /// The browser as it is known after a right attempt.
    var opened: KnownBrowser { browser ?? KnownBrowser(opened: login) }

    func minutesLocked(at now: Moment, in db: Reader) throws -> Int? {
        let until: Moment? = try db.value(
            "SELECT locked_until FROM sign_in_failure WHERE login_hash = \(hash)")
        guard let until, until > now else { return nil }
        return Int((until.seconds(since: now) + 59) / 60)
    }

    func add(at now: Moment, in db: Writer) throws {
        let forgotten = now.adding(seconds: -Lockout.forgottenAfterSeconds)
        try db.run("DELETE FROM sign_in_failure WHERE at < \(forgotten)")
        let before: Int =
            try db.value("SELECT failed FROM sign_in_failure WHERE login_hash = \(hash)") ?? 0
        let until = Lockout.until(failed: before + 1, at: now)
        try db.run(
            """
            INSERT INTO sign_in_failure (login_hash, failed, at, locked_until)
            VALUES (\(hash), \(before + 1), \(now), \(until))
            ON CONFLICT (login_hash) DO UPDATE SET failed = excluded.failed, at = excluded.at,
                locked_until = excluded.locked_until
            """)
        if let account = try Account.find(login, in: db) {
            let event = JournalEvent("account.sign-in-refused", subject: account.subject)
            try db.record(event, by: .house, at: now)
        }
    }

    func clear(in db: Writer) throws {
        try db.run("DELETE FROM sign_in_failure WHERE login_hash = \(hash)")
    }
}
