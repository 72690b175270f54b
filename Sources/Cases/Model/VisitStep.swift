extension Procedure {
    /// The step that a visit does at a stage, by its code; nil where a visit there is a visit and nothing more.
    func visitStep(at stage: String) -> StepRule? {
        steps.first { $0.isByVisit && $0.from.contains(stage) }
    }

    /// The same, where nothing is in its way.
    func visitStep(_ history: CaseHistory, at stage: Stage) throws -> StepRule? {
        guard let rule = visitStep(at: stage.code),
            try rule.refusal(history, at: stage, note: nil) == nil
        else { return nil }
        return rule
    }
}

extension Case {
    /// Whether a visit may be booked for it: until it is decided, and then where a step waits for one. None for what
    /// keeps somebody away: the day's list of visits shows them all.
    func awaitsVisit(_ procedure: Procedure) -> Bool {
        let isOpenToAll = procedure.recusal == nil && !procedure.needToKnow
        return isOpenToAll && !isDecided || procedure.visitStep(at: projection.state) != nil
    }
}
