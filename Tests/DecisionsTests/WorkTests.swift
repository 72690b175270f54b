import Testing

@testable import Decisions

private let thousand = FEELValue.list((1...1_000).map { FEELValue.number(Number($0)) })
private let rows = FEELValue.list(
    (1...1_000).map { number -> FEELValue in ["a": .number(Number(number))] })

private func many(_ text: String, _ separator: String) -> String {
    Array(repeating: text, count: 300).joined(separator: separator)
}

/// A context with so many members.
private func context(_ count: Int) -> String {
    let members = (0..<count).map { "m\($0): 1" }
    return "{\(members.joined(separator: ", "))}"
}

private func value(_ text: String, stepsMax: Int) throws -> FEELValue {
    let data = ["list": thousand, "rows": rows]
    return try CompiledText(expression: text, names: ["list", "rows"]).value(
        data, Run(Session([]), world: DecisionWorld(), stepsMax: stepsMax))
}

private let laborious: [String] = [
    "for i in list return \(many("i", " + "))",
    "for i in list return -\(many("i", " - "))",
    "for i in list return \(many("i > 0", " and "))",
    "some i in list satisfies \(many("i < 0", " or "))",
    "for i in list return \(many("(if i = 0 then 1 else 2)", " * "))",
    "for i in list return \(many("(i between 1 and 2)", " or "))",
    "for i in list return [\(many("i", ", "))]",
    "for i in list return {k: i, c: \(context(300))}",
    "for i in list return rows.a",
    "list[count(rows.a) = item + 1]",
    "for i in list, j in list, k in [] return 1",
    "some i in list, j in list, k in [] satisfies true",
    "for i in list return (if i > 0 then reverse else count)(rows)",
]

/// What is done each time counts, not only how often: else one long text in a loop goes on for minutes.
@Test(arguments: laborious)
func `the work within a repetition counts`(_ text: String) {
    #expect(throws: DecisionLimit.steps) { try value(text, stepsMax: 100_000) }
}

@Test func `plain repetitions are far from the limit`() throws {
    #expect(try value("sum(for i in list return i + 1)", stepsMax: 100_000) == 501_500)
    #expect(try value("count(list[item > 500])", stepsMax: 100_000) == 500)
    #expect(try value("every i in list satisfies i > 0 and i < 1001", stepsMax: 100_000) == true)
    #expect(try value("count(rows.a)", stepsMax: 100_000) == 1_000)
}

@Test func `a large context that is asked again and again is refused`() throws {
    func text(_ paths: Int) -> String {
        let list = Array(repeating: "c.m1", count: paths).joined(separator: ", ")
        return "{c: \(context(400)), d: [\(list)]}.d[1]"
    }
    #expect(try value(text(20), stepsMax: 100_000) == 1)
    #expect(throws: FEELProblem.self) { try value(text(260), stepsMax: 100_000) }
}
