import Formats
import Kernel
import Testing

@testable import LegalTime

private let procedure = """
    clocks:
      - name: decision
        title: { en: Decision, pt: Decisão }
        length: 90
        unit: working
        starts: filed
        suspended_by: documentAsked
        resumed_by: [documentReceived]
        met_by: [granted, refused]
        article: Law 23/2007, art. 82
        source: https://example.org/law
        verified: false
        effect: rightToSue
        whose: State
        validTo: 2025-10-22
      - name: decision
        length: 9
        unit: months
        starts: filed
        article: Law 61/2025
        source: x
        verified: true
        validFrom: 2025-10-23
    """

@Test func `clocks are read from a procedure and chosen by day`() throws {
    let rules = try ClockRule.read(try YAML.parse(procedure, file: "p.yaml"))
    let old = try #require(rules.rule("decision", on: day("2025-10-22")))
    #expect(old.length == 90 && old.unit == .working && old.suspendedBy == ["documentAsked"])
    #expect(
        old.effect == .rightToSue && old.whose == .state && !old.isVerified
            && old.titles["pt"] == "Decisão")
    #expect(rules.rule("decision", on: day("2025-10-23"))?.unit == .months)
    #expect(rules.rule("other", on: day("2025-10-23")) == nil)
}

@Test(arguments: [
    ("unit: working", "unit: weeks", "clocks[0].unit: write working, calendar or months"),
    ("length: 90", "length: 0", "clocks[0].length: a length from 1"),
    ("starts: filed", "start: filed", "clocks[0].start: this key is not known"),
    ("resumed_by: [documentReceived]", "resumed_by: []", "belong together"),
    ("validTo: 2025-10-22", "validTo: soon", "clocks[0].validTo: write a day"),
])
func `a wrong clock names its file line and key`(_ old: String, _ new: String, _ part: String) {
    let pieces = procedure.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    let text = pieces.joined(separator: new)
    do {
        _ = try ClockRule.read(try YAML.parse(text, file: "p.yaml"))
        Issue.record("accepted")
    } catch { #expect("\(error)".hasPrefix("p.yaml:") && "\(error)".contains(part)) }
}
