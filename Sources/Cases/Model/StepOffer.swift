/// A step that the stage of a case has room for, and whether all that it waits for is there.
struct StepOffer: Sendable, Equatable {
    let rule: StepRule
    let isOpen: Bool
    /// For whom alone, by their place in the file; nil where it is done for all.
    var person: Int?
}

extension Procedure {
    /// The steps that belong to where a case stands, in the order of the file; those for one of its people alone once for
    /// each who stands there.
    func offers(_ history: CaseHistory) throws -> [StepOffer] {
        let lines = try lines(of: history)
        return try steps.flatMap { rule -> [StepOffer] in
            if rule.isPerMember {
                return try history.persons.compactMap { person in
                    let line = history.line(of: person)
                    let stage = try standing(ofLine: line).stage
                    return try offer(rule, line, at: stage, for: person)
                }
            }
            let found = try lines.compactMap { line in
                try offer(rule, line.history, at: line.standing.stage, for: nil)
            }
            return [found.first(where: \.isOpen) ?? found.first].compactMap(\.self)
        }
    }

    private func offer(
        _ rule: StepRule, _ line: CaseHistory, at stage: Stage, for person: Int?
    ) throws -> StepOffer? {
        guard rule.from.contains(stage.code), rule.repeats || !line.isDone(rule.code) else {
            return nil
        }
        let isOpen = try rule.when?.holds(CaseFacts(line)) ?? true
        return StepOffer(rule: rule, isOpen: isOpen, person: person)
    }
}
