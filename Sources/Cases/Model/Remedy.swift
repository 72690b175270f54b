import Kernel
import LegalTime

/// What somebody may do against a decision, and until when.
struct Remedy: Sendable {
    /// Of the general period, from the day on which the decision is taken as known.
    let derivation: ClockDerivation
    /// Whether something shows that its letter came. Else the days are counted from the letter's own day, the earliest on
    /// which it can have come.
    let isServed: Bool

    var rule: ClockRule { derivation.rule }
    /// The day from which it is counted.
    var served: Day { derivation.start }
    /// Nil where the calendar does not reach so far.
    var last: Day? { derivation.end }
    var isVerified: Bool { derivation.isVerified }
}

extension CaseHouse {
    /// The remedies against the decision of a case, in the order in which they are tried; none where it is open, was
    /// granted, or was made by another system. Page, letter and command ask here. Of several ways by which the letter
    /// came the first counts: whoever acts by then is in time whichever the law takes.
    func remedies(
        against kase: Case, _ history: CaseHistory, _ letters: [LetterLine], _ facts: [NoticeFact]
    ) throws -> [Remedy] {
        guard let decision = history.decision, history.imported?.decided == nil,
            let decidedAt = history.decidedAt,
            let rule = try procedure(kase.procedure).outcome(decision.outcome),
            !rule.needsPapers, let kind = LetterKind(of: rule, on: decision.grounds)
        else { return [] }
        let services = try letters.filter {
            $0.kind == kind.rawValue && $0.createdAt >= decidedAt
        }.flatMap { try self.services(of: $0.id, facts, registered: nil, in: kase) }
        let served = services.map(\.day).min()
        let day = served ?? zone.day(of: decidedAt)
        return try remedyClocks.compactMap { name in
            let rules = policy.periods.group("cpa")?.versions(name) ?? []
            guard let rule = rules.first(where: { $0.isValid(on: day) }),
                let start = rule.starts.first?.event,
                let derivation = try rule.derive(
                    [ClockEvent(start, day)], in: calendar(of: kase))
            else { return nil }
            return Remedy(derivation: derivation, isServed: served != nil)
        }
    }
}

/// The general periods of clocks/cpa.yaml within which a decision is challenged.
private let remedyClocks = ["challenge", "court-challenge"]
