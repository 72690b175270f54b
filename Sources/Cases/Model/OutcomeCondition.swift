extension Procedure {
    /// The outcomes for which something has to be done first, in the order of the file.
    func unready(_ history: CaseHistory) throws -> [OutcomeRule] {
        let facts = CaseFacts(history)
        return try outcomes.filter { outcome in
            try outcome.when.map { try !$0.holds(facts) } ?? false
        }
    }
}
