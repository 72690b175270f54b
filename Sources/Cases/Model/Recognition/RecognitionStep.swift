import Kernel

/// Steps of a recognition that the tables allow or refuse, whatever the stage has room for.
enum RecognitionStep: String, Sendable, CaseIterable {
    case precedentApplied = "precedent-applied"
    case partPrecedentApplied = "part-precedent-applied"
    case partialNotEnough = "partial-not-enough"
    case statementNotEnough = "statement-not-enough"
    case interviewNotEnough = "interview-not-enough"
    case provedConditionally = "proved-conditionally"
    case provedFully = "proved-fully"

    /// The rungs of the ladder that were tried and were not enough, the lowest first, each as the tables call it.
    static let tried: [(step: RecognitionStep, word: String)] = [
        (.partialNotEnough, "partial-documents"), (.statementNotEnough, "statement"),
        (.interviewNotEnough, "interview"),
    ]

    /// The highest rung that was tried, by the steps that were done.
    static func lastTried(_ steps: [String]) -> String {
        tried.last { steps.contains($0.step.rawValue) }?.word ?? "nothing"
    }
}

extension RecognitionCourse {
    /// Why a step is not taken, or nil. A step of which the tables know nothing is not theirs to refuse.
    func refusal(of code: String) -> RecognitionRefusal? {
        guard let step = RecognitionStep(rawValue: code) else { return nil }
        switch step {
        case .precedentApplied: return way.code == "precedent" ? nil : .noPrecedent
        case .partPrecedentApplied:
            return way.code == "precedent-in-part" ? nil : .noPrecedent
        case .partialNotEnough: return rung.code == "partial-documents" ? nil : .otherRung
        case .statementNotEnough: return rung.code == "sworn-statement" ? nil : .otherRung
        case .interviewNotEnough: return rung.code == "interview-or-exam" ? nil : .otherRung
        case .provedConditionally: return proved.code == "conditionally" ? nil : .otherProof
        case .provedFully: return proved.code == "fully" ? nil : .otherProof
        }
    }
}

/// Why a step of a recognition is not taken.
enum RecognitionRefusal: Refusal, Equatable {
    case noPrecedent
    case otherRung
    case otherProof

    var kind: RefusalKind { .conflict }

    var explanation: String {
        switch self {
        case .noPrecedent:
            t("The register has no earlier decision that serves this request in this way.")
        case .otherRung: t("The request stands at another step of proof.")
        case .otherProof: t("Proof that is accepted at this step leads to another outcome.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
