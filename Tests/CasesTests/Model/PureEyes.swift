import Kernel

@testable import Cases

/// Where two decide: one proposes, another confirms or sends it back, and nobody decides alone.
extension PureCase {
    func refusal(ofEyes act: PureAct) throws -> CaseRefusal? {
        switch act {
        case .proposeDecision(let outcome): return try refusal(ofDeciding: outcome)
        case .confirm:
            guard history.secondRefusal(second) == nil, let proposal = history.proposal else {
                return .stepNotNow
            }
            return try refusal(ofDeciding: proposal.proposed.decision.outcome)
        case .sendBack: return history.secondRefusal(second) == nil ? nil : .stepNotNow
        default: return nil
        }
    }

    func refusal(ofDeciding outcome: String) throws -> CaseRefusal? {
        let verdict = self.verdict(outcome)
        return try Decide(
            reference: .new("RF"), outcome: outcome, grounds: verdict.grounds,
            reasons: verdict.reasons
        ).refusal(history, procedure, clocks, today, missing: [])
    }

    func event(ofEyes act: PureAct) -> (kind: String, what: CaseEvent.What) {
        switch act {
        case .proposeDecision(let outcome):
            let proposed = FourEyesEvent.Proposed(
                decision: CaseEvent.Decision(
                    outcome: outcome, grounds: verdict(outcome).grounds, reasons: "Porque sim.",
                    despite: nil), name: "Bruno", person: nil)
            return (FourEyesEvent.proposedKind, .fourEyes(.proposed(proposed)))
        case .confirm:
            let decision = history.proposal?.proposed.decision
            return (CaseEvent.decidedKind, decision.map { CaseEvent.What.decided($0) } ?? .other)
        case .sendBack:
            let back = FourEyesEvent.SentBack(because: "Falta algo.", name: "Carla")
            return (FourEyesEvent.sentBackKind, .fourEyes(.sentBack(back)))
        default: return ("", .other)
        }
    }
}

/// Everything else is done by the first account.
private let second = Principal(account: AccountID(2), person: nil, name: "Carla", duties: [])
