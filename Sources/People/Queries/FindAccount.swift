import Kernel
import Storage

/// An account as sign-in and the administrator see it.
struct Account: Sendable {
    let id: AccountID
    let login: String
    let name: String
    let person: PersonID?
    let passwordHash: String?
    let totpSecret: [UInt8]?
    let totpStep: Int64
    let language: String
    let isDemo: Bool
    /// Which human being uses it, as an administrator said; nil where nobody did.
    let human: PersonID?
    /// Since when nobody signs in with it; nil while it is open.
    let closed: Moment?

    private static let columns: SQL = """
        SELECT id, login, name, person, password_hash, totp_secret, totp_step, language, demo, human,
            closed
        FROM account
        """

    init(row: Row) throws {
        id = try row[0]
        login = try row[1]
        name = try row[2]
        person = try row[3]
        passwordHash = try row[4]
        totpSecret = try row[5]
        totpStep = try row[6]
        language = try row[7]
        isDemo = try row[8]
        human = try row[9]
        closed = try row[10]
    }

    static func find(_ login: Login, in db: Reader) throws -> Account? {
        try db.first("\(columns) WHERE login = \(login.text)").map(Account.init)
    }

    static func find(_ id: AccountID, in db: Reader) throws -> Account? {
        try db.first("\(columns) WHERE id = \(id)").map(Account.init)
    }

    /// By the reference that its holder gave to somebody.
    static func find(mandateReference: Reference, in db: Reader) throws -> Account? {
        try db.first("\(columns) WHERE mandate_reference = \(mandateReference) AND closed IS NULL")
            .map(Account.init)
    }

    /// Those that give and take tasks now.
    static func administrators(in db: Reader) throws -> [Account] {
        try db.all(
            """
            \(columns) WHERE closed IS NULL
                AND id IN (SELECT account FROM duty WHERE role = \(Role.administrator))
            ORDER BY id
            """
        ).map(Account.init)
    }

    /// The others that the same human being uses.
    func others(in db: Reader) throws -> [Account] {
        if numbers.isEmpty { return [] }
        return try db.all(
            """
            \(Account.columns) WHERE id <> \(id)
                AND (person IN \(list: numbers) OR human IN \(list: numbers))
            ORDER BY login
            """
        ).map(Account.init)
    }

    /// One's own account, or any for an administrator.
    static func find(_ id: AccountID, for principal: Principal, in db: Reader) throws -> Account {
        guard principal.account == id || principal.has(.administrator),
            let found = try find(id, in: db)
        else {
            throw Refused.notFound
        }
        return found
    }

    static func page(_ number: Int, in db: Reader) throws -> [Account] {
        let skipped = (number - 1) * accountsPerPage
        return try db.all("\(columns) ORDER BY login LIMIT \(accountsPerPage) OFFSET \(skipped)")
            .map(Account.init)
    }

    /// All of them, for a command.
    static func everyone(in db: Reader) throws -> [Account] {
        try db.all("\(columns) ORDER BY login LIMIT \(accountsMax)").map(Account.init)
    }

    /// Whether anybody has an account who is not invented.
    static func hasReal(in db: Reader) throws -> Bool {
        try db.first("SELECT id FROM account WHERE demo = 0 LIMIT 1") != nil
    }

    static func demo(in db: Reader) throws -> [Account] {
        try db.all("\(columns) WHERE demo = 1 ORDER BY login LIMIT \(accountsPerPage)").map(
            Account.init)
    }

    var subject: String { "account/\(id)" }

    /// Under which numbers its human being is known here.
    var numbers: [PersonID] { [person, human].compactMap(\.self) }

    /// Whether it is that of whoever asks, or another one of theirs.
    func isBehind(_ principal: Principal) -> Bool {
        id == principal.account || numbers.contains { principal.isSelf($0) }
    }

    /// Whether one human being uses both.
    func isSameHuman(as other: Account) -> Bool {
        id == other.id || !Set(numbers).isDisjoint(with: other.numbers)
    }

    /// The secret of the code app, where one is set.
    func secret(_ keys: Keys) throws -> [UInt8]? {
        try totpSecret.map { try keys.open($0, use: "totp", context: subject) }
    }

    func principal(in db: Reader) throws -> Principal {
        let duties = try GivenDuty.all(of: id, in: db).map(\.duty)
        return Principal(
            account: id, person: person, name: name, duties: duties, selves: numbers)
    }
}

/// A duty as it stands in the store.
struct GivenDuty: Sendable {
    let id: ID<GivenDuty>
    let duty: Duty

    static func all(of account: AccountID, in db: Reader) throws -> [GivenDuty] {
        try db.all(
            """
            SELECT id, role, organisation, location, purpose FROM duty
            WHERE account = \(account) ORDER BY id
            """
        ).map { row in
            let duty = Duty(
                role: try row[1], organisation: try row[2], location: try row[3],
                purpose: try row[4])
            return GivenDuty(id: try row[0], duty: duty)
        }
    }
}

/// A State has fewer officials with accounts; more would not be read at a prompt.
private let accountsMax = 100_000
/// What fits on a screen without hiding anybody.
let accountsPerPage = 50
