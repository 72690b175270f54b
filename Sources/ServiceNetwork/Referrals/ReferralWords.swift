import Kernel
import Languages
import LegalTime
import Web

extension Urgency {
    func words(_ t: Translator) -> String {
        switch self {
        case .today: t("Today")
        case .week: t("This week")
        case .ordinary: t("As soon as there is a place")
        }
    }
}

extension DeclineReason {
    func words(_ t: Translator) -> String {
        switch self {
        case .full: t("We have no place in reasonable time")
        case .notOurs: t("We do not do this")
        case .notHere: t("The person lives outside our area")
        case .language: t("We have nobody who speaks the language")
        case .other: t("Another reason")
        }
    }
}

extension ReferralOutcome {
    func words(_ t: Translator) -> String {
        switch self {
        case .served: t("The person was served")
        case .notReached: t("The person could not be reached")
        case .notEligible: t("The person does not meet the conditions")
        case .referredOn: t("Another body is the right one")
        }
    }
}

extension ConsentFact {
    func words(_ t: Translator) -> String {
        switch self {
        case .name: t("Name")
        case .birth: t("Date of birth")
        case .contact: t("How to reach the person")
        case .household: t("Who belongs to the family")
        case .told: t("What the person told")
        }
    }

    /// What a referral can tell.
    static let ofReferrals: [ConsentFact] = [.name, .contact, .birth, .told]
}

extension Sending {
    /// Where it stands, with a word where the body is late.
    func tag(_ t: Translator, at now: Moment, today: Day) -> HTML {
        switch phase(at: now) {
        case .asked: Web.tag(t("The person was asked"), .now)
        case .waiting where isLate(at: now, today: today): Web.tag(t("The answer is late"), .care)
        case .waiting: Web.tag(t("Waits for an answer"), .now)
        case .accepted: Web.tag(t("Accepted"), .good)
        case .declined: Web.tag(t("Declined"), .care)
        case .done where outcome == .served: Web.tag(t("The person was served"), .good)
        case .done: Web.tag(outcome?.words(t) ?? "", .care)
        case .recalled: Web.tag(t("Taken back"))
        case .ended: Web.tag(t("Ended"))
        }
    }
}

/// What referral pages say in the same words: the need, the days to answer, what was told.
struct ReferralWords {
    let t: Translator
    let settings: ReferralSettings
    let now: Moment
    let languageName: @Sendable (String, Translator) -> String
    let municipalities: [PlaceCode: String]

    init(_ exchange: Exchange, _ network: ServiceNetwork, _ towns: [Municipality]) {
        t = exchange.t
        settings = network.referrals
        now = exchange.now
        languageName = network.languageName
        municipalities = Dictionary(towns.map { ($0.code, $0.name) }) { first, _ in first }
    }

    var today: Day { settings.zone.day(of: now) }

    func day(_ moment: Moment) -> String { t.date(settings.zone.day(of: moment)) }

    func town(_ code: PlaceCode) -> String { municipalities[code] ?? code.text }

    func facts(_ need: ReferralNeed) -> [Fact] {
        [
            Fact(t("Need"), "\(serviceWords(need.need, t))"),
            Fact(t("Language"), "\(languageName(need.language, t))"),
            Fact(t("Municipality"), "\(town(need.municipality))"),
            Fact(t("How soon"), "\(need.urgency.words(t))"),
        ]
    }

    func facts(_ content: ReferralContent) -> [Fact] {
        let all: [(String, HTML?)] = [
            (ConsentFact.name.words(t), content.name.map { "\($0)" }),
            (ConsentFact.birth.words(t), content.birth.map { "\(t.date($0))" }),
            (ConsentFact.contact.words(t), content.contact.map { "\($0)" }),
            (ConsentFact.told.words(t), content.told.map { "\($0)" }),
            (t("Referred by"), "\(content.by)"),
        ]
        return all.compactMap { name, value in value.map { Fact(name, $0) } }
    }

    /// The body's days to answer, with how they were counted; nothing once it answered.
    func clock(_ sending: Sending, _ need: ReferralNeed) -> HTML? {
        guard sending.phase(at: now) == .waiting, let due = sending.due, let sent = sending.sentAt
        else { return nil }
        let (calendar, from) = (settings.working(need.municipality), settings.zone.day(of: sent))
        let left = calendar.count(after: today, through: due)
        let isLate = today > due
        let skipped = calendar.weekdayHolidays(after: from, through: due)
            .filter { !calendar.isWorking($0.day) }
            .map { ClockLine(t.date($0.day), $0.name, why: t("not counted")) }
        let days = t.plural(
            "{n} working day to answer", "{n} working days to answer", settings.policy.answerDays)
        return clockChip(
            t, date: due, daysLeft: isLate ? calendar.count(after: due, through: today) : left,
            whose: sending.receiver.name, state: isLate ? .overdue : left <= 1 ? .soon : .running,
            derivation: [ClockLine(t.date(from), t("The body was asked"))] + skipped
                + [ClockLine(t.date(due), days, why: t("A choice of this installation, not law"))])
    }

    /// What came of one sending, as both sides read it.
    func answer(_ sending: Sending) -> [Fact] {
        var facts: [Fact] = []
        if let answered = sending.answeredAt {
            facts.append(Fact(t("Answered on"), "\(day(answered))"))
        }
        if let reason = sending.reason { facts.append(Fact(t("Reason"), "\(reason.words(t))")) }
        if let words = sending.words { facts.append(Fact(t("In their words"), "\(words)")) }
        if let outcome = sending.outcome, let on = sending.outcomeOn {
            facts.append(Fact(t("Outcome"), "\(outcome.words(t)), \(t.date(on))"))
        }
        return facts
    }
}

/// The facts of a consent in words.
func factsList(_ t: Translator, _ facts: Set<ConsentFact>) -> String {
    t.list(ConsentFact.ofReferrals.filter(facts.contains).map { $0.words(t) })
}
