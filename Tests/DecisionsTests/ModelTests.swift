import Formats
import Testing

@testable import Decisions

private func boxed(
    _ logic: String, type: String = "", version: String = "20230324"
) throws
    -> FEELValue?
{
    let types = """
        <itemDefinition name="tAge"><typeRef>number</typeRef>
          <allowedValues><text>[0..120]</text></allowedValues></itemDefinition>
        <itemDefinition name="tNames" isCollection="true"><typeRef>string</typeRef></itemDefinition>
        """
    let model = try DecisionModel(
        """
        <definitions name="m" namespace="urn:m" xmlns:other="urn:other"
          xmlns="https://www.omg.org/spec/DMN/\(version)/MODEL/">\(types)
          <extensionElements><other:thing/></extensionElements>
          <inputData id="a" name="Age"><variable name="Age" typeRef="tAge"/></inputData>
          <businessKnowledgeModel id="b" name="twice"><variable name="twice" typeRef="number"/>
            <encapsulatedLogic><formalParameter name="n" typeRef="number"/>
              <literalExpression><text>if n = 0 then 0 else 2 + twice(n - 1)</text></literalExpression>
            </encapsulatedLogic>
            <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
          </businessKnowledgeModel>
          <decision id="d" name="answer"><variable name="answer" typeRef="\(type)"/>
            <other:noise><other:decisionTable/></other:noise>
            <informationRequirement><requiredInput href="#a"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="urn:m#b"/></knowledgeRequirement>
            \(logic)</decision>
          <decisionService id="s" name="service"><outputDecision href="#d"/><inputData href="#a"/></decisionService>
        </definitions>
        """, file: "m.dmn")
    let value = try model.evaluate("answer", ["Age": 20])?.value
    #expect(try model.call("service", ["Age": 20])?.value == value)
    return value
}

private func literal(_ text: String) -> String {
    "<literalExpression><text>\(xmlEscaped(text))</text></literalExpression>"
}

@Test(arguments: ["20180521", "20191111", "20211108", "20230324"])
func `each version of the standard is read`(_ version: String) throws {
    let prefix = version == "20180521" ? "http" : "https"
    let text = """
        <definitions name="v" xmlns="\(prefix)://www.omg.org/spec/DMN/\(version)/MODEL/">
        <decision id="d" name="d">\(literal("1 + 1"))</decision></definitions>
        """
    #expect(try DecisionModel(text, file: "v.dmn").evaluate("d", [:])?.value == 2)
}

@Test func `another namespace is refused`() {
    #expect(throws: FormatError.self) {
        try DecisionModel("<definitions name='v' xmlns='urn:dmn'/>", file: "v.dmn")
    }
}

@Test func `boxes of every kind have values`() throws {
    let list = literal("[1, 2, 3]")
    #expect(try boxed("<list>\(literal("Age"))\(literal("2"))</list>") == [20, 2])
    let entry = "<contextEntry><variable name='x y'/>\(literal("Age + 1"))</contextEntry>"
    #expect(try boxed("<context>\(entry)</context>") == ["x y": 21])
    #expect(
        try boxed("<context>\(entry)<contextEntry>\(literal("x y * 2"))</contextEntry></context>")
            == 42)
    #expect(
        try boxed(
            "<relation><column name='k'/><row>\(literal("1"))</row><row>\(literal("2"))</row></relation>"
        ) == [["k": 1], ["k": 2]])
    #expect(
        try boxed(
            "<invocation>\(literal("twice"))<binding><parameter name='n'/>\(literal("4"))</binding></invocation>"
        ) == 8)
    #expect(
        try boxed(
            "<conditional><if>\(literal("Age > 18"))</if><then>\(literal("1"))</then><else>\(literal("2"))</else></conditional>"
        ) == 1)
    #expect(
        try boxed("<filter><in>\(list)</in><match>\(literal("item > 1"))</match></filter>")
            == [2, 3])
    #expect(
        try boxed(
            "<for iteratorVariable='i'><in>\(list)</in><return>\(literal("i * Age"))</return></for>"
        ) == [20, 40, 60])
    for (word, expected) in [("some", true), ("every", false)] {
        let text =
            "<\(word) iteratorVariable='i'><in>\(list)</in><satisfies>\(literal("i > 2"))</satisfies></\(word)>"
        #expect(try boxed(text) == .boolean(expected))
    }
    let function =
        "<functionDefinition><formalParameter name='p'/>\(literal("p + Age"))</functionDefinition>"
    #expect(
        try boxed(
            "<context><contextEntry><variable name='f'/>\(function)</contextEntry><contextEntry>\(literal("f(1)"))</contextEntry></context>"
        ) == 21)
}

@Test func `values take the type that the model gives or are null`() throws {
    #expect(try boxed(literal("[\"a\"]"), type: "string") == "a")
    #expect(try boxed(literal("\"a\""), type: "tNames") == ["a"])
    #expect(try boxed(literal("\"a\""), type: "number") == .null)
    #expect(try boxed(literal("Age * 100"), type: "tAge") == .null)
    #expect(try boxed(literal("Age * 2"), type: "tAge") == 40)
    #expect(try boxed(literal("@\"2024-01-01\""), type: "dateTime")?.text == "2024-01-01T00:00:00Z")
}

@Test func `a function that calls itself without end meets a limit`() {
    #expect(throws: DecisionLimit.depth) { try boxed(literal("twice(-1)")) }
}

@Test func `an imported model is known by its name`() throws {
    let other = """
        <definitions name="other" namespace="urn:other"><decision id="d" name="fee">
        \(literal("7"))</decision></definitions>
        """
    let home = """
        <definitions name="home" namespace="urn:home"><import name="fees" namespace="urn:other"
        importType="dmn"/><decision id="d" name="total"><informationRequirement>
        <requiredDecision href="urn:other#d"/></informationRequirement>\(literal("fees.fee * 2"))
        </decision></definitions>
        """
    let model = try DecisionModel(
        Array(home.utf8), file: "home.dmn",
        imports: [DecisionFile(Array(other.utf8), file: "other.dmn")])
    #expect(try model.evaluate("total", [:])?.value == 14 && model.problems.isEmpty)
}

@Test func `a lenient reading keeps what it understands`() throws {
    let text = """
        <definitions name="m"><decision id="a" name="good">\(literal("1"))</decision>
        <decision id="b" name="bad">\(literal("1 +"))</decision></definitions>
        """
    let model = try DecisionModel(Array(text.utf8), file: "m.dmn", isLenient: true)
    #expect(try model.evaluate("good", [:])?.value == 1)
    #expect(try model.evaluate("bad", [:])?.value == .null)
    #expect(model.problems.first?.line == 2)
    #expect(throws: FormatError.self) { try DecisionModel(text, file: "m.dmn") }
}

@Test func `data from JSON become what the model asks for`() throws {
    let text = """
        <definitions name="m"><inputData id="i" name="day"><variable name="day" typeRef="date"/></inputData>
        <decision id="a" name="next"><informationRequirement><requiredInput href="#i"/></informationRequirement>
        \(literal("day + duration(\"P1D\")"))</decision></definitions>
        """
    let model = try DecisionModel(text, file: "m.dmn")
    let data = try model.data(JSON.parse(#"{"day": "2024-02-28"}"#))
    #expect(try model.evaluate("next", data)?.value.text == "2024-02-29")
    #expect(throws: FormatError.self) { try model.data(JSON.parse("[1]")) }
}

@Test func `one name in two files is one datum`() throws {
    func input(_ type: String) -> String {
        "<inputData id='i' name='filed'><variable name='filed' typeRef='\(type)'/></inputData>"
    }
    let need = "<informationRequirement><requiredInput href='#i'/></informationRequirement>"
    let other = """
        <definitions name="other" namespace="urn:other">\(input("number"))<decision id="d" name="fee">
        \(need)\(literal("filed * 2"))</decision></definitions>
        """
    let home = """
        <definitions name="home" namespace="urn:home"><import name="fees" namespace="urn:other"
        importType="dmn"/>\(input("number"))<decision id="d" name="total">\(need)<informationRequirement>
        <requiredDecision href="urn:other#d"/></informationRequirement>\(literal("fees.fee + filed"))
        </decision></definitions>
        """
    let model = try DecisionModel(
        Array(home.utf8), file: "home.dmn",
        imports: [DecisionFile(Array(other.utf8), file: "other.dmn")])
    #expect(model.inputs == ["filed"] && model.inputs(of: "total") == ["filed"])
    #expect(try model.evaluate("total", ["filed": 7])?.value == 21)
    #expect(try model.needed(for: "total", [:]) == ["filed"])
}
