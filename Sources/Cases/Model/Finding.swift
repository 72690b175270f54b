import Kernel

/// What one ground of a decision, or of a draft of one, rests on: what was found, what shows it, and what would change it.
struct Finding: Codable, Sendable, Equatable {
    /// By its code, one of those of the outcome.
    let ground: String
    /// What the office found, in words that the person reads.
    let fact: String
    /// The documents of the case that show it.
    var evidence: [CaseDocumentID] = []
    /// What would make the ground fall; nil where nothing is said, as in a grant.
    var change: String?
}

extension Verdict {
    /// Why what each ground rests on is not said well enough, or nil. What states nothing at all is older than the rule, or
    /// told by a program of the house; of a grant nothing has to be said.
    func findingRefusal(_ history: CaseHistory, _ rule: OutcomeRule) -> CaseRefusal? {
        guard let findings else { return nil }
        let known = Set(history.documents.map(\.id))
        if findings.contains(where: { !known.isSuperset(of: $0.evidence) }) {
            return .unknownEvidence
        }
        if rule.needsPapers { return nil }
        for ground in grounds {
            let finding = findings.first { $0.ground == ground }
            if finding?.fact.isEmpty ?? true { return .factMissing(ground) }
            if finding?.change?.isEmpty ?? true { return .changeMissing(ground) }
        }
        return nil
    }
}

extension [Finding] {
    /// Those that say something, of some grounds.
    func said(of grounds: [String]) -> [Finding] {
        filter { grounds.contains($0.ground) && !$0.fact.isEmpty }
    }

    /// As a journal keeps it: nothing where nothing is said.
    var kept: [Finding]? { isEmpty ? nil : self }
}
