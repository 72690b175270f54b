import Decisions
import Kernel

/// In which class a file waits, by what the file holds: what it does not hold moves nothing, and is told.
struct Priority: Sendable {
    let decision: NamedDecision
    /// The class, as programs know it; empty where the tables give none.
    let code: String
    /// Why it is that class.
    let reasons: [Reason]
    /// What led there, in the order of the tables.
    let grounds: [Reason]
    /// What the tables ask for and no file holds.
    let unknown: [String]

    init(
        _ decision: NamedDecision, _ facts: [String: FEELValue], on today: Day, at now: Moment,
        _ book: DecisionBook
    ) throws {
        let answer = try book.ask(decision.model, decision.decision, facts, on: today, at: now)
        func told(_ rules: [FiredRule]) -> [Reason] {
            rules.map { answer.reason(of: $0) }.filter { !$0.because.isEmpty }
        }
        self.decision = decision
        code = answer.value.codes.first ?? ""
        let tables = answer.explanation
        reasons = told(tables.filter { $0.decision == decision.decision }.flatMap(\.rules))
        grounds = told(tables.filter { $0.decision != decision.decision }.flatMap(\.rules))
        unknown = (book[decision.model]?.inputs(of: decision.decision) ?? []).filter {
            !facts.keys.contains($0)
        }
    }
}

extension Household {
    /// What a file knows of how urgent it is, by the names that the decision models give to what they ask.
    ///
    /// Left out, as no file holds it: who cares alone for a child, how long a family has been apart; and who is in a
    /// vulnerable situation, unless somebody said at filing that one of them cannot care for themselves. Where the
    /// clock of the office stands still, no date is set.
    func urgency(filed: Day, decisionBy: Day?, on today: Day) -> [String: FEELValue] {
        let days = decisionBy.map { FEELValue(integerLiteral: $0.days(since: today)) }
        let hasMinor = people.contains { $0.age(on: today) < ageOfMajority }
        var facts: [String: FEELValue] = [
            "hasMinor": .boolean(hasMinor), "daysToLegalDate": days ?? FEELValue.null,
            "monthsWaiting": FEELValue(integerLiteral: monthsPassed(from: filed, to: today)),
        ]
        if people.contains(where: { $0.cannotCareForSelf == true }) {
            facts["isVulnerable"] = .boolean(true)
        }
        return facts
    }
}

/// In years; see the clock civil/minority.
private let ageOfMajority = 18

/// Whole months from a day to a later one.
func monthsPassed(from start: Day, to end: Day) -> Int {
    let (first, last) = (start.civil, end.civil)
    let months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, start.adding(months: months) > end ? months - 1 : months)
}
