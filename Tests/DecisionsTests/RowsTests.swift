import Formats
import Testing

@testable import Decisions

private let amounts = """
    code,validFrom,validTo,value,isFinal,note
    permit,2024-01-01,2024-12-31,10.50,true,"old, and paid"
    permit,2025-01-01,,12,false,
    renewal,2025-01-01,,7,,

    """

private func typed(_ name: String, _ type: String, allowed: String = "") -> String {
    "<itemComponent name='\(name)'><typeRef>\(type)</typeRef>\(allowed)</itemComponent>"
}

private let codes = "<allowedValues><text>\"permit\", \"renewal\"</text></allowedValues>"

private let usual =
    typed("code", "string", allowed: codes) + typed("validFrom", "date")
    + typed("validTo", "date") + typed("value", "number") + typed("isFinal", "boolean")

private func fees(
    _ table: String = amounts, columns: String = usual, isCollection: Bool = true,
    isLenient: Bool = false
) throws -> DecisionModel {
    let text = """
        <definitions name="fees" namespace="urn:fees">
        <itemDefinition name="tAmounts" isCollection="\(isCollection)">\(columns)</itemDefinition>
        <inputData id="a" name="amounts"><variable name="amounts" typeRef="tAmounts"/></inputData>
        <inputData id="o" name="on"><variable name="on" typeRef="date"/></inputData>
        <decision id="d" name="fee"><variable name="fee" typeRef="number"/>
        <informationRequirement><requiredInput href="#a"/></informationRequirement>
        <informationRequirement><requiredInput href="#o"/></informationRequirement>
        <literalExpression><text>amounts[code = "permit" and validFrom &lt;= on and
        (validTo = null or validTo &gt;= on)][1].value</text></literalExpression></decision>
        </definitions>
        """
    return try DecisionModel(
        Array(text.utf8), file: "fees.dmn",
        tables: [DecisionFile(Array(table.utf8), file: "decisions/amounts.csv")],
        isLenient: isLenient)
}

private func day(_ text: String) throws -> FEELValue { try value("date(\"\(text)\")") }

@Test func `a CSV file beside the model fills the input of its name`() throws {
    let model = try fees()
    func fee(_ on: String) throws -> String? {
        try model.evaluate("fee", ["on": day(on)])?.value.text
    }
    #expect(try fee("2023-12-31") == "null")
    #expect(try fee("2024-01-01") == "10.5" && fee("2024-12-31") == "10.5")
    #expect(try fee("2025-01-01") == "12")
    #expect(model.problems.isEmpty)
}

@Test func `nobody is asked for what a file brings`() throws {
    let model = try fees()
    #expect(model.inputs == ["on"] && model.inputs(of: "fee") == ["on"])
    #expect(try model.needed(for: "fee", [:]) == ["on"])
    #expect(try model.needed(for: "fee", ["on": day("2025-01-01")]) == [])
}

@Test func `data that are given stand before the file`() throws {
    let row: FEELValue = [
        "code": "permit", "validFrom": try day("2025-01-01"), "validTo": .null, "value": 99,
        "isFinal": .null,
    ]
    let data: [String: FEELValue] = ["on": try day("2025-06-01"), "amounts": [row]]
    #expect(try fees().evaluate("fee", data)?.value == 99)
}

@Test(arguments: [
    ("12,false", "twelve,false", "amounts.csv:3:4: value: 'twelve' is no number"),
    ("2025-01-01,,12", "2025-02-30,,12", "amounts.csv:3:2: validFrom: '2025-02-30' is no date"),
    ("10.50,true", "10.50,yes", "amounts.csv:2:5: isFinal: 'yes' is no truth value"),
    ("renewal,", "renewl,", "amounts.csv:4:1: code: 'renewl' is not among the allowed values"),
    ("validTo,value", "validUntil,value", "amounts.csv:1: validTo: this column is missing"),
    (",7,,", ",7,", "amounts.csv:4: 5 fields where the header has 6"),
])
func `a wrong field is named with file, row and column`(
    _ old: String, _ new: String, _ message: String
) {
    do {
        _ = try fees(amounts.replacing(old, with: new))
        Issue.record("accepted")
    } catch { #expect("\(error)".hasPrefix("decisions/" + message), "\(error)") }
}

@Test func `a file for an input that is no collection of rows is refused`() throws {
    func isRefused(_ columns: String, isCollection: Bool = true) -> Bool {
        do {
            _ = try fees(columns: columns, isCollection: isCollection)
            return false
        } catch { return "\(error)".hasPrefix("decisions/amounts.csv:1:") }
    }
    #expect(isRefused(usual, isCollection: false))
    #expect(isRefused("<typeRef>string</typeRef>"))
    #expect(isRefused(usual + typed("note", "list")))
    #expect(!isRefused(usual + typed("note", "string")))
    let model = try fees("code\n", isLenient: true)
    #expect(model.problems.first?.file == "decisions/amounts.csv")
    #expect(try model.evaluate("fee", ["on": day("2025-01-01")])?.value == .null)
}

@Test func `the kit's cases read the file too`() throws {
    let text = """
        <definitions name="n"><itemDefinition name="tRows" isCollection="true">
        \(typed("value", "number"))</itemDefinition>
        <inputData id="a" name="amounts"><variable name="amounts" typeRef="tRows"/></inputData>
        <decision id="d" name="total">
        <informationRequirement><requiredInput href="#a"/></informationRequirement>
        <literalExpression><text>sum(amounts.value)</text></literalExpression></decision></definitions>
        """
    func passed(_ expected: String) -> Int {
        let cases = """
            <testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>n.dmn</modelName>
            <testCase id="1"><resultNode name="total"><expected><value xsi:type="xsd:decimal">\(expected)</value>
            </expected></resultNode></testCase></testCases>
            """
        func file(_ text: String, _ name: String) -> DecisionFile {
            DecisionFile(Array(text.utf8), file: name)
        }
        return KitFolder(
            name: "n", models: [file(text, "n.dmn")], tests: [file(cases, "n.tests.xml")],
            tables: [file(amounts, "amounts.csv")]
        ).run(world: DecisionWorld()).passed()
    }
    #expect(passed("29.5") == 1 && passed("30") == 0)
}
