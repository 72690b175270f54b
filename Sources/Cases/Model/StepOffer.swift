/// A step that the stage of a case has room for, and whether all that it waits for is there.
struct StepOffer: Sendable, Equatable {
    let rule: StepRule
    let isOpen: Bool
}

extension Procedure {
    /// The steps that belong to where a case stands, in the order of the file.
    func offers(_ history: CaseHistory, at stage: Stage) throws -> [StepOffer] {
        let facts = CaseFacts(history)
        return try steps.filter { rule in
            rule.from.contains(stage.code) && (rule.repeats || !history.isDone(rule.code))
        }.map { rule in
            StepOffer(rule: rule, isOpen: try rule.when?.holds(facts) ?? true)
        }
    }
}
