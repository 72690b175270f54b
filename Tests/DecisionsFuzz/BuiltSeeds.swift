/// Models written by code: services among much that is unused, and tables that call each other.
extension Seeds {
    static let built: [(file: String, text: String)] = [
        ("services.dmn", services), ("tables.dmn", tables),
    ]

    private static let unusedInputs = 300
    private static let nestedTables = 40

    /// Each call of a service begins with nothing known of any node of the model.
    private static var services: String {
        let unused = (1...unusedInputs).map { "<inputData id=\"u\($0)\" name=\"unused \($0)\"/>" }
        return """
            <definitions name="services" namespace="urn:services">
            <inputData id="a" name="age"><variable name="age" typeRef="number"/></inputData>
            \(unused.joined(separator: "\n"))
            <decision id="d" name="fee"><informationRequirement><requiredInput href="#a"/></informationRequirement>
            <literalExpression><text>age * 2</text></literalExpression></decision>
            <decisionService id="s" name="price"><outputDecision href="#d"/><inputData href="#a"/></decisionService>
            <decision id="e" name="prices"><knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>
            <literalExpression><text>sum(for i in 1..200 return price(i))</text></literalExpression></decision>
            </definitions>
            """
    }

    /// A cell of each table calls the next business knowledge model.
    private static var tables: String {
        let levels = (1...nestedTables).map { number in
            """
            <businessKnowledgeModel id="b\(number)" name="level\(number)">
            <encapsulatedLogic><formalParameter name="n"/><decisionTable hitPolicy="FIRST">
            <input><inputExpression><text>n</text></inputExpression></input><output name="r"/>
            <rule><inputEntry><text>? &gt; level\(number + 1)(n - 1)</text></inputEntry><outputEntry><text>n</text></outputEntry></rule>
            <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
            </decisionTable></encapsulatedLogic>
            <knowledgeRequirement><requiredKnowledge href="#b\(number + 1)"/></knowledgeRequirement>
            </businessKnowledgeModel>
            """
        }
        let last = nestedTables + 1
        return """
            <definitions name="tables" namespace="urn:tables">
            <inputData id="a" name="age"/>
            \(levels.joined(separator: "\n"))
            <businessKnowledgeModel id="b\(last)" name="level\(last)"><encapsulatedLogic><formalParameter name="n"/>
            <literalExpression><text>n</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
            <decision id="d" name="all"><informationRequirement><requiredInput href="#a"/></informationRequirement>
            <knowledgeRequirement><requiredKnowledge href="#b1"/></knowledgeRequirement>
            <literalExpression><text>level1(age)</text></literalExpression></decision>
            </definitions>
            """
    }
}
