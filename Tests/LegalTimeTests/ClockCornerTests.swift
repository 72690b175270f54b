import Formats
import Kernel
import Testing

@testable import LegalTime

private func events(_ list: [(String, String)]) -> [ClockEvent] {
    list.map { ClockEvent($0.0, day($0.1)) }
}

private func derive(_ rule: ClockRule, _ list: [(String, String)]) throws -> ClockDerivation {
    try #require(try rule.derive(events(list), in: calendar()))
}

/// Thirty days ahead of the day on which a permit expires.
private var renewal: ClockRule {
    var rule = ClockRule(name: "renewal", length: 30, unit: .calendar, starts: "expires")
    (rule.isBackwards, rule.roll, rule.metBy) = (true, .previous, ["asked"])
    return rule
}

@Test func `a period ahead of an event runs until its last day and is met by an act before it`()
    throws
{
    // 30 days before Sunday 20 December 2026 is Friday 20 November.
    let open = try derive(renewal, [("expires", "2026-12-20")])
    #expect(open.end == day("2026-11-20") && open.met == nil)
    #expect(open.state(at: day("2026-11-10")) == .running)
    #expect(open.state(at: day("2026-11-25")) == .overdue(calendarDays: 5))
    let met = try derive(renewal, [("asked", "2026-11-10"), ("expires", "2026-12-20")])
    #expect(met.state(at: day("2026-11-25")) == .met(day("2026-11-10")))
    let late = try derive(renewal, [("asked", "2026-11-23"), ("expires", "2026-12-20")])
    #expect(late.state(at: day("2026-11-25")) == .metLate(day("2026-11-23")))
}

@Test func `an event to come is known from its entry on, or from the day that is told`() throws {
    let all = try holidays()
    func end(_ known: String?) throws -> Day? {
        let event = ClockEvent("expires", day("2026-12-20"), known: known.map(day))
        return try LegalClock(rule: renewal, events: [event], place: .country)
            .asKnown(at: day("2026-11-01"), in: all)?.end
    }
    #expect(try end(nil) == day("2026-11-20"))
    #expect(try end("2026-11-02") == nil)
    let clock = LegalClock(
        rule: renewal, events: [ClockEvent("expires", day("2026-12-20"))], place: .country)
    #expect(clock.waits(asKnown: day("2026-11-01")).isEmpty)
    let between = try clock.change(
        between: day("2026-11-01"), and: day("2026-12-21"), in: all)
    #expect(between == nil)
}

@Test func `an interruption on the last day stands still while a reason is there`() throws {
    var rule = rule(10, .calendar)
    (rule.interruptedBy, rule.roll) = (["accused"], .none)
    let last = [("filed", "2026-11-02"), ("asked", "2026-11-12"), ("accused", "2026-11-12")]
    let still = try derive(rule, last)
    #expect(still.end == nil)
    #expect(still.state(at: day("2026-11-20")) == .stopped(since: day("2026-11-12")))
    // Ten days after the 20th.
    let again = try derive(rule, last + [("answered", "2026-11-20")])
    #expect(again.end == day("2026-11-30"))
    #expect(again.steps.map(\.kind) == [.start, .run, .interruption, .pause, .run])
}

@Test func `a pause that has a longest time ends by itself and says so`() throws {
    var rule = rule(10, .calendar)
    rule.roll = .none
    rule.suspensions = [
        Suspension(
            by: ["court"], until: ["ended"], article: "art. 27-A", isVerified: false,
            longest: .init(length: 1, inMonths: true))
    ]
    let open = [("filed", "2026-11-02"), ("court", "2026-11-05")]
    // 3, 4, 5 November; it stands until 5 December; seven days more.
    let clock = try derive(rule, open)
    #expect(clock.end == day("2026-12-12"))
    #expect(clock.steps.map(\.kind) == [.start, .run, .pause, .pauseEnded, .run])
    #expect(clock.steps[3].article == "art. 27-A" && !clock.steps[3].isVerified)
    #expect(clock.steps[3].from == day("2026-12-05") && clock.steps[3].event == nil)
    #expect(clock.state(at: day("2026-12-04")) == .stopped(since: day("2026-11-05")))
    #expect(clock.state(at: day("2026-12-05")) == .running)
    #expect(try derive(rule, open + [("ended", "2027-03-01")]).end == clock.end)
    #expect(try derive(rule, open + [("ended", "2026-11-10")]).end == day("2026-11-17"))
    // A new stop has its own month, counted from itself.
    #expect(try derive(rule, open + [("court", "2026-12-07")]).end == day("2027-01-12"))
}

@Test func `silence approves only when no notice was sent on the working day after the end`()
    throws
{
    var rule = rule(10, .working)
    rule.effectAfter = 1
    func clock(_ sent: String?) throws -> ClockDerivation {
        try derive(rule, [("filed", "2026-10-30")] + (sent.map { [("decided", $0)] } ?? []))
    }
    // The tenth day is Friday, 13 November: a notice on Monday the 16th is late, and silence has approved nothing.
    let silent = try clock(nil)
    #expect(silent.end == day("2026-11-13") && silent.effectFrom == day("2026-11-17"))
    #expect(silent.effect(at: day("2026-11-16")) == .none)
    #expect(silent.effect(at: day("2026-11-17")) == .tacitApproval)
    let monday = try clock("2026-11-16")
    #expect(monday.state(at: day("2026-11-20")) == .metLate(day("2026-11-16")))
    #expect(monday.effect(at: day("2026-11-20")) == .none && monday.effectFrom == nil)
    #expect(try clock("2026-11-17").effect(at: day("2026-11-20")) == .tacitApproval)
    #expect(try silent.isOpen && !monday.isOpen && clock("2026-11-17").isOpen)
    let register = SilenceRegister(
        [(id: 1, clock: silent), (id: 2, clock: monday)], at: day("2026-11-17"), within: 5)
    #expect(register.today.map(\.id) == [1] && register.before.isEmpty)
    var book = ClockBook()
    let (number, town) = (book.add(rule), book.add(try calendar()))
    try book.add(rule: number, calendar: town, events([("filed", "2026-10-30")]))
    #expect(book.silences(at: day("2026-11-17"), within: 5).today.map(\.id) == [0])
    #expect(book.silences(at: day("2026-11-16"), within: 0).today.isEmpty)
}

@Test func `after the inaction of a person the office may end the procedure, until they act`() {
    #expect(ClockEffect.mayLapse.givesWay && !ClockEffect.lapse.givesWay)
}

@Test func `a book drops the events that no clock has any more`() throws {
    var book = ClockBook()
    let (rule, town) = (book.add(rule(10, .working)), book.add(try calendar()))
    for _ in 0..<3 {
        try book.add(rule: rule, calendar: town, events([("filed", "2026-11-02")]))
    }
    for round in 0..<100 {
        let filed = Day(number: day("2026-11-02").number + Int32(round % 5))
        _ = try book.replace([ClockEvent("filed", filed)], of: round % 3)
    }
    #expect(book.held <= 6)
    // Rounds 99, 97 and 98 were the last of each clock.
    let wanted = try [99, 97, 98].map { (round: Int) -> Int32 in
        let filed = ClockEvent("filed", day("2026-11-02").adding(days: round % 5))
        var fresh = ClockBook()
        let same = fresh.add(LegalTimeTests.rule(10, .working))
        let place = fresh.add(try calendar())
        try fresh.add(rule: same, calendar: place, [filed])
        return fresh.outcomes[0].end
    }
    #expect(book.outcomes.map(\.end) == wanted)
}

private let limited = """
    clocks:
      - name: approval
        length: 60
        unit: working
        starts: filed
        suspensions:
          - {by: court, until: ended, max: {length: 6, unit: months}}
        effect: tacitApproval
        effect_after: {length: 1, unit: working}
        article: art. 1
        source: x
        verified: true
    """

@Test func `the longest time of a pause and the days before an effect are read`() throws {
    let rule = try ClockRule.read(try YAML.parse(limited, file: "p.yaml"))[0]
    #expect(rule.suspensions[0].longest == .init(length: 6, inMonths: true))
    #expect(rule.effectAfter == 1)
}

@Test(arguments: [
    ("unit: months", "unit: years", "write calendar or months"),
    ("length: 6,", "length: 0,", "from 1 to 366"),
    ("{length: 1, unit: working}", "{length: 1, unit: calendar}", "working days only"),
    ("{length: 1, unit: working}", "{length: 0, unit: working}", "from 1 to 366"),
])
func `a longest time without meaning is refused`(_ old: String, _ new: String, _ part: String) {
    let pieces = limited.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
    do {
        _ = try ClockRule.read(try YAML.parse(pieces.joined(separator: new), file: "p.yaml"))
        Issue.record("accepted")
    } catch { #expect("\(error)".contains(part), "\(error)") }
}
