import Testing

@testable import Decisions

private let thousand = FEELValue.list((1...1_000).map { FEELValue.number(Number($0)) })
private let rows = FEELValue.list(
    (1...1_000).map { number -> FEELValue in ["a": .number(Number(number))] })

/// The text three hundred times.
private func many(_ text: String, _ separator: String) -> String {
    Array(repeating: text, count: 300).joined(separator: separator)
}

/// A context with so many members.
private func context(_ count: Int) -> String {
    let members = (0..<count).map { "m\($0): 1" }
    return "{\(members.joined(separator: ", "))}"
}

private func value(
    _ text: String, _ data: [String: FEELValue] = ["list": thousand, "rows": rows], stepsMax: Int
) throws -> FEELValue {
    try CompiledText(expression: text, names: data.keys.sorted()).value(
        data, Run(world: DecisionWorld(), stepsMax: stepsMax))
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

@Test func `the work of finding a text in another counts`() throws {
    let text = String(repeating: "a", count: 4_000)
    let data: [String: FEELValue] = [
        "text": .string(text), "part": .string(String(text.prefix(2_000)) + "b"),
    ]
    for name in ["contains", "substring before", "substring after"] {
        #expect(throws: DecisionLimit.steps) {
            try value("\(name)(text, part)", data, stepsMax: 10_000)
        }
    }
    #expect(try value("contains(text, \"aaa\")", data, stepsMax: 10_000) == true)
    #expect(try value("contains(text, \"aab\")", data, stepsMax: 10_000) == false)
}

/// Short matches, and texts that are read from one end to the other: no call is free.
@Test(arguments: [
    #"contains(text, "ab")"#, #"substring before(text, "b")"#, #"substring after(text, "ab")"#,
    "substring(text, 2, 1)", "starts with(text, text)", "ends with(text, text)",
    "string length(text)", "upper case(text)", "lower case(text)", #"matches(text, "^a")"#,
    "number(digits)",
])
func `each character that a function walks through counts`(_ call: String) throws {
    let data: [String: FEELValue] = [
        "text": .string(String(repeating: "a", count: 64_000)),
        "digits": .string(String(repeating: "1", count: 64_000)),
    ]
    // An argument is weighed when it is handed over, which is a quarter of the walk.
    #expect(throws: DecisionLimit.steps) { try value(call, data, stepsMax: 4_000) }
    _ = try value(call, ["text": "ab", "digits": "12"], stepsMax: 4_000)
}

@Test func `texts are found by their code points`() throws {
    let data: [String: FEELValue] = ["text": "a€bc€bd", "empty": ""]
    #expect(try value(#"substring before(text, "€bd")"#, data, stepsMax: 1_000) == "a€bc")
    #expect(try value(#"substring after(text, "€b")"#, data, stepsMax: 1_000) == "c€bd")
    #expect(try value("substring after(text, empty)", data, stepsMax: 1_000) == "a€bc€bd")
    #expect(try value(#"ends with(text, "€bd")"#, data, stepsMax: 1_000) == true)
    #expect(try value(#"starts with(text, "€")"#, data, stepsMax: 1_000) == false)
    #expect(try value(#"contains(empty, "a")"#, data, stepsMax: 1_000) == false)
}

@Test func `the work of a pattern counts, and sets within sets have an end`() throws {
    let scalars = (0x4E00...0x59FF as ClosedRange<UInt32>).compactMap { Unicode.Scalar($0) }
    let set = String(String.UnicodeScalarView(scalars))
    let data: [String: FEELValue] = [
        "text": .string(String(repeating: "a", count: 6_000)), "set": .string("^[\(set)b]*$"),
        "words": .string(String(repeating: "b", count: 500)),
        "nested": .string(many("[a-", "") + "[a]" + many("]", "")),
    ]
    #expect(throws: DecisionLimit.steps) {
        try value(#"matches(text, "^(a*)\1b$")"#, data, stepsMax: 300_000)
    }
    #expect(throws: DecisionLimit.steps) {
        try value("matches(words, set)", data, stepsMax: 50_000)
    }
    #expect(try value("matches(words, \"^[ab]*$\")", data, stepsMax: 50_000) == true)
    #expect(try value("matches(\"a\", nested)", data, stepsMax: 50_000) == .null)
    #expect(try value("matches(\"a\", \"[a-[b]]\")", data, stepsMax: 50_000) == true)
}

@Test func `a text that would become too long is not made`() {
    let data: [String: FEELValue] = [
        "text": .string(String(repeating: "a", count: 60_000)),
        "more": .string(String(repeating: "$0", count: 200)),
        "blanks": FEELValue.list(Array(repeating: FEELValue.string(""), count: 20_000)),
    ]
    #expect(throws: DecisionLimit.textLength) {
        try value("replace(text, \"a+\", more)", data, stepsMax: 10_000_000)
    }
    #expect(throws: DecisionLimit.textLength) {
        try value("string join(blanks, substring(text, 1, 1000))", data, stepsMax: 10_000_000)
    }
}

@Test func `rows of operators within brackets are as deep as they are long`() throws {
    func text(_ levels: Int) -> String {
        (0..<levels).reduce("1") { inner, _ in "(\(inner) + \(many("1", " + ")))" }
    }
    #expect(try value(text(3), stepsMax: 100_000) == 901)
    #expect(throws: FEELProblem.self) { try value(text(40), stepsMax: 100_000) }
    let lists = (0..<40).reduce("1") { inner, _ in "[\(inner) + \(many("1", " + "))]" }
    #expect(throws: FEELProblem.self) { try value(lists, stepsMax: 100_000) }
}

@Test func `a loop has so many variables and no more`() throws {
    func text(_ count: Int) -> String {
        let loops = (0..<count).map { "v\($0) in 1" }
        return "for \(loops.joined(separator: ", ")) return 7"
    }
    #expect(try value(text(100), stepsMax: 100_000) == [7])
    #expect(throws: FEELProblem.self) { try value(text(101), stepsMax: 100_000) }
}

@Test func `a loop over the widest span of numbers meets a limit`() {
    for span in ["1..-9223372036854775807", "-1..9223372036854775807"] {
        #expect(throws: DecisionLimit.listItems) {
            try value("for i in \(span) return i", stepsMax: 100)
        }
    }
}
