import Testing

@testable import Decisions

@Test func `a decision without a table can give what its type writes out`() throws {
    func decision(_ name: String, _ type: String, _ text: String) -> String {
        """
        <decision name="\(name)"><variable name="\(name)" typeRef="\(type)"/>
        <literalExpression><text>\(text)</text></literalExpression></decision>
        """
    }
    let model = try DecisionModel(
        """
        <definitions name="bag" xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
        <itemDefinition name="thing"><typeRef>string</typeRef>
          <allowedValues><text>"vest", "rope"</text></allowedValues></itemDefinition>
        <itemDefinition name="things" isCollection="true"><typeRef>thing</typeRef></itemDefinition>
        <itemDefinition name="size"><typeRef>number</typeRef>
          <allowedValues><text>[1..9]</text></allowedValues></itemDefinition>
        \(decision("one", "thing", "\"vest\""))
        \(decision("all", "things", "[\"rope\"]"))
        \(decision("weight", "size", "3"))
        \(decision("free", "string", "\"sail\""))
        </definitions>
        """, file: "bag.dmn")
    #expect(model.constants(of: "one") == ["vest", "rope"])
    #expect(model.constants(of: "all") == ["vest", "rope"])
    #expect(model.constants(of: "weight") == [] && model.constants(of: "free") == [])
    #expect(model.constants(of: "none") == [])
}
