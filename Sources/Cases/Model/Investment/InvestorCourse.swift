import Decisions
import Kernel

/// What the table investor-status says of an open request: whether the status may be given by what is answered and shown, and
/// what no source tells of its time.
struct InvestorCourse: Sendable {
    let mayAsk: RecognitionAnswer
    let benefits: RecognitionAnswer
    let timeLimit: RecognitionAnswer

    /// `answers` by the names of the form's fields, `steps` by their codes.
    init(
        _ answers: [String: String], steps: [String], on today: Day, at now: Moment,
        _ book: DecisionBook
    ) throws {
        let facts = InvestorCourse.facts(answers, steps)
        func ask(_ decision: String) throws -> RecognitionAnswer {
            try RecognitionAnswer(
                model, decision, book.ask(model, decision, facts, on: today, at: now))
        }
        (mayAsk, benefits, timeLimit) = try (ask("mayAsk"), ask("benefits"), ask("timeLimit"))
    }

    /// In the order in which pages tell them; what no table could answer is left out.
    var told: [RecognitionAnswer] { [mayAsk, benefits, timeLimit].filter { !$0.code.isEmpty } }

    /// Why a step is not taken, or nil: that the conditions are met is noted only where the table finds them so.
    func refusal(of code: String) -> InvestorRefusal? {
        code == conditionsMetStep && mayAsk.code != "may-ask" ? .conditionsNotMet : nil
    }

    /// The life abroad counts as proved by what was done, never by what was answered.
    static func facts(_ answers: [String: String], _ steps: [String]) -> [String: FEELValue] {
        func word(_ field: String) -> FEELValue {
            answers[field].map { .string(hyphened[$0] ?? $0) } ?? .null
        }
        func flag(_ field: String) -> FEELValue {
            answers[field].map { .boolean($0 == "yes") } ?? .null
        }
        func number(_ field: String) -> FEELValue {
            answers[field].flatMap { Number($0) }.map { .number($0) } ?? .null
        }
        return [
            "tie": word("tie"), "monthsAbroad": number("monthsAbroad"),
            "hasProject": flag("hasProject"), "vehicle": word("vehicle"),
            "companyShare": number("companyShare"), "isInland": flag("isInland"),
            "hasResidenceProof": .boolean(!proofSteps.isDisjoint(with: steps)),
        ]
    }
}

/// Why a step of an investor's request is not taken.
enum InvestorRefusal: Refusal, Equatable {
    case conditionsNotMet

    var kind: RefusalKind { .conflict }

    var explanation: String {
        t("By the answers, and by what was shown so far, the conditions are not met.")
    }
}

extension CaseHouse {
    /// What the tables say of an open request; nil where its procedure has no step that hangs on it, and once it is decided.
    func investor(of kase: Case, _ history: CaseHistory, at now: Moment) throws -> InvestorCourse? {
        let procedure = try procedure(kase.procedure)
        guard history.decision == nil, procedure.concern == .investment,
            procedure.step(conditionsMetStep) != nil
        else { return nil }
        return try InvestorCourse(
            history.answers, steps: history.steps.map(\.code), on: zone.day(of: now), at: now,
            policy.decisions)
    }
}

private let model = "investor-status"
private let conditionsMetStep = "conditions-met"
private let proofSteps: Set = ["residence-attested", "residence-shown"]
/// The names of options have no hyphen; the table's words do.
private let hyphened = [
    "portugueseCitizen": "portuguese-citizen", "bornAbroadEntitled": "born-abroad-entitled",
    "inPerson": "in-person",
]

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
