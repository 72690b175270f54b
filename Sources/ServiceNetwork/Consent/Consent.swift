import Kernel
import Storage

/// What a person allowed, and until when. Whatever shows something of a person asks `isInForce` in the same read:
/// a consent that ended or was withdrawn ends it everywhere at once, and nothing needs to be told.
struct Consent: Sendable {
    let id: ConsentID
    let scope: ConsentScope
    let way: ConsentWay
    let givenAt: Moment
    let endsAt: Moment
    let withdrawnAt: Moment?

    func isInForce(at now: Moment) -> Bool {
        givenAt <= now && now < endsAt && withdrawnAt == nil
    }

    /// Notes a consent: of the person who is signed in (`.account`), or of somebody without an account whose word
    /// or paper whoever is signed in at a desk has heard or seen.
    /// `desk` is the body at whose desk it is noted, where somebody works for several.
    static func give(
        _ scope: ConsentScope, way: ConsentWay, until end: Moment, desk: OrganisationID? = nil,
        by principal: Principal, at now: Moment, in db: Writer
    ) throws -> ConsentID {
        if let refusal = scope.refusal ?? lengthRefusal(from: now, to: end) { throw refusal }
        let person = way == .account ? principal.person : nil
        let desks = way == .account ? [] : principal.desksOfConsent
        let body = desks.first { $0 == desk } ?? desks.first
        if person == nil, body == nil { throw Refused.notFound }
        let id = ConsentID.new(at: now)
        let hash = person.map { personHash($0, db.keys) }
        let noter = body.map { _ in principal.account }
        let facts = ConsentFact.text(scope.facts)
        let bodies = try sealed(scope.bodies, id, db.keys)
        try db.run(
            """
            INSERT INTO network_consent
                (id, subject, bodies, facts, way, person_hash, noted_by, noted_for, given_at, ends_at)
            VALUES (\(id), \(scope.subject.description), \(bodies), \(facts), \(way), \(hash), \(noter), \(body),
                \(now), \(end))
            """)
        for body in scope.bodies.sorted() {
            try db.run(
                """
                INSERT INTO network_consent_body (consent, body_hash)
                VALUES (\(id), \(bodyHash(body, db.keys)))
                """)
        }
        let who = person == nil ? principal : .house
        try record("network.consent.given", id, scope.subject, by: who, at: now, in: db)
        return id
    }

    /// Ends a consent at once: by the person, or on their word at the body where it was noted. Done again it changes
    /// nothing.
    static func withdraw(
        _ id: ConsentID, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        guard let consent = try find(id, in: db),
            try mayWithdraw(id, principal, in: db)
        else { throw Refused.notFound }
        try consent.close(by: principal, at: now, in: db)
    }

    /// Withdraws it for somebody who may end the thing that it is about.
    func close(by principal: Principal, at now: Moment, in db: Writer) throws {
        if withdrawnAt != nil { return }
        try db.run(
            "UPDATE network_consent SET withdrawn_at = \(now) WHERE id = \(id) AND withdrawn_at IS NULL"
        )
        let who = way == .account ? .house : principal
        try Consent.record(
            "network.consent.withdrawn", id, scope.subject, by: who, at: now, in: db)
    }

    /// The same as part of a query that joins `network_consent AS c`.
    static func inForce(at now: Moment) -> SQL {
        "(c.given_at <= \(now) AND c.ends_at > \(now) AND c.withdrawn_at IS NULL)"
    }

    static func find(_ id: ConsentID, in db: Reader) throws -> Consent? {
        try find([id], in: db)[id]
    }

    static func find(_ ids: [ConsentID], in db: Reader) throws -> [ConsentID: Consent] {
        if ids.isEmpty { return [:] }
        let found = try db.all(
            """
            SELECT id, subject, facts, way, given_at, ends_at, withdrawn_at, bodies
            FROM network_consent WHERE id IN \(list: ids)
            """
        ).map { row in
            let id: ConsentID = try row[0]
            let scope = ConsentScope(
                subject: ConsentSubject(description: try row[1]),
                bodies: try opened(row[7], id, db.keys),
                facts: ConsentFact.list(try row[2]))
            return Consent(
                id: id, scope: scope, way: try row[3], givenAt: try row[4], endsAt: try row[5],
                withdrawnAt: try row[6])
        }
        return Dictionary(found.map { ($0.id, $0) }) { first, _ in first }
    }

    /// The consents that somebody gave by their account, newest first.
    static func all(of principal: Principal, in db: Reader) throws -> [Consent] {
        let ids: [ConsentID] = try db.all(
            """
            SELECT id FROM network_consent WHERE person_hash IN \(list: personHashes(principal, db.keys))
            ORDER BY CASE WHEN withdrawn_at IS NULL THEN 0 ELSE 1 END, id DESC LIMIT \(shownMax)
            """
        ).map { try $0[0] }
        let found = try find(ids, in: db)
        return ids.compactMap { found[$0] }
    }

    /// Whether a consent was given by the person behind an account.
    static func isOwn(_ id: ConsentID, _ principal: Principal, in db: Reader) throws -> Bool {
        try db.count(
            """
            SELECT COUNT(*) FROM network_consent
            WHERE id = \(id) AND person_hash IN \(list: personHashes(principal, db.keys))
            """) > 0
    }

    /// By which a person is found again in the network's tables.
    static func personHash(_ person: PersonID, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(person)", use: "network.person")
    }

    /// By which a body finds what was allowed to it.
    static func bodyHash(_ body: OrganisationID, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(body)", use: "network.consent.body")
    }

    private static let sealUse = "network.consent"

    private static func sealed(
        _ bodies: Set<OrganisationID>, _ id: ConsentID, _ keys: Keys
    ) throws -> [UInt8] {
        let text = bodies.sorted().map(\.description).joined(separator: " ")
        return try keys.seal(Array(text.utf8), use: sealUse, context: id.description)
    }

    private static func opened(
        _ bodies: [UInt8], _ id: ConsentID, _ keys: Keys
    ) throws -> Set<OrganisationID> {
        let text = String(
            decoding: try keys.open(bodies, use: sealUse, context: id.description), as: UTF8.self)
        return Set(text.split(separator: " ").compactMap { OrganisationID(String($0)) })
    }

    static func personHashes(_ principal: Principal, _ keys: Keys) -> [[UInt8]] {
        principal.numbers.map { personHash($0, keys) }
    }

    /// Its person, or whoever works at the desk that noted it.
    static func mayWithdraw(_ id: ConsentID, _ principal: Principal, in db: Reader) throws -> Bool {
        try isOwn(id, principal, in: db) || isNoted(id, by: principal, in: db)
    }

    private static func isNoted(
        _ id: ConsentID, by principal: Principal, in db: Reader
    ) throws -> Bool {
        try db.count(
            """
            SELECT COUNT(*) FROM network_consent
            WHERE id = \(id) AND noted_for IN \(list: principal.desksOfConsent)
            """) > 0
    }

    /// What a person did by their account names the house alone: whose it is stands as a keyed hash.
    private static func record(
        _ kind: String, _ id: ConsentID, _ subject: ConsentSubject, by principal: Principal,
        at now: Moment, in db: Writer
    ) throws {
        try db.record(
            JournalEvent(kind, subject: "consent/\(id)", ["about": subject.description]),
            by: principal, at: now)
    }

    private static func lengthRefusal(from now: Moment, to end: Moment) -> Refused? {
        if end > now, end <= now.adding(seconds: consentSecondsMax) { return nil }
        return Refused(.invalid, "A consent is for a time to come, at most a year.")
    }
}

extension Principal {
    /// The bodies at whose desks somebody notes what a person says may be told of them.
    var desksOfConsent: [OrganisationID] {
        let roles: Set<Role> = [.mediator, .officer, .supervisor]
        return Set(duties.filter { roles.contains($0.role) }.map(\.organisation)).sorted()
    }
}

/// A choice of the house, not law: who allowed something a year ago is asked again.
private let consentSecondsMax: Int64 = 366 * 86_400
private let shownMax = 500
