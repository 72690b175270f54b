import Kernel

/// For how long whoever did a step may take it back, and where that stands.
struct UndoRule: Hashable, Sendable {
    /// Whole minutes from the step.
    let minutes: Int
    let article: String
    let verified: Bool

    /// Whether what was done then may still be taken back.
    func isOpen(since done: Moment, at now: Moment) -> Bool {
        now <= done.adding(seconds: Int64(minutes) * 60)
    }
}

/// A day: what stands longer is corrected by a step of its own.
let undoMinutesMax = 1_440

extension CaseEvent {
    static let stepUndoneKind = "step.undone"

    /// A step was taken back: the case stands as if it had not been done.
    struct StepUndone: Codable, Sendable, Equatable {
        let code: String
        let reason: String
        /// For whom alone it had been done.
        var person: Int?
    }
}

extension CaseHistory {
    /// A step after which nothing else was done.
    struct LastStep: Sendable {
        let code: String
        let person: Int?
        let actor: AccountID
        let at: Moment
        /// How the case stood before it, with what was handed in since.
        var before: CaseHistory
    }

    /// Folds one more event in. What is done after a step stands on it; what is handed in, said by the person, read or
    /// made of the case does not, nor does what the payment service says of a demand that was made before. A certificate
    /// does: somebody may have shown it.
    mutating func apply(_ event: CaseEvent) {
        switch event.what {
        case .stepDone(let step):
            let before = self
            enter(event)
            lastStep = [
                LastStep(
                    code: step.code, person: step.person, actor: event.actor, at: event.at,
                    before: before)
            ]
        case .stepUndone(let undone):
            guard let last = lastStep.first, last.code == undone.code,
                last.person == undone.person
            else { return }
            self = last.before
        case .documentAdded, .keptAside, .turnedAway, .validityStated, .answersCorrected,
            .memberAdded, .tacitlyApproved, .fee(.issued), .fee(.refused), .fee(.expired),
            .fee(.paid):
            enter(event)
            if !lastStep.isEmpty { lastStep[0].before.apply(event) }
        case .filed, .imported, .letterMade, .questionAsked, .questionAnswered, .bodyTold,
            .notAccepted, .other:
            break
        default:
            enter(event)
            lastStep = []
        }
    }
}
