import Kernel
import Storage

extension Referral {
    /// Who somebody is to a referral they may see; to the bodies it is sent to it is a `Received`.
    enum Part: Sendable {
        case person, maker
    }

    /// The one finder: the person, whoever made it, and a mediator's colleagues at the same desk; to others it is
    /// not there.
    static func find(
        _ id: ReferralID, for principal: Principal, in db: Reader
    ) throws -> (referral: Referral, part: Part) {
        if let own = try load("f.id = \(id) AND \(isOwn(principal, db.keys))", in: db).first {
            return (own, .person)
        }
        guard let made = try load("f.id = \(id) AND \(isMade(by: principal))", in: db).first else {
            throw Refused.notFound
        }
        return (made, .maker)
    }

    /// A person's own, newest first.
    static func own(_ principal: Principal, in db: Reader) throws -> [Referral] {
        try load(isOwn(principal, db.keys), in: db)
    }

    /// Those that a desk made, newest first.
    static func made(by principal: Principal, in db: Reader) throws -> [Referral] {
        try load(isMade(by: principal), in: db)
    }

    private static func isOwn(_ principal: Principal, _ keys: Keys) -> SQL {
        "f.person_hash IN \(list: Consent.personHashes(principal, keys))"
    }

    /// What an officer made stays theirs: nobody else who decides on status learns of it.
    private static func isMade(by principal: Principal) -> SQL {
        var made: SQL = "f.made_by = \(principal.account)"
        for duty in principal.duties(.mediator) {
            made = """
                \(made) OR (f.helps = 1 AND f.made_for = \(duty.organisation)
                    AND COALESCE(f.made_at_place, 0) = \(duty.location?.value ?? 0))
                """
        }
        return "(\(made))"
    }

    /// Referrals with where they were sent; `condition` is about `referral AS f`.
    static func load(_ condition: SQL, in db: Reader) throws -> [Referral] {
        let rows = try db.all(
            """
            SELECT f.id, f.need, f.language, f.municipality, f.urgency, f.content, f.person_hash, f.made_by,
                f.made_for, f.made_at_place, f.helps, f.made_at, f.demo
            FROM referral f WHERE \(condition) ORDER BY f.id DESC LIMIT \(referralsMax)
            """)
        let ids: [ReferralID] = try rows.map { try $0[0] }
        let sendings = try Sending.all(of: ids, in: db)
        return try rows.map { row in
            let id: ReferralID = try row[0]
            return Referral(
                id: id,
                need: ReferralNeed(
                    need: try row[1], language: try row[2], municipality: try row[3],
                    urgency: try row[4]),
                content: try ReferralContent.open(row[5], of: id, db.keys), personHash: try row[6],
                madeBy: try row[7], madeFor: try row[8], madeAtPlace: try row[9],
                helps: try row[10], madeAt: try row[11], isDemo: try row[12],
                sendings: sendings[id] ?? [])
        }
    }
}

extension ReferralContent {
    func sealed(_ id: ReferralID, _ keys: Keys) throws -> [UInt8] {
        try keys.seal(value: self, use: "referral", context: "referral/\(id)")
    }

    static func open(
        _ sealed: [UInt8]?, of id: ReferralID, _ keys: Keys
    ) throws -> ReferralContent? {
        try sealed.map { try keys.open(value: $0, use: "referral", context: "referral/\(id)") }
    }
}

extension Sending {
    static func all(
        of referrals: [ReferralID], in db: Reader
    ) throws -> [ReferralID: [Sending]] {
        if referrals.isEmpty { return [:] }
        let rows = try db.all(
            """
            SELECT \(Receiver.columns), s.id, s.referral, s.facts, s.asked_at, s.consent, s.sent_at, s.due,
                s.answer, s.answered_at, s.reason, s.words, s.outcome, s.outcome_on, s.recalled_at, s.link_ends
            FROM referral_sending s JOIN referral_receiver r ON r.id = s.receiver
            WHERE s.referral IN \(list: referrals) ORDER BY s.id
            """)
        let named: [ConsentID?] = try rows.map { try $0["consent"] }
        let consents = try Consent.find(named.compactMap(\.self), in: db)
        let all = try rows.map { try Sending(row: $0, consents, db.keys) }
        return Dictionary(grouping: all, by: \.referral)
    }

    private init(row: Row, _ consents: [ConsentID: Consent], _ keys: Keys) throws {
        receiver = try Receiver(row: row)
        id = try row[5]
        referral = try row[6]
        facts = ConsentFact.list(try row[7])
        askedAt = try row[8]
        let consent: ConsentID? = try row[9]
        self.consent = consent.flatMap { consents[$0] }
        sentAt = try row[10]
        due = try row[11]
        answer = try row[12]
        answeredAt = try row[13]
        reason = try row[14]
        words = try Sending.words(row[15], of: id, keys)
        outcome = try row[16]
        outcomeOn = try row[17]
        recalledAt = try row[18]
        linkEnds = try row[19]
    }

    private static func words(
        _ sealed: [UInt8]?, of id: SendingID, _ keys: Keys
    ) throws -> String? {
        guard let sealed else { return nil }
        return String(
            decoding: try keys.open(sealed, use: "referral", context: "sending/\(id)"),
            as: UTF8.self)
    }
}

/// A referral as the body has it that it was sent to.
struct Received: Sendable {
    let sending: Sending
    let subject: String
    let isDemo: Bool
    /// Whom the house tells; never the body.
    let person: PersonID?
    /// All that the body sees of it.
    let seen: Sending.Seen

    private init(_ referral: Referral, _ sending: Sending, at now: Moment) {
        self.sending = sending
        subject = referral.subject
        isDemo = referral.isDemo
        person = referral.content?.person
        seen = sending.seenByReceiver(referral.need, referral.content, at: now)
    }

    /// What waits for a body's answer or outcome or was ended by it; nothing of what is over for it. Late ones first.
    static func all(
        for principal: Principal, at now: Moment, in db: Reader
    ) throws -> [Received] {
        let served = try Receiver.served(by: principal, in: db).map(\.id)
        let rows = try db.all(
            """
            SELECT s.id, s.referral FROM referral_sending s JOIN network_consent c ON c.id = s.consent
            WHERE s.receiver IN \(list: served) AND s.recalled_at IS NULL AND \(Consent.inForce(at: now))
            ORDER BY CASE WHEN s.answer IS NULL THEN 0 WHEN s.answer = 'accepted' AND s.outcome IS NULL THEN 1
                ELSE 2 END, s.due, s.id LIMIT \(referralsMax)
            """)
        let ids: [SendingID] = try rows.map { try $0[0] }
        let referrals: [ReferralID] = try rows.map { try $0[1] }
        let found = try Referral.load("f.id IN \(list: Set(referrals).sorted())", in: db)
        let all = found.flatMap { one in one.sendings.map { Received(one, $0, at: now) } }
        let byID = Dictionary(all.map { ($0.sending.id, $0) }) { first, _ in first }
        return ids.compactMap { byID[$0] }
    }

    /// One that was sent to a body for which somebody answers; what was never sent is not there.
    static func find(
        _ id: SendingID, for principal: Principal, at now: Moment, in db: Reader
    ) throws -> Received {
        guard let found = try find(id, at: now, in: db), found.sending.sentAt != nil,
            found.sending.receiver.isServed(by: principal)
        else { throw Refused.notFound }
        return found
    }

    /// The one that a link opens while it does; afterwards as if there had never been such a link.
    static func find(link token: String, at now: Moment, in db: Reader) throws -> Received {
        let hash = Received.hash(token, db.keys)
        let id: SendingID? = try db.value(
            "SELECT id FROM referral_sending WHERE link_hash = \(hash) AND link_ends > \(now)")
        guard let id, let found = try find(id, at: now, in: db),
            [.waiting, .accepted].contains(found.sending.phase(at: now))
        else { throw Refused.notFound }
        return found
    }

    static func hash(_ token: String, _ keys: Keys) -> [UInt8] {
        keys.lookup(token, use: "referral-link")
    }

    private static func find(
        _ id: SendingID, at now: Moment, in db: Reader
    ) throws -> Received? {
        let referral = try Referral.load(
            "f.id = (SELECT referral FROM referral_sending WHERE id = \(id))", in: db
        ).first
        guard let referral, let sending = referral.sendings.first(where: { $0.id == id }) else {
            return nil
        }
        return Received(referral, sending, at: now)
    }
}

/// A page to work through; what waits longest comes first, and the rest comes up as these are done.
let referralsMax = 100
