import Formats

/// A decision that a procedure names: `who-attends/familyReunification` says who comes in person.
public struct NamedDecision: Hashable, Sendable, CustomStringConvertible {
    /// The name of a file in decisions/.
    public let model: String
    public let decision: String

    public var description: String { model + "/" + decision }

    init(_ node: YAML) throws {
        let parts = try node.string().split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts.contains("") else {
            throw node.error("write MODEL/DECISION, such as who-attends/familyReunification")
        }
        (model, decision) = (String(parts[0]), String(parts[1]))
    }

    /// What an answer is called in the wizard that shows a decision of that name, so that page and letter use the same
    /// words; nil where no wizard has words for it.
    func title(of code: String, in wizards: [Wizard]) -> LocalText? {
        wizards.flatMap(\.answers).filter { $0.decision == decision }
            .compactMap { $0.outcome(code)?.text }.first
    }
}
