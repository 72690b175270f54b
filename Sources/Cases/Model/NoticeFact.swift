public import Kernel
import LegalTime

/// One thing that became of a notice of this room on its way to its person.
public struct NoticeFact: Sendable, Equatable {
    public enum Way: String, Sendable {
        case account, email, phone, letter
        /// No channel: somebody of the office, or the page of what it tells of.
        case office
    }

    public enum What: String, Sendable {
        case sent, spooled, bounced, failed, read, dispatched, delivered, returned, silent, reached
    }

    /// The key under which it was written.
    public let key: String
    public let way: Way
    public let what: What
    public let at: Moment
    /// What a carrier said.
    public let detail: String

    public init(key: String, way: Way, what: What, at: Moment, detail: String) {
        self.key = key
        self.way = way
        self.what = what
        self.at = at
        self.detail = detail
    }
}

/// What is known of the notices of one file.
public struct CaseNotices: Sendable {
    /// What became of them, oldest first.
    public let facts: [NoticeFact]
    /// The keys of those that went out by post and are not back.
    public let byPost: [String]

    public init(facts: [NoticeFact], byPost: [String]) {
        (self.facts, self.byPost) = (facts, byPost)
    }
}

/// The day on which the law takes a letter as received by one way, and how it comes to that.
struct ServiceDate: Sendable {
    let way: NoticeFact.Way
    /// Of the period to answer which the policy counts from that day; its start is the day.
    let derivation: ClockDerivation

    var day: Day { derivation.start }
    /// The event, and the days after which it counts as received.
    var steps: [ClockStep] {
        derivation.steps.filter { $0.kind == .start || $0.kind == .presumedReceipt }
    }
    var isVerified: Bool { derivation.rule.isVerified && steps.allSatisfy(\.isVerified) }
}

extension CaseHouse {
    /// The legal days of one letter, a day for each way by which it came: the account and the office by the day, a
    /// registered letter by its sending, or by its delivery where that is later. What came back has none; what only a mail or
    /// a text message pointed to has none either.
    func services(
        of letter: LetterID, _ facts: [NoticeFact], registered: Moment?, in kase: Case
    ) throws -> [ServiceDate] {
        let own = facts.filter { $0.key == letterNoticePrefix + letter.description }
        func first(_ what: NoticeFact.What, _ way: NoticeFact.Way) -> Moment? {
            own.first { $0.what == what && $0.way == way }?.at
        }
        var dates: [ServiceDate] = []
        func add(_ way: NoticeFact.Way, _ rule: String, _ events: [(String, Moment?)]) throws {
            let happened = events.compactMap { name, at in
                at.map { ClockEvent(name, zone.day(of: $0)) }
            }
            guard let first = happened.map(\.day).min(),
                let rule = policy.periods.group("cpa")?.versions(rule)
                    .first(where: { $0.isValid(on: first) }),
                let derivation = try rule.derive(happened, in: calendar(of: kase))
            else { return }
            dates.append(ServiceDate(way: way, derivation: derivation))
        }
        try add(.account, "answer-to-notice", [("message.opened", first(.read, .account))])
        try add(.office, "answer-to-notice", [("notice.brought", first(.reached, .office))])
        let cameBack = own.contains {
            $0.way == .letter && [.returned, .bounced].contains($0.what)
        }
        if !cameBack {
            // As the clock of a draft counts: a receipt before the day that the law presumes takes nothing away.
            try add(
                .letter, "answer-to-letter",
                [
                    ("letter.received", registered == nil ? first(.delivered, .letter) : nil),
                    ("letter.registered", registered ?? first(.dispatched, .letter)),
                ])
        }
        return dates
    }
}
