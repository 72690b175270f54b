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
