import Kernel
import LegalTime

/// What an officer decides or proposes: an outcome, its grounds by their codes, and the reasons in words.
struct Verdict: Codable, Sendable, Equatable {
    let outcome: String
    let grounds: [String]
    let reasons: String
    /// What each ground rests on; nil where nothing was stated.
    var findings: [Finding]?

    /// Why it cannot be said so now, or nil. Reads nothing but its arguments.
    func refusal(
        _ history: CaseHistory, _ procedure: Procedure, _ clocks: CaseClocks, _ today: Day
    ) throws -> CaseRefusal? {
        if history.decision != nil { return .alreadyDecided }
        guard let rule = procedure.outcome(outcome) else { return .unknownOutcome }
        if !(try rule.isOpen(history)) { return .outcomeNotYet }
        if grounds.isEmpty { return .groundMissing }
        if let foreign = grounds.first(where: { code in !rule.grounds.contains { $0.code == code } }
        ) {
            return .unknownGround(foreign)
        }
        if reasons.isEmpty { return .reasonsMissing }
        if outcome == unpaidOutcome, history.unpaidDemand == nil { return .notExpired }
        if outcome == lapsedOutcome, !(try clocks.isInactive(history, on: today)) {
            return .notInactive
        }
        if let refusal = try silenceRefusal(history, rule, clocks, today) { return refusal }
        if !rule.needsPapers, history.isUnread(on: today, clocks.zone) { return .papersUnread }
        // After the window the office may decide with what it has: nobody's case stands still for ever.
        if !history.openItems.isEmpty, try clocks.isRunning("correction", of: history, on: today) {
            return .itemsOpen
        }
        for asked in history.consultations where asked.answer == nil {
            let clock = asked.clock ?? CaseEvent.consultationClock
            if try clocks.isRunning(clock, of: history, on: today) { return .consultationOpen }
        }
        return findingRefusal(history, rule)
    }

    /// What silence approved is refused by nobody, and on silence nothing else is granted.
    private func silenceRefusal(
        _ history: CaseHistory, _ rule: OutcomeRule, _ clocks: CaseClocks, _ today: Day
    ) throws -> CaseRefusal? {
        guard rule.needsPapers else {
            let silence = try clocks.tacitApproval(of: history, on: today)
            guard let silence, silence.isInEffect(on: today) else { return nil }
            return .tacitlyApproved(silence.derivation.rule.article)
        }
        let isSilent = try history.isApprovedBySilence(clocks, on: today)
        return grounds.contains(silenceGround) && !isSilent ? .notTacit : nil
    }

    /// Why the person has not been heard on this, or nil: on this outcome and each of its grounds, and either they
    /// answered or their period passed.
    func hearingRefusal(
        _ history: CaseHistory, _ clocks: CaseClocks, _ today: Day
    ) throws -> CaseRefusal? {
        guard let hearing = history.hearing, hearing.draft.outcome == outcome else {
            return .notHeard
        }
        if hearing.answer == nil, hearing.notice == nil { return .notReached }
        // What came back reached nobody: silence after it ends nothing.
        if hearing.answer == nil, hearing.returned != nil { return .letterCameBack }
        if let new = grounds.first(where: { !hearing.draft.grounds.contains($0) }) {
            return .groundNotHeard(new)
        }
        if let refusal = try silentRefusal(hearing, history, clocks, today) { return refusal }
        return try clocks.isHearing(history, on: today) ? .hearingRuns : nil
    }
}
