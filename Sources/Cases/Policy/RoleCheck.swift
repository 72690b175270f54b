import LegalTime

/// The clocks that the engine itself asks for by their name. A procedure's file that uses the word means this: with what
/// it begins, what ends it, and whom it binds; `procedure.schema.json` says the same.
enum ClockRole: String, CaseIterable, Sendable {
    /// The office's own: every version of a procedure has it.
    case decision
    /// The person hands in what was asked for; the office's clock stands still meanwhile.
    case correction
    /// The person answers a draft before a decision against them.
    case hearing
    /// Another body answers what was put to it.
    case consultation
    /// What was asked for is not in after the whole of it: the request may lapse.
    case inactivity

    /// The events of which at least one begins it; empty where the file says.
    var starts: Set<String> {
        switch self {
        case .decision: [CaseEvent.filedKind]
        case .correction: [CaseEvent.requestedKind]
        case .hearing: [CaseEvent.hearingNotifiedKind, CaseEvent.hearingRegisteredKind]
        case .consultation: [CaseEvent.consultationAskedKind]
        case .inactivity: []
        }
    }

    /// What ends it in time; nil where the file says.
    var end: String? {
        switch self {
        case .decision: CaseEvent.decidedKind
        case .correction: CaseEvent.receivedKind
        case .hearing: CaseEvent.hearingAnsweredKind
        case .consultation: CaseEvent.consultationAnsweredKind
        case .inactivity: nil
        }
    }

    /// Whom it binds; nil where the file says.
    var owner: ClockOwner? {
        switch self {
        case .decision, .consultation: .state
        case .correction, .hearing: .person
        case .inactivity: nil
        }
    }

    /// What a clock of this name does not have, or nil.
    func fault(_ rule: ClockRule) -> String? {
        let begins = rule.starts.map(\.event)
        if !starts.isEmpty, !begins.contains(where: starts.contains) {
            return
                "the clock '\(rawValue)' begins with \(starts.sorted().joined(separator: " or "))"
        }
        if let end, !rule.metBy.contains(end) {
            return "the clock '\(rawValue)' is met by \(end)"
        }
        if let owner, rule.whose != owner {
            return "the clock '\(rawValue)' is the \(owner == .state ? "office's" : "person's")"
        }
        return nil
    }
}

/// The steps that the engine does by itself when a fee is demanded, paid or waived: who has one of the first two has both.
enum StepRole: String, CaseIterable, Sendable {
    case feeAsked = "fee-asked"
    case feePaid = "fee-paid"
    case feeWaived = "fee-waived"
}

/// What of the words that the engine knows a file uses otherwise.
func roleProblems(_ procedures: [ProcedureFile]) -> [PolicyProblem] {
    procedures.flatMap { path, procedure in
        roleFaults(procedure).map { PolicyProblem(PolicyFault($0), file: path) }
    }
}

private func roleFaults(_ procedure: Procedure) -> [String] {
    var faults = procedure.clocks.compactMap { rule in
        ClockRole(rawValue: rule.name)?.fault(rule)
    }
    let names = Set(procedure.clocks.map(\.name))
    if !procedure.documents.isEmpty, !names.contains(ClockRole.correction.rawValue) {
        faults.append("papers can be asked for, and there is no clock 'correction'")
    }
    let steps = procedure.steps.filter { StepRole(rawValue: $0.code) != nil }
    let codes = Set(steps.map(\.code))
    for role in [StepRole.feeAsked, .feePaid] where !codes.isEmpty && !codes.contains(role.rawValue)
    {
        faults.append("a fee needs the step '\(role.rawValue)'")
    }
    for step in steps where step.by != .office {
        faults.append("the step '\(step.code)' is the office's")
    }
    return faults
}
