import Formats
import Testing

@testable import Decisions

/// What the check says of a table in which one cell stands between rules for all ages.
private func found(_ policy: String, _ cell: String) throws -> [String] {
    let rules = [["< 18", "-", "1"], [cell, "-", "2"], [">= 18", "-", "3"]]
    return try model(policy, inputs: ["age", "kind"], rules: rules).check().map(\.description)
}

@Test(arguments: [
    ("[9..8]", "[9..8]"), ("[65..18]", "[65..18]"), ("]5..5]", "(5..5]"), ("[5..5)", "[5..5)"),
    ("[9..8], ]5..5[", "[9..8] or (5..5)"),
])
func `a rule with a cell that holds for no value never fires`(
    _ cell: String, _ words: String
) throws {
    for policy in ["", "hitPolicy='COLLECT'", "hitPolicy='FIRST'"] {
        #expect(
            try found(policy, cell) == [
                "m.dmn:4: answer: rule 2 never fires: no value of 'age' fits \(words)"
            ])
    }
}

@Test func `an empty range of texts or days is found too`() throws {
    let dead = "m.dmn:4: answer: rule 2 never fires: no value of 'age' fits"
    #expect(
        try found("hitPolicy='COLLECT'", #"["c".."a"]"#) == [dead + #" ["c".."a"]"#])
    #expect(
        try found("hitPolicy='COLLECT'", #"[@"2026-02-01"..@"2026-01-01"]"#)
            == [dead + " [2026-02-01..2026-01-01]"])
}

/// Between two texts and within a day there are values of which no case is made; `-` and `not` hold for null.
@Test(arguments: [
    "[9..8], 5", "not(5)", "!= 5", "not([9..8])", "-", #"]"a".."c"["#, #"> "b""#, "null", "[9..x]",
    #"]@"2026-01-01"..@"2026-01-02"["#, "< 10000000000000000000000000000000000000000",
    "> 10000000000000000000000000000000000000000", "< -10000000000000000000000000000000000000000",
])
func `a rule that may fire is not called dead`(_ cell: String) throws {
    let dead = try found("hitPolicy='COLLECT'", cell).filter { $0.contains("never fires") }
    #expect(dead == [])
}

@Test func `what is wrong with a cell itself is not said again of its rule`() throws {
    let cells = ["< 5", "20", "[9..8]", "\"x\"", "[18..65]"]
    let result = "<outputEntry><text>1</text></outputEntry>"
    let rows = cells.map {
        "<rule><inputEntry><text>\(xmlEscaped($0))</text></inputEntry>\(result)</rule>"
    }
    let text = """
        <definitions name="m" xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">
        <inputData id="a" name="age"><variable name="age" typeRef="number"/></inputData>
        <decision id="d" name="answer"><informationRequirement><requiredInput href="#a"/></informationRequirement>
        <decisionTable hitPolicy="COLLECT"><input label="age"><inputExpression typeRef="number"><text>age</text></inputExpression>
        <inputValues><text>[0..17]</text></inputValues></input><output name="r"/>
        \(rows.joined())</decisionTable></decision></definitions>
        """
    #expect(
        try DecisionModel(text, file: "m.dmn").check().map(\.message) == [
            "rule 2: 20 is not among the allowed values",
            "rule 4: \"x\" never fits: what is looked at is a number",
            "rule 3 never fires: no value of 'age' fits [9..8]",
            "rule 5 never fires: no value of 'age' fits [18..65]",
        ])
}
