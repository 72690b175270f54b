import Kernel

/// What happens before a decision where the procedure's file says `fourEyes`: one proposes it, another of the office
/// confirms it or sends it back. The decision itself is the event that it always is, by whoever confirmed it.
enum FourEyesEvent: Sendable, Equatable {
    case proposed(Proposed)
    case sentBack(SentBack)

    struct Proposed: Codable, Sendable, Equatable {
        let decision: CaseEvent.Decision
        /// Who proposes it.
        let name: String
        /// Which human being that is, so that a second account is no second person; nil where nobody said it.
        let person: PersonID?
    }

    struct SentBack: Codable, Sendable, Equatable {
        let because: String
        let name: String
    }

    static let proposedKind = "decision.proposed"
    static let sentBackKind = "decision.sent-back"
    /// How the office works, no step of the case: the person sees none of them.
    static let kinds: Set = [proposedKind, sentBackKind]
}

/// A decision that waits for a second officer.
struct ProposedDecision: Sendable, Equatable {
    let proposed: FourEyesEvent.Proposed
    let by: AccountID
    let at: Moment
}

extension CaseHistory {
    /// A new proposal takes the place of the one before it; a decision ends both.
    mutating func apply(_ eyes: FourEyesEvent, _ event: CaseEvent) {
        guard decision == nil else { return }
        switch eyes {
        case .proposed(let proposed):
            proposal = ProposedDecision(proposed: proposed, by: event.actor, at: event.at)
            sentBack = nil
        case .sentBack(let back):
            guard proposal != nil else { return }
            proposal = nil
            sentBack = back
        }
    }

    /// Why somebody may not confirm or send back what is proposed, or nil.
    func secondRefusal(_ principal: Principal) -> FourEyesRefusal? {
        if decision != nil { return .alreadyDecided }
        guard let proposal else { return .nothingProposed }
        let isSamePerson = proposal.proposed.person.map { principal.isSelf($0) } ?? false
        return proposal.by == principal.account || isSamePerson ? .sameOfficer : nil
    }
}

/// Why four eyes are not enough yet, or not the right ones.
enum FourEyesRefusal: Refusal, Equatable {
    case needsSecond
    case nothingProposed
    case sameOfficer
    case alreadyDecided
    case reasonMissing

    var kind: RefusalKind { self == .reasonMissing ? .invalid : .conflict }

    var explanation: String {
        switch self {
        case .needsSecond:
            t("This procedure is decided by two: propose it, and a colleague confirms it.")
        case .nothingProposed: t("No decision of this case waits for a second officer.")
        case .sameOfficer: t("You proposed this decision: a colleague of the office confirms it.")
        case .alreadyDecided: t("This case is decided.")
        case .reasonMissing: t("Say why the proposal goes back.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
