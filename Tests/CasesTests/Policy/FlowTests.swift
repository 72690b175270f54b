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
        #expect(error.line == 5)
        #expect(error.field == "purpose")
    }

    @Test func `counts may leave for statistics, but an example moves nothing`() throws {
        let flow = try Flow(yaml: flowText, file: "flows/equality-statistics.yaml")
        #expect(flow.from == .equality)
        #expect(!flow.isOpen(on: day("2026-11-23")))
    }

    @Test func `a flow in force ends on its last day`() throws {
        let flow = try Flow(yaml: flowText.replacing("design-example", with: "in-force"), file: "f")
        #expect(flow.isOpen(on: day("2027-12-31")))
        #expect(!flow.isOpen(on: day("2028-01-01")))
    }

    @Test func `a flow without fields, or to itself, or for an unknown purpose does not load`() {
        let bad = [
            flowText.replacing("[month, ground-group, count]", with: "[]"),
            flowText.replacing("to: general", with: "to: equality"),
            flowText.replacing("purpose: statistics", with: "purpose: curiosity"),
            flowText.replacing("legalBasis:", with: "legal:"),
        ]
        for text in bad { #expect(throws: FormatError.self) { try Flow(yaml: text, file: "f") } }
    }
}

private let flowText = """
    name: equality-statistics
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
