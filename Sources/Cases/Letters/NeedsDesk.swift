import Decisions
import Kernel

/// Asks the decision tables for one letter: the models that counter and page ask, so all say the same.
struct NeedsDesk {
    let procedure: Procedure
    let household: Household
    /// The day of filing decides how old somebody is, and which rules hold.
    let day: Day
    /// When the letter is made.
    let now: Moment
    let language: String
    let policy: Policy
    /// The version of the law of the file; nil asks for what any of them does.
    var version: String?
    /// What was answered in the form, by the names of the fields.
    var answers: [String: FEELValue] = [:]

    func needs(_ person: PersonOfFile, role: String) throws -> LetterNeeds {
        let facts = household.facts(of: person, on: day)
        let documents = try procedure.documentsDecision.map { model in
            try table(
                model, DocumentTable.decision, facts, title: { procedure.document($0)?.title },
                stands: isAsked)
        }
        let attendance = try procedure.attendance.map { rule in
            try table(
                rule.model, rule.decision, facts,
                title: { rule.title(of: $0, in: policy.wizards) })
        }
        return LetterNeeds(
            name: person.name, role: role, documents: documents ?? .silent,
            attendance: [attendance].compactMap(\.self))
    }

    /// Whether the version of the file knows a paper.
    private func isAsked(_ code: String) -> Bool {
        guard let version, let kind = procedure.document(code) else { return true }
        return procedure.isPart(kind.versions, of: version)
    }

    /// What one decision says of a person. A code without words of its own is shown as it is, never guessed at.
    private func table(
        _ model: String, _ decision: String, _ facts: [String: FEELValue],
        title: (String) -> LocalText?, stands: (String) -> Bool = { _ in true }
    ) throws -> LetterTable {
        let asked = policy.decisions[model]?.answering(self.answers) ?? [:]
        let result = try policy.decisions.ask(
            model, decision, facts.merging(asked) { own, _ in own }, on: day, at: now)
        let answers = result.value.codes.filter(stands).map { code in
            LetterAnswer(
                code: code, title: title(code)?.text(in: language) ?? code,
                reasons: reasons(of: code, result))
        }
        return LetterTable(
            decision: "\(model)/\(decision)", speaks: !answers.isEmpty, answers: answers)
    }

    /// The rules that gave a code, each once. What no rule says in words has no reason.
    private func reasons(of code: String, _ result: BookAnswer) -> [LetterReason] {
        var said: [Reason] = []
        for rule in result.explanation.flatMap(\.rules) where rule.codes.contains(code) {
            let reason = result.reason(of: rule)
            if !said.contains(reason) { said.append(reason) }
        }
        return said.compactMap { reason -> LetterReason? in
            let because = reason.because[language] ?? ""
            if because.isEmpty, reason.article.isEmpty { return nil }
            return LetterReason(
                because: because.isEmpty ? reason.article : because,
                isCited: !because.isEmpty && !reason.article.isEmpty, article: reason.article,
                unverified: !reason.isVerified)
        }
    }
}
