import Testing

@testable import Decisions
@testable import DecisionsFuzz

/// A list of contexts with so many members, under the name `xs`, and what stands beside it.
private func text(_ count: Int, beside part: String) -> String {
    let members = (0..<count).map { "m\($0): 1" }.joined(separator: ", ")
    return "{xs: [{\(members)}], d: [\(part)]}"
}

private func many(_ text: String, _ count: Int) -> String {
    Array(repeating: text, count: count).joined(separator: ", ")
}

@Test(arguments: ["xs.m1", "xs[m1 = 1]", "xs[m1]"])
func `the members of one type are made names once for all paths and filters`(
    _ part: String
) throws {
    var parser = try Parser(text(1_000, beside: many(part, 40)), scope: NameScope())
    _ = try parser.wholeExpression()
    #expect(parser.scope.memberTables.tables.count == 1)
}

@Test func `filters count as members that are looked through`() throws {
    func read(_ filters: Int) throws {
        _ = try CompiledText(
            expression: text(400, beside: many("xs[m1 = 1]", filters)), names: [])
    }
    try read(20)
    #expect(throws: FEELProblem.self) { try read(260) }
}

/// Tried one by one, the names would take a minute.
@Test func `names that all begin alike are found in one walk`() throws {
    let names = (1...300).map { String(repeating: "a ", count: $0) + "b" }
    let start = processorSeconds()
    let code = try CompiledText(expression: "[\(many("a a b", 2_000))]", names: names)
    #expect(processorSeconds() - start < 3)
    let sevens = Array(repeating: FEELValue.number(7), count: 2_000)
    #expect(try code.value([names[1]: 7]) == FEELValue.list(sevens))
}

@Test func `the longest of the names that begin alike is meant`() throws {
    let names = ["a", "a b", "a b c d", "b", "b c"]
    let data = Dictionary(
        names.enumerated().map { ($1, FEELValue.number(Number($0))) }, uniquingKeysWith: { $1 })
    func value(_ text: String) throws -> FEELValue {
        try CompiledText(expression: text, names: names).value(data)
    }
    #expect(try value("a b c d") == 2)
    #expect(try value("a+b c") == 4)
    #expect(try value("[a b, a, b c]") == [1, 0, 4])
    #expect(throws: FEELProblem.self) { try value("a b c") }
    #expect(throws: FEELProblem.self) { try value("a \"b\"") }
}
