import Formats
import Testing

@testable import Decisions

/// What the check says of a table with a column for each text of allowed values; an empty one lists none.
private func found(
    _ policy: String = "", allowing values: [String], _ rules: [[String]]
) throws -> [String] {
    let names = ["kind", "age"].prefix(values.count)
    let data = names.map { "<inputData id='i\($0)' name='\($0)'/>" }.joined()
    let needs = names.map {
        "<informationRequirement><requiredInput href='#i\($0)'/></informationRequirement>"
    }.joined()
    let columns = zip(names, values).map { name, allowed -> String in
        let list = "<inputValues><text>\(xmlEscaped(allowed))</text></inputValues>"
        let input = "<input label='\(name)'><inputExpression><text>\(name)</text></inputExpression>"
        return input + (allowed.isEmpty ? "" : list) + "</input>"
    }.joined()
    let rows = rules.enumerated().map { number, cells -> String in
        let entries = cells.map { "<inputEntry><text>\(xmlEscaped($0))</text></inputEntry>" }
        return "<rule>\(entries.joined())<outputEntry><text>\(number)</text></outputEntry></rule>"
    }.joined()
    return try DecisionModel(
        """
        <definitions name="n">\(data)<decision id="d" name="answer">\(needs)
        <decisionTable \(policy)>\(columns)<output name="r"/>\(rows)</decisionTable></decision></definitions>
        """, file: "n.dmn"
    ).check().map(\.message)
}

@Suite struct NullCaseTests {
    private let kinds = #""a", "b", null"#

    @Test func `null that a column lists is a case of which a rule has to speak`() throws {
        #expect(
            try found(allowing: [kinds], [[#""a""#], [#""b""#]])
                == ["no rule speaks of kind = null"])
        #expect(try found(allowing: [kinds], [[#""a""#], [#""b""#], ["null"]]) == [])
        #expect(try found(allowing: [kinds], [[#""a""#], [#"not("a")"#]]) == [])
        #expect(try found(allowing: [#""a", "b""#], [[#""a""#], [#""b""#]]) == [])
        #expect(
            try found(allowing: ["[0..120], null"], [["< 18"], [">= 18"]])
                == ["no rule speaks of kind = null"])
        #expect(
            try found(allowing: ["true, false, null"], [["true"], ["false"]])
                == ["no rule speaks of kind = null"])
    }

    @Test func `a gap of null is found behind another column`() throws {
        let rules = [[#""a""#, "-"], [#""b""#, ">= 5"], [#""b""#, "< 5"], ["null", "-"]]
        #expect(
            try found(allowing: [kinds, "[0..9], null"], rules)
                == [#"no rule speaks of kind = "b" and age = null"#])
        #expect(try found(allowing: [kinds, "[0..9]"], rules) == [])
    }

    @Test func `rules that both fire for null are found`() throws {
        let rules = [[#""a""#], ["null"], [#""b", null"#]]
        #expect(
            try found(allowing: [kinds], rules) == ["rules 2 and 3 both fire for kind = null"])
        #expect(
            try found("hitPolicy='ANY'", allowing: [kinds], rules)
                == ["rules 2 and 3 say different things for kind = null"])
        #expect(try found("hitPolicy='COLLECT'", allowing: [kinds], rules) == [])
    }

    @Test func `a rule for null is dead behind one that takes all, and only there`() throws {
        let first = "hitPolicy='FIRST'"
        #expect(try found(first, allowing: [kinds], [[#""a", "b""#], ["null"]]) == [])
        #expect(try found(first, allowing: [""], [[#""a""#], ["null"], ["-"]]) == [])
        #expect(
            try found(first, allowing: [kinds], [[#""a""#], ["-"], ["null"]])
                == ["rule 3 never fires: rule 2 stands before it"])
    }

    @Test(arguments: ["", "hitPolicy='FIRST'", "hitPolicy='COLLECT'"])
    func `a rule for null is dead where the column takes none`(policy: String) throws {
        let rules = [[#""a""#], [#""b""#], ["null"]]
        #expect(
            try found(policy, allowing: [#""a", "b""#], rules)
                == ["rule 3 never fires: null is not among the values of 'kind'"])
    }

    @Test func `a rule is dead that asks for what is not among the values of its column`() throws {
        let rules = [["< 18"], ["[18..65]"], ["20"], ["10, 20"], ["not(20)"]]
        #expect(
            try found("hitPolicy='COLLECT'", allowing: ["[0..17]"], rules) == [
                "rule 2 never fires: no value of 'kind' fits [18..65]",
                "rule 3 never fires: no value of 'kind' fits 20",
            ])
    }

    @Test func `null alone tells what is known from what is not`() throws {
        #expect(try found(allowing: [""], [["null"], ["not(null)"]]) == [])
        #expect(try found(allowing: [""], [["null"]]) == ["no rule speaks of kind is known"])
    }

    @Test func `what cases cannot be made of is not compared`() throws {
        #expect(try found(allowing: [""], [[#"< @"P1M""#], [#">= @"P1M""#]]) == [])
        #expect(
            try found("hitPolicy='FIRST'", allowing: [""], [[#"< @"P1M""#], [#">= @"P1M""#]])
                == [])
    }
}
