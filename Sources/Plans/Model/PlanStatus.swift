public import Kernel
public import Languages

/// Where a measure stands: derived from evidence and dates, and never typed. Started and done are never one word.
public enum PlanStatus: String, Sendable, CaseIterable {
    /// Nobody has reported: it may be anything.
    case unreported
    case notStarted = "not-started"
    case started
    /// What was to be made is there, with evidence.
    case delivered
    /// What was to change has changed, with evidence.
    case effective
    /// Somebody who neither claimed nor approved it has looked at the evidence and confirms it.
    case reviewed
    case discontinued

    /// The one definition of done; `PlanShare.definition` is its words.
    public var isDone: Bool {
        switch self {
        case .delivered, .effective, .reviewed: true
        case .unreported, .notStarted, .started, .discontinued: false
        }
    }

    public func words(_ t: Translator) -> String {
        switch self {
        case .unreported: t("Not reported")
        case .notStarted: t("Not started")
        case .started: t("Started")
        case .delivered: t("Delivered, with evidence")
        case .effective: t("Effective, with evidence")
        case .reviewed: t("Independently reviewed")
        case .discontinued: t("Given up")
        }
    }
}

/// One thing that a report which stands says of a measure.
public struct PlanFact: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case notStarted = "not-started"
        case started, output, outcome, review, discontinued
    }

    public let kind: Kind
    /// The day of which it is true.
    public let day: Day
    /// Who says it, and who approved it.
    public let by: AccountID
    public let approvedBy: AccountID?
    /// Whether something is shown for it: a document, a link, a figure.
    public let hasProof: Bool
    public let reason: String

    public init(
        _ kind: Kind, on day: Day, by: AccountID, approvedBy: AccountID? = nil, hasProof: Bool,
        reason: String = ""
    ) {
        (self.kind, self.day, self.by, self.approvedBy) = (kind, day, by, approvedBy)
        (self.hasProof, self.reason) = (hasProof, reason)
    }

    /// Whether it counts: a claim of done shows something, giving up has a reason.
    var stands: Bool {
        switch kind {
        case .notStarted, .started: true
        case .output, .outcome, .review: hasProof
        case .discontinued: !reason.isEmpty
        }
    }
}

/// The dates of a measure, and of the last round that is over for it.
public struct PlanDates: Sendable, Equatable {
    public var starts: Day?
    public var ends: Day?
    /// The last day of the newest round whose last day is over, where this measure owed a report.
    public var due: Day?
    /// Whether that report came.
    public var isHeard: Bool

    public init(starts: Day? = nil, ends: Day? = nil, due: Day? = nil, isHeard: Bool = false) {
        (self.starts, self.ends, self.due, self.isHeard) = (starts, ends, due, isHeard)
    }
}

/// Where a measure stands, since when, and what is late about it.
public struct Standing: Sendable, Equatable {
    public let status: PlanStatus
    public let since: Day?
    /// Why it was given up; empty otherwise.
    public let reason: String
    /// Its last day is over and it is neither done nor given up.
    public let isOverdue: Bool
    /// Nobody ever reported, or not in the round that is over.
    public let isSilent: Bool
}

extension PlanStatus {
    /// The one rule: `facts` in the order they were reported, those of other days by their day.
    ///
    /// The last word about the course of a measure holds: whoever says `started` after an output takes the output back,
    /// because silence about what went wrong must not leave it standing as delivered.
    public static func derive(_ facts: [PlanFact], dates: PlanDates, today: Day) -> Standing {
        let known = facts.enumerated().filter { $0.element.stands && $0.element.day <= today }
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
        let course = known.filter { $0.kind != .review }
        let last = course.last
        var (status, since) = (PlanStatus.unreported, last?.day)
        var reason = ""
        switch last?.kind {
        case nil: break
        case .notStarted: status = .notStarted
        case .discontinued: (status, reason) = (.discontinued, last?.reason ?? "")
        default: (status, since) = reached(course, known)
        }
        let isOver = dates.ends.map { $0 < today } ?? false
        let isLate = dates.due.map { $0 < today && !dates.isHeard } ?? false
        return Standing(
            status: status, since: since, reason: reason,
            isOverdue: isOver && !status.isDone && status != .discontinued,
            isSilent: (isLate && status != .discontinued) || known.isEmpty)
    }

    /// What the evidence since the last beginning carries.
    private static func reached(
        _ course: [PlanFact], _ known: [PlanFact]
    ) -> (status: PlanStatus, since: Day?) {
        let begins = course.lastIndex { [.notStarted, .started, .discontinued].contains($0.kind) }
        let proofs = course[(begins.map { $0 + 1 } ?? 0)...]
        let first = begins.map { course[$0].day } ?? course.first?.day
        // An outcome alone says nothing of what was made.
        guard let output = proofs.last(where: { $0.kind == .output }) else {
            return (.started, first)
        }
        let outcome = proofs.last { $0.kind == .outcome }
        let day = max(output.day, outcome?.day ?? output.day)
        let evidence = [output] + (outcome.map { [$0] } ?? [])
        let judges = Set(evidence.flatMap { [$0.by] + ($0.approvedBy.map { [$0] } ?? []) })
        let after = known.lastIndex { $0 == outcome || $0 == output } ?? 0
        let review = known[(after + 1)...].last { $0.kind == .review && !judges.contains($0.by) }
        if let review { return (.reviewed, review.day) }
        return (outcome == nil ? .delivered : .effective, day)
    }
}
