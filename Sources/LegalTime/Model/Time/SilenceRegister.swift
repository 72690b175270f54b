public import Kernel

/// Which clocks end in silence, and what the law makes of it: today, already, and within some days.
public struct SilenceRegister<ID: Sendable>: Sendable {
    /// What the silence of one clock brings about.
    public struct Entry: Sendable {
        public let id: ID
        public let rule: String
        public let effect: ClockEffect
        public let whose: ClockOwner
        /// The last day on which an act is in time.
        public let end: Day
        /// The last day on which an act keeps the effect away; the end itself, or working days after it.
        public let last: Day
        /// False where the period, or what follows from it, was not read in the text of the law.
        public let isVerified: Bool
        /// The day on which the effect is there: the one after.
        public var from: Day { last.adding(days: 1) }

        public init(
            id: ID, rule: String, effect: ClockEffect, whose: ClockOwner, end: Day, last: Day,
            isVerified: Bool
        ) {
            self.id = id
            self.rule = rule
            self.effect = effect
            self.whose = whose
            self.end = end
            self.last = last
            self.isVerified = isVerified
        }
    }

    public private(set) var before: [Entry] = []
    public private(set) var today: [Entry] = []
    public private(set) var soon: [Entry] = []

    public init(
        _ clocks: some Sequence<(id: ID, clock: ClockDerivation)>, at day: Day, within days: Int
    ) {
        for (id, clock) in clocks {
            guard let end = clock.end, let last = clock.lastBeforeEffect else { continue }
            add(
                id, clock.rule, end: end, last: last, met: clock.met, isVerified: clock.isVerified,
                at: day, within: days)
        }
        sort()
    }

    /// From clocks that were derived before, and that no act has ended.
    public init(entries: some Sequence<Entry>, at day: Day, within days: Int) {
        for entry in entries { add(entry, at: day, within: days) }
        sort()
    }

    init() {}

    /// A clock that was met in time brings nothing about, and one whose silence has no effect neither. An act after the
    /// last day takes away only what gives way to it.
    mutating func add(
        _ id: ID, _ rule: ClockRule, end: Day, last: Day, met: Day?, isVerified: Bool, at day: Day,
        within days: Int
    ) {
        if let met, met <= last || (met <= day && rule.effect.givesWay) { return }
        let entry = Entry(
            id: id, rule: rule.name, effect: rule.effect, whose: rule.whose, end: end, last: last,
            isVerified: isVerified && rule.isEffectVerified)
        add(entry, at: day, within: days)
    }

    private mutating func add(_ entry: Entry, at day: Day, within days: Int) {
        guard entry.effect != .none else { return }
        switch entry.from.days(since: day) {
        case ..<0: before.append(entry)
        case 0: today.append(entry)
        case ...days: soon.append(entry)
        default: break
        }
    }

    mutating func sort() {
        before.sort { $0.end < $1.end }
        soon.sort { $0.end < $1.end }
    }
}
