import Formats
import Foundation

@testable import App

/// The name of a decision: its model and itself.
struct DecisionName: Hashable, Sendable, CustomStringConvertible {
    let model: String
    let decision: String

    var description: String { model + "/" + decision }
}

/// A decision table as its file says it, so that situations can be aimed at its rules.
struct AimedTable: Sendable {
    struct Rule: Sendable {
        let cells: [String]
        let outputs: [String]
    }

    let name: DecisionName
    /// The text of each input expression.
    let columns: [String]
    let rules: [Rule]
}

/// A model of the policy: its tables, and what its inputs may be.
struct AimedModel: Sendable {
    let name: String
    let path: String
    let decisions: [String]
    let tables: [AimedTable]
    let inputs: [AimedInput]
    /// What the test cases beside the model give, which jurists thought of: some rules are hard to meet by chance.
    let cases: [[String: JSON]]

    /// Every model of a folder of decisions, in the order of their names.
    static func all(in folder: String) throws -> [AimedModel] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        var rows: [String: [String]] = [:]
        for name in names where name.hasSuffix(".csv") {
            rows[String(name.dropLast(4))] = try constants(of: folder + "/" + name)
        }
        return try names.filter { $0.hasSuffix(".dmn") }.map {
            try AimedModel(name: String($0.dropLast(4)), path: folder + "/" + $0, rows: rows)
        }
    }

    /// `rows` are the constants in CSV files, by the names of the inputs that these fill.
    private init(name: String, path: String, rows: [String: [String]]) throws {
        let root = try XMLElement.parse(Files.bytes(path), file: path)
        self.name = name
        self.path = path
        decisions = root.children(named: "decision").compactMap { $0.attribute("name") }
        let tables = try
            (root.children(named: "decision")
            + root.children(named: "businessKnowledgeModel"))
            .compactMap { try AimedTable($0, model: name) }
        self.tables = tables
        let given = root.children(named: "inputData")
        let filled = given.flatMap { rows[$0.attribute("name") ?? ""] ?? [] }
        let inputs = given.filter { rows[$0.attribute("name") ?? ""] == nil }.map {
            AimedInput($0, in: root, tables, rows: filled)
        }
        self.inputs = inputs
        let tests = path.dropLast(".dmn".count) + ".tests.xml"
        cases = try XMLElement.parse(Files.bytes(String(tests)), file: String(tests))
            .children(named: "testCase").map { test in
                var given: [String: JSON] = [:]
                for node in test.children(named: "inputNode") {
                    let input = inputs.first { $0.name == node.attribute("name") }
                    guard let input, let value = node.child("value") else { continue }
                    given[input.name] = input.json(value)
                }
                return given
            }
    }

    /// The days and values of a dated table.
    private static func constants(of path: String) throws -> [String] {
        var reader = try CSVReader(bytes: Files.bytes(path), file: path)
        return try reader.rows().flatMap { row in
            ["validFrom", "validTo", "value"].compactMap { row.optional($0) }
        }
    }
}

extension AimedTable {
    /// The table of a decision, or nil where it has none. One decision has one: an explanation names its rules by number.
    init?(_ decision: XMLElement, model: String) throws {
        let found = decision.descendants(named: "decisionTable")
        guard let table = found.first else { return nil }
        guard found.count == 1 else {
            throw decision.error("two tables in one decision: their rules cannot be told apart")
        }
        name = DecisionName(model: model, decision: decision.attribute("name") ?? "")
        columns = table.children(named: "input").map { input in
            input.child("inputExpression")?.cell ?? ""
        }
        rules = table.children(named: "rule").map { rule in
            Rule(
                cells: rule.children(named: "inputEntry").map(\.cell),
                outputs: rule.children(named: "outputEntry").map(\.cell))
        }
    }
}

extension XMLElement {
    /// The FEEL text of a cell.
    var cell: String {
        (child("text")?.text ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// At any depth, in the order of the file.
    func descendants(named name: String) -> [XMLElement] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.descendants(named: name) }
    }
}
