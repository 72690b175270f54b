import Kernel
import Storage

enum PathThing {}
enum StepThing {}
enum PathNoteThing {}
typealias PathID = ID<PathThing>
typealias StepID = ID<StepThing>

/// One plan for a person or a family: what they need, the steps they agreed to, and when it is looked at again.
struct IntegrationPath: Sendable {
    /// What is sealed of it.
    struct Content: Codable, Sendable, Equatable {
        let name: String
        let contact: String
        /// Who else it is for.
        let members: [String]
        /// The mediator who keeps it.
        let keeper: String
        /// With which its person takes it into their account.
        var code: String?
        /// Whom the house tells what came of a step, once it is in their account; no body is told.
        var holder: PersonID?
    }

    enum State: Sendable {
        /// Drawn up, and nobody agreed yet.
        case draft
        case inForce
        /// A consent is for a year at most: it is asked again.
        case lapsed
        case ended
    }

    let id: PathID
    let content: Content
    let consent: Consent?
    let isJoined: Bool
    let drawnAt: Moment
    let reviewOn: Day
    let endedAt: Moment?
    let isDemo: Bool

    static func subject(_ id: PathID) -> String { "path/\(id)" }

    /// Those whom a step can be for.
    var people: [String] { [content.name] + content.members }

    func state(at now: Moment) -> State {
        if endedAt != nil || consent?.withdrawnAt != nil { return .ended }
        guard let consent else { return .draft }
        return consent.isInForce(at: now) ? .inForce : .lapsed
    }

    func isReviewOverdue(at now: Moment, in zone: Zone) -> Bool {
        state(at: now) != .ended && reviewOn < zone.day(of: now)
    }
}

/// What became of a step.
enum PathOutcome: String, CaseIterable, Codable, Sendable {
    case reached, partly
    case notReached = "not-reached"
}

/// One step that a body takes.
struct PathStep: Sendable {
    /// What is sealed of it.
    struct Content: Codable, Sendable, Equatable {
        let kind: PathKind
        let body: OrganisationID
        /// Whom it is for.
        let whom: String
        let need: String
        let words: String
    }

    let id: StepID
    let content: Content
    let dueOn: Day
    let agreedAt: Moment?
    let closedAt: Moment?

    static func subject(_ id: StepID) -> String { "step/\(id)" }

    func isOverdue(on today: Day) -> Bool { closedAt == nil && dueOn < today }
}

/// What a body noted of its step, or a mediator at a review.
struct PathNote: Sendable {
    struct Content: Codable, Sendable, Equatable {
        let words: String
        var outcome: PathOutcome?
    }

    let step: StepID?
    let content: Content
    let notedAt: Moment
}

enum PathRefusal: Refusal, Equatable {
    case unknownCode
    case bodyOfOtherKind
    case notForThisPerson
    case discreetForHolder
    case noStep
    case nothingNew
    case changed
    case joined
    case closed
    case notEnded
    case tooManySteps

    var kind: RefusalKind {
        switch self {
        case .unknownCode, .bodyOfOtherKind, .notForThisPerson, .discreetForHolder: .invalid
        case .noStep, .nothingNew, .changed, .joined, .closed, .notEnded, .tooManySteps: .conflict
        }
    }

    var explanation: String {
        switch self {
        case .unknownCode:
            t("No path has this code. Look at it again, or ask whoever gave it to you.")
        case .bodyOfOtherKind: t("This body takes no step of this kind. Choose another body.")
        case .notForThisPerson: t("Choose somebody of this path.")
        case .discreetForHolder:
            t(
                "Support of this kind is for whoever holds the path, because they read all of it. For somebody else draw up a path of their own."
            )
        case .noStep: t("Add a step first: there is nothing to agree to.")
        case .nothingNew: t("Everything here is agreed already.")
        case .changed:
            t("The steps changed meanwhile. Read them again before anybody agrees to them.")
        case .joined: t("This person has an account: they agree there, not at the desk.")
        case .closed: t("This step is closed: what came of it is noted already.")
        case .notEnded: t("End the path first, then delete it.")
        case .tooManySteps: t("A path has few steps at a time. Close or take back one first.")
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
