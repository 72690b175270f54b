import Kernel

/// A round in numbers: households in the order of rank, and the desks they may be put to.
///
/// Desks that open alike at one place on one day form a bank: they are interchangeable, so rules look at banks only.
///
/// A class, because it never changes and is asked from the innermost loops: a copy of a struct would count each list.
final class Board: Sendable {
    struct Household {
        let name: Int64
        let kind: Int
        let length: Int
        let minutes: Int
        let window: Range<Int>
        let weekdays: UInt8
        /// Into `ways`.
        let ways: Range<Int>
    }

    /// A place within reach, and the points of the way.
    struct Way {
        let place: Int
        let points: Int
    }

    struct Bank {
        let place: Int
        let day: Int
        let shape: Int
        let kind: Int
        /// Into `desks`.
        let strips: Range<Int>
        /// Where its steps begin in a list of all banks' steps.
        let firstStep: Int
    }

    let households: [Household]
    let ways: [Way]
    let banks: [Bank]
    /// The desk of each strip.
    let desks: [Int64]
    let shapes: [Shape]
    let places: [Int64]
    let days: [Day]
    let pointsPerDay: Int
    /// Steps of all banks together.
    let stepCount: Int
    let lengthCount: Int
    private let weekdayBits: [UInt8]
    private let firstBank: [Int]
    private let starts: [Steps]
    private let fits: [Bool]
    private let deskKinds: Int

    init(_ round: Round) {
        let supply = SupplyTable(round.supply)
        let ranked = Ranking(round.lottery).order(round.applicants)
        let demand = DemandTable(ranked, lengths: round.supply.lengths, round.criteria, supply)
        (households, ways) = (demand.households, demand.ways)
        (banks, desks, shapes) = (supply.banks, supply.desks, supply.shapes)
        (places, days, stepCount) = (supply.places, supply.days, supply.stepCount)
        firstBank = supply.firstBank
        pointsPerDay = round.criteria.pointsPerDay
        weekdayBits = supply.days.map { 1 << UInt8($0.weekday) }
        lengthCount = demand.minutes.count
        starts = supply.shapes.flatMap { shape in
            demand.minutes.map { shape.starts(minutes: $0) }
        }
        deskKinds = supply.kinds.count
        fits = demand.kinds.flatMap { wanted in supply.kinds.map { wanted.fits($0) } }
    }

    /// The banks of a place on a day.
    @inline(__always)
    func banks(place: Int, day: Int) -> Range<Int> {
        let at = place * days.count + day
        return firstBank[at]..<firstBank[at + 1]
    }

    @inline(__always)
    func stepCount(of household: Int, at bank: Int) -> Int {
        shapes[banks[bank].shape].stepCount(minutes: households[household].minutes)
    }

    /// Where a household may begin if nobody else came.
    @inline(__always)
    func starts(of household: Int, at bank: Int) -> Steps {
        let (one, here) = (households[household], banks[bank])
        guard fits[one.kind * deskKinds + here.kind] else { return 0 }
        let all = starts[here.shape * lengthCount + one.length]
        if all == 0 || one.window == Reach.wholeDay { return all }
        let shape = shapes[here.shape]
        let first = one.window.lowerBound - shape.startMinute
        let last = one.window.upperBound - one.minutes - shape.startMinute
        guard last >= 0 else { return 0 }
        let step = shape.stepMinutes
        return all & .range(first <= 0 ? 0 : (first + step - 1) / step, last / step + 1)
    }

    @inline(__always)
    func comes(_ household: Int, on day: Int) -> Bool {
        households[household].weekdays & weekdayBits[day] != 0
    }

    @inline(__always)
    func points(ofDay day: Int) -> Int { days[day].days(since: days[0]) * pointsPerDay }

    /// Whether a desk serves them at all, were it free all day and long enough.
    func isWithinReach(_ household: Int) -> Bool {
        let one = households[household]
        return ways[one.ways].contains { way in
            days.indices.contains { day in
                comes(household, on: day)
                    && banks(place: way.place, day: day).contains { bank in
                        let hours = shapes[banks[bank].shape]
                        return fits[one.kind * deskKinds + banks[bank].kind]
                            && one.window.overlaps(hours.opens..<max(hours.opens, hours.closes))
                    }
            }
        }
    }
}
