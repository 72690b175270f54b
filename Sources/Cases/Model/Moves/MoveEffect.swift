public import Kernel
import LegalTime

/// What another version of the law changes in one case. Pure: two histories, one with the move and one without.
public struct MoveEffect: Codable, Sendable, Equatable {
    /// The stages by their codes, where the case would stand elsewhere.
    public let stage: Pair<String>?
    /// The next legal date, where it changes; an end that is nil is unknown while the clock stands.
    public let nextDate: Pair<Day?>?
    /// The clocks that begin, end elsewhere or are not there any more.
    public let clocks: [ClockMove]
    /// Codes of papers that become missing, each once for each person.
    public let newlyMissing: [String]
    /// Codes of papers that are not missing any more.
    public let noLongerMissing: [String]
    public let favour: Favour
    /// The demand for a fee that the person may still have to pay; the move leaves it as it is. Nil where there is none.
    public let demand: KeptDemand?

    /// What something was, and what it would be.
    public struct Pair<Value: Codable & Sendable & Equatable>: Codable, Sendable, Equatable {
        public let old: Value
        public let new: Value
    }

    /// An open clock that is not as it was.
    public struct ClockMove: Codable, Sendable, Equatable {
        /// By its name in the procedure's file.
        public let clock: String
        public let old: Day?
        public let new: Day?
    }

    /// What was asked for stays what it was: its amount, and where that stands.
    public struct KeptDemand: Codable, Sendable, Equatable {
        public let total: Money
        /// In the words that the person read.
        public let basis: String
    }
}

extension MoveEffect {
    /// `missing` are the papers that are not in, before and after.
    init(
        _ clocks: CaseClocks, _ before: CaseHistory, _ after: CaseHistory,
        missing: Pair<[Wish]>
    ) throws {
        let old = try clocks.projection(of: before)
        let new = try clocks.projection(of: after)
        let changed = MoveEffect.changed(
            try clocks.open(of: before).map { Side($0) },
            try clocks.open(of: after).map { Side($0) })
        let more = missing.new.filter { !missing.old.contains($0) }
        let less = missing.old.filter { !missing.new.contains($0) }
        let better = !less.isEmpty || changed.contains { $0.isBetter == true }
        let worse = !more.isEmpty || changed.contains { $0.isBetter == false }
        var stage: Pair<String>?
        if old.state != new.state { stage = Pair(old: old.state, new: new.state) }
        var date: Pair<Day?>?
        if old.nextDate != new.nextDate { date = Pair(old: old.nextDate, new: new.nextDate) }
        self.init(
            stage: stage, nextDate: date, clocks: changed.map(\.move),
            newlyMissing: more.map(\.code), noLongerMissing: less.map(\.code),
            favour: Favour(isBetter: better, isWorse: worse),
            demand: before.demandThatStays)
    }

    /// What of an open clock can be compared.
    private struct Side: Equatable {
        let clock: String
        let isPersons: Bool
        let effect: String
        let ends: Day?

        init(_ open: OpenClock) {
            (clock, isPersons) = (open.clock, open.whose == .person)
            (effect, ends) = (open.effect.rawValue, open.ends)
        }
    }

    /// A clock that is not as it was, and whether the person is better off; nil where that cannot be told.
    private struct Changed {
        let move: ClockMove
        let isBetter: Bool?
    }

    private static func changed(_ before: [Side], _ after: [Side]) -> [Changed] {
        let names = Set(before.map(\.clock)).union(after.map(\.clock)).sorted()
        return names.compactMap { name in
            let old = before.first { $0.clock == name }
            let new = after.first { $0.clock == name }
            if old == new { return nil }
            return Changed(
                move: ClockMove(clock: name, old: old?.ends, new: new?.ends),
                isBetter: isBetter(old, new))
        }
    }

    /// Silence that approves is a right: to lose it is worse, to gain it better. The person is better off with a
    /// longer time of their own and a shorter one of the office.
    private static func isBetter(_ old: Side?, _ new: Side?) -> Bool? {
        let approves = ClockEffect.tacitApproval.rawValue
        let (had, has) = (old?.effect == approves, new?.effect == approves)
        if had != has { return has }
        guard let old, let new, let was = old.ends, let will = new.ends, was != will else {
            return nil
        }
        // What silence costs is no gain when it comes sooner, and no loss when it comes later.
        if harmful.contains(new.effect) { return will > was }
        return new.isPersons ? will > was : will < was
    }
}

/// Where the end of the period takes something from the person.
private let harmful: Set<String> = [
    ClockEffect.tacitRefusal.rawValue, ClockEffect.lapse.rawValue, ClockEffect.mayLapse.rawValue,
]

extension CaseHistory {
    /// The last demand, where it is neither paid nor settled by hand: made under the law of its day, it keeps its amount
    /// under every other, also where its document expired and another one is made.
    fileprivate var demandThatStays: MoveEffect.KeptDemand? {
        guard let last = fees.last, [.asked, .open, .expired].contains(last.state) else {
            return nil
        }
        return MoveEffect.KeptDemand(total: last.asked.total, basis: last.asked.basis)
    }
}

extension Favour {
    init(isBetter: Bool, isWorse: Bool) {
        switch (isBetter, isWorse) {
        case (true, true): self = .mixed
        case (true, false): self = .favourable
        case (false, true): self = .unfavourable
        case (false, false): self = .neutral
        }
    }

    /// Whether the person loses something by it.
    var takesAway: Bool { self == .unfavourable || self == .mixed }
}

/// What would become of one case, or became of it.
public struct MoveVerdict: Sendable, Equatable {
    public let reference: Reference
    public let kase: CaseID
    /// Nil where it cannot be moved.
    public let effect: MoveEffect?
    /// Nil where it can.
    public let refusal: MoveRefusal?

    /// Under which heading it is counted: the gravest that is true of it.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        /// It stays as it is, and why is said.
        case cannot
        /// A paper becomes missing.
        case papers
        /// It would stand at another stage.
        case stage
        /// A legal date changes.
        case dates
        /// Nothing that it shows changes.
        case clean
    }

    public var kind: Kind {
        guard let effect else { return .cannot }
        if !effect.newlyMissing.isEmpty { return .papers }
        if effect.stage != nil { return .stage }
        return effect.nextDate == nil && effect.clocks.isEmpty ? .clean : .dates
    }
}
