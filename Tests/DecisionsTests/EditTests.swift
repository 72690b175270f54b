import Formats
import Foundation
import Kernel
import TestSupport
import Testing

@testable import Decisions

private let kit =
    ProcessInfo.processInfo.environment["CAIS_DMN_TCK"]
    ?? projectFolder + "/../shared/data/procedures/dmn-tck"

private func read(_ folder: String, _ suffix: String) throws -> [DecisionFile] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.filter { $0.hasSuffix(suffix) }.map {
        let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))
        return DecisionFile([UInt8](bytes), file: $0)
    }
}

/// The kit's folders whose models were drawn in an editor and have their diagram; says loudly where the
/// kit is not there.
private func drawn(_ level: String) throws -> [String] {
    let path = kit + "/compliance-level-" + level
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    if names.isEmpty {
        print("SKIPPED: models that an editor exported: \(kit) is not there; set CAIS_DMN_TCK")
    }
    return try names.sorted().map { path + "/" + $0 }.filter { folder in
        try read(folder, ".dmn").contains {
            String(decoding: $0.bytes, as: UTF8.self).contains("<dmndi:DMNDI")
        }
    }
}

private func edited(_ model: DecisionFile, _ edit: Edit?) throws -> DecisionFile {
    guard let edit else { return model }
    return DecisionFile(try edit.applied(to: model.bytes, file: model.file), file: model.file)
}

private func zone(_ name: String) -> Zone? {
    FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name).flatMap {
        Zone(tzif: [UInt8]($0))
    }
}

@Test(arguments: Edit.allCases)
func `exported models answer the same without their diagram and with marks of another editor`(
    _ edit: Edit
) throws {
    let folders = try drawn("2") + drawn("3")
    guard !folders.isEmpty else { return }
    let world = DecisionWorld(
        zones: { zone($0) }, now: Moment(secondsSince1970: 1_764_000_000))
    var (failures, count): ([String], Int) = ([], 0)
    for folder in folders {
        let models = try read(folder, ".dmn").map { try edited($0, edit) }
        let group = KitFolder(name: folder, models: models, tests: try read(folder, ".xml")).run(
            world: world)
        count += group.results.count
        failures += group.results.compactMap { result in
            result.failure.map { "\(folder.suffix(30)) \(result.name): \($0)" }
        }
    }
    #expect(failures == [])
    #expect(folders.count == 52 && count > 100, "\(count) cases of \(folders.count) models")
}

@Test func `exported models are read with no problem`() throws {
    for folder in try drawn("2") {
        for model in try read(folder, ".dmn") {
            #expect(try DecisionModel(model.bytes, file: model.file).problems == [])
        }
    }
    let edits: [Edit?] = [nil, .bare, .adorned]
    // Some of level 3 are wrong on purpose: what is said of them does not change.
    for folder in try drawn("3") {
        for file in try read(folder, ".dmn") {
            let said = try edits.map { edit -> Set<String> in
                let model = try edited(file, edit)
                return Set(
                    try DecisionModel(model.bytes, file: model.file, isLenient: true).problems
                        .map(\.message))
            }
            #expect(said.allSatisfy { $0 == said[0] }, "\(file.file): \(said)")
        }
    }
}

/// As an editor exports it: its own marks, a diagram, tables, boxes, a function, a service.
private let exported = """
    <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
    <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"
      xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:di="http://www.omg.org/spec/DMN/20180521/DI/"
      xmlns:editor="urn:editor" id="m" name="m" namespace="urn:m" exporter="Editor" editor:logo="Default">
    <extensionElements><editor:panel width="3"/></extensionElements>
    <itemDefinition name="tAge"><typeRef>number</typeRef><allowedValues editor:kind="range"><text>[0..120]</text></allowedValues></itemDefinition>
    <inputData id="i" name="age"><variable name="age" typeRef="tAge"/></inputData>
    <businessKnowledgeModel id="b" name="twice"><variable name="twice" typeRef="number"/><encapsulatedLogic><formalParameter name="n" typeRef="number"/><literalExpression><text>n * 2</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
    <decision id="d" name="stage" editor:displayName="Stage"><variable name="stage"/><informationRequirement id="r"><requiredInput href="#i"/></informationRequirement>
    <decisionTable hitPolicy="UNIQUE" outputLabel="stage"><input label="age"><inputExpression typeRef="number"><text>age</text></inputExpression></input><output name="code"/><output name="seat"/><annotation name="article"/>
    <rule><inputEntry><text>&lt; 18</text></inputEntry><outputEntry><text>"minor"</text></outputEntry><outputEntry><text>1</text></outputEntry><annotationEntry><text>article 1</text></annotationEntry></rule>
    <rule><inputEntry><text>&gt;= 18</text></inputEntry><outputEntry><text>"adult"</text></outputEntry><outputEntry><text>2</text></outputEntry><annotationEntry><text>article 2</text></annotationEntry></rule></decisionTable></decision>
    <decision id="e" name="boxes"><variable name="boxes"/><informationRequirement><requiredDecision href="#d"/></informationRequirement><informationRequirement><requiredInput href="#i"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="#b"/></knowledgeRequirement>
    <context><contextEntry><variable name="rows"/><relation><column name="x"/><column name="y"/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>age</text></literalExpression></row></relation></contextEntry>
    <contextEntry><variable name="list"/><list><literalExpression><text>stage.code</text></literalExpression><literalExpression><text>2</text></literalExpression></list></contextEntry>
    <contextEntry><variable name="called"/><invocation><literalExpression><text>twice</text></literalExpression><binding><parameter name="n"/><literalExpression><text>age</text></literalExpression></binding></invocation></contextEntry>
    <contextEntry><variable name="chosen"/><conditional><if><literalExpression><text>age &gt; 3</text></literalExpression></if><then><filter><in><literalExpression><text>rows</text></literalExpression></in><match><literalExpression><text>x = 1</text></literalExpression></match></filter></then><else><literalExpression><text>0</text></literalExpression></else></conditional></contextEntry></context></decision>
    <decisionService id="s" name="service"><outputDecision href="#d"/><inputData href="#i"/></decisionService>
    <dmndi:DMNDI><dmndi:DMNDiagram id="g" name="Page 1"><dmndi:Size height="500" width="500"/><dmndi:DMNShape id="g1" dmnElementRef="d"><dc:Bounds height="60" width="150" x="1" y="2"/><dmndi:DMNLabel><dmndi:Text>stage</dmndi:Text></dmndi:DMNLabel></dmndi:DMNShape><dmndi:DMNEdge id="g2" dmnElementRef="r"><di:waypoint x="1" y="2"/></dmndi:DMNEdge></dmndi:DMNDiagram></dmndi:DMNDI>
    </definitions>
    """

@Test func `an exported model has answers`() throws {
    let model = try DecisionModel(exported, file: "m.dmn")
    #expect(model.problems == [] && model.inputs == ["age"] && model.decisions.count == 2)
    let value = try model.evaluate("boxes", ["age": 20])?.value
    #expect(
        value == [
            "rows": [["x": 1, "y": 20]], "list": ["adult", 2], "called": 40,
            "chosen": [["x": 1, "y": 20]],
        ])
}

@Test(arguments: Edit.allCases)
func `what is not of the standard is in no answer, no explanation and no name`(
    _ edit: Edit
) throws {
    let bytes = Array(exported.utf8)
    let changed = try edit.applied(to: bytes, file: "m.dmn")
    let words = String(decoding: changed, as: UTF8.self)
    #expect(words.contains("leak:decision") == (edit == .adorned))
    #expect(words.contains("DMNShape") == (edit == .adorned))
    let plain = try DecisionModel(bytes, file: "m.dmn")
    let model = try DecisionModel(changed, file: "m.dmn")
    #expect(model.problems == [] && model.name == plain.name)
    #expect(model.inputs == plain.inputs && model.decisions == plain.decisions)
    #expect(model.functions == plain.functions)
    for age in [7, 18, 200] as [FEELValue] {
        for name in plain.decisions {
            let answer = try model.evaluate(name, ["age": age])?.json
            let first = try plain.evaluate(name, ["age": age])?.json
            #expect(answer == first)
            #expect(answer?.canonical.contains("leak") == false)
            #expect(try model.needed(for: name, [:]) == ["age"])
        }
        let called = try model.call("service", ["age": age])?.json
        let first = try plain.call("service", ["age": age])?.json
        #expect(called != nil && called == first)
    }
}

/// The policy's own models are changed in editors too.
@Test(arguments: Edit.allCases)
func `the models of the policy keep their names and findings when they are edited`(
    _ edit: Edit
) throws {
    let files = try read(projectFolder + "/policy/pt/decisions", ".dmn")
    #expect(!files.isEmpty)
    for file in files {
        let others = files.filter { $0.file != file.file }
        func model(_ edit: Edit?) throws -> DecisionModel {
            let changed = try edited(file, edit)
            return try DecisionModel(
                changed.bytes, file: changed.file,
                imports: others.map { try edited($0, edit) }, isLenient: true)
        }
        let (plain, other) = (try model(nil), try model(edit))
        #expect(plain.inputs == other.inputs && plain.decisions == other.decisions)
        #expect(plain.functions == other.functions, "\(file.file)")
        let (said, again) = (try plain.check().map(\.message), try other.check().map(\.message))
        #expect(Set(said) == Set(again), "\(file.file)")
    }
}
