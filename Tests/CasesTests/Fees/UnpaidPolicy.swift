@testable import Cases

/// The real policy, with a renewal whose fee may be asked for before it is decided, and which may be
/// closed unpaid. Invented for these tests: no source that was read says so of a renewal.
let unpaidPolicy = policy(changing: ["procedures/renewal.yaml": withClosure])

/// The same, decided by two.
let unpaidByTwo = policy(changing: [
    "procedures/renewal.yaml": { "fourEyes: true\n" + withClosure($0) }
])

private func withClosure(_ text: String) -> String {
    let changes = [
        (
            "    from: [fee-due, fee]\n    repeats: true",
            "    from: [submitted, in-analysis, hearing, fee-due, fee]\n    repeats: true"
        ),
        ("    from: [fee-due, fee]\n", "    from: [hearing, fee-due, fee, closed-unpaid]\n"),
        ("    from: [fee]\n", "    from: [hearing, fee, closed-unpaid]\n"),
        (
            "when: 'list contains(steps, \"fee-asked\") and",
            """
            when: '(not(decided) or outcome = "granted") and not(answerAwaited) \
            and not(list contains(steps, "fee-paid")) \
            and not(list contains(steps, "fee-waived")) and list contains(steps, "fee-asked") and
            """
        ),
        (
            "when: 'list contains(steps, \"fee-paid\") or list contains(steps, \"fee-waived\")'",
            """
            when: 'outcome = "granted" and (list contains(steps, "fee-paid") \
            or list contains(steps, "fee-waived"))'
            """
        ),
        ("  # From the decision to the card in the hand.\n", closedStage),
    ]
    return changes.reduce(text) { $0.replacing($1.0, with: $1.1, maxReplacements: 1) }
        + closedOutcome
}

private let closedStage = """
      - code: closed-unpaid
        title: {pt: Encerrado por falta de pagamento, en: Closed unpaid}
        turn: none
        when: 'outcome = "closed-unpaid"'

    """

private let closedOutcome = """
      - code: closed-unpaid
        title: {pt: Encerrado por falta de pagamento, en: Closed unpaid}
        letter: unpaid
        hearing: true
        grounds:
          - code: fee-unpaid
            title: {pt: A taxa não foi paga, en: The fee was not paid}
            article: artigo 133.º do CPA
            sources: [design]
            verified: false

    """
