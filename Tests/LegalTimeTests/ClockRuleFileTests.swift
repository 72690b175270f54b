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
    #expect(
        old.length == 90 && old.unit == .working && old.suspensions.map(\.by) == [["documentAsked"]]
    )
    #expect(
        old.effect == .rightToSue && old.whose == .state && !old.isVerified
            && old.titles["pt"] == "Decisão")
    #expect(rules.rule("decision", on: day("2025-10-23"))?.unit == .months)
    #expect(rules.rule("other", on: day("2025-10-23")) == nil)
}

@Test(arguments: [
    (
        "unit: working", "unit: weeks",
        "clocks[0].unit: write working, calendar, months, years or hours"
    ),
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

private let full = """
    dilations:
      - name: far
        article: art. 88
        source: x
        entries:
          - {person: islands, service: mainland, length: 5, unit: working, verified: true}
    clocks:
      - name: decision
        length: 3
        unit: months
        starts:
          - notice.read
          - event: letter.sent
            presumed: {length: 3, unit: working, article: art. 113, verified: false}
        begins: last
        needs: [paid, complete]
        suspensions:
          - {by: asked, until: answered, article: art. 92, verified: false}
        interrupted_by: accused
        limit: {length: 5, article: art. 28}
        extensions:
          - {by: extended, length: 3, times: 2, needs: notified, unless: minor}
        dilation: far
        roll: none
        warn:
          - {name: officer, length: 3, unit: working}
        article: art. 1
        source: x
        verified: true
      - name: court
        length: 1
        unit: years
        starts: [{clock: decision}]
        article: art. 2
        source: x
        verified: true
      - name: renewal
        length: 30
        unit: calendar
        direction: before
        starts: expires
        article: art. 3
        source: x
        verified: true
    """

@Test func `every part of a clock is read`() throws {
    let rules = try ClockRule.read(try YAML.parse(full, file: "p.yaml"))
    let rule = rules[0]
    #expect(rule.starts.map(\.event) == ["notice.read", "letter.sent"] && rule.beginsWithLast)
    #expect(
        rule.starts[1].presumed
            == .init(length: 3, inWorkingDays: true, article: "art. 113", isVerified: false))
    #expect(rule.needs == ["paid", "complete"] && rule.interruptedBy == ["accused"])
    #expect(
        rule.suspensions == [
            Suspension(by: ["asked"], until: ["answered"], article: "art. 92", isVerified: false)
        ])
    #expect(rule.limit == ClockLimit(length: 5, article: "art. 28"))
    #expect(rule.extensions[0].times == 2 && rule.extensions[0].needs == ["notified"])
    #expect(rule.extensions[0].unless == ["minor"] && rule.extensions[0].isVerified)
    #expect(rule.dilation?.entries.count == 1 && rule.roll == .none)
    #expect(rule.warnings == [Warning(name: "officer", length: 3, inWorkingDays: true)])
    #expect(rules[1].starts[0].clock == "decision")
    #expect(rules[2].isBackwards && rules[2].roll == .previous)
}

@Test(arguments: [
    ("dilation: far", "dilation: near", "no table of dilation is called 'near'"),
    ("{clock: decision}", "{clock: other}", "no other clock 'other'"),
    ("unit: months", "unit: hours", "hours are whole days"),
    ("roll: none", "roll: previous", "only a period that runs backwards"),
    ("roll: none", "roll: none\n    direction: before", "cannot be stopped, extended"),
    ("roll: none", "roll: none\n    event_day: counted", "no dilation, no presumed"),
    ("{length: 5, article: art. 28}", "{length: 2}", "a limit is not shorter"),
    ("by: asked, until: answered", "by: asked, until: asked", "one event cannot both"),
    ("by: asked, until: answered", "by: asked", "clocks[0].suspensions[0]"),
    ("times: 2", "times: 0", "times from 1 to 100"),
    ("length: 3, unit: working, article: art. 113", "length: 0, unit: working", "from 1 to 366"),
    ("person: islands", "person: moon", "write mainland, islands, europe or elsewhere"),
    ("begins: last", "begins: middle", "write first or last"),
])
func `a part without meaning names its file line and key`(
    _ old: String, _ new: String, _ part: String
) {
    let pieces = full.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    #expect(pieces.count == 2)
    do {
        _ = try ClockRule.read(try YAML.parse(pieces.joined(separator: new), file: "p.yaml"))
        Issue.record("accepted")
    } catch { #expect("\(error)".hasPrefix("p.yaml:") && "\(error)".contains(part), "\(error)") }
}
