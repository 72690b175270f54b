import Formats
import Foundation
import TestSupport
import Testing

@testable import App

private let model = """
    <definitions name="fees" xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/">
    <inputData id="a" name="filed"><variable name="filed" typeRef="date"/></inputData>
    <decision id="d" name="fee"><informationRequirement><requiredInput href="#a"/></informationRequirement>
    <decisionTable><input label="filed"><inputExpression><text>filed</text></inputExpression></input><output name="fee"/>
    <annotation name="article"/>
    <rule><inputEntry><text>&lt; date("2025-10-23")</text></inputEntry><outputEntry><text>10.5</text></outputEntry>
    <annotationEntry><text>art. 1</text></annotationEntry></rule>
    <rule><inputEntry><text>&gt; date("2025-10-23")</text></inputEntry><outputEntry><text>12</text></outputEntry>
    <annotationEntry><text>art. 2</text></annotationEntry></rule>
    </decisionTable></decision></definitions>
    """

private func folder(_ files: [String: String]) throws -> String {
    let folder = try TestFolder.make()
    for (name, text) in files {
        let path = folder + "/" + name
        try FileManager.default.createDirectory(
            at: URL(fileURLWithPath: path).deletingLastPathComponent(),
            withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    return folder
}

@Test func `a decision is asked about data of a file and says why`() throws {
    let place = try folder(["fees.dmn": model, "data.json": #"{"filed": "2025-01-02"}"#])
    let answer = try decide(
        file: place + "/fees.dmn", decision: "fee", input: place + "/data.json", isExplained: true)
    let json = try JSON.parse(answer.json)
    #expect(json["result"] == .number(10.5))
    #expect(json["explanation"]?[0]?["rules"]?[0]?["annotations"]?[0]?["text"] == "art. 1")
    #expect(answer.text.hasPrefix("10.5\nfee: filed 2025-01-02\n"))
    #expect(throws: Trouble.self) {
        try decide(
            file: place + "/fees.dmn", decision: "tax", input: place + "/data.json",
            isExplained: false)
    }
}

@Test func `outside its days a model answers, and says that it is not confirmed`() throws {
    let bounded = model.replacing(
        "<definitions ",
        with: "<definitions xmlns:cais='https://cais.example/dmn' cais:validTo='2026-06-30' ")
    let place = try folder(["fees.dmn": bounded, "data.json": #"{"filed": "2025-01-02"}"#])
    func answer(on day: String?) throws -> Answer {
        try decide(
            file: place + "/fees.dmn", decision: "fee", input: place + "/data.json", on: day,
            isExplained: false)
    }
    let (before, after) = (try answer(on: "2026-06-30"), try answer(on: "2026-07-01"))
    #expect(before.text == "10.5")
    #expect(after.text == "10.5\nnot confirmed: the model may not be asked on 2026-07-01")
    #expect(try JSON.parse(before.json)["isInForce"] == true)
    #expect(try JSON.parse(after.json)["isInForce"] == false)
    #expect(try JSON.parse(after.json)["on"] == "2026-07-01")
    #expect(throws: Trouble.self) { try answer(on: "tomorrow") }
}

@Test func `what a model leaves open is told and the command fails`() throws {
    let place = try folder(["fees.dmn": model])
    let answer = try checkDecisions(files: [place + "/fees.dmn"])
    #expect(!answer.isGood && answer.text.contains("no rule speaks of filed = 2025-10-23"))
}

/// A file of one case about the fee.
private func test(_ expected: String, of model: String = "fees.dmn") -> String {
    """
    <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>\(model)</modelName>
    <testCase id="001"><inputNode name="filed"><value xsi:type="xsd:date">2026-01-01</value></inputNode>
    <resultNode name="fee"><expected><value xsi:type="xsd:decimal">\(expected)</value></expected></resultNode>
    </testCase></testCases>
    """
}

@Test func `what is not run is told: cases of another model, folders without tests`() throws {
    let place = try folder([
        "a/fees.dmn": model, "a/t.xml": test("12"), "b/fees.dmn": model,
        "c/fees.dmn": model, "c/t.xml": test("12", of: "fares.dmn"),
    ])
    let answer = try testDecisions(folder: place)
    let json = try JSON.parse(answer.json)
    #expect(!answer.isGood && json["passed"] == 1 && json["failed"] == 1 && json["skipped"] == 1)
    #expect(json["untested"] == ["b"] && json["groups"]?.arrayValue?.count == 2)
    #expect(answer.text.contains("the model 'fares.dmn' is not in the folder"))
    #expect(answer.text.contains("without tests: b\n"))
    #expect(answer.text.hasSuffix("folders without tests 1"))
}

@Test func `folders of the kit are counted and a wrong result is named`() throws {
    let place = try folder([
        "a/fees.dmn": model, "a/t.xml": test("12"), "b/fees.dmn": model, "b/t.xml": test("13"),
    ])
    let answer = try testDecisions(folder: place)
    let json = try JSON.parse(answer.json)
    #expect(!answer.isGood && json["passed"] == 1 && json["failed"] == 1 && json["skipped"] == 0)
    #expect(answer.text.contains("failed: b 001: fee: expected 13, got 12"))
    #expect(json["groups"]?[0]?["name"] == "a" && json["groups"]?[1]?["failed"] == 1)
}

private let amountsModel = """
    <definitions name="due"><itemDefinition name="tRows" isCollection="true">
    <itemComponent name="code"><typeRef>string</typeRef></itemComponent>
    <itemComponent name="value"><typeRef>number</typeRef></itemComponent></itemDefinition>
    <inputData id="a" name="amounts"><variable name="amounts" typeRef="tRows"/></inputData>
    <decision id="d" name="due"><informationRequirement><requiredInput href="#a"/></informationRequirement>
    <literalExpression><text>amounts[code = "permit"][1].value</text></literalExpression></decision></definitions>
    """

@Test func `a CSV file beside a model is read by every command`() throws {
    let cases = """
        <testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>due.dmn</modelName>
        <testCase id="1"><resultNode name="due"><expected><value xsi:type="xsd:decimal">12</value></expected>
        </resultNode></testCase></testCases>
        """
    let place = try folder([
        "due.dmn": amountsModel, "amounts.csv": "code,value\npermit,12\n", "due.tests.xml": cases,
        "data.json": "{}",
    ])
    let answer = try decide(
        file: place + "/due.dmn", decision: "due", input: place + "/data.json", isExplained: false)
    #expect(try JSON.parse(answer.json)["result"] == 12)
    #expect(try testDecisions(folder: place).isGood)
    #expect(try checkDecisions(files: [place + "/due.dmn"]).isGood)
    try Data("code,value\npermit,dear\n".utf8).write(
        to: URL(fileURLWithPath: place + "/amounts.csv"))
    #expect(try !testDecisions(folder: place).isGood)
    #expect(throws: FormatError.self) { try checkDecisions(files: [place + "/due.dmn"]) }
}
