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
    /// From where it was asked for, hashed; nil where its giver or owner is signed in.
    var line: [UInt8]?
    /// Which document was shown at a desk.
    var shown: String?
    /// From when on it counts; nil where somebody has to confirm it first.
    var countsFrom: Moment?

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        // A stranger who asks again ends no code that its owner asked for: those end by themselves.
        if way != .channel {
            try db.run(
                """
                UPDATE access_code SET ended = \(now)
                WHERE account = \(account.id) AND way = \(way) AND ended IS NULL
                    AND created < \(now)
                """)
        }
        let sealed = try shown.map {
            try db.keys.seal(Array($0.utf8), use: DeskCode.sealUse, context: account.subject)
        }
        try db.run(
            """
            INSERT INTO access_code
                (id, account, way, channel, code_hash, given_by, created, expires, line_hash, shown,
                    counts_from)
            VALUES (\(ID<GiveAccessCode>.new(at: now)), \(account.id), \(way), \(channel),
                \(GiveAccessCode.hash(code, account.id, db.keys)), \(principal.account), \(now),
                \(now.adding(seconds: way.secondsMax)), \(line), \(sealed), \(countsFrom))
            """)
    }

    static func hash(_ code: Reference, _ account: AccountID, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(account) \(code.text)", use: "access-code")
    }

    /// Whether so many were sent within the hour that no more are: to check an address, or for one line, or for all.
    static func isTooOften(
        _ account: AccountID, _ way: AccessCode.Way, from line: [UInt8]? = nil, at now: Moment,
        in db: Reader
    ) throws -> Bool {
        let since = now.adding(seconds: -3_600)
        // Several channels of one asking count once: they were made at one moment.
        func asked(_ more: SQL) throws -> Int {
            try db.count(
                """
                SELECT COUNT(DISTINCT created) FROM access_code
                WHERE account = \(account) AND way = \(way) AND created > \(since) \(more)
                """)
        }
        guard let line else { return try asked("") >= AccessCode.perHourMax }
        return try asked("AND line_hash = \(line)") >= AccessCode.perHourMax
            || asked("") >= AccessCode.perHourOfAllMax
    }
}

/// A visitor who cannot sign in asks for a code: it goes to every channel of the account that was proven to be its
/// person's. Nobody is told whether there are any.
struct SendRecoveryCodes: Sendable {
    let login: Login
    let line: [UInt8]

    func perform(at now: Moment, in db: Writer) throws {
        guard let account = try Account.find(login, in: db), let person = account.person,
            try !GiveAccessCode.isTooOften(account.id, .channel, from: line, at: now, in: db),
            try GivenDuty.all(of: account.id, in: db).isEmpty
        else { return }
        let channels = try Channel.checked(of: person, at: now, in: db)
        for channel in channels {
            let code = AccessCode.new()
            try GiveAccessCode(
                account: account, way: .channel, channel: channel.id, code: code, line: line,
                countsFrom: now
            ).perform(by: .house, at: now, in: db)
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
        if try GiveAccessCode.isTooOften(account.id, .check, at: now, in: db) {
            throw Refused(.tooMany, "Several codes were sent already. Wait an hour.")
        }
        if found.kind == .phone {
            try TextCeiling.count(found.address, for: account.id, at: now, in: db)
        }
        let code = AccessCode.new()
        try GiveAccessCode(
            account: account, way: .check, channel: channel, code: code, countsFrom: now
        ).perform(by: principal, at: now, in: db)
        try AccessOrder(words: .check, channel: channel, code: code.text).post(at: now, in: db)
    }
}

/// What the outbox carries to one channel; its body is stored encrypted.
struct AccessOrder: Codable, Sendable {
    enum Words: String, Codable, Sendable {
        case recovery, check
        /// The same code as an officer asked for, who does not see it.
        case deskCode
        /// An officer gave a code; the account was opened with one; its addresses changed.
        case given, recovered, changed
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
        for channel in try FormerChannel.told(of: person, at: now, in: db) {
            try AccessOrder(words: words, channel: channel, code: nil).post(at: now, in: db)
        }
    }
}

/// A visitor asked for codes: one line for any name, at one speed; whether there is such a name shows only here.
struct RecoveryOrder: Codable, Sendable {
    let login: String
    let line: [UInt8]
    /// When it was asked, in microseconds: done twice, it is done once.
    let at: Int64

    static let kind = "people.recovery"

    /// Puts the asking aside.
    static func post(_ login: Login, from line: String, at now: Moment, in db: Writer) throws {
        let order = RecoveryOrder(
            login: login.text, line: db.keys.lookup(line, use: "recovery-line"),
            at: now.microseconds)
        try db.post(
            kind, key: "people/recovery/\(randomToken())",
            body: [UInt8](try JSONEncoder().encode(order)), due: now, at: now)
    }

    func perform(in db: Writer) throws {
        guard let login = Login(login) else { return }
        let moment = Moment(microseconds: at)
        let isDone =
            try db.count(
                """
                SELECT COUNT(*) FROM access_code
                WHERE way = 'channel' AND created = \(moment) AND line_hash = \(line)
                """) > 0
        if isDone { return }
        try SendRecoveryCodes(login: login, line: line).perform(at: moment, in: db)
    }
}
