import Formats
import Testing

@testable import Decisions

private let inputs = [
    "n": "number", "s": "string", "d": "date", "k": "tKind", "f": "boolean",
    "w": "dayTimeDuration", "u": "",
]

/// A model with inputs of each type and one decision.
private func typed(_ logic: String, type: String = "") throws -> DecisionModel {
    let names = inputs.keys.sorted()
    let data = names.map {
        "<inputData id='\($0)' name='\($0)'><variable name='\($0)' typeRef='\(inputs[$0] ?? "")'/></inputData>"
    }.joined()
    let needs = names.map {
        "<informationRequirement><requiredInput href='#\($0)'/></informationRequirement>"
    }.joined()
    return try DecisionModel(
        """
        <definitions name="t" namespace="urn:t"><itemDefinition name="tKind"><typeRef>string</typeRef>
        <allowedValues><text>"a", "b"</text></allowedValues></itemDefinition>\(data)
        <decision id="x" name="x"><variable name="x" typeRef="\(type)"/>\(needs)
        \(logic)</decision></definitions>
        """, file: "t.dmn")
}

private func found(_ text: String, type: String = "") throws -> [String] {
    let logic = "<literalExpression><text>\(xmlEscaped(text))</text></literalExpression>"
    return try typed(logic, type: type).mistakes.map(\.message)
}

@Test(arguments: [
    "n + 1", #"s + "x""#, "d + w", "w + d", "d - d", "w * 2", "2 * w", "w / w", "w / 2", "-w",
    "n = null", "u + true", "u < 1", "n in [1..5]", #"s in ("a", "b")"#, #"k = "c""#,
    #"if f then 1 else "x""#, "substring(s, 2)", #"[1, "a"][1] + 1"#, "f = true",
    #"d < date and time("2020-01-01T00:00:00")"#, "for x in [1, 2] return x + n",
    "d between date(2020, 1, 1) and date(2021, 1, 1)", "null + 1", "sum(1, 2, 3) + n",
    #"date(u) < d"#, #"time("10:00:00@Europe/Lisbon") = u"#, "{date: function(a) a, y: date(1)}.y",
    #"some date in [1] satisfies date = 1"#, "abs(w)", #"number("1") + n"#, "n in (u, 3)",
])
func `what may be right is not reported`(_ text: String) throws {
    #expect(try found(text) == [])
}

@Test(arguments: [
    ("1 + true", "a number plus a truth value is always null"),
    ("s - s", "a text minus a text is always null"),
    ("d + 1", "a date plus a number is always null"),
    ("d * 2", "a date times a number is always null"),
    (#"n ** "2""#, "a number to the power of a text is always null"),
    ("2 / w", "a number divided by a duration of days is always null"),
    ("-s", "a sign before a text makes it null"),
    ("d < n", "a date is compared with a number, which is always null"),
    (#"s = 1"#, "a text is compared with a number, which is always null"),
    (#"d = "2025-10-23""#, "a date is compared with a text, which is always null"),
    ("f < true", "a truth value is neither less nor greater than another"),
    (#"n in ("a")"#, #""a" never fits: what is looked at is a number"#),
    ("d in [1..5]", "a number never fits: what is looked at is a date"),
    (#"if f then u[item = 1 + "a"] else 2"#, "a number plus a text is always null"),
    ("substring(s)", "'substring' takes 2 or 3 arguments, not 1 argument; it is always null"),
    ("today(1)", "'today' takes 0 arguments, not 1 argument; it is always null"),
    ("count()", "'count' takes 1 argument, not 0 arguments; it is always null"),
    ("substring(n, 1)", "'substring' takes a text as string, and this is a number"),
    ("day of week(s)", "'day of week' takes a date or a date and time as date, and this is a text"),
    ("substring(text: s)", "'substring' has no form with text; it is always null"),
    (#"date(year: "x", month: 1, day: 1)"#, "'date' takes a number as year, and this is a text"),
    (#"date("2025-02-30") < d"#, #""2025-02-30" is no date"#),
    (#"u + duration("1 day")"#, #""1 day" is no duration"#),
])
func `what can never be right is reported`(_ text: String, _ message: String) throws {
    #expect(try found(text) == [message])
}

@Test func `a value has the type that is declared`() throws {
    #expect(try found(#""abc""#, type: "number") == [#""abc" is a text, and a number is declared"#])
    #expect(try found("n + 1", type: "string") == ["this is a number, and a text is declared"])
    #expect(try found(#""c""#, type: "tKind") == [#""c" is not among the allowed values"#])
    #expect(try found(#""b""#, type: "tKind") == [] && found("u", type: "number") == [])
    #expect(try found("d", type: "dateTime") == [] && found("null", type: "number") == [])
    let list = "<list><literalExpression typeRef='date'><text>1</text></literalExpression></list>"
    #expect(
        try typed(list).mistakes.map(\.description) == [
            "t.dmn:4: x: 1 is a number, and a date is declared"
        ])
}

private func table(_ rules: [[String]]) throws -> [String] {
    let rows = rules.map { cells in
        "<rule>"
            + zip(["inputEntry", "inputEntry", "outputEntry"], cells).map {
                "<\($0)><text>\(xmlEscaped($1))</text></\($0)>"
            }.joined() + "</rule>"
    }.joined(separator: "\n")
    return try typed(
        """
        <decisionTable><input><inputExpression typeRef='number'><text>u</text></inputExpression></input>
        <input><inputExpression><text>k</text></inputExpression></input>
        <output name='r' typeRef='string'><outputValues><text>"yes", "no"</text></outputValues></output>
        \(rows)</decisionTable>
        """
    ).mistakes.map(\.description)
}

@Test func `cells are of the type of their column and allowed there`() throws {
    #expect(
        try table([
            ["< 18, [20..30], 40", #"not("a")"#, #""yes""#], ["u > 3", #""a", "b""#, #""no""#],
            ["-", "-", "null"],
        ]) == [])
    #expect(
        try table([["1", #""a""#, #""yes""#], [#""abc""#, #""b""#, #""no""#]])
            == [#"t.dmn:8: x: rule 2: "abc" never fits: what is looked at is a number"#])
    #expect(
        try table([[#"> "abc""#, "-", #""no""#]])
            == ["t.dmn:7: x: rule 1: a text never fits: what is looked at is a number"])
    #expect(
        try table([["-", #"not("a", "c")"#, #""no""#]])
            == [#"t.dmn:7: x: rule 1: "c" is not among the allowed values"#])
    #expect(
        try table([["-", "-", "7"]])
            == ["t.dmn:7: x: rule 1: 7 is a number, and a text is declared"])
    #expect(
        try table([["-", "-", #""maybe""#]])
            == [#"t.dmn:7: x: rule 1: "maybe" is not among the allowed values"#])
}

@Test func `the check tells types and unknown functions with the rest`() throws {
    let logic = "<literalExpression><text>1 + true + foo(2)</text></literalExpression>"
    let lines = try typed(logic).check().map(\.description)
    #expect(lines.contains("t.dmn:4: x: a number plus a truth value is always null"))
    #expect(lines.contains { $0.contains("the name 'foo' is not known") })
}

@Test func `gaps are looked for among the allowed values of a type`() throws {
    func found(_ cells: [String]) throws -> [String] {
        let rows = cells.map {
            "<rule><inputEntry><text>\($0)</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>"
        }.joined()
        return try typed(
            """
            <decisionTable><input><inputExpression><text>k</text></inputExpression></input>
            <output name='r'/>\(rows)</decisionTable>
            """
        ).check().map(\.message)
    }
    #expect(try found([#""a""#]) == [#"no rule speaks of k = "b""#])
    #expect(try found([#""a""#, #""b""#]) == [])
    #expect(try found([#""a""#, #"not("a")"#]) == [])
}
