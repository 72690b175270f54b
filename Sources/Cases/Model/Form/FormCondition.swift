import Decisions
import Formats

/// When a section or a field is asked: FEEL over the household and the answers of the sections before it.
struct FormCondition: Sendable {
    let text: String
    private let code: CompiledText

    /// `known` are the names that may be read here, each with a value that it may have. The first fault names file,
    /// line and key.
    init(_ node: YAML, known: [String: FEELValue]) throws {
        text = try node.string()
        let names = known.keys.sorted()
        do {
            code = try CompiledText(expression: text, names: names)
        } catch {
            throw node.error(
                "\(error); a condition reads the household and the sections before this one: "
                    + names.joined(separator: ", "))
        }
        if let name = code.unknown.first {
            throw node.error(
                "'\(name)' is not known here; a condition reads the household and the sections before this one: "
                    + names.joined(separator: ", "))
        }
        // Tried once: what is neither true nor false of given answers is a slip, not a condition.
        guard case .boolean = try code.value(known) else {
            throw node.error("'\(text)' is neither true nor false where all is answered")
        }
    }

    /// What nobody answered yet makes no condition hold.
    func holds(_ facts: [String: FEELValue]) throws -> Bool { try code.value(facts).isTrue }
}

extension FormCondition: Hashable {
    static func == (left: FormCondition, right: FormCondition) -> Bool { left.text == right.text }

    func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
