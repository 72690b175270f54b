import Testing

@testable import Statistics

private func effect(_ low: Double, _ high: Double) -> Estimate {
    Estimate(size: (low + high) / 2, low: low, high: high)
}

@Test
func
    `an effect without zero is supported when every check holds and weak when one of strength does not`()
{
    let good = [Check(.noBreakNear, .holds), Check(.noSpillover, .stated)]
    #expect(Verdict(Claim(), effect: effect(1, 3), checks: good) == .supported)
    #expect(
        Verdict(Claim(), effect: effect(1, 3), checks: good + [Check(.leaveOneOut, .fails)])
            == .weak)
    #expect(
        Verdict(Claim(), effect: effect(1, 3), checks: good + [Check(.leaveOneOut, .untold)])
            == .weak)
}

@Test func `whatever the effect, nothing can be told where a check of validity does not hold`() {
    for kind in Check.Kind.allCases where kind.bearing == .validity {
        for outcome in [Check.Outcome.fails, .untold] {
            for interval in [effect(1, 3), effect(-3, -1), effect(-1, 1)] {
                for claim in [Claim(.rise), Claim(.fall), Claim(.change, relevant: 9)] {
                    let verdict = Verdict(
                        claim, effect: interval,
                        checks: [Check(kind, outcome), Check(.leaveOneOut, .fails)])
                    #expect(verdict == .cannotTell(settledBy: [kind.remedy]))
                }
            }
        }
    }
    let nothing = Verdict(Claim(), effect: nil, checks: [])
    #expect(nothing == .cannotTell(settledBy: [Check.Kind.longEnough.remedy]))
    let endless = Estimate(size: 4, low: -.infinity, high: .infinity)
    #expect(Verdict(Claim(), effect: endless, checks: []).name == "cannot tell")
}

@Test func `a claim is contradicted by the other side or by an effect too small to matter`() {
    #expect(Verdict(Claim(.rise), effect: effect(-3, -1), checks: []) == .contradicted)
    #expect(Verdict(Claim(.fall), effect: effect(1, 3), checks: []) == .contradicted)
    #expect(Verdict(Claim(.change), effect: effect(1, 3), checks: []) == .supported)
    // Not seen is not shown to be nothing, unless somebody said what would be too small.
    #expect(Verdict(Claim(.rise), effect: effect(-1, 2), checks: []).name == "cannot tell")
    #expect(Verdict(Claim(.rise, relevant: 5), effect: effect(-1, 2), checks: []) == .contradicted)
    #expect(
        Verdict(Claim(.change, relevant: 5), effect: effect(-1, 2), checks: []) == .contradicted)
    #expect(Verdict(Claim(.fall, relevant: 5), effect: effect(-1, 2), checks: []) == .contradicted)
    #expect(
        Verdict(Claim(.rise, relevant: 1), effect: effect(-1, 2), checks: []).name == "cannot tell")
    // Contradicting takes the same strength as supporting.
    let weak = [Check(.comparisonGiven, .fails)]
    #expect(
        Verdict(Claim(.rise), effect: effect(-3, -1), checks: weak)
            == .cannotTell(settledBy: [Check.Kind.comparisonGiven.remedy]))
    #expect(Claim(.rise, relevant: -2).relevant == nil)
}

/// Words that say that one thing made another.
private let causal = [
    "support", "changed", "caused", "because", "led to", "due to", "thanks to", "effect", "raised",
    "lowered", "shows that", "proves",
]

@Test func `words of cause stand in the sentence of support alone`() {
    let amounts = VerdictWords.Amounts(size: "12", low: "8", high: "16")
    for verdict in [Verdict.weak, .contradicted, .cannotTell(settledBy: ["more points"])] {
        for isAccount in [true, false] {
            for amounts in [amounts, nil] {
                let text = VerdictWords(
                    verdict, cause: "Law 23", outcome: "decisions", effect: amounts,
                    isAccount: isAccount
                ).text
                let said = text.replacing(
                    "Whether Law 23 changed decisions cannot be told", with: "")
                for word in causal { #expect(!said.contains(word), "\(text) says \(word)") }
                #expect(!text.contains("{") && !text.contains("}"))
            }
        }
    }
    // An account says no cause even where it is supported.
    let account = VerdictWords(
        .supported, cause: "composition", outcome: "refusals", effect: amounts, isAccount: true)
    for word in causal { #expect(!account.text.contains(word)) }
    #expect(account.text.contains("does not say why"))
}

@Test func `each sentence says what its verdict lets it say`() {
    let amounts = VerdictWords.Amounts(size: "12", low: "8", high: "16")
    func text(_ verdict: Verdict) -> String {
        VerdictWords(verdict, cause: "Law 23", outcome: "the backlog", effect: amounts).text
    }
    #expect(
        text(.supported)
            == "The numbers support that Law 23 changed the backlog: by 12, between 8 and 16.")
    #expect(text(.weak).contains("is not shown"))
    #expect(text(.contradicted).contains("speak against"))
    let open = text(.cannotTell(settledBy: ["figures by month", "a comparison"]))
    #expect(open.contains("cannot be told") && open.hasSuffix("figures by month; a comparison."))
    #expect(!open.contains("12"))
    // A name with braces opens nothing.
    let odd = VerdictWords(.weak, cause: "{size}", outcome: "x", effect: nil)
    #expect(odd.text == "After {size}, x differed; that it was {size} is not shown.")
    #expect(Set(VerdictWords.templates).count == 14)
}

@Test func `every check says what is asked and what would settle it`() {
    for kind in Check.Kind.allCases {
        #expect(kind.title.hasSuffix(".") && !kind.remedy.isEmpty && !kind.remedy.hasSuffix("."))
    }
}
