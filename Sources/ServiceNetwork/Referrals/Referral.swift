import Kernel
import Storage

enum ReferralThing {}
typealias ReferralID = ID<ReferralThing>
enum SendingThing {}
typealias SendingID = ID<SendingThing>

/// How soon somebody needs help.
enum Urgency: String, CaseIterable, Storable {
    case today, week, ordinary
}

enum ReferralAnswer: String, Storable {
    case accepted, declined
}

/// Why a body declines.
enum DeclineReason: String, CaseIterable, Storable {
    case full, notOurs = "not-ours", notHere = "not-here", language, other
}

/// What became of somebody who was accepted.
enum ReferralOutcome: String, CaseIterable, Storable {
    case served
    case notReached = "not-reached"
    case notEligible = "not-eligible"
    case referredOn = "referred-on"
}

/// What anybody who is sent a referral sees before they answer: nothing of who it is.
struct ReferralNeed: Hashable, Sendable {
    /// A code of `KnownService`.
    let need: String
    let language: String
    let municipality: PlaceCode
    let urgency: Urgency
}

/// Who it is and what they told, written once and kept sealed.
struct ReferralContent: Codable, Hashable, Sendable {
    var name: String?
    var birth: Day?
    var contact: String?
    var told: String?
    /// Who referred them.
    var by: String
    /// Whom the house tells what becomes of it, once they said yes by their account; no body is told.
    var person: PersonID?

    /// No more than what a consent names.
    func limited(to facts: Set<ConsentFact>) -> ReferralContent {
        ReferralContent(
            name: facts.contains(.name) ? name : nil, birth: facts.contains(.birth) ? birth : nil,
            contact: facts.contains(.contact) ? contact : nil,
            told: facts.contains(.told) ? told : nil, by: by)
    }
}

/// A person's need, referred by somebody at a desk; it may go to one body after the other with the same text.
struct Referral: Sendable {
    let id: ReferralID
    let need: ReferralNeed
    /// Nil once the person withdrew, or long after every consent was over.
    let content: ReferralContent?
    let personHash: [UInt8]?
    let madeBy: AccountID
    let madeFor: OrganisationID
    let madeAtPlace: LocationID?
    /// Whether a mediator made it: colleagues at the same desk go on with it. What an officer made is theirs alone.
    let helps: Bool
    let madeAt: Moment
    let isDemo: Bool
    /// Oldest first.
    var sendings: [Sending]

    var subject: String { "referral/\(id)" }

    /// Why it cannot be sent to another body now, or nil.
    func refusal(at now: Moment) -> Refused? {
        if content == nil {
            return Refused(
                .conflict,
                "The consent is over, and what was told is deleted. Write a new referral.")
        }
        guard let last = sendings.last else { return nil }
        switch last.phase(at: now) {
        case .asked, .waiting, .accepted:
            return Refused(.conflict, "A body was asked and has not ended it yet. One at a time.")
        case .done where last.outcome == .served:
            return Refused(.conflict, "The person was served. Write a new referral for a new need.")
        case .declined, .done, .recalled, .ended:
            return last.blocksNext
                ? Refused(.conflict, "Take the last one back first.") : nil
        }
    }
}

/// A referral on its way to one body.
struct Sending: Sendable {
    let id: SendingID
    let referral: ReferralID
    let receiver: Receiver
    /// What the body may be told once it accepts.
    let facts: Set<ConsentFact>
    let askedAt: Moment
    let consent: Consent?
    let sentAt: Moment?
    let due: Day?
    let answer: ReferralAnswer?
    let answeredAt: Moment?
    let reason: DeclineReason?
    let words: String?
    let outcome: ReferralOutcome?
    let outcomeOn: Day?
    let recalledAt: Moment?
    let linkEnds: Moment?

    enum Phase: Equatable, Sendable {
        /// The person has not said yes by their account.
        case asked
        case waiting, accepted, declined, done
        /// Taken back before an answer, by the desk or the person.
        case recalled
        /// The consent was withdrawn or ran out.
        case ended
    }

    func phase(at now: Moment) -> Phase {
        if recalledAt != nil { return .recalled }
        guard let consent else { return .asked }
        if answer == .declined { return .declined }
        if !consent.isInForce(at: now) { return .ended }
        if outcome != nil { return .done }
        return answer == .accepted ? .accepted : .waiting
    }

    /// Whether the store still takes it for the one that waits: it ended without an answer and nobody took it back.
    var blocksNext: Bool { answer == nil && recalledAt == nil }

    /// Whether the body's days to answer are over without an answer.
    func isLate(at now: Moment, today: Day) -> Bool {
        phase(at: now) == .waiting && due.map { today > $0 } ?? false
    }

    /// What a body sees of a referral: the one rule for its page, its list and its link.
    enum Seen: Equatable, Sendable {
        /// It was never sent, was taken back, or the consent is over: nothing but that it is ended.
        case nothing
        case need(ReferralNeed)
        case person(ReferralNeed, ReferralContent)
    }

    func seenByReceiver(_ need: ReferralNeed, _ content: ReferralContent?, at now: Moment) -> Seen {
        guard recalledAt == nil, sentAt != nil, let consent, consent.isInForce(at: now) else {
            return .nothing
        }
        guard answer == .accepted, let content,
            consent.scope.bodies.contains(receiver.organisation)
        else { return .need(need) }
        return .person(need, content.limited(to: consent.scope.facts))
    }
}
