import Testing

@testable import Decisions

@Test(arguments: [
    ("for x in [1, 2], y in [x, 10] return x * y", "[1, 10, 4, 20]"),
    ("for i in 3..1 return i", "[3, 2, 1]"),
    ("for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"),
    ("some x in [1, 2] satisfies x > 1", "true"), ("every x in [1, 2] satisfies x > 1", "false"),
    ("every x in [] satisfies false", "true"), ("some x in [1, null] satisfies x > 5", "null"),
    ("(function(a, b) a + b)(2, 3)", "5"), ("(function(a, b) a - b)(b: 2, a: 3)", "1"),
    ("{add: function(x: number) x + base, base: 10}.add(1)", "null"),
    ("{base: 10, add: function(x: number) x + base}.add(1)", "11"),
    ("sort([3, 1, 2], function(x, y) x > y)", "[3, 2, 1]"),
    ("sort([\"b\", \"a\"])", "[\"a\", \"b\"]"),
    ("[{n: 1, k: \"a\"}, {n: 2, k: \"b\"}][k = \"b\"].n", "[2]"),
    ("[1, 2, 3][item in (< 2, 3)]", "[1, 3]"), ("1 in [[1..2], 5]", "true"),
    ("{\"a b\": 1, c: a b + 1}.c", "2"), ("1[1]", "1"), ("null[1]", "null"),
    ("[1..5].end included", "true"), ("(< 10) = (null..10)", "false"),
    ("1 instance of number", "true"), ("[1, 2] instance of list<number>", "true"),
    ("null instance of Any", "false"), ("(function() 1) instance of function<>->number", "true"),
    ("substring(\"foobar\", -2, 1)", "a"), ("substring before(\"abc\", \"x\")", ""),
    ("abs(n: -1)", "1"), ("abs(x: -1)", "null"), ("abs(1, 2)", "null"), ("nothing()", "null"),
    ("context put({x: 1}, [\"y\"], 2)", "{x: 1, y: 2}"), ("get value({a: 1}, \"a\")", "1"),
    ("context([{key: \"a\", value: 1}, {key: \"b\", value: 2}])", "{a: 1, b: 2}"),
    ("context([{key: \"a\", value: 1}, {key: \"a\", value: 2}])", "null"),
    ("context merge([{a: 1}, {a: 2, b: 3}])", "{a: 2, b: 3}"),
    ("list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)", "[5, 5, 7, 8]"),
    ("overlaps([1..5], [3..8])", "true"), ("meets([1..5], [5..8])", "true"),
    ("before(1, [1..5])", "false"), ("during(3, [1..5])", "true"), ("range(\"[1..3)\")", "[1..3)"),
    ("mode([6, 3, 9, 6])", "[6]"), ("median([8, 2, 5, 7])", "6"), ("product([2, 3])", "6"),
    ("string([1, \"a\", {b: null}])", "[1, \"a\", {b: null}]"), ("is(1, 1.0)", "true"),
    ("string join([\"a\", null, \"b\"], \"-\")", "a-b"), ("not(\"x\")", "null"),
    ("if \"x\" then 1 else 2", "2"), ("\"\\U01F40E\" = \"\\uD83D\\uDC0E\"", "true"),
    ("string length(\"\\U01F40Eab\")", "3"), ("-(function(a) a)(10)", "-10"),
])
func `the language does what the standard says`(_ text: String, _ expected: String) throws {
    #expect(try value(text).text == expected)
}

@Test func `a loop or recursion without end meets a limit`() {
    #expect(throws: DecisionLimit.self) { try value("count(for i in 1..9000000000 return i)") }
    #expect(throws: DecisionLimit.self) {
        try value("count(for a in 1..100000, b in 1..100000 return 1)")
    }
    #expect(throws: DecisionLimit.textLength) {
        try value(
            "for i in 0..40 return if i = 0 then \"aaaaaaaaaa\" else partial[-1] + partial[-1]")
    }
}

@Test func `brackets after in are not read again and again`() throws {
    let text = String(repeating: "a in (", count: 90) + "a" + String(repeating: ") + 1", count: 90)
    #expect(throws: (any Error).self) { try value(text, ["a": 1]) }
}

@Test(arguments: [
    "for i in 1..5000 return [partial[-1]]", "for i in 1..5000 return {a: partial[-1]}",
    "for i in 1..5000 return function() partial[-1]", "for i in 1..5000 return (= partial[-1])",
    "for i in 0..60 return if i = 0 then [1] else [partial[-1], partial[-1]]",
    "for i in 0..60 return {a: partial[-1], b: partial[-1]} = {a: partial[-1], b: partial[-1]}",
])
func `a value that holds itself again and again stays small or is refused`(_ text: String) {
    do {
        let value = try value(text)
        #expect(value.depth <= FEELValue.depthMax && value.size <= FEELValue.sizeMax)
    } catch {
        #expect(error is DecisionLimit, "\(error)")
    }
}
