import Formats

/// Reads the elements of a DMN document; what other tools add beside the standard is passed over.
struct DMNReader {
    let root: XMLElement
    private(set) var problems: [FormatError] = []
    /// Input data and decisions by their identifier.
    private var namesByID: [String: String] = [:]

    init(root: XMLElement) { self.root = root }

    mutating func read() throws -> (inputs: [String], decisions: [DecisionModel.Decision]) {
        guard root.name == "definitions" else {
            throw root.error("a DMN model begins with <definitions>")
        }
        let inputs = root.children(named: "inputData"), decisions = root.children(named: "decision")
        for element in inputs + decisions {
            let name = try element.required(attribute: "name")
            if let id = element.attribute("id") { namesByID[id] = name }
        }
        let read = try decisions.map { try decision($0) }
        let names = inputs.compactMap { $0.attribute("name") }
        return (names, try sorted(read))
    }

    private mutating func decision(_ element: XMLElement) throws -> DecisionModel.Decision {
        let name = try element.required(attribute: "name")
        let needs = try element.children(named: "informationRequirement").map { try need($0) }
        if let table = element.child("decisionTable") {
            var reader = TableReader(element: table, decision: name, names: Set(needs))
            let logic = try reader.read()
            problems += reader.cells.problems
            return DecisionModel.Decision(name: name, needs: needs, logic: .table(logic))
        }
        guard let literal = element.child("literalExpression") else {
            throw element.error(
                "the decision '\(name)' has neither a decision table nor a literal expression")
        }
        var cells = CellReader(names: Set(needs))
        let expression = try cells.expression(literal)
        problems += cells.problems
        return DecisionModel.Decision(name: name, needs: needs, logic: .expression(expression))
    }

    private func need(_ element: XMLElement) throws -> String {
        guard let target = element.child("requiredInput") ?? element.child("requiredDecision")
        else {
            throw element.error("an information requirement without its target")
        }
        let href = try target.required(attribute: "href")
        guard let name = namesByID[String(href.drop { $0 == "#" })] else {
            throw target.error("'\(href)' points to nothing in this file")
        }
        return name
    }

    /// Each decision after those that it needs; a circle is refused.
    private func sorted(_ decisions: [DecisionModel.Decision]) throws -> [DecisionModel.Decision] {
        var (result, done, rest) = ([DecisionModel.Decision](), Set<String>(), decisions)
        let all = Set(decisions.map(\.name))
        guard all.count == decisions.count else { throw root.error("two decisions have one name") }
        while !rest.isEmpty {
            let ready = rest.filter {
                $0.needs.allSatisfy { done.contains($0) || !all.contains($0) }
            }
            guard !ready.isEmpty else {
                throw root.error(
                    "these decisions need each other in a circle: \(rest.map(\.name).joined(separator: ", "))"
                )
            }
            result += ready
            done.formUnion(ready.map(\.name))
            rest.removeAll { done.contains($0.name) }
        }
        return result
    }
}

/// Reads the texts of FEEL in elements, and says on which line one is wrong.
struct CellReader {
    let names: Set<String>
    private(set) var problems: [FormatError] = []

    init(names: Set<String>) { self.names = names }

    mutating func expression(_ element: XMLElement) throws -> FEELExpression {
        try parse(element) { try $0.wholeExpression() }
    }

    /// An empty cell says nothing, like a dash.
    mutating func tests(_ element: XMLElement) throws -> [FEELTest] {
        guard !CellReader.text(element).isEmpty else { return [.any] }
        return try parse(element) { try $0.wholeTests() }
    }

    static func text(_ element: XMLElement) -> String {
        let text = element.child("text")?.text ?? element.text
        return String(
            text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private mutating func parse<Value>(
        _ element: XMLElement, _ body: (inout FEELParser) throws -> Value
    ) throws -> Value {
        let place = element.child("text") ?? element
        do {
            var parser = try FEELParser(CellReader.text(element), names: names)
            let value = try body(&parser)
            for name in parser.unknown {
                problems.append(
                    place.error("the name '\(name)' is not known here; it is always null"))
            }
            return value
        } catch let problem as FEELProblem {
            throw place.error("\(problem.message), in: \(CellReader.text(element))")
        }
    }
}
