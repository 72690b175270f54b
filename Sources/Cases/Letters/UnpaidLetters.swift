import Kernel
import Languages

/// The warning before a case is closed unpaid: what was not paid, and how long there is until then.
struct UnpaidWarningPage {
    let head: LetterHead
    /// The reference of the document that expired.
    let document: String
    let total: String
    let grounds: [LetterGround]
    let reasons: String
    /// From the day on which the person has the warning.
    let length: String
    let article: String
    let unverified: Bool
}

/// That a case is closed because nobody paid, and how it is opened again.
struct UnpaidPage {
    let head: LetterHead
    let decided: String
    /// The reference of the document that expired.
    let document: String
    /// The day of the warning.
    let warned: String
    let grounds: [LetterGround]
    let reasons: String
    var challenge: [LetterRule] = []
    var remedies: [LetterRemedy] = []
}

extension LetterKind {
    /// The letters of a draft: they say that nothing is decided, and time runs only once one reached its person.
    static let drafts = [LetterKind.hearing, .unpaidWarning, .lapseWarning].map(\.rawValue)

    var isDraft: Bool { LetterKind.drafts.contains(rawValue) }

    /// The letter of a decision: one that silence approved has its own.
    init?(of rule: OutcomeRule, on grounds: [String]) {
        let isBySilence = rule.needsPapers && grounds.contains(silenceGround)
        self.init(rawValue: isBySilence ? LetterKind.tacit.rawValue : rule.letter)
    }

    /// The letter of a draft.
    init(ofDraft draft: Verdict) {
        switch draft.outcome {
        case unpaidOutcome: self = .unpaidWarning
        case lapsedOutcome: self = .lapseWarning
        default: self = .hearing
        }
    }
}

extension LetterDesk {
    func unpaidWarning() -> UnpaidWarningPage {
        let (draft, demand) = (hearing(), history.fees.last)
        return UnpaidWarningPage(
            head: draft.head, document: demand?.issued?.reference ?? "",
            total: demand.map { FeeWords(t: t).money($0.asked.total.cents) } ?? "",
            grounds: draft.grounds, reasons: draft.reasons, length: draft.length,
            article: draft.article, unverified: draft.unverified)
    }

    func unpaid() throws -> UnpaidPage {
        let warned = history.hearing?.proposedAt
        return UnpaidPage(
            head: head, decided: decided, document: history.fees.last?.issued?.reference ?? "",
            warned: warned.map { t.date(house.zone.day(of: $0)) } ?? "", grounds: grounds,
            reasons: reasons, challenge: challenge, remedies: try remedies())
    }
}

extension UnpaidWarningPage {
    static func sample(_ head: LetterHead, _ grounds: [LetterGround]) -> UnpaidWarningPage {
        UnpaidWarningPage(
            head: head, document: "d", total: "t", grounds: grounds, reasons: "r", length: "l",
            article: "a", unverified: true)
    }
}

extension UnpaidPage {
    static func sample(_ head: LetterHead, _ grounds: [LetterGround]) -> UnpaidPage {
        UnpaidPage(
            head: head, decided: "d", document: "d", warned: "w", grounds: grounds, reasons: "r",
            challenge: [LetterRule(text: "t", article: "a", unverified: true)],
            remedies: [.sample])
    }
}
