import Decisions

/// What the conditions of a procedure's file may look at: a case as its events tell it, under names of FEEL.
struct CaseFacts {
    let values: [String: FEELValue]

    init(_ history: CaseHistory) {
        values = [
            "begun": .boolean(history.hasBegun),
            "papersAwaited": .boolean(history.waitsForPapers),
            "answerAwaited": .boolean(history.waitsForAnswer),
            "visits": .number(Number(history.visitsRecorded.count)),
            "consultation": .string(CaseFacts.word(history.consultation)),
            "steps": .list(FEELList(history.steps.map { .string($0.code) })),
            "decided": .boolean(history.decision != nil),
            "outcome": CaseFacts.outcome(history),
            "fee": .string(history.feeWord),
            "proposed": .boolean(history.proposal != nil),
            "grounds": CaseFacts.grounds(history),
            "tacit": .boolean(history.tacit != nil),
        ]
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

    /// What another system decided leads on to nothing here: nobody told us how far it went after that.
    private static func outcome(_ history: CaseHistory) -> FEELValue {
        guard history.imported?.decided == nil, let decision = history.decision else {
            return .null
        }
        return .string(decision.outcome)
    }

    private static func grounds(_ history: CaseHistory) -> FEELValue {
        let codes = history.imported?.decided == nil ? history.decision?.grounds ?? [] : []
        return .list(FEELList(codes.map { .string($0) }))
    }

    private static func word(_ consultation: CaseHistory.Consultation?) -> String {
        consultation.map { $0.answer?.rawValue ?? "asked" } ?? "none"
    }
}
