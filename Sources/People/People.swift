public import Kernel
public import Languages
public import Storage
public import Web

/// Who people are, what they may, and how they are reached.
public struct People: Sendable {
    /// A new step is a new file of `Schema/`, named here at the end.
    public static let schema: [Migration] =
        peopleTables + [peopleLateChecks, peopleHashedIDs, peopleSessionAge, peopleListLooks]
        + [peopleOfficers, peopleNotices, peopleRecovery, peopleHumanBeings, peopleNumbers]
        + [peopleDoors, peopleTextBlocks, peopleSubjects, peopleIssuedNumbers]

    public typealias Readings = @Sendable (PersonID, Reader) throws -> [Reading]
    /// What the subject of a journal is called, for its person.
    public typealias About = @Sendable (String, Translator, Reader) throws -> NoticeTopic?
    /// Whose file it is, for those who work on it; refuses everyone else as if there were none.
    public typealias Behind = @Sendable (Reference, Principal, Reader) throws -> PersonID
    /// Told that the account of a person was closed.
    public typealias Left = @Sendable (PersonID, Moment, Writer) throws -> Void
    /// Tells that its own person opened the notice with this key, in the transaction of the reading.
    public typealias Opened = @Sendable (String, Principal, Moment, Writer) throws -> Void

    let database: Database
    let languages: LanguageSet
    let clock: Clock
    /// The country's civil time.
    let zone: Zone
    /// The language of somebody who chose none.
    public let language: String
    let cookieName: String
    let secure: Bool
    /// Where visitors find us, for links in mails and for coming back from a provider.
    public let address: String
    let passwords: Passwords
    let provider: OpenIDProvider?
    let deliver: Deliver
    let readings: Readings
    let about: About
    let opened: Opened
    /// In which order the ways to a person are tried, and how long each has.
    var plan = NoticePlan.asGiven
    /// What signs the requests to the gateway and its reports; nil without a gateway.
    var gatewaySecret: SharedSecret?
    /// The papers of the notice with a key, for a letter.
    var papers: Papers = { _, _ in [] }
    /// Told what the post did with the letter of a notice.
    var carried: Carried = { _, _, _, _ in }
    let behind: Behind
    /// Who is who in files, and what of them is closed to whom.
    var rights = FileRights()
    /// Which other numbers an office said to be one human being.
    var same: Same = { person, _ in [person] }
    /// Where staff read what they were trained in; nil on a host that keeps no such register.
    var trainingPath: String?
    /// Where people read what they allowed; nil on a host that keeps no consents.
    var consentsPath: String?
    /// Ends what a person allowed, when their account is closed.
    var left: Left = { _, _, _ in }
    /// Guesses at one login, from wherever they come.
    let limiter = RateLimiter(perMinute: attemptsPerMinute)

    /// `secure` where visitors come over TLS; `readings` tells a person who looked at what, `about` what
    /// a subject of the journal is called.
    public init(
        database: Database, languages: LanguageSet, clock: @escaping Clock, zone: Zone,
        language: String, cookieName: String, secure: Bool,
        address: String, argonCost: PasswordCost = .standard, oidc: OIDCSettings? = nil,
        fetch: @escaping Fetch, deliver: @escaping Deliver,
        readings: @escaping Readings = { _, _ in [] },
        about: @escaping About = { _, _, _ in nil },
        opened: @escaping Opened = { _, _, _, _ in },
        behind: @escaping Behind = { _, _, _ in throw Refused.notFound }
    ) {
        self.database = database
        self.languages = languages
        self.clock = clock
        self.zone = zone
        self.language = language
        self.cookieName = cookieName
        self.secure = secure
        self.address = address
        passwords = Passwords(cost: argonCost)
        provider = oidc.map { OpenIDProvider($0, fetch: fetch) }
        self.deliver = deliver
        self.readings = readings
        self.about = about
        self.opened = opened
        self.behind = behind
    }

    public var routes: [Route] {
        SignInPages(people: self).routes + ProviderPages(people: self).routes
            + AccountPages(people: self).routes
            + MandatePages(people: self).routes + SecondStepPages(people: self).routes
            + MessagePages(people: self).routes + [NoticeReports(people: self).route]
            + AccountsPages(people: self).routes + OutreachPages(people: self).routes
            + RecoveryPages(people: self).routes + AccessPages(people: self).routes
            + AccountStatePages(people: self).routes
            + NumberPages(people: self).routes
            + ChannelPages(people: self).routes + ProofPages(people: self).routes
    }

    /// What the outbox hands to us.
    public var outbox: [String: OutboxHandler] {
        let push = Push(people: self)
        return [
            "people.email": push.send, "people.sms": push.send, "people.letter": push.send,
            "people.wait": push.endWait, AccessOrder.kind: AccessPost(people: self).send,
            RecoveryOrder.kind: AccessPost(people: self).answer,
        ]
    }

    /// Who holds a session's token: one read, a second where they have files of their own; a writing only every five
    /// minutes.
    public func authenticate(_ token: String, _ now: Moment) async throws -> Identity? {
        guard let found = try await Presence.find(token, at: now, in: database) else { return nil }
        if SessionRule.isToBeNoted(lastSeen: found.lastSeen, at: now) {
            try await database.write { db in
                _ = try db.run(
                    """
                    UPDATE session SET last_seen = \(now)
                    WHERE id = \(found.session) AND last_seen < \(now) AND ended IS NULL
                    """)
            }
        }
        return Identity(
            principal: try await whole(found.principal), session: "\(found.session)",
            language: found.language,
            provesReceipt: found.receiptsFrom.map { $0 <= now } ?? true)
    }

    /// Tells a person something, in the transaction of what they are told of: in the account that opens their file,
    /// whatever the number under which the file names them.
    @Sendable public func notify(_ notice: Notice, _ db: Writer, _ now: Moment) throws {
        let told = notice.told(to: try reader(of: notice.person, in: db))
        try WriteNotice(notice: told, plan: plan).perform(at: now, in: db)
    }

    /// An address gave a message back; its messages go on to the next channel. Answers how many people's it was.
    @discardableResult
    public func bounced(_ address: String, reason: String) async throws -> Int {
        let now = clock()
        return try await database.write { db in
            try NoteBounce(address: address, reason: reason, plan: plan).perform(at: now, in: db)
        }
    }

    /// How many messages a person has not opened.
    public func unread(_ person: PersonID) async throws -> Int {
        try await database.read { db in
            try Message.counts(of: numbers(of: person, in: db), in: db).unread
        }
    }

    /// Who looked at a person's files and messages, under all their numbers, latest first.
    func allReadings(of person: PersonID, in db: Reader) throws -> [Reading] {
        let all: [Reading] =
            try numbers(of: person, in: db).flatMap { number -> [Reading] in
                try readings(number, db) + LookAtMessage.readings(of: number, in: db)
                    + LookAtMessages.readings(of: number, in: db)
            } + TiedNumber.readings(of: person, in: db)
        return Array(all.sorted { $0.when > $1.when }.prefix(readingsMax))
    }

    /// A person's name, for the rooms that know only the identifier.
    public func name(of person: PersonID, in db: Reader) throws -> String? {
        try db.value("SELECT name FROM person WHERE id = \(person)")
    }

    /// The language in which a person reads us; the country's where nobody said.
    public func language(of person: PersonID, in db: Reader) throws -> String {
        let reader = try reader(of: person, in: db)
        return try db.value(
            "SELECT language FROM account WHERE person = \(reader) ORDER BY id LIMIT 1") ?? language
    }

    /// Makes people known who have no account, such as those whom files name that another system kept. Messages to them
    /// stand on the list of those whom one of us must reach.
    public func addPeople(
        _ people: [(id: PersonID, name: String)], at now: Moment, in db: Writer
    ) throws {
        var rows = ManyRows("person", [("id", .integer), ("name", .text), ("created", .integer)])
        for person in people { rows.append([person.id.stored, person.name.stored, now.stored]) }
        try db.insert(rows)
    }

    /// Whether the account of a person is one of the invented ones.
    public func isInvented(_ person: PersonID, in db: Reader) throws -> Bool {
        try db.count("SELECT COUNT(*) FROM account WHERE person = \(person) AND demo = 1") > 0
    }

    /// Whether anybody has an account who is not invented.
    public func hasRealAccounts() async throws -> Bool {
        try await database.read { db in try Account.hasReal(in: db) }
    }

    /// Whether invented accounts are loaded.
    public func hasDemo() async throws -> Bool {
        try await database.read { db in
            try db.count("SELECT COUNT(*) FROM account WHERE demo = 1") > 0
        }
    }
}

/// Nobody types a password more often.
private let attemptsPerMinute = 10
