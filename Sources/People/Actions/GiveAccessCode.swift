import FoundationEssentials
import Kernel
import Storage

extension AccessCode.Way: Storable {}

/// Makes a code for an account; one of the same kind that was given before counts no longer.
struct GiveAccessCode: Sendable {
    let account: Account
    let way: AccessCode.Way
    /// Through which it goes; nil at a desk.
    let channel: ID<Channel>?
    let code: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        try db.run(
            """
            UPDATE access_code SET ended = \(now)
            WHERE account = \(account.id) AND way = \(way) AND ended IS NULL
                AND created < \(now)
            """)
        try db.run(
            """
            INSERT INTO access_code (id, account, way, channel, code_hash, given_by, created, expires)
            VALUES (\(ID<GiveAccessCode>.new(at: now)), \(account.id), \(way), \(channel),
                \(GiveAccessCode.hash(code, account.id, db.keys)), \(principal.account), \(now),
                \(now.adding(seconds: way.secondsMax)))
            """)
    }

    static func hash(_ code: Reference, _ account: AccountID, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(account) \(code.text)", use: "access-code")
    }

    /// Whether so many were sent within the hour that no more are.
    static func isTooOften(_ account: AccountID, at now: Moment, in db: Reader) throws -> Bool {
        let since = now.adding(seconds: -3_600)
        // Several channels of one asking count once: they were made at one moment.
        return try db.count(
            """
            SELECT COUNT(DISTINCT created) FROM access_code
            WHERE account = \(account) AND way <> 'desk' AND created > \(since)
            """) >= AccessCode.perHourMax
    }
}

/// A visitor who cannot sign in asks for a code: it goes to every channel of the account that was proven to be its
/// person's. Nobody is told whether there are any.
struct SendRecoveryCodes: Sendable {
    let login: Login

    func perform(at now: Moment, in db: Writer) throws {
        guard let account = try Account.find(login, in: db), let person = account.person,
            try !GiveAccessCode.isTooOften(account.id, at: now, in: db),
            try GivenDuty.all(of: account.id, in: db).isEmpty
        else { return }
        let channels = try Channel.all(of: person, in: db).filter {
            $0.isVerified && !$0.hasBounced && ($0.kind == .email || $0.kind == .phone)
        }
        for channel in channels {
            let code = AccessCode.new()
            try GiveAccessCode(account: account, way: .channel, channel: channel.id, code: code)
                .perform(by: .house, at: now, in: db)
            try AccessOrder(words: .recovery, channel: channel.id, code: code.text)
                .post(at: now, in: db)
        }
        if channels.isEmpty { return }
        try db.record(
            JournalEvent("account.recovery-asked", subject: account.subject), by: .house, at: now)
    }
}

/// A person asks for a code to one of their channels, to show that it is theirs.
struct SendChannelCheck: Sendable {
    let channel: ID<Channel>

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let found = try Channel.find(channel, in: db), found.person == principal.person,
            found.kind == .email || found.kind == .phone, !found.hasBounced,
            let account = try Account.find(principal.account, in: db)
        else { throw Refused.notFound }
        if found.isVerified {
            throw Refused(.conflict, "This address was checked already.")
        }
        if try GiveAccessCode.isTooOften(account.id, at: now, in: db) {
            throw Refused(.tooMany, "Several codes were sent already. Wait an hour.")
        }
        let code = AccessCode.new()
        try GiveAccessCode(account: account, way: .check, channel: channel, code: code)
            .perform(by: principal, at: now, in: db)
        try AccessOrder(words: .check, channel: channel, code: code.text).post(at: now, in: db)
    }
}

/// What the outbox carries to one channel; its body is stored encrypted.
struct AccessOrder: Codable, Sendable {
    enum Words: String, Codable, Sendable {
        case recovery, check
        /// An officer gave a code; the account was opened with one.
        case given, recovered
        /// A code that ties a file was given, one was used, and the tie was ended.
        case numberGiven, tied, untied
    }

    let words: Words
    let channel: Int64
    let code: String?

    init(words: Words, channel: ID<Channel>, code: String?) {
        self.words = words
        self.channel = channel.value
        self.code = code
    }

    func post(at now: Moment, in db: Writer) throws {
        try db.post(
            AccessOrder.kind,
            key: "people/access/\(words.rawValue)/\(channel)/\(now.microseconds)",
            body: [UInt8](try JSONEncoder().encode(self)), due: now, at: now)
    }

    static let kind = "people.access"

    /// Tells every channel that is pushed to, also those that came back: whoever can read one learns of it.
    static func tell(_ person: PersonID, _ words: Words, at now: Moment, in db: Writer) throws {
        for channel in try Channel.all(of: person, in: db)
        where !channel.address.isEmpty && (channel.kind == .email || channel.kind == .phone) {
            try AccessOrder(words: words, channel: channel.id, code: nil).post(at: now, in: db)
        }
    }
}
