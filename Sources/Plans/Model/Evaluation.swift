import Kernel
import Languages

/// What an evaluation judges a plan by (OECD/DAC, 2019).
enum Criterion: String, Sendable, CaseIterable {
    case relevance, coherence, effectiveness, efficiency, impact, sustainability

    func words(_ t: Translator) -> String {
        switch self {
        case .relevance: t("Relevance: does it do the right things?")
        case .coherence: t("Coherence: does it fit with what others do?")
        case .effectiveness: t("Effectiveness: does it reach its aims?")
        case .efficiency: t("Efficiency: are means used well?")
        case .impact: t("Impact: what does it change?")
        case .sustainability: t("Sustainability: will it last?")
        }
    }
}

/// Somebody's judgement of a plan, with what they found and recommend.
struct Evaluation: Sendable {
    struct Finding: Sendable {
        let criterion: Criterion
        let node: MeasureID?
        let words: String
    }

    let id: ID<Evaluation>
    let plan: String
    let name: String
    let evaluator: String
    let day: Day
    let source: String
    let account: AccountID
    var findings: [Finding] = []
    var recommendations: [Recommendation] = []
}

/// What an evaluation asks for, what the State answers, and what became of it.
struct Recommendation: Sendable {
    enum Decision: String, Sendable, CaseIterable {
        case accepted, partly, rejected

        func words(_ t: Translator) -> String {
            switch self {
            case .accepted: t("Accepted")
            case .partly: t("Accepted in part")
            case .rejected: t("Not accepted")
            }
        }
    }

    /// Where its clock stands.
    enum Clock: Sendable, Equatable {
        /// Nobody has answered, since so many days.
        case unanswered(days: Int)
        case promised(Day)
        case overdue(days: Int)
        case followed(Day)
        case rejected

        func words(_ t: Translator) -> String {
            switch self {
            case .unanswered(let days): t("No answer for {time}", ["time": t.days(days)])
            case .promised(let day): t("Promised until {day}", ["day": t.date(day)])
            case .overdue(let days): t("Late by {time}", ["time": t.days(days)])
            case .followed(let day): t("Followed up, {day}", ["day": t.date(day)])
            case .rejected: t("Not accepted")
            }
        }

        /// Whether somebody waits.
        var isLate: Bool {
            switch self {
            case .unanswered(let days): days > answerDaysMax
            case .overdue: true
            case .promised, .followed, .rejected: false
            }
        }
    }

    let id: ID<Recommendation>
    let words: String
    let made: Day
    let decision: Decision?
    let response: String
    let due: Day?
    let outcome: String
    let proof: String
    let followed: Day?

    func clock(on today: Day) -> Clock {
        if let followed { return .followed(followed) }
        guard let decision else { return .unanswered(days: today.days(since: made)) }
        guard decision != .rejected, let due else { return .rejected }
        return due < today ? .overdue(days: today.days(since: due)) : .promised(due)
    }
}

/// A choice of the house: two months to answer an evaluation.
private let answerDaysMax = 60
