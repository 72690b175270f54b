import Foundation
import Kernel

@testable import LegalTime

/// How many cases a property is tried on: more where CAIS_PROPERTY_CASES says so.
let propertyCases =
    ProcessInfo.processInfo.environment["CAIS_PROPERTY_CASES"].flatMap { Int($0) } ?? 2_000

/// A rule with random parts, and events that touch each of them, from one seed.
struct RandomClock {
    let seed: UInt64
    let rule: ClockRule
    let events: [ClockEvent]
    let person: PersonPlace

    static let dilations = DilationTable(
        name: "far", article: "art. 88", source: "x",
        entries: [
            .init(
                person: .islands, serviceOnIslands: false, length: 5, inWorkingDays: true,
                isVerified: true),
            .init(
                person: .europe, serviceOnIslands: nil, length: 15, inWorkingDays: false,
                isVerified: true),
        ])

    init(seed: UInt64) {
        var random = Seeded(state: seed)
        self.seed = seed
        rule = Self.rule(&random)
        person = PersonPlace.allCases.randomElement(using: &random) ?? .mainland
        events = Self.events(&random)
    }

    private static func rule(_ random: inout Seeded) -> ClockRule {
        func maybe(_ odds: Int, _ random: inout Seeded) -> Bool {
            Int.random(in: 0..<odds, using: &random) == 0
        }
        let unit = ClockUnit.allCases.randomElement(using: &random) ?? .working
        let length =
            switch unit {
            case .working, .calendar: Int.random(in: 1...220, using: &random)
            case .months: Int.random(in: 1...14, using: &random)
            case .years: 1
            case .hours: 24 * Int.random(in: 1...3, using: &random)
            }
        var rule = ClockRule(name: "decision", length: length, unit: unit, starts: "filed")
        rule.starts.append(
            ClockStart(
                "sent",
                presumed: .init(
                    length: 3, inWorkingDays: maybe(2, &random), article: "", isVerified: true)))
        rule.beginsWithLast = maybe(3, &random)
        if maybe(3, &random) { rule.needs = ["paid"] }
        rule.suspensions = [
            Suspension(by: ["asked"], until: ["answered"]),
            Suspension(by: ["consulted", "referred"], until: ["advised"]),
        ]
        if maybe(3, &random) {
            rule.suspensions[Int.random(in: 0...1, using: &random)].longest = .init(
                length: Int.random(in: 1...40, using: &random), inMonths: false)
        }
        if maybe(4, &random) { rule.suspensions[1].longest = .init(length: 1, inMonths: true) }
        if maybe(2, &random) { rule.interruptedBy = ["acknowledged"] }
        var longer = Extension(by: "extended", length: unit == .hours ? 24 : 2)
        longer.times = Int.random(in: 1...2, using: &random)
        if maybe(2, &random) { longer.needs = ["notified"] }
        if maybe(2, &random) { longer.unless = ["minor"] }
        rule.extensions = [longer]
        if maybe(3, &random) {
            rule.limit = ClockLimit(length: length * 3 / 2 / 24 * 24 + length, article: "")
        }
        if maybe(2, &random) { rule.dilation = dilations }
        if maybe(5, &random) { rule.roll = .none }
        if rule.roll == .next { rule.isBeforeCourts = maybe(6, &random) }
        rule.metBy = ["decided"]
        rule.effect = maybe(2, &random) ? .tacitApproval : .rightToSue
        if maybe(3, &random) { rule.effectAfter = Int.random(in: 1...2, using: &random) }
        if maybe(6, &random) { return backwards(rule, previous: maybe(2, &random)) }
        return maybe(6, &random) ? counted(rule) : rule
    }

    /// The same length ahead of an event to come.
    private static func backwards(_ rule: ClockRule, previous: Bool) -> ClockRule {
        var rule = rule
        (rule.isBackwards, rule.roll) = (true, previous ? .previous : .none)
        rule.isBeforeCourts = false
        rule.starts = ["filed", "sent"].map { ClockStart($0) }
        (rule.needs, rule.suspensions, rule.interruptedBy) = ([], [], [])
        (rule.extensions, rule.limit, rule.dilation) = ([], nil, nil)
        return rule
    }

    /// The same length where the day of the event counts.
    private static func counted(_ rule: ClockRule) -> ClockRule {
        var rule = rule
        rule.countsEventDay = true
        rule.starts = ["filed", "sent"].map { ClockStart($0) }
        (rule.interruptedBy, rule.dilation) = ([], nil)
        return rule
    }

    private static func events(_ random: inout Seeded) -> [ClockEvent] {
        let names = [
            "asked", "answered", "consulted", "referred", "advised", "acknowledged", "extended",
            "notified", "minor", "paid", "sent", "decided", "asked", "answered", "unknown",
        ]
        let filed = Day(number: Int32.random(in: 20_400...20_800, using: &random))
        let others = (0..<Int.random(in: 0...9, using: &random)).map { _ in
            ClockEvent(
                names.randomElement(using: &random) ?? "asked",
                filed.adding(days: Int.random(in: -20...160, using: &random)))
        }
        return ([ClockEvent("filed", filed)] + others).shuffled(using: &random)
    }
}
