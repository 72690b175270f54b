import Testing

@testable import Decisions

private func boats() throws -> DecisionModel {
    try DecisionModel(
        """
        <definitions name="boats" xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
        <itemDefinition name="water"><typeRef>string</typeRef>
          <allowedValues><text>"river", "sea"</text></allowedValues></itemDefinition>
        <itemDefinition name="age"><typeRef>number</typeRef><allowedValues><text>[0..120]</text></allowedValues></itemDefinition>
        <inputData id="w" name="water"><variable name="water" typeRef="water"/></inputData>
        <inputData id="a" name="age"><variable name="age" typeRef="age"/></inputData>
        <decision id="l" name="lend"><variable name="lend" typeRef="string"/>
          <informationRequirement><requiredInput href="#w"/></informationRequirement>
          <informationRequirement><requiredInput href="#a"/></informationRequirement>
          <decisionTable><input><inputExpression><text>water</text></inputExpression></input>
          <output name="lend"><defaultOutputEntry><text>"ask"</text></defaultOutputEntry></output>
          <rule><inputEntry><text>"river"</text></inputEntry><outputEntry><text>"yes"</text></outputEntry></rule>
          <rule><inputEntry><text>"sea"</text></inputEntry><outputEntry><text>if age &gt; 17 then "yes" else "no"</text></outputEntry></rule>
          </decisionTable></decision>
        <decision id="t" name="two"><informationRequirement><requiredInput href="#w"/></informationRequirement>
          <decisionTable><input><inputExpression><text>water</text></inputExpression></input>
          <output name="boat"/><output name="vest"/>
          <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>"small"</text></outputEntry><outputEntry><text>true</text></outputEntry></rule>
          </decisionTable></decision>
        <decision id="p" name="plain"><literalExpression><text>1</text></literalExpression></decision>
        </definitions>
        """, file: "boats.dmn")
}

@Test func `an input accepts what its type and its allowed values do`() throws {
    let model = try boats()
    #expect(try model.accepts("sea", as: "water") && model.accepts(120, as: "age"))
    #expect(try !model.accepts("lake", as: "water") && !model.accepts(1, as: "water"))
    #expect(try !model.accepts(121, as: "age") && !model.accepts(.null, as: "age"))
    #expect(try !model.accepts("yes", as: "lend") && !model.accepts("sea", as: "none"))
}

@Test func `the constants of a table are those of its rules and its default`() throws {
    let model = try boats()
    #expect(model.constants(of: "lend") == ["yes", "ask"])
    #expect(model.constants(of: "two") == [] && model.constants(of: "plain") == [])
    #expect(model.outputCount(of: "two") == 2 && model.outputCount(of: "lend") == 1)
    #expect(model.outputCount(of: "plain") == 1)
}

private func dated(_ attributes: String) throws -> DecisionModel {
    try DecisionModel(
        """
        <definitions name="v" xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/"
          xmlns:cais="https://cais.example/dmn" xmlns:o="urn:other" \(attributes)>
        <decision id="d" name="d"><literalExpression><text>1</text></literalExpression></decision>
        </definitions>
        """, file: "v.dmn")
}

@Test func `a model says when it was last verified and between which days it may be asked`() throws
{
    let model = try dated(
        """
        cais:lastVerified="2026-11-23" cais:validFrom="2025-10-23" cais:validTo="2026-12-31"
        """)
    #expect(model.lastVerified == CivilDate(year: 2026, month: 11, day: 23))
    func holds(_ year: Int, _ month: Int, _ day: Int) throws -> Bool {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        return model.validity.holds(on: date)
    }
    #expect(model.validity.isBounded)
    #expect(try holds(2025, 10, 23) && holds(2026, 12, 31))
    #expect(try !holds(2025, 10, 22) && !holds(2027, 1, 1))
    // Attributes of others, and of nobody, are not these.
    let silent = try dated("o:lastVerified=\"2026-11-23\" validFrom=\"2025-10-23\"")
    #expect(silent.lastVerified == nil && !silent.validity.isBounded)
}

@Test
func `a model may say that nobody knows since when it holds, and one that is silent says nothing`()
    throws
{
    let open = try dated("cais:validFrom=\"unknown\"")
    #expect(open.validity.isFromUnknown && open.validity.saysFrom && !open.validity.isBounded)
    let first = try #require(CivilDate(year: 1900, month: 1, day: 1))
    #expect(open.isInForce(on: first))
    let ending = try dated("cais:validFrom=\"unknown\" cais:validTo=\"1899-12-31\"")
    #expect(ending.validity.isBounded && !ending.isInForce(on: first))
    let bounded = try dated("cais:validFrom=\"1900-01-01\"")
    #expect(bounded.validity.saysFrom && !bounded.validity.isFromUnknown)
    let silent = try dated("")
    #expect(!silent.validity.saysFrom && !silent.validity.isFromUnknown)
}

@Test(arguments: [
    ("cais:lastVerified=\"soon\"", "'soon' under lastVerified is no day"),
    ("cais:validTo=\"unknown\"", "'unknown' under validTo is no day"),
    ("cais:validTo=\"2026-02-30\"", "'2026-02-30' under validTo is no day"),
    (
        "cais:validFrom=\"2026-01-02\" cais:validTo=\"2026-01-01\"",
        "validTo comes before validFrom"
    ),
])
func `days of a model that make no sense are refused`(_ attributes: String, _ words: String) {
    do {
        _ = try dated(attributes)
        Issue.record("accepted")
    } catch { #expect("\(error)".contains(words), "\(error)") }
}
