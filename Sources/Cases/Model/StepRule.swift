import Kernel

/// Something that is done in a case and has no more to it than that it was done: biometrics taken, a title ordered,
/// sent, collected. The procedure's file says who may do it and when; what follows is said by its stages and clocks.
public struct StepRule: Hashable, Sendable {
    public let code: String
    /// What happened, in the way of the case.
    public let title: LocalText
    /// On the button of whoever may do it.
    public let act: LocalText
    let by: Actor
    /// The stages at which it may be done.
    let from: [String]
    /// What else has to hold, and the words for whoever sees that it does not.
    let when: Condition?
    let otherwise: LocalText?
    /// Whether it may happen again.
    let repeats: Bool
    /// The steps that count as not done any more once this one is.
    let reopens: [String]
    /// Whether the record of a visit does it, where the case stands at one of its stages.
    let isByVisit: Bool
    /// Whether it is done for each of those whom a file is about, and not once for all of them.
    let isPerMember: Bool
    /// The outcome with which it ends the case, where its person does not want it any more; nil of every other step.
    let ends: String?
    /// What is asked of whoever does it, such as the number of a parcel; nil where nothing is.
    let note: LocalText?
    /// What is asked for the day that a court may name as the end of the period that it begins; nil where none may.
    let named: LocalText?
    /// What the person is told; nil where they are not told.
    let tells: LocalText?
    /// The paper that is made with it; nil where none is.
    let letter: StepLetter?

    /// Who does it.
    enum Actor: String, Sendable, CaseIterable {
        case office, person

        func admits(_ access: CaseAccess) -> Bool {
            switch self {
            case .office: access == .staff
            case .person: access == .applicant
            }
        }
    }

    /// As clocks listen to it: `step.title-ordered`.
    var event: String { StepRule.eventPrefix + code }

    /// What the journal keeps of it: what was asked for is kept, and nothing that was not.
    func done(
        note typed: String?, for person: Int? = nil, paper: CaseEvent.StepDone.Paper? = nil,
        named day: Day? = nil
    ) -> CaseEvent.StepDone {
        CaseEvent.StepDone(
            code: code, note: note == nil ? nil : typed, reopens: reopens.isEmpty ? nil : reopens,
            person: person, paper: paper, ends: ends, named: named == nil ? nil : day)
    }

    static let eventPrefix = "step."
}

extension CaseEvent {
    static let stepDoneKind = "step.done"

    /// A step of the procedure's file was done.
    struct StepDone: Codable, Sendable, Equatable {
        let code: String
        let note: String?
        /// The steps that count as not done any more; nil where there are none.
        var reopens: [String]?
        /// For whom alone it was done, by their place in the file; nil where it was done for all.
        var person: Int?
        /// The paper that was made with it.
        var paper: Paper?

        /// A paper as anybody may check it.
        struct Paper: Codable, Sendable, Equatable {
            let kind: String
            let code: String
            /// The last day that whoever did the step stated.
            var until: Day?
        }
        /// The outcome with which it ended the case; nil where it did not.
        var ends: String?
        /// The day that a court named as the last one; nil where it named none.
        var named: Day?
    }
}

extension Procedure {
    /// What an outcome is called, also one that a step of the person ends in.
    func title(ofOutcome code: String) -> LocalText? {
        outcome(code)?.title ?? steps.first { $0.ends == code }?.title
    }
}

extension CaseHistory {
    /// A step that was done.
    struct Step: Sendable, Equatable {
        let code: String
        let at: Moment
        /// For whom alone, by their place in the file.
        var person: Int?
        var paper: CaseEvent.StepDone.Paper?
        /// The day that a court named with it.
        var named: Day?
    }

    /// Whether anybody has worked on it since it was handed in.
    var hasBegun: Bool {
        !visitsRecorded.isEmpty || consultation != nil || clockEvents.count > 1
    }

    func isDone(_ step: String) -> Bool { steps.contains { $0.code == step } }

    /// What it reopens goes from the steps that count; the clocks have heard of it all the same. What is done for one
    /// reopens nothing that was done for another.
    mutating func take(_ step: CaseEvent.StepDone, at: Moment) {
        settleFee(step)
        let reopened = step.reopens ?? []
        steps.removeAll { done in
            let isTheirs = step.person == nil || done.person == nil || done.person == step.person
            return isTheirs && reopened.contains(done.code)
        }
        add(step.code, for: step.person, paper: step.paper, named: step.named, at: at)
        if let ends = step.ends, decision == nil { end(as: ends, step.note ?? "", at: at) }
    }

    /// Its person does not want it any more: nothing is asked or decided, and no clock runs on.
    private mutating func end(as outcome: String, _ reason: String, at: Moment) {
        decision = CaseEvent.Decision(
            outcome: outcome, grounds: [], reasons: reason, despite: nil)
        decidedAt = at
        (openItems, proposal, sentBack) = ([], nil, nil)
        clockEvents.append((CaseEvent.decidedKind, at))
    }

    /// A step is there, whoever did it.
    mutating func add(
        _ step: String, for person: Int? = nil, paper: CaseEvent.StepDone.Paper? = nil,
        named: Day? = nil, at: Moment
    ) {
        steps.append(Step(code: step, at: at, person: person, paper: paper, named: named))
        let kind = StepRule.eventPrefix + step
        if let person {
            personEvents.append((person, kind, at))
        } else {
            clockEvents.append((kind, at))
        }
    }
}

extension StepRule {
    /// Why it is not done now, or nil. Reads nothing but its arguments.
    func refusal(
        _ history: CaseHistory, at stage: Stage, note typed: String?
    ) throws
        -> CaseRefusal?
    {
        if !repeats, history.isDone(code) { return .stepDone }
        guard from.contains(stage.code) else { return .stepNotNow }
        if let when, !(try when.holds(CaseFacts(history))) { return .stepNotNow }
        return note != nil && (typed ?? "").isEmpty ? .stepNoteMissing : nil
    }
}
