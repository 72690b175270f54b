import FoundationEssentials
import Kernel
import Storage

/// What is remembered between leaving for the provider and coming back.
struct OIDCLogin: Sendable {
    let state: String
    let nonce: String
    /// PKCE (RFC 7636): shows that whoever brings the code is who asked for it.
    let verifier: String
    let next: String

    static func new(next: String) -> OIDCLogin {
        OIDCLogin(state: randomToken(), nonce: randomToken(), verifier: randomToken(), next: next)
    }

    func remember(at now: Moment, in db: Writer) throws {
        let old = now.adding(seconds: -loginSecondsMax)
        try db.run("DELETE FROM oidc_login WHERE created < \(old)")
        let hash = db.keys.lookup(state, use: "oidc")
        let sealed = try db.keys.seal(Array(verifier.utf8), use: "oidc", context: nonce)
        try db.run(
            """
            INSERT INTO oidc_login (state_hash, nonce, verifier, next, created)
            VALUES (\(hash), \(nonce), \(sealed), \(next), \(now))
            """)
    }

    /// Takes a login back out, once.
    static func take(_ state: String, at now: Moment, in db: Writer) throws -> OIDCLogin? {
        let hash = db.keys.lookup(state, use: "oidc")
        let row = try db.first(
            "SELECT nonce, verifier, next, created FROM oidc_login WHERE state_hash = \(hash)")
        try db.run("DELETE FROM oidc_login WHERE state_hash = \(hash)")
        guard let row else { return nil }
        let created: Moment = try row[3]
        guard now.seconds(since: created) <= loginSecondsMax else { return nil }
        let nonce: String = try row[0]
        let verifier = try db.keys.open(try row[1], use: "oidc", context: nonce)
        return OIDCLogin(
            state: state, nonce: nonce, verifier: String(decoding: verifier, as: UTF8.self),
            next: try row[2])
    }
}

/// Somebody whom a provider vouches for signs in; the first time they get an account without duties.
struct SignInWithProvider: Sendable {
    let issuer: String
    let subject: String
    let name: String
    let language: String
    let token: String
    let former: String?
    let device: String

    func perform(at now: Moment, in db: Writer) throws -> SignInOutcome {
        let account = try find(in: db) ?? add(at: now, in: db)
        if account.closed != nil {
            throw Refused(.forbidden, "This account is closed. Ask whoever runs the service.")
        }
        let needsCode = account.totpSecret != nil
        let session = OpenSession(
            account: account, token: token, former: former, device: device,
            stage: needsCode ? .code : .open)
        try session.perform(at: now, in: db)
        return needsCode ? .needsCode : .signedIn(nil)
    }

    private func find(in db: Reader) throws -> Account? {
        let id: AccountID? = try db.value(
            "SELECT account FROM oidc_identity WHERE issuer = \(issuer) AND subject = \(subject)")
        return try id.flatMap { try Account.find($0, in: db) }
    }

    /// Linked by issuer and subject, never by name or mail: those can be somebody else's.
    private func add(at now: Moment, in db: Writer) throws -> Account {
        let unique = "oidc-\(AccountID.new(at: now))"
        guard let login = Login(unique) else { throw Refused.notFound }
        let adding = AddAccount(
            login: login, name: name, language: language, passwordHash: nil, isPerson: true,
            duties: [])
        let account = try adding.perform(by: .house, at: now, in: db)
        try db.run(
            """
            INSERT INTO oidc_identity (issuer, subject, account, created)
            VALUES (\(issuer), \(subject), \(account.id), \(now))
            """)
        return account
    }
}

/// Time to find the phone and the PIN.
private let loginSecondsMax: Int64 = 600
