extension OutcomeRule {
    /// Whether what has to come before it is done.
    func isOpen(_ history: CaseHistory) throws -> Bool {
        try when?.holds(CaseFacts(history)) ?? true
    }
}
