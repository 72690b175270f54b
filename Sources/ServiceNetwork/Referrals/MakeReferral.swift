import Kernel
import Storage

/// To whom it goes and what they may be told.
struct ReferralAddress: Sendable {
    enum Body: Sendable {
        case known(ReceiverID)
        /// A small organisation that has no account; it gets a link.
        case named(String)
    }

    let body: Body
    let facts: Set<ConsentFact>
    /// How somebody without an account agreed; an account is asked itself.
    let way: ConsentWay?
}

/// Somebody at a desk writes down what a person needs, once, and asks a first body for it.
struct MakeReferral: Sendable {
    let need: ReferralNeed
    let content: ReferralContent
    /// What the person showed, where the referral is to stand in their account.
    let code: Reference?
    let address: ReferralAddress
    var isDemo = false

    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ settings: ReferralSettings
    ) throws -> ReferralID {
        guard let duty = principal.referringDuty else { throw Refused.notFound }
        let person = try code.map { try ReferralCode.claim($0, at: now, in: db) }
        let id = ReferralID.new(at: now)
        try db.run(
            """
            INSERT INTO referral (id, need, language, municipality, urgency, content, person_hash, made_by,
                made_for, made_at_place, helps, made_at, demo)
            VALUES (\(id), \(need.need), \(need.language), \(need.municipality), \(need.urgency),
                \(try content.sealed(id, db.keys)), \(person), \(principal.account), \(duty.organisation),
                \(duty.location), \(duty.role == .mediator), \(now), \(isDemo))
            """)
        try db.record(
            JournalEvent(
                "network.referral.made", subject: "referral/\(id)",
                ["need": need.need, "municipality": "\(need.municipality)"]), by: principal, at: now
        )
        try SendReferral(referral: id, address: address)
            .perform(by: principal, at: now, in: db, settings)
        return id
    }
}

/// The same text goes to a body: at once on a word or paper noted at the desk, or once the person says yes.
struct SendReferral: Sendable {
    let referral: ReferralID
    let address: ReferralAddress

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ settings: ReferralSettings
    ) throws {
        let (found, part) = try Referral.find(referral, for: principal, in: db)
        guard part == .maker else { throw Refused.notFound }
        if let refusal = found.refusal(at: now) { throw refusal }
        let receiver = try asked(by: principal, at: now, in: db)
        if receiver.isServed(by: principal) {
            throw Refused(.conflict, "This is your own desk. Choose another body.")
        }
        let id = SendingID.new(at: now)
        try db.run(
            """
            INSERT INTO referral_sending (id, referral, receiver, facts, asked_at)
            VALUES (\(id), \(referral), \(receiver.id), \(ConsentFact.text(address.facts)), \(now))
            """)
        try db.record(
            JournalEvent(
                "network.referral.asked", subject: found.subject, ["receiver": "\(receiver.id)"]),
            by: principal, at: now)
        if found.personHash != nil {
            // The first time they stand at the desk; of another body they hear where they said yes before.
            return try settings.notify(
                .asked, of: id, found.subject, to: found.content?.person, at: now, in: db)
        }
        guard let way = address.way, way != .account else {
            throw Refused(.invalid, "Say how the person agreed.")
        }
        try StartSending(sending: id, receiver: receiver, facts: address.facts, way: way)
            .perform(found, by: principal, at: now, in: db, settings)
    }

    private func asked(
        by principal: Principal, at now: Moment, in db: Writer
    ) throws -> Receiver {
        switch address.body {
        case .known(let id):
            guard let receiver = try Receiver.find(id, in: db) else { throw Refused.notFound }
            return receiver
        case .named(let name):
            return try AddReceiver(name: name, organisation: nil)
                .perform(by: principal, at: now, in: db)
        }
    }
}

/// With the consent the body is asked, and its days begin.
struct StartSending: Sendable {
    let sending: SendingID
    let receiver: Receiver
    let facts: Set<ConsentFact>
    let way: ConsentWay

    func perform(
        _ referral: Referral, by principal: Principal, at now: Moment, in db: Writer,
        _ settings: ReferralSettings
    ) throws {
        let scope = ConsentScope(
            subject: .referral(referral.id.value), bodies: [receiver.organisation], facts: facts)
        let consent = try Consent.give(
            scope, way: way, until: settings.end(of: settings.policy.consentDays, from: now),
            desk: referral.madeFor, by: principal, at: now, in: db)
        let due = settings.due(from: now, at: referral.need.municipality)
        try db.run(
            """
            UPDATE referral_sending SET consent = \(consent), sent_at = \(now), due = \(due)
            WHERE id = \(sending) AND consent IS NULL AND recalled_at IS NULL
            """)
        try db.record(
            JournalEvent(
                "network.referral.sent", subject: referral.subject,
                ["receiver": "\(receiver.id)", "consent": "\(consent)", "due": "\(due)"]),
            by: principal, at: now)
    }
}

extension Principal {
    /// The duty for which somebody refers people.
    var referringDuty: Duty? {
        duties.first { $0.role == .mediator }
            ?? duties.first { $0.role == .officer || $0.role == .supervisor }
    }
}
