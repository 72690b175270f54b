import Testing

@testable import Decisions

/// A model that says what stands in its text.
private func model(_ text: String) -> String {
    """
    <definitions name="j"><decision id="d" name="d"><literalExpression><text>\(text)</text>
    </literalExpression></decision></definitions>
    """
}

private func result(_ name: String, _ expected: String) -> String {
    """
    <resultNode name="\(name)"><expected><value xsi:type="xsd:decimal">\(expected)</value></expected></resultNode>
    """
}

/// How the cases of one file come out.
private func judged(
    _ text: String, _ cases: String, modelName: String = "<modelName>j.dmn</modelName>"
) -> KitGroup {
    let tests = """
        <testCases xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\(modelName)\(cases)</testCases>
        """
    func file(_ text: String, _ name: String) -> DecisionFile {
        DecisionFile(Array(text.utf8), file: name)
    }
    return KitFolder(
        name: "j", models: [file(model(text), "j.dmn")], tests: [file(tests, "j.tests.xml")]
    ).run(world: DecisionWorld())
}

private func isRight(_ text: String, _ expected: String) -> Bool {
    let group = judged(text, "<testCase id=\"1\">\(result("d", expected))</testCase>")
    return group.passed() == 1 && group.results.count == 1
}

@Test(arguments: [
    ("1000000000000", "1000000009999"), ("123456.78", "123456.779"), ("12", "12.4"),
    ("12.4", "12"), ("0.33", "0.3333"), ("1 / 3", "0.3333"), ("exp(1)", "2.71828184"),
    ("0", "0.0000000000001"), ("54.59815003", "54.598150134"), ("1 / 3", "0.33333334"),
])
func `a number that is not what is expected is wrong`(_ text: String, _ expected: String) {
    #expect(!isRight(text, expected))
}

@Test(arguments: [
    ("12.0", "12"), ("10.50", "10.5"), ("decimal(1 / 3, 2)", "0.33"),
    ("1000000009999", "1000000009999"), ("exp(1)", "2.7182818284590452"),
    ("exp(-1)", "0.36787944"), ("exp(4)", "54.59815003"), ("17 / 3", "5.66666666666667"),
    ("1.5 ** -40", "9.04377268E-8"),
])
func `a number is right where it is the same, or was cut after eight places`(
    _ text: String, _ expected: String
) {
    #expect(isRight(text, expected))
}

@Test func `a case that expects nothing is an error with its file and name`() {
    let fine = "<testCase id=\"b\">\(result("d", "1"))</testCase>"
    let group = judged("1", "<testCase id=\"a\"/>" + fine)
    #expect(group.passed() == 1 && group.failed(null: false) == 1 && group.skipped == 0)
    let failure = group.results.first?.failure ?? ""
    #expect(failure.contains("j.tests.xml") && failure.contains("the case 'a' expects nothing"))
}

@Test(arguments: ["<modelName>k.dmn</modelName>", "<modelName/>", ""])
func `cases of a model that is not there are not run on another`(_ name: String) {
    let group = judged("1", "<testCase id=\"a\">\(result("d", "1"))</testCase>", modelName: name)
    #expect(group.passed() == 0 && group.failed() == 1 && group.skipped == 1 && group.found == 1)
    #expect(group.results.first?.name == "j.tests.xml")
}

@Test func `a case that cannot be read does not hide those behind it`() {
    let broken = "<testCase id=\"a\"><inputNode/>\(result("d", "1"))</testCase>"
    let group = judged("1", broken + "<testCase id=\"b\">\(result("d", "1"))</testCase>")
    #expect(group.results.map(\.name) == ["a", "b"])
    #expect(group.passed() == 1 && group.failed() == 1 && group.skipped == 0)
}
