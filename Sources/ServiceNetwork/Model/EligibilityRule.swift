import Decisions

/// Whom a place takes, as an expression of FEEL. It turns nobody away of whom something that it asks about is not known.
struct EligibilityRule: Sendable {
    /// What a rule may ask about somebody: years, ISO 3166 and INE codes, ISO 639.
    static let names = ["age", "nationality", "municipality", "language"]

    private let code: CompiledText
    private let asked: [String]

    /// Nil where the text is no expression; an import refuses such a text by its line.
    init?(_ text: String) {
        guard let code = try? CompiledText(expression: text, names: Self.names),
            let bare = try? CompiledText(expression: text, names: [])
        else { return nil }
        self.code = code
        asked = bare.unknown
    }

    /// Nil where it cannot be told.
    func takes(_ facts: [String: FEELValue]) -> Bool? {
        guard asked.allSatisfy({ facts[$0] != nil }),
            case .boolean(let answer)? = try? code.value(facts)
        else { return nil }
        return answer
    }
}
