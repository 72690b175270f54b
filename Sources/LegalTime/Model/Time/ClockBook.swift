public import Kernel

/// Very many clocks side by side, in bare numbers: derived in one sweep, and again when a calendar or an event
/// changes. The sweep is the walk that also explains; a book keeps nothing that it does not derive.
public struct ClockBook: Sendable {
    public private(set) var names = EventNames()
    public private(set) var outcomes: [ClockOutcome] = []
    private var rules: [PreparedRule] = []
    private var calendars: [WorkingCalendar] = []
    private var clocks: [Clock] = []
    private var events: [CodedEvent] = []
    /// Events that no clock has any more.
    private var spare = 0

    private struct Clock {
        let rule: Int32
        let calendar: Int32
        let dilation: Dilation
        var first: Int32
        var count: Int32
    }

    /// A clock whose end is another than before.
    public struct Move: Equatable, Sendable {
        public let clock: Int
        public let old: ClockOutcome
        public let new: ClockOutcome
    }

    public init() {}

    public var count: Int { clocks.count }

    /// How many events it keeps in memory.
    var held: Int { events.count }

    public mutating func add(_ rule: ClockRule) -> Int {
        rules.append(PreparedRule(rule, &names))
        return rules.count - 1
    }

    public mutating func add(_ calendar: WorkingCalendar) -> Int {
        calendars.append(calendar)
        return calendars.count - 1
    }

    /// Takes a clock in and derives it; `rule` and `calendar` are numbers that `add` gave.
    @discardableResult
    public mutating func add(
        rule: Int, calendar: Int, person: PersonPlace? = nil, _ events: [ClockEvent]
    ) throws -> Int {
        let place = calendars[calendar].place
        let dilation = rules[rule].dilation(
            for: person ?? PersonPlace(place), serviceAt: place)
        let (first, count) = try append(events)
        clocks.append(
            Clock(
                rule: Int32(rule), calendar: Int32(calendar), dilation: dilation, first: first,
                count: count))
        outcomes.append(derive(clocks.count - 1))
        return clocks.count - 1
    }

    /// Gives a clock other events; its move, or nil where its end stays.
    public mutating func replace(
        _ events: [ClockEvent], of clock: Int
    ) throws -> Move? {
        let old = Int(clocks[clock].count)
        (clocks[clock].first, clocks[clock].count) = try append(events)
        spare += old
        if 2 * spare > self.events.count { compact() }
        let move = move(of: clock)
        if let move { outcomes[clock] = move.new }
        return move
    }

    /// Puts another calendar in the place of one; `recompute` then tells what moves.
    public mutating func replace(_ calendar: WorkingCalendar, at index: Int) {
        calendars[index] = calendar
    }

    /// The clocks of a range that move, derived anew from nothing; ranges may be swept side by side.
    public func moves(in range: Range<Int>) -> [Move] { range.compactMap(move) }

    /// Sweeps all clocks in as many parts as are wanted at once, and keeps what moved.
    public mutating func recompute(parts: Int = 1) async -> [Move] {
        let size = (count + parts - 1) / max(1, parts)
        let ranges = stride(from: 0, to: count, by: max(1, size)).map { $0..<min($0 + size, count) }
        let book = self
        let moved = await withTaskGroup(of: [Move].self) { group in
            for range in ranges { group.addTask { book.moves(in: range) } }
            return await group.reduce(into: []) { $0 += $1 }
        }
        for move in moved { outcomes[move.clock] = move.new }
        return moved.sorted { $0.clock < $1.clock }
    }

    /// Which clocks produce which effect, on a day and within some days after it.
    public func silences(at day: Day, within days: Int) -> SilenceRegister<Int> {
        var register = SilenceRegister<Int>()
        for (index, outcome) in outcomes.enumerated() where outcome.end < .beyond {
            let met = outcome.met == .noDay ? nil : Day(number: outcome.met)
            let rule = rules[Int(clocks[index].rule)].rule
            let end = Day(number: outcome.end)
            let calendar = calendars[Int(clocks[index].calendar)]
            register.add(
                index, rule, end: end, last: rule.lastBeforeEffect(end, in: calendar), met: met,
                isVerified: rule.isVerified,
                at: day, within: days)
        }
        register.sort()
        return register
    }

    private func move(of clock: Int) -> Move? {
        let new = derive(clock)
        return new == outcomes[clock] ? nil : Move(clock: clock, old: outcomes[clock], new: new)
    }

    private func derive(_ index: Int) -> ClockOutcome {
        let clock = clocks[index]
        let span = events.span.extracting(Int(clock.first)..<Int(clock.first + clock.count))
        return rules[Int(clock.rule)].outcome(
            span, in: calendars[Int(clock.calendar)], dilation: clock.dilation)
    }

    /// Drops what no clock has any more: each event is moved once for one that was dropped.
    private mutating func compact() {
        var kept: [CodedEvent] = []
        kept.reserveCapacity(events.count - spare)
        for index in clocks.indices {
            let first = Int(clocks[index].first)
            clocks[index].first = Int32(kept.count)
            kept += events[first..<first + Int(clocks[index].count)]
        }
        (events, spare) = (kept, 0)
    }

    /// Writes events down by day; those of one day stay in their order.
    private mutating func append(
        _ more: [ClockEvent]
    ) throws -> (first: Int32, count: Int32) {
        let own = more.asKnown(on: nil).filter { names[$0.name] != nil }
        if let day = own.map(\.day).first(where: { !WorkingCalendar.contains($0) }) {
            throw ClockRule.outside(day)
        }
        let sorted = own.enumerated()
            .sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }
        let first = Int32(events.count)
        events += sorted.map {
            CodedEvent(day: $0.element.day, code: names[$0.element.name] ?? 0)
        }
        return (first, Int32(sorted.count))
    }
}
