import Kernel

/// What is counted of a file: one key of a sum that a board reads. Pure: the same file gives the same keys.
struct Tally: Hashable, Sendable {
    enum Kind: String, Sendable {
        /// Somebody has to act, before the decision or after a grant: by stage and by the week of filing.
        case open
        /// Handed in, by week.
        case filed
        /// Decided: by week and by how many whole weeks it took.
        case decided
    }

    let kind: Kind
    let office: LocationID
    let procedure: String
    /// The stage of an open file; empty for the others.
    let state: String
    /// Of filing; of a decided file, that of the decision.
    let week: Int
    /// Whole weeks from filing to decision; 0 for the others.
    let span: Int
}

extension Case {
    /// The keys under which a file counts once while its projection is this.
    func tallies(_ projection: Projection) -> Set<Tally> {
        let filed = Tally(
            kind: .filed, office: office, procedure: procedure, state: "", week: filedAt.week,
            span: 0)
        let open = Tally(
            kind: .open, office: office, procedure: procedure, state: projection.state,
            week: filedAt.week, span: 0)
        guard let decidedAt = projection.decidedAt else { return [filed, open] }
        let decided = Tally(
            kind: .decided, office: office, procedure: procedure, state: "", week: decidedAt.week,
            span: decidedAt.wholeWeeks(since: filedAt))
        return projection.turn == .none ? [filed, decided] : [filed, decided, open]
    }
}

extension Moment {
    /// Weeks since that of Monday, 29 December 1969 (UTC).
    var week: Int { (Int(utcDay.number) + daysBeforeFirst) / 7 }

    func wholeWeeks(since other: Moment) -> Int {
        Int((microseconds - other.microseconds) / microsecondsPerWeek)
    }
}

extension Day {
    /// The Monday with which a week begins.
    init(week: Int) { self.init(number: Int32(week * 7 - daysBeforeFirst)) }
}

/// The first of January 1970 was a Thursday.
private let daysBeforeFirst = 3
private let microsecondsPerWeek: Int64 = 604_800_000_000

/// How long something waits or took, in parts of a year. The limits are a choice of this installation.
enum AgeBand: Int, CaseIterable, Sendable {
    case month, quarter, half, threeQuarters, year, longer

    /// The first whole week that is beyond it; nil for the last.
    var below: Int? {
        switch self {
        case .month: 4
        case .quarter: 13
        case .half: 26
        case .threeQuarters: 39
        case .year: 52
        case .longer: nil
        }
    }

    static func of(weeks: Int) -> AgeBand {
        allCases.first { band in band.below.map { weeks < $0 } ?? false } ?? .longer
    }
}

/// How many took how many whole weeks.
struct Spans: Sendable, Equatable {
    let counts: [Int: Int]

    var all: Int { counts.values.reduce(0, +) }

    /// Within how many weeks a share of them was over (nearest rank); nil where there are none. A file of three weeks
    /// and two days was over within four.
    func weeks(share percent: Int) -> Int? {
        if all == 0 { return nil }
        let wanted = max(1, (all * percent + 99) / 100)
        var reached = 0
        for (span, count) in counts.sorted(by: { $0.key < $1.key }) {
            reached += count
            if reached >= wanted { return span + 1 }
        }
        return nil
    }
}
