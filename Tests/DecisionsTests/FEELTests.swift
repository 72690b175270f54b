import Formats
import Testing

@testable import Decisions

@Test(arguments: [
    ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("2 ** 3 ** 2", "64"), ("-2 ** 2", "4"),
    ("10 - 4 - 3", "3"),
    ("0.1 + 0.2", "0.3"), ("1 / 0", "null"), ("1 + \"a\"", "null"), ("\"a\" + \"b\"", "ab"),
    ("2 ** -1", "0.5"),
    ("1 < 2", "true"), ("\"b\" > \"a\"", "true"), ("1 = \"1\"", "null"), ("null = null", "true"),
    ("1 != 2", "true"),
    ("1 < \"a\"", "null"), ("true and null", "null"), ("false and null", "false"),
    ("true or null", "true"),
    ("if 1 < 2 then \"y\" else \"n\"", "y"), ("if null then 1 else 2", "2"), ("not(true)", "false"),
    ("not(1)", "null"),
    ("5 in [1..5]", "true"), ("5 in [1..5)", "false"), ("5 in ]1..5[", "false"),
    ("5 between 1 and 5", "true"), ("5 between 10 and null", "false"),
    ("5 between null and 1", "false"), ("5 between 1 and null", "null"),
    ("null between 1 and 5", "null"),
    ("3 in (1, 2, 3)", "true"), ("4 in (< 2, > 3)", "true"), ("\"a\" in [\"a\", \"b\"]", "true"),
    ("3 in (1..3]", "true"),
    ("[1, 2, 3][2]", "2"), ("[1, 2, 3][-1]", "3"), ("[1, 2, 3][item > 1]", "[2, 3]"),
    ("[1][5]", "null"),
    ("{a: 1, b: a + 1}.b", "2"), ("[{a: 1}, {a: 2}].a", "[1, 2]"),
    ("[{a: 1, b: 5}, {a: 2, b: 6}][a = 2].b", "[6]"),
    ("date(\"2026-11-24\") > date(\"2026-11-23\")", "true"), ("date(\"2026-02-30\")", "null"),
    ("date(2026, 11, 24).month", "11"), ("date(\"2026-11-24\") = \"2026-11-24\"", "null"),
    ("string length(\"é€\")", "2"), ("upper case(\"é\")", "É"),
    ("starts with(\"abc\", \"ab\")", "true"),
    ("sum([1, 2.5])", "3.5"), ("max(1, 3, 2)", "3"), ("min([])", "null"), ("count([1, 2])", "2"),
    ("mean(1, 2)", "1.5"),
    ("floor(-1.5)", "-2"), ("ceiling(1.2)", "2"), ("modulo(-12, 5)", "3"),
    ("number(\"1.50\")", "1.5"),
    ("list contains([1, 2], 2)", "true"), ("all([true, null])", "null"),
    ("any(false, true)", "true"),
    ("distinct values([1, 2, 1])", "[1, 2]"), ("1 /* one */ + 1 // two", "2"),
    ("\"\\u00e9\\n\"", "é\n"),
])
func `an expression has its value`(_ text: String, _ expected: String) throws {
    #expect(try value(text).text == expected)
}

@Test func `names may hold spaces and the longest one counts`() throws {
    let names: [String: FEELValue] = ["Age": 1, "Age Group": "child", "Monthly-Income": 7]
    #expect(try value("Age Group = \"child\"", names) == true)
    #expect(try value("Age + Monthly-Income", names) == 8)
    var parser = try Parser("Age + Agge", scope: NameScope(["Age": .number]))
    _ = try parser.wholeExpression()
    #expect(parser.unknown.map(\.name) == ["Agge"] && parser.unknown.map(\.place) == [6])
}

@Test(
    arguments: [
        ("-", 5, true), ("5", 5, true), ("< 5", 5, false), ("<= 5", 5, true), ("[1..5]", 5, true),
        ("[1..5[", 5, false),
        ("]1..5]", 1, false), ("1, 5", 5, true), ("not(1, 5)", 5, false), ("not(1)", 5, true),
        ("limit", 5, true),
        ("> limit", 5, false), ("? > 4 and ? < 6", 5, true), ("[1, 5]", 5, true),
        ("limit - 1", 4, true), ("!= 5", 5, false),
        ("-5", -5, true), ("(0..limit)", 5, false),
    ] as [(String, Int, Bool)])
func `a cell holds or not`(_ cell: String, _ number: Int, _ expected: Bool) throws {
    #expect(try holds(cell, .number(Number(number)), ["limit": 5]) == expected)
}

@Test func `a cell about texts booleans and days`() throws {
    #expect(try holds("\"a\", \"b\"", "b") == true && holds("not(\"a\")", "b") == true)
    #expect(try holds("true", true) == true && holds("false", true) == false)
    #expect(try holds(">= date(\"2025-10-23\")", try value("date(\"2052-02-20\")")) == true)
    #expect(
        try holds("> 5", .null) == nil && holds("null", .null) == true && holds("\"5\"", 5) == nil)
}

@Test(arguments: [
    "", "1 +", "(1", "[1", "{a 1}", "if true then 1", "\"abc", "1 2", "a.", "[1..2", "#",
    "1..2", "and", "/* x", "{a: 1, a: 2}",
])
func `what is no expression is refused`(_ text: String) {
    #expect(throws: FEELProblem.self) { try value(text, ["a": 1]) }
}

@Test(arguments: ["(", "[", "-", "not(", "{a:", "if ", "[1..", "a["])
func `hostile nesting ends in an error`(_ unit: String) {
    #expect(throws: FEELProblem.self) { try value(String(repeating: unit, count: 5_000), ["a": 1]) }
}

@Test func `a hostile chain ends in an error and a long one does not`() throws {
    #expect(try value("1" + String(repeating: " + 1", count: 400)) == 401)
    #expect(throws: FEELProblem.self) { try value("1" + String(repeating: " + 1", count: 5_000)) }
    #expect(throws: FEELProblem.self) {
        try value("a" + String(repeating: ".a", count: 5_000), ["a": 1])
    }
}

@Test func `random texts end in a value or a problem`() {
    var state: UInt64 = 9
    func random(_ most: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % most
    }
    let parts = [
        "1", "a", "\"x\"", "(", ")", "[", "]", "..", "+", "-", ",", "not(", "if", "then", "else",
        "and", " ", "in", "{", "}", ":", ".", "<", "?", "item",
    ]
    for _ in 0..<5_000 {
        let text = (0..<random(12)).map { _ in parts[random(parts.count)] }.joined(separator: " ")
        do { _ = try value(text, ["a": 1]) } catch { #expect(error is FEELProblem) }
        do { _ = try holds(text, 1, ["a": 1]) } catch { #expect(error is FEELProblem) }
    }
}

@Test func `values travel through JSON`() throws {
    let json = try JSON.parse(#"{"a": [1, 2.5, "x", null, true]}"#)
    #expect(FEELValue(json).json == json)
    #expect(FEELValue(JSON.number(0.1)) == (try value("0.1")))
}

@Test func `numbers keep their 34 digits on their way through JSON`() throws {
    let texts = [
        "12345678901234567.89", "1234567890123456789012345678901234", "0.1", "10.5",
        "-9223372036854775808", "0.3333333333333333333333333333333333",
    ]
    for text in texts {
        let number = FEELValue(try JSON.parse(text))
        #expect(number.text == text && number.json.canonical == text)
        #expect(try JSON.parse(number.json.canonical) == number.json)
    }
    #expect(try value("1 / 3 * 3").json.canonical == "0.9999999999999999999999999999999999")
    let large = try value("10 ** 400").json
    #expect(try !large.isNull && JSON.parse(large.canonical) == large)
}
