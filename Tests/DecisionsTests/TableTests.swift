import Formats
import Testing

@testable import Decisions

private let ages = [
    ["< 18", "\"child\"", "art. 1"], [">= 18", "\"adult\"", "art. 2"],
    ["[16..20]", "\"young\"", "art. 3"],
]

private func answer(
    _ policy: String, _ age: FEELValue, outputValues: String = ""
) throws -> FEELValue? {
    try model(policy, inputs: ["age"], outputValues: outputValues, rules: ages).evaluate(
        "answer", ["age": age])?.value
}

@Test func `each hit policy chooses as the standard says`() throws {
    #expect(try answer("hitPolicy='UNIQUE'", 5) == "child" && answer("", 5) == "child")
    #expect(try answer("hitPolicy='UNIQUE'", 17) == .null)
    #expect(try answer("hitPolicy='ANY'", 17) == .null && answer("hitPolicy='ANY'", 40) == "adult")
    #expect(try answer("hitPolicy='FIRST'", 17) == "child")
    let order = "\"young\", \"adult\", \"child\""
    #expect(try answer("hitPolicy='PRIORITY'", 17, outputValues: order) == "young")
    #expect(
        try answer("hitPolicy='OUTPUT ORDER'", 17, outputValues: order)
            == .list(["young", "child"]))
    #expect(try answer("hitPolicy='RULE ORDER'", 17) == .list(["child", "young"]))
    #expect(try answer("hitPolicy='COLLECT'", 17) == .list(["child", "young"]))
    #expect(try answer("hitPolicy='FIRST'", .null) == .null)
}

@Test func `a cell true or false asks for that value and is not fired by one that nobody knows`()
    throws
{
    func answer(_ known: FEELValue) throws -> FEELValue? {
        try model(
            "hitPolicy='COLLECT'", inputs: ["known"],
            rules: [["true", "\"yes\""], ["false", "\"no\""], ["not(true)", "\"not yes\""]]
        )
        .evaluate("answer", ["known": known])?.value
    }
    #expect(try answer(true) == .list(["yes"]))
    #expect(try answer(false) == .list(["no", "not yes"]))
    #expect(try answer(.null) == .list(["not yes"]) && answer("true") == .list([]))
}

@Test func `collected numbers are added counted and compared`() throws {
    func answer(_ aggregation: String, _ x: FEELValue) throws -> FEELValue? {
        try model(
            "hitPolicy='COLLECT' aggregation='\(aggregation)'", inputs: ["x"],
            rules: [["> 1", "10"], ["> 2", "2.5"], ["> 9", "7"]]
        )
        .evaluate("answer", ["x": x])?.value
    }
    #expect(try answer("SUM", 3)?.text == "12.5" && answer("COUNT", 3) == 2)
    #expect(try answer("MIN", 3)?.text == "2.5" && answer("MAX", 3) == 10)
    #expect(try answer("SUM", 0) == .null && answer("COUNT", 0) == 0)
}

@Test func `the explanation names inputs rules and articles`() throws {
    let result = try #require(
        try model("hitPolicy='COLLECT'", inputs: ["age"], rules: ages).evaluate(
            "answer", ["age": 17]))
    let trace = try #require(result.explanation.first)
    #expect(trace.decision == "answer" && trace.inputs == [NamedValue("age", 17)])
    #expect(trace.rules.map(\.number) == [1, 3])
    #expect(trace.rules[1].annotations == [NamedText("article", "art. 3")])
    #expect(result.json["explanation"]?[0]?["rules"]?[1]?["rule"] == 3)
    let clash = try #require(
        try model("", inputs: ["age"], rules: ages).evaluate("answer", ["age": 17]))
    #expect(clash.explanation.first?.problem == "more than one rule fires: 1, 3")
}

@Test func `several outputs are a context and two inputs both count`() throws {
    let table = try model(
        "", inputs: ["a", "b"], outputs: ["x", "y"],
        rules: [["1", "2", "a + b", "\"n\""], ["1", "not(2)", "0", "\"m\""]])
    #expect(try table.evaluate("answer", ["a": 1, "b": 2])?.value == ["x": 3, "y": "n"])
    #expect(try table.evaluate("answer", ["a": 1, "b": 9])?.value == ["x": 0, "y": "m"])
    #expect(try table.evaluate("other", [:]) == nil && table.inputs == ["a", "b"])
}

private let chain = """
    <definitions name="chain">
      <inputData id="a" name="Applicant age"><variable name="Applicant age"/></inputData>
      <inputData id="z" name="unused"/>
      <decision id="d2" name="fee"><informationRequirement><requiredDecision href="#d1"/></informationRequirement>
        <literalExpression><text>if adult then 10.50 else 0</text></literalExpression></decision>
      <decision id="d1" name="adult"><informationRequirement><requiredInput href="#a"/></informationRequirement>
        <literalExpression><text>Applicant age &gt;= 18</text></literalExpression></decision>
    </definitions>
    """

@Test func `a decision that rests on another is computed after it`() throws {
    let model = try DecisionModel(chain, file: "chain.dmn")
    #expect(model.decisions == ["adult", "fee"] && model.inputs(of: "fee") == ["Applicant age"])
    #expect(try model.evaluate("fee", ["Applicant age": 18])?.value.text == "10.5")
    #expect(try model.evaluate("fee", ["Applicant age": 17])?.value == 0)
    #expect(try model.evaluate("fee", [:])?.value == 0 && model.problems.isEmpty)
}

@Test(arguments: [
    ("href=\"#a\"", "href=\"#q\"", "points to nothing"),
    ("&gt;= 18", "&gt;= ", "chain.dmn:7"),
    ("<literalExpression><text>if", "<context><text>if", "chain.dmn:"),
    ("name=\"fee\"", "", "the attribute name is missing"),
    ("<definitions name=\"chain\">", "<definitions>", ""),
])
func `a wrong model names its line`(_ old: String, _ new: String, _ part: String) {
    let text = chain.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false).joined(
        separator: new)
    do {
        _ = try DecisionModel(text, file: "chain.dmn")
        #expect(part.isEmpty, "accepted")
    } catch { #expect(!part.isEmpty && "\(error)".contains(part), "\(error)") }
}

@Test func `decisions that need each other are refused`() {
    let text = chain.split(separator: "Applicant age &gt;= 18").joined(separator: "true")
        .split(separator: "#a").joined(separator: "#d2")
    do {
        _ = try DecisionModel(text, file: "chain.dmn")
        Issue.record("accepted")
    } catch { #expect("\(error)".contains("in a circle: fee, adult")) }
}

@Test func `an unknown name is a problem with its line`() throws {
    let text = chain.split(separator: "Applicant age &gt;").joined(separator: "Aplicant &gt;")
    let model = try DecisionModel(text, file: "chain.dmn")
    #expect(
        model.problems.map(\.description) == [
            "chain.dmn:7: <text>: the name 'Aplicant' is not known here; it is always null"
        ])
}

@Test func `only what can change the answer is asked for`() throws {
    let table = try model(
        "", inputs: ["a", "b", "c"],
        rules: [
            ["\"x\"", "-", "-", "1"], ["\"y\"", "> 1", "-", "2"], ["\"y\"", "<= 1", "< 5", "3"],
        ])
    func needed(_ data: [String: FEELValue]) throws -> [String]? {
        try table.needed(for: "answer", data)
    }
    #expect(try needed([:]) == ["a", "b", "c"] && needed(["a": "x"]) == [])
    #expect(try needed(["a": "y"]) == ["b", "c"] && needed(["a": "y", "b": 2]) == [])
    #expect(try needed(["a": "y", "b": 0]) == ["c"] && needed(["a": "z"]) == [])
    #expect(try table.needed(for: "other", [:]) == nil)
}

@Test func `what is known narrows the rules in whatever column it stands`() throws {
    let table = try model(
        "", inputs: ["a", "b"], rules: [["-", "\"x\"", "1"], ["> 1", "\"y\"", "2"]])
    #expect(try table.needed(for: "answer", ["b": "x"]) == [])
    #expect(try table.needed(for: "answer", ["b": "y"]) == ["a"])
    #expect(try table.needed(for: "answer", ["b": .null]) == [])
}

@Test func `nothing is asked behind a first rule that fires for certain`() throws {
    let table = try model(
        "hitPolicy='FIRST'", inputs: ["a", "b", "c"],
        rules: [["\"x\"", "-", "-", "1"], ["-", "> 1", "-", "2"], ["-", "-", "> 1", "3"]])
    func needed(_ data: [String: FEELValue]) throws -> [String]? {
        try table.needed(for: "answer", data)
    }
    #expect(try needed([:]) == ["a", "b", "c"] && needed(["a": "x"]) == [])
    #expect(try needed(["b": 2]) == ["a"] && needed(["a": "z", "b": 2]) == [])
    #expect(try needed(["a": "z", "b": 0]) == ["c"] && needed(["b": 0]) == ["a", "c"])
}

@Test func `an index finds the same rules as a walk`() throws {
    func rules(_ count: Int) -> [[String]] {
        (0..<count).map { number in
            let cell =
                switch number % 5 {
                case 0: "\(number)"
                case 1: "[\(number)..\(number + 7)["
                case 2: "< \(number - 40), \(number + 3)"
                case 3: "\"t\(number)\""
                default: number % 25 == 4 ? "-" : ">= \(number * 2)"
                }
            return [cell, number % 3 == 0 ? "\"even\"" : "-", "\(number)"]
        }
    }
    let all = rules(60)
    let table = try model("hitPolicy='COLLECT'", inputs: ["x", "y"], rules: all)
    let single = try all.map { try model("hitPolicy='COLLECT'", inputs: ["x", "y"], rules: [$0]) }
    let asked = (-3...130).map { FEELValue.number(Number($0)) } + ["t3", "t8", "", .null, true]
    for x in asked + [.number(try #require(Number("7.5")))] {
        let data = ["x": x, "y": FEELValue.string("even")]
        let whole = try table.evaluate("answer", data)?.value.items
        let parts = try single.flatMap { try $0.evaluate("answer", data)?.value.items ?? [] }
        #expect(whole == parts, "\(x.text)")
    }
}

@Test func `gaps contradictions and dead rules of a table are found`() throws {
    func found(_ policy: String, _ rules: [[String]]) throws -> [String] {
        try model(policy, inputs: ["age", "kind"], rules: rules).check().map(\.message)
    }
    #expect(try found("", [["< 18", "-", "1"], [">= 18", "-", "2"]]) == [])
    #expect(
        try found("", [["< 18", "-", "1"], ["> 18", "\"a\"", "2"], ["> 18", "not(\"a\")", "3"]])
            == ["no rule speaks of age = 18"])
    #expect(
        try found("", [["[0..18]", "-", "1"], ["[18..30]", "\"a\"", "2"]])
            == [
                "no rule speaks of age < 0",
                "rules 1 and 2 both fire for age = 18 and kind = \"a\"",
            ])
    #expect(
        try found("hitPolicy='FIRST'", [["-", "-", "1"], ["< 5", "-", "2"]])
            == ["rule 2 never fires: rule 1 stands before it"])
    #expect(
        try found(
            "hitPolicy='FIRST'", [["< 5", "-", "1"], [">= 5", "-", "2"], ["null", "-", "3"]])
            == [])
    #expect(
        try found("hitPolicy='FIRST'", [["-", "-", "1"], ["null", "-", "2"]])
            == ["rule 2 never fires: rule 1 stands before it"])
    #expect(
        try found(
            "hitPolicy='ANY'", [["-", "\"a\"", "1"], ["< 5", "-", "1"], [">= 4", "-", "2"]])
            == [
                "rules 1 and 3 say different things for age = 4 and kind = \"a\"",
                "rules 2 and 3 say different things for age = 4",
            ])
    #expect(try found("hitPolicy='COLLECT'", [["< 5", "-", "1"]]) == [])
}

@Test func `a table with too many cases is checked in part and says so`() throws {
    func found(_ count: Int) throws -> [String] {
        let cell = (0..<count).map { "\"t\($0)\"" }.joined(separator: ", ")
        let rules = [[cell, "1"], ["-", "2"]]
        return try model("", inputs: ["kind"], rules: rules).check().map(\.message)
    }
    #expect(try found(20) == ["rules 1 and 2 both fire for kind = \"t0\""])
    #expect(try found(2_000) == ["the table is too large to be checked to its end"])
}
