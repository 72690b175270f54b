import Decisions
import Kernel

/// Which way a request for recognition goes, and why: by the tables, from what it says, what was done and what the register
/// holds of equal degrees.
struct RecognitionCourse: Sendable {
    /// Which way of recognition is open.
    let route: RecognitionAnswer
    /// Which proof serves now.
    let rung: RecognitionAnswer
    /// What the desk does with it.
    let way: RecognitionAnswer
    /// What a proof that is accepted now leads to.
    let proved: RecognitionAnswer
    let match: PrecedentMatch

    /// `answers` by the names of the form's fields, `steps` by their codes.
    init(
        _ answers: [String: String], steps: [String], match: PrecedentMatch, on today: Day,
        at now: Moment, _ book: DecisionBook
    ) throws {
        func ask(
            _ model: String, _ decision: String, _ data: [String: FEELValue]
        ) throws -> RecognitionAnswer {
            try RecognitionAnswer(
                model, decision, book.ask(model, decision, data, on: today, at: now))
        }
        let facts = RecognitionQuestion(answers, steps, match.conditions).facts
        let route = try ask("recognition-route", "route", facts)
        // Of somebody who did not say what they have no rung is known.
        let rung =
            try answers["proof"] == nil
            ? RecognitionAnswer.unknown("recognition-route", "evidence")
            : ask("recognition-route", "evidence", facts)
        self.route = route
        self.rung = rung
        way = try ask(
            "recognition-way", "way",
            [
                "route": FEELValue.string(route.code),
                "earlier": FEELValue.string(match.earlier.rawValue),
            ])
        proved =
            try rung.code.isEmpty
            ? RecognitionAnswer.unknown("recognition-way", "proved")
            : ask("recognition-way", "proved", ["rung": FEELValue.string(rung.code)])
        self.match = match
    }

    /// In the order in which pages tell them; what no table could answer is left out.
    var told: [RecognitionAnswer] { [route, way, rung, proved].filter { !$0.code.isEmpty } }
}

/// What one decision says of a request.
struct RecognitionAnswer: Sendable, Hashable {
    let model: String
    let decision: String
    /// Empty where the table gives none.
    let code: String
    let reasons: [Reason]

    init(_ model: String, _ decision: String, _ answer: BookAnswer) {
        self.model = model
        self.decision = decision
        code = answer.value.codes.first ?? ""
        let own = answer.explanation.filter { $0.decision == decision }
        reasons = own.flatMap(\.rules).map { answer.reason(of: $0) }.filter {
            !$0.because.isEmpty
        }
    }

    private init(_ model: String, _ decision: String) {
        self.model = model
        self.decision = decision
        code = ""
        reasons = []
    }

    static func unknown(_ model: String, _ decision: String) -> RecognitionAnswer {
        RecognitionAnswer(model, decision)
    }
}

/// What recognition-route is asked of one request for a degree.
struct RecognitionQuestion: Sendable {
    let facts: [String: FEELValue]

    init(_ answers: [String: String], _ steps: [String], _ conditions: FourConditions) {
        func word(_ field: String) -> FEELValue {
            answers[field].map { FEELValue.string($0) } ?? FEELValue.null
        }
        func flag(_ field: String) -> FEELValue {
            answers[field].map { FEELValue.boolean($0 == "yes") } ?? FEELValue.null
        }
        var facts = conditions.facts
        facts["purpose"] = "academic-degree"
        facts["documents"] = word("proof")
        facts["emergency"] = word("emergencyKind")
        facts["alreadyTried"] = .string(RecognitionStep.lastTried(steps))
        facts["needsField"] = flag("needsField")
        // The name of an option has no hyphen.
        facts["degreeListed"] =
            answers["degreeListed"] == "notListed" ? "not-listed" : word("degreeListed")
        facts["wantsGradeConversion"] = flag("wantsGrade")
        self.facts = facts
    }
}
