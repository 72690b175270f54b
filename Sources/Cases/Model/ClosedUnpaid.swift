import Kernel

/// The outcome of a case that is closed because nobody paid a fee: its code in every procedure's file that knows it.
/// It is no refusal. Its draft is a warning with a letter of its own; what stands against it is said here.
let unpaidOutcome = "closed-unpaid"

/// The ground on which a request is granted that silence approved, in every procedure's file that knows it.
let silenceGround = "silence"

extension CaseHistory {
    /// The document for which nobody paid: the last one, once the payment service said that it expired. While that
    /// service is down nothing expires; what was paid or waived, or is asked for anew, is none.
    var unpaidDemand: FeeDemand? {
        guard !isDone(FeeEvent.paidStep), !isDone(FeeEvent.waivedStep), let last = fees.last,
            last.state == .expired
        else { return nil }
        return last
    }

    /// Whether the draft that is out warns that the case may be closed unpaid.
    var isWarnedUnpaid: Bool { decision == nil && hearing?.draft.outcome == unpaidOutcome }

    /// Whether the draft that is out warns of an end by silence.
    var isWarned: Bool {
        decision == nil && hearing.map { silentOutcomes.contains($0.draft.outcome) } ?? false
    }

    /// Whether nothing but the law's presumption says that such a warning reached its person.
    var isWarningPresumed: Bool {
        isWarned && hearing?.answer == nil && hearing?.notice == .registered
    }

    /// A payment, also a late one, and that no fee is due end what was threatened or done for want of it: the case is
    /// open at once, and the warning is as if it had not been.
    mutating func settleUnpaid() {
        if decision?.outcome == unpaidOutcome { reopen() }
        if isWarnedUnpaid { dropWarning() }
    }

    /// The warning that is out is as if it had not been; the draft before it stands again.
    mutating func dropWarning() {
        guard isWarned else { return }
        hearing = hearing?.before.first
        guard
            let first = clockEvents.lastIndex(where: {
                $0.kind == CaseEvent.refusalProposedKind
            })
        else { return }
        let kinds: Set = [
            CaseEvent.refusalProposedKind, CaseEvent.hearingNotifiedKind,
            CaseEvent.hearingRegisteredKind, CaseEvent.hearingAnsweredKind,
        ]
        let kept = clockEvents[first...].filter { !kinds.contains($0.kind) }
        clockEvents.removeSubrange(first...)
        clockEvents += kept
    }
}

extension Verdict {
    /// Why a case does not end by silence although its person was warned, or nil: what the law only presumes proves
    /// nothing here, and the whole wait passes, whatever they answered.
    func silentRefusal(
        _ hearing: CaseHistory.Hearing, _ history: CaseHistory, _ clocks: CaseClocks, _ today: Day
    ) throws -> CaseRefusal? {
        guard silentOutcomes.contains(outcome) else { return nil }
        if hearing.answer == nil, hearing.notice == .registered { return .warningUnproven }
        return try clocks.isRunning("hearing", of: history, on: today) ? .hearingRuns : nil
    }
}
