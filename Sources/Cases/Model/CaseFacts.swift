import Decisions

/// What the conditions of a procedure's file may look at: a case as its events tell it. Two cases of equal facts stand at
/// the same stage.
struct CaseFacts: Hashable, Sendable {
    let begun, papersAwaited, answerAwaited, decided, proposed, tacit: Bool
    let visits: Int
    let consultation, fee: String
    let outcome: String?
    let steps, grounds: [String]

    init(_ history: CaseHistory) {
        begun = history.hasBegun
        papersAwaited = history.waitsForPapers
        answerAwaited = history.waitsForAnswer
        decided = history.decision != nil
        proposed = history.proposal != nil
        tacit = history.tacit != nil
        visits = history.visitsRecorded.count
        consultation = CaseFacts.word(history.consultation)
        fee = history.feeWord
        steps = history.steps.map(\.code)
        // What another system decided leads on to nothing here: nobody told us how far it went after that.
        let decision = history.imported?.decided == nil ? history.decision : nil
        outcome = decision?.outcome
        grounds = decision?.grounds ?? []
    }

    /// Under their names in FEEL.
    var values: [String: FEELValue] {
        [
            "begun": .boolean(begun), "papersAwaited": .boolean(papersAwaited),
            "answerAwaited": .boolean(answerAwaited), "visits": .number(Number(visits)),
            "consultation": .string(consultation), "steps": list(steps),
            "decided": .boolean(decided), "outcome": outcome.map { .string($0) } ?? .null,
            "fee": .string(fee), "proposed": .boolean(proposed), "grounds": list(grounds),
            "tacit": .boolean(tacit),
        ]
    }

    private func list(_ words: [String]) -> FEELValue {
        .list(FEELList(words.map { .string($0) }))
    }

    /// Every name, in the order in which a file becomes older.
    static let names = [
        "begun", "papersAwaited", "answerAwaited", "visits", "consultation", "steps", "decided",
        "outcome", "fee", "proposed", "grounds", "tacit",
    ]

    /// The facts of a file that was handed in a moment ago.
    static let ofNewFile: [String: FEELValue] = [
        "begun": false, "papersAwaited": false, "answerAwaited": false, "visits": 0,
        "consultation": "none", "steps": [], "decided": false, "outcome": .null,
        "fee": "none", "proposed": false, "grounds": [], "tacit": false,
    ]

    private static func word(_ consultation: CaseHistory.Consultation?) -> String {
        consultation.map { $0.answer?.rawValue ?? "asked" } ?? "none"
    }
}
