import Kernel
public import Languages

/// What is said of a measure; started and done are never one word.
public enum MeasureStatus: String, Sendable, CaseIterable {
    case notReported = "not-reported"
    case notStarted = "not-started"
    case started
    /// Somebody responsible says so, with evidence.
    case doneClaimed = "done-claimed"
    /// Somebody else has looked at the evidence.
    case doneReviewed = "done-reviewed"
    case dropped

    public func words(_ t: Translator) -> String {
        switch self {
        case .notReported: t("Not reported")
        case .notStarted: t("Not started")
        case .started: t("Started")
        case .doneClaimed: t("Done, says the responsible body")
        case .doneReviewed: t("Done, reviewed")
        case .dropped: t("Given up")
        }
    }
}

/// One claim about a measure.
struct MeasureReport: Sendable {
    let id: ID<MeasureReport>
    let status: MeasureStatus
    let text: String
    let account: AccountID
    let role: String
    let at: Moment
}

/// What a claim rests on.
struct Evidence: Sendable, Equatable {
    enum Kind: String, Sendable { case link, text }

    let kind: Kind
    let content: String

    /// A web address is a link; anything else names a document in words.
    init?(_ typed: String?) {
        guard let typed, !typed.isEmpty else { return nil }
        let isLink = typed.hasPrefix("https://") || typed.hasPrefix("http://")
        self.init(kind: isLink ? .link : .text, content: typed)
    }

    init(kind: Kind, content: String) {
        self.kind = kind
        self.content = content
    }
}

/// Why a report on a measure is not taken.
enum ReportRefusal: String, Refusal, CaseIterable {
    case notADeed = "Choose what is true of the measure today."
    case doneNeedsEvidence = "Done needs evidence: add a link or name the document that shows it."
    case nothingToReview =
        "Nothing to review: nobody has claimed with evidence that this measure is done."
    case reviewByTheSame = "A review is made by somebody else than the one who claims."
    case reviewByCoordinator = "Only the coordinator of the plan records a review."
    case reasonMissing = "Say why the measure is given up."

    var kind: RefusalKind { self == .nothingToReview ? .conflict : .invalid }
    var explanation: String { rawValue }

    /// In the reader's language, beside the field.
    func words(_ t: Translator) -> String {
        switch self {
        case .notADeed: t("Choose what is true of the measure today.")
        case .doneNeedsEvidence:
            t("Done needs evidence: add a link or name the document that shows it.")
        case .nothingToReview:
            t("Nothing to review: nobody has claimed with evidence that this measure is done.")
        case .reviewByTheSame: t("A review is made by somebody else than the one who claims.")
        case .reviewByCoordinator: t("Only the coordinator of the plan records a review.")
        case .reasonMissing: t("Say why the measure is given up.")
        }
    }

    /// The field of the form that it is about.
    var field: String {
        switch self {
        case .doneNeedsEvidence: "evidence"
        case .reasonMissing: "text"
        case .notADeed, .nothingToReview, .reviewByTheSame, .reviewByCoordinator: "status"
        }
    }
}

extension MeasureStatus {
    /// Why this claim cannot follow `last`, or nil where it can.
    func refusal(
        text: String, evidence: Evidence?, last: MeasureReport?, by person: Principal
    ) -> ReportRefusal? {
        switch self {
        case .notReported: return .notADeed
        case .notStarted, .started: return nil
        case .doneClaimed: return evidence == nil ? .doneNeedsEvidence : nil
        case .dropped: return text.isEmpty ? .reasonMissing : nil
        case .doneReviewed:
            guard person.has(.coordinator) else { return .reviewByCoordinator }
            guard let last, last.status == .doneClaimed else { return .nothingToReview }
            return last.account == person.account ? .reviewByTheSame : nil
        }
    }
}
