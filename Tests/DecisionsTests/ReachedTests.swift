import Formats
import Testing

@testable import Decisions

private func table(_ policy: String, _ columns: [String], _ rules: [[String]]) -> String {
    let inputs = columns.map {
        "<input><inputExpression><text>\($0)</text></inputExpression></input>"
    }.joined()
    let rows = rules.map { cells in
        let parts = cells.enumerated().map { index, cell in
            let tag = index < columns.count ? "inputEntry" : "outputEntry"
            return "<\(tag)><text>\(xmlEscaped(cell))</text></\(tag)>"
        }
        return "<rule>\(parts.joined())</rule>"
    }.joined()
    return """
        <decisionTable hitPolicy='\(policy)'>\(inputs)<output name='r'/>\(rows)</decisionTable>
        """
}

private func literal(_ text: String) -> String {
    "<literalExpression><text>\(xmlEscaped(text))</text></literalExpression>"
}

/// Who asks and how many years they have waited: `wait` is a table that looks at the years, `answer` may look at both.
private func asked(
    _ logic: String, who: FEELValue, years: FEELValue = 1
) throws -> DecisionResult {
    let waiting = table("UNIQUE", ["years"], [["< 2", "\"long\""], [">= 2", "\"none\""]])
    let model = try DecisionModel(
        """
        <definitions name="m" namespace="urn:m" xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/">
        <inputData id="i-who" name="who"/><inputData id="i-years" name="years"/>
        <decision id="d-wait" name="wait">
        <informationRequirement><requiredInput href="#i-years"/></informationRequirement>\(waiting)</decision>
        <decisionService id="s-wait" name="waitOf"><outputDecision href="#d-wait"/><inputData href="#i-years"/></decisionService>
        <decision id="d-answer" name="answer">
        <informationRequirement><requiredInput href="#i-who"/></informationRequirement>
        <informationRequirement><requiredInput href="#i-years"/></informationRequirement>
        <informationRequirement><requiredDecision href="#d-wait"/></informationRequirement>
        <knowledgeRequirement><requiredKnowledge href="#s-wait"/></knowledgeRequirement>\(logic)</decision>
        </definitions>
        """, file: "m.dmn")
    let data = ["who": who, "years": years]
    let result = try #require(try model.evaluate("answer", data))
    #expect(try model.evaluate("answer", data, explain: false)?.value == result.value)
    return result
}

extension DecisionResult {
    fileprivate var reached: [String] { explanation.map(\.decision) }
}

private let rules = [
    ["\"guest\"", "-", "1"], ["\"child\"", "\"none\"", "2"], ["\"child\"", "\"long\"", "3"],
]

@Test(arguments: [
    "UNIQUE", "ANY", "PRIORITY", "FIRST", "COLLECT", "RULE ORDER", "OUTPUT ORDER",
])
func `only the tables that made a rule fire are told, wherever their column stands`(
    _ policy: String
) throws {
    let last = table(policy, ["who", "wait"], rules)
    let first = table(policy, ["wait", "who"], rules.map { [$0[1], $0[0], $0[2]] })
    for logic in [last, first] {
        let guest = try asked(logic, who: "guest")
        #expect(guest.reached == ["answer"])
        // It was computed all the same: whoever counts the rules that fire counts it too.
        #expect(guest.computed.map(\.decision) == ["wait", "answer"])
        #expect(guest.json["explanation"]?.arrayValue?.count == 1)
        #expect(try asked(logic, who: "child").reached == ["wait", "answer"])
        #expect(try asked(logic, who: "child", years: 3).reached == ["wait", "answer"])
    }
}

@Test func `a table counts that kept another rule from firing`() throws {
    let rules = [["\"child\"", "\"none\"", "1"], ["-", "-", "2"]]
    for policy in ["FIRST", "COLLECT"] {
        let logic = table(policy, ["wait", "who"], rules.map { [$0[1], $0[0], $0[2]] })
        #expect(try asked(logic, who: "child").reached == ["wait", "answer"], "\(policy)")
        #expect(try asked(logic, who: "guest").reached == ["answer"], "\(policy)")
    }
    // One rule answers for all: what the others look at is of no matter.
    let alone = table("UNIQUE", ["who", "wait"], rules)
    #expect(try asked(alone, who: "child").reached == ["answer"])
}

@Test func `where no rule fires, the table counts that kept one from firing`() throws {
    for policy in ["UNIQUE", "FIRST", "COLLECT"] {
        let logic = table(policy, ["who", "wait"], [["\"child\"", "\"none\"", "1"]])
        #expect(try asked(logic, who: "child").reached == ["wait", "answer"], "\(policy)")
        #expect(try asked(logic, who: "guest").reached == ["answer"], "\(policy)")
    }
}

@Test func `an expression rests on what it read`() throws {
    let plain = literal("if who = \"child\" then wait else \"x\"")
    #expect(try asked(plain, who: "child").reached == ["wait"])
    #expect(try asked(plain, who: "guest").reached == [])
    let twice = literal("if wait = \"long\" then wait else who")
    #expect(try asked(twice, who: "child").reached == ["wait"])
}

@Test func `a service that is called counts where its value does, and each call for itself`() throws
{
    let plain = literal("if who = \"child\" then waitOf(years) else wait")
    #expect(try asked(plain, who: "child").reached == ["wait"])
    let column = table("FIRST", ["who", "waitOf(years)"], rules)
    #expect(try asked(column, who: "guest").reached == ["answer"])
    #expect(try asked(column, who: "child").reached == ["wait", "answer"])
    let both = try asked(literal("[wait, waitOf(years + 5)]"), who: "child")
    #expect(both.value == .list(["long", "none"]) && both.reached == ["wait", "wait"])
    #expect(both.explanation.map { $0.inputs[0].value } == [1, 6])
}
