import Testing

@testable import Formats

private let procedure = """
    name: family
    clocks:
      - name: decision
        length: 90
        verified: no
        empty:
      - name: hearing
        length: ten
    """

@Test func `YAML values are read with their types`() throws {
    let root = try YAML.parse(procedure, file: "p.yaml")
    let clock = try root.list("clocks")[0]
    #expect(try clock.string("name") == "decision")
    #expect(try clock.int("length") == 90)
    #expect(try clock.bool("verified") == false)
    #expect(try clock.optionalString("empty") == nil)
    #expect(clock.line == 3)
}

@Test func `a YAML error names file line and key`() throws {
    let root = try YAML.parse(procedure, file: "p.yaml")
    let clock = try root.list("clocks")[1]
    #expect(
        problem { _ = try clock.int("length") }
            == "p.yaml:8:13: clocks[1].length: 'ten' is not a whole number; write digits only")
    #expect(
        problem { _ = try clock.string("unit") }.contains("clocks[1].unit: this key is missing"))
    #expect(
        problem { try clock.unknownKeys(allowed: ["name"]) }.contains(
            "p.yaml:8:13: clocks[1].length: this key is not known"))
    #expect(problem { _ = try YAML.parse("a: 1\na: 2\n", file: "p.yaml") }.contains("twice"))
    #expect(problem { _ = try YAML.parse("a: [1\n", file: "p.yaml") }.hasPrefix("p.yaml:"))
}

@Test func `an alias bomb is refused`() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...8 {
        let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
        text += "a\(level): &a\(level) [\(row)]\n"
    }
    #expect(
        problem { _ = try YAML.parse(text, file: "bomb.yaml") }.contains("aliases count each time"))
}

@Test(arguments: ["[", "- ", "{a: ", "? "])
func `endless nesting of YAML is refused`(_ unit: String) {
    let text = String(repeating: unit, count: 100_000)
    #expect(problem { _ = try YAML.parse(text, file: "deep.yaml") }.contains("nested deeper"))
}
