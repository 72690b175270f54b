public import Kernel
import Storage

/// An account as a command prints it.
public struct UserLine: Sendable, Codable {
    public let id: AccountID
    public let login: String
    public let name: String
    public let isPerson: Bool
    public let duties: [Duty]
    public let hasSecondStep: Bool
}

/// What `cais user` does; the house itself acts.
extension People {
    public func addUser(
        login: String, name: String, password: String, language: String = "pt", isPerson: Bool,
        duties: [Duty] = []
    ) async throws -> AccountID {
        let login = try checked(login)
        let hash = try await hashed(password, for: login)
        let now = clock()
        let adding = AddAccount(
            login: login, name: name, language: language, passwordHash: hash, isPerson: isPerson,
            duties: duties)
        return try await database.write { db in try adding.perform(by: .house, at: now, in: db).id }
    }

    public func users() async throws -> [UserLine] {
        try await database.read { db in
            try Account.everyone(in: db).map { account in
                UserLine(
                    id: account.id, login: account.login, name: account.name,
                    isPerson: account.person != nil,
                    duties: try GivenDuty.all(of: account.id, in: db).map(\.duty),
                    hasSecondStep: account.totpSecret != nil)
            }
        }
    }

    /// Who an account is, for a command that acts with its duties.
    public func principal(of login: String) async throws -> Principal {
        let login = try checked(login)
        return try await database.read { db in
            guard let account = try Account.find(login, in: db) else { throw Refused.notFound }
            return try account.principal(in: db)
        }
    }

    public func giveDuty(_ duty: Duty, to login: String) async throws {
        let now = clock()
        let login = try checked(login)
        try await database.write { db in
            let account = try known(login, in: db)
            try GiveDuty(account: account.id, duty: duty).perform(by: .house, at: now, in: db)
        }
    }

    public func takeDuty(_ duty: Duty, from login: String) async throws {
        let now = clock()
        let login = try checked(login)
        try await database.write { db in
            let account = try known(login, in: db)
            let given = try GivenDuty.all(of: account.id, in: db).first { $0.duty == duty }
            guard let given else { throw Refused.notFound }
            try TakeDuty(account: account.id, duty: given.id, told: mandateEnded)
                .perform(by: .house, at: now, in: db)
        }
    }

    /// Sets a new password and ends every session of the account.
    public func setPassword(_ password: String, of login: String) async throws {
        let login = try checked(login)
        let hash = try await hashed(password, for: login)
        let now = clock()
        try await database.write { db in
            let account = try known(login, in: db)
            try SetPassword(account: account.id, passwordHash: hash, keeping: nil)
                .perform(by: .house, at: now, in: db)
        }
    }

    /// For who lost the phone with the code app.
    public func removeSecondStep(of login: String) async throws {
        let now = clock()
        let login = try checked(login)
        try await database.write { db in
            let account = try known(login, in: db)
            _ = try RemoveSecondStep(account: account.id, typed: nil).perform(
                by: .house, at: now, in: db)
        }
    }

    func checked(_ login: String) throws -> Login {
        guard let login = Login(login) else {
            throw Refused(
                .invalid, "A sign-in name has 2 to 100 letters, digits or the signs . - _ @ +")
        }
        return login
    }

    func hashed(
        _ password: String, for login: Login, cost: PasswordCost? = nil
    ) async throws -> String {
        guard PasswordRule.accepts(password, login: login.text) else {
            throw Refused(
                .invalid,
                "Use a password of at least {n} characters that is not your sign-in name.",
                ["n": String(PasswordRule.charactersMin)])
        }
        return try await passwords.hash(password, cost: cost)
    }

    private func known(_ login: Login, in db: Reader) throws -> Account {
        guard let account = try Account.find(login, in: db) else { throw Refused.notFound }
        return account
    }
}
