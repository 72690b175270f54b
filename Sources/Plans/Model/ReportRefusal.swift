import Kernel
import Languages

/// Why a report on a measure is not taken.
enum ReportRefusal: String, Refusal, CaseIterable {
    case noClaim = "Choose what is true of the measure today."
    case needsEvidence = "Done needs evidence: add a link or name the document that shows it."
    case needsOutput = "Nothing to change yet: first show that what was to be made is there."
    case needsBaseline =
        "What changed cannot be shown: no indicator of this measure has a baseline."
    case reasonMissing = "Say why the measure is given up."
    case future = "A report speaks of a day that is over."
    case nothingToReview = "Nothing to review: no approved report shows that this measure is done."
    case notIndependent = "A review is made by somebody who neither claimed nor approved."
    case ownReport = "A report is approved by somebody else than the one who wrote it."
    case changedSince = "The report has changed since you read it. Read it again."
    case locked = "This report is locked. What is wrong in it is put right by an erratum."
    case notLocked = "Only an approved report has errata."
    case sameAgain = "This is what it says already."
    case roundClosed = "This round is closed."
    case alreadySent = "You have sent a report that waits for approval."

    var kind: RefusalKind {
        switch self {
        case .nothingToReview, .changedSince, .locked, .notLocked, .roundClosed, .alreadySent:
            .conflict
        default: .invalid
        }
    }
    var explanation: String { rawValue }

    /// In the reader's language, beside the field.
    func words(_ t: Translator) -> String {
        switch self {
        case .noClaim: t("Choose what is true of the measure today.")
        case .needsEvidence:
            t("Done needs evidence: add a link or name the document that shows it.")
        case .needsOutput:
            t("Nothing to change yet: first show that what was to be made is there.")
        case .needsBaseline:
            t("What changed cannot be shown: no indicator of this measure has a baseline.")
        case .reasonMissing: t("Say why the measure is given up.")
        case .future: t("A report speaks of a day that is over.")
        case .nothingToReview:
            t("Nothing to review: no approved report shows that this measure is done.")
        case .notIndependent: t("A review is made by somebody who neither claimed nor approved.")
        case .ownReport: t("A report is approved by somebody else than the one who wrote it.")
        case .changedSince: t("The report has changed since you read it. Read it again.")
        case .locked:
            t("This report is locked. What is wrong in it is put right by an erratum.")
        case .notLocked: t("Only an approved report has errata.")
        case .sameAgain: t("This is what it says already.")
        case .roundClosed: t("This round is closed.")
        case .alreadySent: t("You have sent a report that waits for approval.")
        }
    }

    /// The field of the form that it is about.
    var field: String {
        switch self {
        case .needsEvidence: "evidence"
        case .reasonMissing: "text"
        case .future: "day"
        case .sameAgain: "becomes"
        default: "claim"
        }
    }
}

extension ReportText {
    /// Why it cannot be sent, or nil where it can. `standing` is where the measure stands now.
    func refusal(standing: Standing, indicators: [Indicator], today: Day) -> ReportRefusal? {
        guard let claim, ReportClaim.reportable.contains(claim) else { return .noClaim }
        if day > today { return .future }
        if claim.needsProof, proofs.isEmpty { return .needsEvidence }
        if claim == .discontinued, text.isEmpty { return .reasonMissing }
        guard claim == .outcome else { return nil }
        if !standing.status.isDone { return .needsOutput }
        return indicators.contains { $0.baseline != nil } ? nil : .needsBaseline
    }
}
