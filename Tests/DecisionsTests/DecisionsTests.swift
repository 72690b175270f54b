import Formats
import Testing

@testable import Decisions

/// The value of an expression, for data with names.
func value(_ text: String, _ names: [String: FEELValue] = [:]) throws -> FEELValue {
    try CompiledText(expression: text, names: names.keys.sorted()).value(names)
}

/// Whether the tests of a cell hold for a value.
func holds(_ cell: String, _ subject: FEELValue, _ names: [String: FEELValue] = [:]) throws -> Bool?
{
    let tests = try CompiledText(tests: cell, names: names.keys.sorted())
    let data = names.merging(["?": subject]) { first, _ in first }
    if case .boolean(let flag) = try tests.value(data) { return flag }
    return nil
}

/// A model with one table; each rule is its cells, the last ones being outputs.
func model(
    _ policy: String, inputs: [String], outputs: [String] = ["result"], outputValues: String = "",
    rules: [[String]]
) throws -> DecisionModel {
    let data = inputs.map { "<inputData id='i\($0)' name='\($0)'/>" }.joined()
    let needs = inputs.map {
        "<informationRequirement><requiredInput href='#i\($0)'/></informationRequirement>"
    }.joined()
    let columns = inputs.map {
        "<input label='\($0)'><inputExpression><text>\($0)</text></inputExpression></input>"
    }.joined()
    let values =
        outputValues.isEmpty
        ? "" : "<outputValues><text>\(xmlEscaped(outputValues))</text></outputValues>"
    let results = outputs.map { "<output name='\($0)'>\(values)</output>" }.joined()
    let rows = rules.map { cells in
        "<rule>"
            + cells.enumerated().map { index, cell in
                let tag =
                    index < inputs.count
                    ? "inputEntry"
                    : index < inputs.count + outputs.count ? "outputEntry" : "annotationEntry"
                return "<\(tag)><text>\(xmlEscaped(cell))</text></\(tag)>"
            }.joined() + "</rule>"
    }.joined(separator: "\n")
    return try DecisionModel(
        """
        <definitions name="m" xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">\(data)
        <decision id="d" name="answer">\(needs)<decisionTable \(policy)>\(columns)\(results)<annotation name="article"/>
        \(rows)
        </decisionTable></decision></definitions>
        """, file: "m.dmn")
}
