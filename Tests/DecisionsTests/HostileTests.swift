import Formats
import Testing

@testable import Decisions

private let seed = """
    <definitions name="h" namespace="urn:h">
    <itemDefinition name="tA"><typeRef>number</typeRef><allowedValues><text>[0..9]</text></allowedValues></itemDefinition>
    <itemDefinition name="tL" isCollection="true"><itemComponent name="n"><typeRef>tA</typeRef></itemComponent></itemDefinition>
    <inputData id="a" name="x"><variable name="x" typeRef="tA"/></inputData>
    <businessKnowledgeModel id="b" name="f"><encapsulatedLogic><formalParameter name="n"/>
    <literalExpression><text>if n &lt; 1 then 0 else f(n - 1) + 1</text></literalExpression></encapsulatedLogic>
    <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement></businessKnowledgeModel>
    <decision id="d" name="d"><variable name="d" typeRef="tL"/><informationRequirement><requiredInput href="#a"/></informationRequirement>
    <knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
    <decisionTable hitPolicy="COLLECT"><input><inputExpression><text>f(x)</text></inputExpression></input>
    <output name="n"/><rule><inputEntry><text>[1..3], not(2)</text></inputEntry><outputEntry><text>{n: x * 2}</text></outputEntry></rule>
    </decisionTable></decision>
    <decision id="e" name="e"><informationRequirement><requiredDecision href="#d"/></informationRequirement>
    <context><contextEntry><variable name="k"/><literalExpression><text>for i in d return i.n ** 2</text></literalExpression></contextEntry>
    <contextEntry><literalExpression><text>some q in k satisfies q &gt; 2</text></literalExpression></contextEntry></context></decision>
    </definitions>
    """

/// Repeatable noise.
private struct Noise {
    var state: UInt64

    mutating func next(_ most: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % most
    }
}

private func isTag(_ bytes: [UInt8], _ place: Int) -> Bool {
    let mark = bytes[...place].last { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }
    return mark != UInt8(ascii: ">")
}

@Test(arguments: [1, 2, 3, 4] as [UInt64])
func `a spoilt model ends in an error or a value`(_ start: UInt64) throws {
    var noise = Noise(state: start)
    let bytes = Array(seed.utf8)
    let parts = [
        "(", ")", "[", "]", "..", "1e9", "\"", "f(", "for ", "?", "-", "9999", " in ", "x",
    ]
    var (read, refused) = (0, 0)
    for _ in 0..<400 {
        var spoilt = bytes
        for _ in 0...noise.next(3) {
            // Mostly in texts: a broken tag is refused before our own reading begins.
            var place = noise.next(spoilt.count)
            while noise.next(9) > 0, isTag(spoilt, place) { place = noise.next(spoilt.count) }
            switch noise.next(4) {
            case 0: spoilt[place] = UInt8(noise.next(94) + 32)
            case 1: spoilt.removeSubrange(place..<min(spoilt.count, place + noise.next(20) + 1))
            case 2: spoilt.insert(contentsOf: parts[noise.next(parts.count)].utf8, at: place)
            default:
                let other = noise.next(spoilt.count)
                spoilt.insert(contentsOf: spoilt[other..<min(spoilt.count, other + 60)], at: place)
            }
        }
        do {
            let model = try DecisionModel(spoilt, file: "h.dmn", isLenient: true)
            for name in model.decisions { _ = try model.evaluate(name, ["x": 3]) }
            read += 1
        } catch {
            #expect(error is FormatError || error is DecisionLimit, "\(error)")
            refused += 1
        }
    }
    #expect(read > 20 && refused > 20, "\(read) read, \(refused) refused")
}

@Test func `the model that is spoilt has a value while it is whole`() throws {
    let model = try DecisionModel(seed, file: "h.dmn")
    #expect(try model.evaluate("e", ["x": 3])?.value == true && model.problems.isEmpty)
}

@Test(arguments: ["[a", "(< ", "[< ", "]", "[1..", "(1..(", "a[", "-(", "{a: ", "not("])
func `however deep a text goes on it is refused`(_ part: String) {
    let deep = String(repeating: part, count: 15_000)
    #expect(throws: FEELProblem.self) {
        try CompiledText(expression: deep + "1", names: ["a"])
    }
}

@Test func `a service in a loop pays for the values that it makes anew`() throws {
    let inputs = (0..<2_000).map { "<inputData id='i\($0)' name='i\($0)'/>" }.joined()
    let model = try DecisionModel(
        """
        <definitions name='s' namespace='urn:s'>\(inputs)<inputData id='a' name='a'/>
        <decision id='d' name='d'><informationRequirement><requiredInput href='#a'/></informationRequirement>
        <literalExpression><text>a + 1</text></literalExpression></decision>
        <decisionService id='s' name='s'><outputDecision href='#d'/><inputData href='#a'/></decisionService>
        <decision id='e' name='e'><knowledgeRequirement><requiredKnowledge href='#s'/></knowledgeRequirement>
        <literalExpression><text>count(for n in 1..10000 return s(n))</text></literalExpression></decision>
        </definitions>
        """, file: "s.dmn")
    #expect(throws: DecisionLimit.steps) { try model.evaluate("e", [:]) }
}

/// Each table's cell asks the next table: who walked through its rules twice would take 2 to the power of 20 steps.
@Test(arguments: [true, false])
func `tables in tables are asked once each`(explains: Bool) throws {
    let depth = 20
    let functions = (0..<depth).map { level in
        """
        <businessKnowledgeModel id='f\(level)' name='f\(level)'><encapsulatedLogic><formalParameter name='x'/>
        <decisionTable hitPolicy='UNIQUE'><input><inputExpression><text>x</text></inputExpression></input><output name='y'/>
        <rule><inputEntry><text>\(level + 1 < depth ? "f\(level + 1)(x) = ?" : "-")</text></inputEntry>
        <outputEntry><text>x + 0</text></outputEntry></rule></decisionTable></encapsulatedLogic>
        \(level + 1 < depth ? "<knowledgeRequirement><requiredKnowledge href='#f\(level + 1)'/></knowledgeRequirement>" : "")
        </businessKnowledgeModel>
        """
    }
    let model = try DecisionModel(
        """
        <definitions name='t' namespace='urn:t'>\(functions.joined())
        <decision id='d' name='d'><knowledgeRequirement><requiredKnowledge href='#f0'/></knowledgeRequirement>
        <literalExpression><text>f0(1)</text></literalExpression></decision></definitions>
        """, file: "t.dmn")
    let run = Run(model.nodes, world: DecisionWorld(), isTracing: explains, stepsMax: 2_000)
    #expect(try model.begun("d", [:], run)?.node(model.nodes.count - 1) != nil)
    #expect(try model.evaluate("d", [:], explain: explains)?.value == 1)
}
