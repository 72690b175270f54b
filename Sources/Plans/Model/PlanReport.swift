import Kernel
import Languages

/// Who speaks about a measure; each stands beside the others.
enum Voice: String, Sendable, CaseIterable {
    /// The body that is responsible.
    case lead
    case municipality
    case civil
    /// Somebody who neither claimed nor approved.
    case review

    func words(_ t: Translator) -> String {
        switch self {
        case .lead: t("Responsible body")
        case .municipality: t("Municipality")
        case .civil: t("Civil society")
        case .review: t("Independent review")
        }
    }

    /// Those who owe reports.
    static let reporting: [Voice] = [.lead, .municipality, .civil]
}

/// What a report claims; a status is derived from it and is never claimed.
enum ReportClaim: String, Sendable, CaseIterable {
    case notStarted = "not-started"
    case started, output, outcome, review, discontinued

    func words(_ t: Translator) -> String {
        switch self {
        case .notStarted: t("It has not begun")
        case .started: t("It has begun, and is not finished")
        case .output: t("What was to be made is there")
        case .outcome: t("What was to change for people has changed")
        case .review: t("The evidence was looked at and holds")
        case .discontinued: t("It was given up")
        }
    }

    /// Those that a reporting body may make.
    static let reportable: [ReportClaim] = [
        .notStarted, .started, .output, .outcome, .discontinued,
    ]

    var needsProof: Bool { self == .output || self == .outcome || self == .review }
    /// Claims of one course do not diverge.
    var course: Int {
        switch self {
        case .notStarted: 0
        case .started: 1
        case .output, .outcome, .review: 2
        case .discontinued: 3
        }
    }

    var fact: PlanFact.Kind {
        switch self {
        case .notStarted: .notStarted
        case .started: .started
        case .output: .output
        case .outcome: .outcome
        case .review: .review
        case .discontinued: .discontinued
        }
    }
}

/// How far a report has come. A validated one is locked: only an erratum speaks of it again.
enum ReportState: String, Sendable, CaseIterable {
    case draft, submitted, returned, validated, replaced

    func words(_ t: Translator) -> String {
        switch self {
        case .draft: t("Draft")
        case .submitted: t("Sent, not approved yet")
        case .returned: t("Sent back")
        case .validated: t("Approved and locked")
        case .replaced: t("Replaced before it was approved")
        }
    }
}

/// Why something does not move, in few words that can be counted.
enum Cause: String, Sendable, CaseIterable {
    case none = ""
    case law, budget, staff, technology, demand, coordination, court, external

    func words(_ t: Translator) -> String {
        switch self {
        case .none: t("Nothing stands in the way")
        case .law: t("A law is missing or in the way")
        case .budget: t("Money")
        case .staff: t("People to do it")
        case .technology: t("Computers and systems")
        case .demand: t("More or fewer people than foreseen")
        case .coordination: t("Bodies wait for each other")
        case .court: t("A court")
        case .external: t("Something outside the country")
        }
    }
}

/// What a claim rests on.
struct Proof: Sendable, Equatable {
    enum Kind: String, Sendable { case link, document, figure }

    let kind: Kind
    let content: String

    /// A web address is a link, `figure:` and a key is a number of this house, anything else names a document.
    init?(_ typed: String) {
        let typed = trimmed(typed)
        guard !typed.isEmpty else { return nil }
        let isLink = typed.hasPrefix("https://") || typed.hasPrefix("http://")
        if typed.hasPrefix(figureSign) {
            self.init(kind: .figure, content: String(typed.dropFirst(figureSign.count)))
        } else {
            self.init(kind: isLink ? .link : .document, content: typed)
        }
    }

    init(kind: Kind, content: String) {
        self.kind = kind
        self.content = content
    }

    /// As it is typed.
    var typed: String { kind == .figure ? figureSign + content : content }
}

private let figureSign = "figure:"

/// What one report says, before anything is known of who wrote it.
struct ReportText: Sendable, Equatable {
    var claim: ReportClaim?
    /// The day of which it is true.
    var day: Day
    var text = ""
    var cause = Cause.none
    var proofs: [Proof] = []
    var values: [ID<Indicator>: Double] = [:]

    /// All of it in one line each, in one order: what an approver sees, and what its digest is made of.
    func lines(_ names: [ID<Indicator>: String]) -> [String] {
        ["claim=\(claim?.rawValue ?? "")", "day=\(day)", "cause=\(cause.rawValue)", "text=\(text)"]
            + proofs.map { "\($0.kind.rawValue)=\($0.content)" }
            + values.sorted { $0.key < $1.key }.map { "\(names[$0.key] ?? "?")=\($0.value)" }
    }
}

/// One report with its way: who wrote it, what became of it, and what was put right since.
struct PlanReport: Sendable {
    struct Step: Sendable {
        let act: String
        let account: AccountID
        let role: String
        let at: Moment
        let digest: String
        let seen: String
        let words: String
    }

    struct Erratum: Sendable {
        let field: String
        let was: String
        let becomes: String
        let why: String
        let account: AccountID
        let at: Moment
        let seal: String
    }

    struct Answer: Sendable {
        let words: String
        let at: Moment
    }

    let id: ID<PlanReport>
    let node: MeasureID
    let round: ID<PlanRound>?
    let voice: Voice
    let body: String
    let account: AccountID
    let role: String
    let state: ReportState
    /// As it was locked; `now` is what stands after errata.
    var text: ReportText
    let approvedBy: AccountID?
    let at: Moment
    var steps: [Step] = []
    var errata: [Erratum] = []
    var answer: Answer?

    /// What it says after what was put right.
    var now: ReportText {
        var text = text
        for one in errata {
            switch one.field {
            case "claim": text.claim = ReportClaim(rawValue: one.becomes) ?? text.claim
            case "day": text.day = Day(iso: one.becomes) ?? text.day
            default: text.text = one.becomes
            }
        }
        return text
    }

    /// Whether it is said in public: a body's own once it is approved, another voice's as soon as it is sent.
    var stands: Bool { state == .validated }

    /// What it means for the status; nil for what does not stand, or is another voice's.
    var fact: PlanFact? {
        let text = now
        guard stands, voice == .lead || voice == .review, let claim = text.claim else {
            return nil
        }
        return PlanFact(
            claim.fact, on: text.day, by: account, approvedBy: approvedBy,
            hasProof: !text.proofs.isEmpty, reason: text.text)
    }
}

/// A body that reports, and how it is reached.
struct PlanActor: Sendable {
    let id: ID<PlanActor>
    let name: String
    let organisation: OrganisationID?
    let mail: String
}

/// A period about which all who owe something report.
struct PlanRound: Sendable {
    let id: ID<PlanRound>
    let plan: String
    let name: String
    let coversFrom: Day
    let coversUntil: Day
    let opens: Day
    let due: Day
    let closedAt: Moment?

    func isOpen(on day: Day) -> Bool { closedAt == nil && opens <= day }
}
