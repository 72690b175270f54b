import Testing

@testable import Decisions

/// Cells that compare with constants run no code; `in` always does.
@Test func `a cell fires where the same words behind in are true`() throws {
    let cells = [
        "\"a\"", "\"\u{E9}\"", "\"a\u{323}\u{307}\"", "5", "5.50", "-0", "[1..5]", "(1..5)",
        "[1..5)", "]1..5]", "[5..1]", "< 5", ">= 5", "[null..5]", "[\"a\"..\"c\"]",
        "\"a\", \"b\"", "5, [7..9]", "not(5)", "not(\"a\")", "null", "date(\"2026-01-01\")",
        "[2]", "x + 0",
    ]
    let values: [FEELValue] = [
        "a", "b", "\u{E9}", "e\u{301}", "a\u{323}\u{307}", "a\u{307}\u{323}", "", 1, 3, 5, 7, 0,
        -1, .null, true, ["a"], [5], [], ["n": 5],
        .range(FEELRange(1, 5, includesStart: true, includesEnd: true)),
        .number(Number(55).divided(by: 10) ?? 0), .date(CivilDate(year: 2026, month: 1, day: 1)!),
    ]
    // So many rules are found by an index.
    let all = try model(
        "hitPolicy='COLLECT'", inputs: ["x"],
        rules: cells.enumerated().map { [$1, String($0)] })
    var found: [[FEELValue]] = values.map { _ in [] }
    for (number, cell) in cells.enumerated() {
        let table = try model("hitPolicy='FIRST'", inputs: ["x"], rules: [[cell, "1"]])
        // Behind `in`, not() is the function.
        let words = cell.hasPrefix("not(") ? "not(x in \(cell.dropFirst(3)))" : "x in (\(cell))"
        let oracle = try CompiledText(expression: words, names: ["x"])
        for (place, value) in values.enumerated() {
            let isIn = try oracle.value(["x": value], world: DecisionWorld()).isTrue
            for explains in [true, false] {
                let answer = try table.evaluate("answer", ["x": value], explain: explains)?.value
                #expect(answer == (isIn ? 1 : .null), "\(value.text) in \(cell), \(explains)")
            }
            if isIn { found[place].append(.number(Number(number))) }
        }
    }
    for (value, numbers) in zip(values, found) {
        #expect(try all.evaluate("answer", ["x": value])?.value == .list(numbers), "\(value.text)")
    }
    #expect(found.joined().count > 50)
}

@Test func `a table says the same with and without its explanation`() throws {
    let rules = [
        ["< 5", "\"a\"", "1"], ["[3..9]", "-", "x"], ["-", "\"b\"", "2"], ["7", "not(\"c\")", "3"],
    ]
    for policy in ["UNIQUE", "FIRST", "ANY", "RULE ORDER", "COLLECT"] {
        let table = try model("hitPolicy='\(policy)'", inputs: ["x", "y"], rules: rules)
        for x in 0...12 {
            for y in ["a", "b", "c"] as [FEELValue] + [.null] {
                let data: [String: FEELValue] = ["x": .number(Number(x)), "y": y]
                let told = try table.evaluate("answer", data)?.value
                #expect(try table.evaluate("answer", data, explain: false)?.value == told)
            }
        }
    }
}

@Test func `texts are told apart by their code points, whatever letters they show`() throws {
    let large = "context put({a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7}, x, 8)"
    let expected: [(String, FEELValue)] = [
        ("x = x", true), ("x = y", false), ("x != y", true), ("x <= y", false), ("x > y", true),
        ("x in [y..x]", true), ("x in [x..y]", false), ("min(x, y) = y", true),
        ("max([y, x]) = x", true), ("sort([x, y])[1] = y", true),
        ("count(distinct values([x, y, x]))", 2), ("count(union([x], [y], [y]))", 2),
        ("list contains([x], x)", true), ("list contains([x], y)", false),
        ("index of([x, y], y)", [2]), ("get value(\(large), x)", 8),
        ("get value(\(large), y)", .null), ("get value(context put({a: 1}, x, 2), x)", 2),
        ("get value(context put({a: 1}, x, 2), y)", .null),
        ("get value(context([{key: x, value: 1}, {key: y, value: 2}]), y)", 2),
    ]
    // The same letters; the second pair has the same length too.
    for (x, y) in [("\u{E9}", "e\u{301}"), ("a\u{323}\u{307}", "a\u{307}\u{323}")] {
        let names: [String: FEELValue] = ["x": .string(x), "y": .string(y)]
        for (text, wanted) in expected { #expect(try value(text, names) == wanted, "\(text)") }
        let cells = ["\"\(x)\"", "\"\(y)\"", "not(\"\(x)\", \"\(y)\")"]
        let rules = cells.enumerated().map { [$1, String($0 + 1)] }
        let table = try model("", inputs: ["text"], rules: rules)
        #expect(try table.check().isEmpty)
        #expect(try table.evaluate("answer", ["text": .string(y)])?.value == 2)
    }
}
