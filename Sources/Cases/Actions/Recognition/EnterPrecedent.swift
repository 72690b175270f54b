import Kernel
import Storage

extension Case {
    /// Writes what a decision said of a degree into the register of precedents: the degree and the outcome, nothing of whose
    /// it was. The decision itself is the line of the journal; the register outlives its files.
    func enterPrecedent(
        _ history: CaseHistory, _ outcome: String, in db: Writer, _ house: CaseHouse
    ) throws {
        guard let facts = try comparable(history, house) else { return }
        try db.run(
            """
            INSERT INTO recognition_precedent (entry, kind, demo, country, institution, programme, degree,
                months, credits, outcome, times)
            VALUES (\(entry(facts, outcome)), \(procedure), \(isDemo), \(facts.country ?? ""),
                \(facts.institution ?? ""), \(facts.programme ?? ""), \(facts.degree ?? ""),
                \(facts.months), \(facts.credits), \(outcome), 1)
            ON CONFLICT (entry) DO UPDATE SET times = recognition_precedent.times + 1
            """)
    }

    /// Takes it out again, where the decision stands no longer.
    func withdrawPrecedent(_ history: CaseHistory, in db: Writer, _ house: CaseHouse) throws {
        guard let outcome = history.decision?.outcome, let facts = try comparable(history, house)
        else { return }
        let key = entry(facts, outcome)
        let gone = try db.run(
            "DELETE FROM recognition_precedent WHERE entry = \(key) AND times = 1")
        if gone > 0 { return }
        try db.run("UPDATE recognition_precedent SET times = times - 1 WHERE entry = \(key)")
    }

    /// The degree of a request, where all four conditions are known and none of the words gives its person away.
    private func comparable(_ history: CaseHistory, _ house: CaseHouse) throws -> DegreeFacts? {
        guard try house.procedure(procedure).concern == .qualification else { return nil }
        let facts = DegreeFacts(history.answers)
        return facts.isComplete && !facts.names(history.household.holder.name) ? facts : nil
    }

    /// Equal decisions on equal degrees have one key.
    private func entry(_ facts: DegreeFacts, _ outcome: String) -> String {
        let names = [facts.country, facts.institution, facts.programme, facts.degree]
            .map { $0 ?? "" }
        let numbers = [facts.months, facts.credits].map { $0.map { String($0) } ?? "" }
        return ([procedure, isDemo ? "demo" : ""] + names + numbers + [outcome])
            .joined(separator: "|")
    }
}
