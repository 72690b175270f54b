/// Steps of a desk's grid, one bit each: the lowest is the first step of the opening.
typealias Steps = UInt128

extension Steps {
    /// More steps in one piece are cut: a visit across the cut is not found (10 hours are 120 steps of 5 minutes).
    static let countMax = 128

    /// The steps from one to before another, both cut to what there is.
    static func range(_ from: Int, _ to: Int) -> Steps {
        let (low, high) = (Swift.max(0, from), Swift.min(countMax, to))
        guard low < high else { return 0 }
        return (Steps.max >> Steps(countMax - (high - low))) << Steps(low)
    }

    /// Where so many of these steps follow each other.
    @inline(__always)
    func runs(of count: Int) -> Steps {
        var (runs, have) = (self, 1)
        while have < count, runs != 0 {
            let further = Swift.min(have, count - have)
            runs &= runs >> Steps(further)
            have += further
        }
        return runs
    }

    /// The places of the bits, the lowest first.
    @inline(__always)
    func each(_ body: (Int) -> Void) {
        var rest = self
        while rest != 0 {
            body(rest.trailingZeroBitCount)
            rest &= rest &- 1
        }
    }
}

/// When visits may begin in one opening of a desk, whatever its day: shared by all desks that open alike.
struct Shape: Hashable {
    let opens: Int
    let closes: Int
    let taken: [Range<Int>]
    let stepMinutes: Int
    /// The first step that is meant, where an opening is longer than `Steps` has room.
    let firstStep: Int

    var startMinute: Int { opens + firstStep * stepMinutes }
    var steps: Int {
        min(Steps.countMax, (closes - startMinute + stepMinutes - 1) / stepMinutes)
    }

    func stepCount(minutes: Int) -> Int { (minutes + stepMinutes - 1) / stepMinutes }

    /// The starts at which so many minutes are free in one piece: those of `DeskDay.starts`.
    func starts(minutes: Int) -> Steps {
        let count = stepCount(minutes: minutes)
        guard minutes > 0, count <= steps else { return 0 }
        var found: Steps = 0
        for step in 0...(steps - count) {
            let start = startMinute + step * stepMinutes
            let visit = start..<start + minutes
            if visit.upperBound <= closes, !taken.contains(where: visit.overlaps) {
                found |= 1 << Steps(step)
            }
        }
        return found
    }

    static func all(of desk: DeskDay) -> [Shape] {
        desk.open.flatMap { hours in
            let steps = (hours.count + desk.stepMinutes - 1) / desk.stepMinutes
            return stride(from: 0, to: steps, by: Steps.countMax).map { first in
                Shape(
                    opens: hours.lowerBound, closes: hours.upperBound,
                    taken: desk.taken.filter(hours.overlaps), stepMinutes: desk.stepMinutes,
                    firstStep: first)
            }
        }
    }
}
