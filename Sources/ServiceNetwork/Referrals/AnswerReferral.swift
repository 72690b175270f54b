import Kernel
import Storage

/// By which door a body comes to a referral: an account with a duty there, or the link that it was given.
enum ReceivingDoor: Sendable {
    case account(SendingID, Principal)
    case link(String)

    func open(at now: Moment, in db: Reader) throws -> Received {
        switch self {
        case .account(let id, let principal):
            try Received.find(id, for: principal, at: now, in: db)
        case .link(let token): try Received.find(link: token, at: now, in: db)
        }
    }

    /// Who stands in the journal: for a link, the house, which let it in.
    var actor: Principal {
        switch self {
        case .account(_, let principal): principal
        case .link: .house
        }
    }
}

/// A body accepts, or declines and says why: once.
struct AnswerReferral: Sendable {
    let door: ReceivingDoor
    let answer: ReferralAnswer
    let reason: DeclineReason?
    let words: String?

    func perform(at now: Moment, in db: Writer, _ settings: ReferralSettings) throws {
        let found = try door.open(at: now, in: db)
        let sending = found.sending
        if found.seen == .nothing { throw Refused.notFound }
        if sending.answer != nil { throw Refused(.conflict, "This referral was answered before.") }
        if answer == .declined, reason == nil {
            throw Refused(.invalid, "Say why you decline: the person is helped by it.")
        }
        let sealed = try words.map {
            try db.keys.seal(Array($0.utf8), use: "referral", context: "sending/\(sending.id)")
        }
        // A link ends with a no; after a yes it brings the outcome back.
        try db.run(
            """
            UPDATE referral_sending SET answer = \(answer), answered_at = \(now),
                reason = \(answer == .declined ? reason : nil), words = \(sealed)
            WHERE id = \(sending.id) AND answer IS NULL AND recalled_at IS NULL
            """)
        if answer == .declined { try endLink(sending.id, in: db) }
        try db.record(
            JournalEvent(
                "network.referral.\(answer.rawValue)", subject: found.subject,
                ["sending": "\(sending.id)", "reason": reason?.rawValue ?? ""]), by: door.actor,
            at: now)
        try settings.notify(
            answer == .accepted ? .accepted : .declined, of: sending.id, found.subject,
            to: found.person, at: now, in: db)
    }
}

/// The body says what became of somebody whom it accepted.
struct ReturnOutcome: Sendable {
    let door: ReceivingDoor
    let outcome: ReferralOutcome
    let on: Day

    func perform(at now: Moment, in db: Writer, _ settings: ReferralSettings) throws {
        let found = try door.open(at: now, in: db)
        let sending = found.sending
        guard case .person = found.seen, sending.outcome == nil, let answered = sending.answeredAt
        else { throw Refused.notFound }
        let zone = settings.zone
        if on > zone.day(of: now) || on < zone.day(of: answered) {
            throw Refused(.invalid, "It is a day from when you accepted until today.")
        }
        try db.run(
            """
            UPDATE referral_sending SET outcome = \(outcome), outcome_on = \(on), outcome_at = \(now)
            WHERE id = \(sending.id) AND outcome IS NULL
            """)
        try endLink(sending.id, in: db)
        try db.record(
            JournalEvent(
                "network.referral.outcome", subject: found.subject,
                ["sending": "\(sending.id)", "outcome": outcome.rawValue, "on": "\(on)"]),
            by: door.actor, at: now)
        try settings.notify(
            .outcome, of: sending.id, found.subject, to: found.person, at: now, in: db)
    }
}

/// Whoever made the referral gives a small organisation a link, or a new one in place of the last.
struct MakeLink: Sendable {
    let sending: SendingID
    let token: String

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ settings: ReferralSettings
    ) throws {
        let (referral, found) = try Sending.find(sending, for: principal, .maker, in: db)
        guard found.receiver.way == .link, [.waiting, .accepted].contains(found.phase(at: now))
        else { throw Refused.notFound }
        try db.run(
            """
            UPDATE referral_sending SET link_hash = \(Received.hash(token, db.keys)),
                link_ends = \(settings.end(of: settings.policy.linkDays, from: now))
            WHERE id = \(sending)
            """)
        try db.record(
            JournalEvent(
                "network.referral.link", subject: referral.subject, ["sending": "\(sending)"]),
            by: principal, at: now)
    }
}

/// Takes back what no body has answered, so that another can be asked.
struct RecallReferral: Sendable {
    let sending: SendingID

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let (referral, found) = try Sending.find(sending, for: principal, .maker, in: db)
        guard found.blocksNext else {
            throw Refused(.conflict, "This referral was answered before.")
        }
        try recall(found, of: referral, by: principal, at: now, in: db)
    }
}

/// Ends one that waits.
func recall(
    _ sending: Sending, of referral: Referral, by principal: Principal, at now: Moment,
    in db: Writer
) throws {
    try db.run(
        """
        UPDATE referral_sending SET recalled_at = \(now)
        WHERE id = \(sending.id) AND answer IS NULL AND recalled_at IS NULL
        """)
    try endLink(sending.id, in: db)
    try db.record(
        JournalEvent(
            "network.referral.recalled", subject: referral.subject, ["sending": "\(sending.id)"]),
        by: principal, at: now)
}

/// A link that ended opens nothing again: its hash goes.
func endLink(_ sending: SendingID, in db: Writer) throws {
    try db.run(
        "UPDATE referral_sending SET link_hash = NULL, link_ends = NULL WHERE id = \(sending)")
}

extension Sending {
    /// One sending of a referral that somebody may see as `part`.
    static func find(
        _ id: SendingID, for principal: Principal, _ part: Referral.Part, in db: Reader
    ) throws -> (Referral, Sending) {
        let number: ReferralID? = try db.value(
            "SELECT referral FROM referral_sending WHERE id = \(id)")
        guard let number else { throw Refused.notFound }
        let found = try Referral.find(number, for: principal, in: db)
        guard found.part == part,
            let sending = found.referral.sendings.first(where: { $0.id == id })
        else { throw Refused.notFound }
        return (found.referral, sending)
    }
}
