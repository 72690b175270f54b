import Decisions

extension Procedure {
    /// Refuses a decision of priority that is not there, and one whose rules say nothing to those who read the class.
    func checkPriority(_ book: DecisionBook) throws {
        guard let priority else { return }
        guard let model = book[priority.model] else {
            throw PolicyFault("there is no decision model '\(priority.model)'")
        }
        guard model.decisions.contains(priority.decision) else {
            throw PolicyFault(
                "the model '\(priority.model)' has no decision '\(priority.decision)'")
        }
        let rules = model.rules.filter { $0.decision == priority.decision }
        guard !rules.isEmpty else { throw PolicyFault("\(priority) is no table with reasons") }
        for rule in rules {
            let because = Reason(rule.annotations).because
            if because["pt"] == nil || because["en"] == nil {
                throw PolicyFault("rule \(rule.place.number) of \(priority) says no reason")
            }
        }
    }
}

/// The faults of priority; what does not load at all is told elsewhere.
func priorityProblems(
    _ procedures: [ProcedureFile], _ book: DecisionBook?
) -> [PolicyProblem] {
    guard let book else { return [] }
    return procedures.compactMap { path, procedure -> PolicyProblem? in
        do {
            try procedure.checkPriority(book)
            return nil
        } catch { return PolicyProblem(error, file: path) }
    }
}
