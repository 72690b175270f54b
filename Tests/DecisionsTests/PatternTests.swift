import Testing

@testable import Decisions

@Test(arguments: [
    ("matches(\"foobar\", \"^fo*b\")", "true"), ("matches(\"a\\nb\", \"a.b\")", "false"),
    ("matches(\"a\\nb\", \"a.b\", \"s\")", "true"),
    ("matches(\"HELLO\", \"hello\", \"i\")", "true"),
    ("matches(\"abab\", \"^(ab)\\1$\")", "true"), ("matches(\"x-1\", \"[\\w-[a]]-\\d\")", "true"),
    ("matches(\"aaa\", \"^a{2,3}$\")", "true"), ("matches(\"a\", \"(\")", "null"),
    ("matches(\"Ab\", \"^\\p{Lu}\\p{Ll}$\")", "true"), ("matches(\"a\", \"a\", \"z\")", "null"),
    ("replace(\"abracadabra\", \"bra\", \"*\")", "a*cada*"),
    ("replace(\"darted\", \"^(.*?)d(.*)$\", \"$1c$2\")", "carted"),
    ("replace(\"abc\", \"x*\", \"-\")", "null"), ("replace(\"a.b\", \".\", \"-\", \"q\")", "a-b"),
    ("split(\"a;b;;\", \";\")", "[\"a\", \"b\", \"\", \"\"]"),
])
func `patterns are those of XPath`(_ text: String, _ expected: String) throws {
    #expect(try value(text).text == expected)
}

@Test func `a hostile pattern ends in a limit`() {
    let text = "matches(\"\(String(repeating: "a", count: 40))!\", \"^(a+)+$\")"
    #expect(throws: DecisionLimit.steps) { try value(text) }
    #expect(throws: Never.self) { try value("matches(\"aaaa\", \"(a*)*b\")") }
}
