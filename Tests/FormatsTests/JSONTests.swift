import TestSupport
import Testing

@testable import Formats

@Test func `JSON is written with sorted keys and read back equal`() throws {
    let value: JSON = ["b": [1, 2.5, nil, true], "a": "line\n\"é\"\u{01}", "": [:], "z": []]
    #expect(value.canonical == #"{"":{},"a":"line\n\"é\"\u0001","b":[1,2.5,null,true],"z":[]}"#)
    #expect(try JSON.parse(value.canonical) == value)
    #expect(try JSON.parse(value.pretty) == value)
    #expect(JSON.object(["a": [1]]).pretty == "{\n  \"a\": [\n    1\n  ]\n}")
}

@Test func `escapes surrogates and numbers are read`() throws {
    #expect(
        try JSON.parse(#"["\u00e9\ud83d\ude00\/", -0, 1e3, 9223372036854775808]"#)
            == ["é😀/", 0, 1000.0, .decimal("9223372036854775808")])
}

@Test(arguments: [
    "12345678901234567.89", "0.1000000000000000055", "9223372036854775808", "-1e-400", "1e999",
    "9007199254740993.0",
])
func `a number that floating point would change stays as it is written`(_ text: String) throws {
    let json = try JSON.parse(text)
    #expect(json == .decimal(text) && json.canonical == text)
}

@Test(arguments: [("1.50", 1.5), ("0.30000000000000004", 0.1 + 0.2), ("1e23", 1e23), ("-0.0", 0.0)])
func `a number that floating point holds is one`(_ text: String, _ number: Double) throws {
    #expect(try JSON.parse(text) == .number(number))
}

@Test func `the nearest number is there for who needs no more`() throws {
    #expect(try JSON.parse("12345678901234567.89").doubleValue == 12_345_678_901_234_568)
    #expect(try JSON.parse("1e999").doubleValue == nil)
    #expect(try JSON.parse("9007199254740993.0").intValue == nil)
}

@Test(arguments: [
    "", "[1,]", "{\"a\":1,}", "[01]", "[1.]", "{'a':1}", "[\"\\ud800\"]", "[\"\n\"]", "tru",
    "[1] 2",
    "{\"a\":1,\"a\":2}", "[\"abc", "{\"a\"}", "[+1]", "nul", "\"\\x\"",
])
func `what is not JSON is refused`(_ text: String) {
    #expect(throws: FormatError.self) { try JSON.parse(text) }
}

@Test func `a JSON error has its line and column and depth is bounded`() {
    #expect(
        problem { _ = try JSON.parse("{\n  \"a\": x\n}", file: "in.json") }
            == "in.json:2:8: a value is expected here")
    let deep = String(repeating: "[", count: 100_000)
    #expect(problem { _ = try JSON.parse(deep) }.contains("nested deeper"))
}

@Test func `random JSON values survive writing and reading`() throws {
    var random = SeededRandom(2)
    for _ in 0..<500 {
        let value = randomJSON(&random, depth: 4)
        #expect(try JSON.parse(value.canonical) == value)
        #expect(try JSON.parse(value.pretty) == value)
    }
}

private func randomJSON(_ random: inout SeededRandom, depth: Int) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .int(Int.random(in: Int.min...Int.max, using: &random))
    case 3: return .number(Double.random(in: -1e9...1e9, using: &random) + 0.5.nextUp)
    case 4:
        return .string(
            String((0..<4).map { _ in "a\"\\\n é{:,€".randomElement(using: &random) ?? "a" }))
    case 5: return .array((0..<3).map { _ in randomJSON(&random, depth: depth - 1) })
    default:
        let keys = (0..<3).map { "k \($0):" }
        return .object(
            Dictionary(
                uniqueKeysWithValues: keys.map { ($0, randomJSON(&random, depth: depth - 1)) }))
    }
}
