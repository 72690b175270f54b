import Decisions
import Formats

/// A condition over the facts of a case (`CaseFacts`), written in FEEL and compiled when its file is read.
struct Condition: Sendable {
    let text: String
    private let code: CompiledText

    init(_ node: YAML) throws {
        text = try node.string()
        let known = CaseFacts.names.joined(separator: ", ")
        do {
            code = try CompiledText(expression: text, names: CaseFacts.names)
        } catch {
            throw node.error("\(error); a condition is FEEL over these facts: \(known)")
        }
        if let name = code.unknown.first {
            throw node.error("'\(name)' is no fact of a case; use one of: \(known)")
        }
        // Tried once: what is neither true nor false of a new file is a slip, not a condition.
        guard case .boolean = try code.value(CaseFacts.ofNewFile) else {
            throw node.error("'\(text)' is neither true nor false of a new file")
        }
    }

    func holds(_ facts: CaseFacts) throws -> Bool { try code.value(facts.values).isTrue }
}

extension Condition: Hashable {
    static func == (left: Condition, right: Condition) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
