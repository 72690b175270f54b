import Formats
import Kernel
import Testing

@testable import Cases

@Suite struct FlowTests {
    @Test(
        arguments: ["help", "equality", "protection"], ["status", "consultation", "enforcement"])
    func `help never serves a decision on status`(from: String, purpose: String) throws {
        let text = flowText.replacing("from: equality", with: "from: \(from)")
            .replacing("purpose: statistics", with: "purpose: \(purpose)")
        let error = try #require(throws: FormatError.self) {
            try Flow(yaml: text, file: "flows/bad.yaml")
        }
        #expect(error.file == "flows/bad.yaml")
        #expect(error.line == 6)
        #expect(error.field == "purpose")
    }

    @Test func `counts may leave for statistics, but an example moves nothing`() throws {
        let flow = try Flow(yaml: flowText, file: "flows/equality-statistics.yaml")
        #expect(flow.from == .equality)
        #expect(flow.refusal(on: day("2026-11-23"), offered: offered) == .example)
    }

    @Test func `a flow in force ends on its last day`() throws {
        let flow = try Flow(yaml: flowText.replacing("design-example", with: "in-force"), file: "f")
        #expect(flow.refusal(on: day("2027-12-31"), offered: offered) == nil)
        #expect(flow.refusal(on: day("2028-01-01"), offered: offered) == .expired(flow.expires))
        #expect(flow.keptUntil(from: day("2026-11-23")) == day("2036-11-23"))
    }

    @Test func `a field that the compartment does not offer is carried by no contract`() throws {
        let flow = try Flow(yaml: flowText.replacing("design-example", with: "in-force"), file: "f")
        let refusal = flow.refusal(on: day("2026-11-23"), offered: ["month", "count"])
        #expect(refusal == .unknownField("ground-group"))
    }

    @Test func `only the named fields are carried, and rows that then look alike are one`() throws {
        let table = FlowTable(
            dimensions: ["month", "ground-group"],
            rows: [
                .init(["month": "2026-09", "ground-group": "language"], count: 2),
                .init(["month": "2026-09", "ground-group": "nationality"], count: 3),
                .init(["month": "2026-10", "ground-group": "language"], count: 4),
            ])
        #expect(table.fields == offered)
        let text = flowText.replacing("month, ground-group, count", with: "month, count")
        let flow = try Flow(yaml: text, file: "f")
        #expect(
            table.carried(by: flow) == [
                .init(["month": "2026-09"], count: 5), .init(["month": "2026-10"], count: 4),
            ])
        let plain = try Flow(
            yaml: flowText.replacing("month, ground-group, count", with: "month"), file: "f")
        #expect(table.carried(by: plain).map(\.count) == [nil, nil], "no count without its name")
    }

    @Test func `a flow without fields, or to itself, or for an unknown purpose does not load`() {
        let bad = [
            flowText.replacing("[month, ground-group, count]", with: "[]"),
            flowText.replacing("to: general", with: "to: equality"),
            flowText.replacing("purpose: statistics", with: "purpose: curiosity"),
            flowText.replacing("legalBasis:", with: "legal:"),
            flowText.replacing("10 years", with: "a while"),
            flowText.replacing("version: 1", with: "version: new"),
        ]
        for text in bad { #expect(throws: FormatError.self) { try Flow(yaml: text, file: "f") } }
    }
}

private let offered = ["month", "ground-group", "count"]

private let flowText = """
    name: equality-statistics
    version: 1
    status: design-example
    from: equality
    to: general
    purpose: statistics
    legalBasis: none
    fields: [month, ground-group, count]
    retention: 10 years
    expires: 2027-12-31
    source: a test
    verified: false
    """
