import Kernel
import Languages
import LegalTime
import Storage

/// A document that shows what was found.
struct LetterEvidence {
    let document: String
    /// Since when the house has it.
    let received: String
}

/// What may be done against a decision: how long, and the last day if the letter came on its own day.
struct LetterRemedy {
    let title: String
    let length: String
    let article: String
    let unverified: Bool
    let served: String
    let last: String

    static let sample = LetterRemedy(
        title: "t", length: "l", article: "a", unverified: true, served: "s", last: "l")
}

extension LetterGround {
    /// A ground with all that may be said of it.
    static let sample = LetterGround(
        title: "t", article: "a", unverified: true, fact: "f",
        evidence: [LetterEvidence(document: "d", received: "r")], change: "c")
}

extension LetterEvidence {
    /// The documents that the decision or the draft of a case names; nothing is read where none does.
    static func all(
        _ history: CaseHistory, of kase: CaseID, _ procedure: Procedure, _ t: Translator,
        _ zone: Zone, in db: Reader
    ) throws -> [CaseDocumentID: LetterEvidence] {
        let findings =
            (history.decision?.findings ?? []) + (history.hearing?.draft.findings ?? [])
        let named = Set(findings.flatMap(\.evidence))
        if named.isEmpty { return [:] }
        var papers: [CaseDocumentID: LetterEvidence] = [:]
        for document in try CaseDocument.all(of: kase, in: db) where named.contains(document.id) {
            papers[document.id] = LetterEvidence(
                document: procedure.document(document.code)?.title(t) ?? document.code,
                received: t.date(zone.day(of: document.heldSince)))
        }
        return papers
    }
}

extension CaseHouse {
    /// As a letter that is being made tells them: it has come to nobody yet.
    func letterRemedies(
        of kase: Case, _ history: CaseHistory, _ t: Translator
    ) throws -> [LetterRemedy] {
        try remedies(against: kase, history, [], []).compactMap { remedy in
            remedy.last.map { last in
                LetterRemedy(
                    title: ruleTitle(remedy.rule, t), length: length(remedy.rule, t),
                    article: remedy.rule.article, unverified: !remedy.isVerified,
                    served: t.date(remedy.served), last: t.date(last))
            }
        }
    }
}
