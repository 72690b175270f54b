/// How fast a series goes, how fast it would have to, and when it would arrive if nothing changed.
public struct Pace: Equatable, Sendable {
    /// Where the line stands at the last point.
    public let now: Double
    /// Change a year that reaches the target in time; nil where the time is over.
    public let needed: Double?
    /// Change a year as it is, and the ends of its interval; the first end is the slower one to what is better.
    public let actual: Double
    public let slow: Double
    public let fast: Double
    /// The year the line meets the target; nil at this pace never. At the fast and at the slow end likewise.
    public let metIn: Double?
    public let earliest: Double?
    public let latest: Double?
    public let isReached: Bool

    init(_ line: TheilSen, start: Double, now time: Double, _ target: Target, _ better: Direction) {
        let here = line.intercept + line.slope * (time - start)
        let left = target.value - here
        let isReached = better.reaches(target.value, here)
        func year(_ slope: Double) -> Double? {
            if isReached { return time }
            return slope * better.sign > 0 ? time + left / slope : nil
        }
        (now, actual, self.isReached) = (here, line.slope, isReached)
        needed = target.year > time ? left / (target.year - time) : nil
        slow = better == .up ? line.low : line.high
        fast = better == .up ? line.high : line.low
        (metIn, earliest, latest) = (year(line.slope), year(fast), year(slow))
    }
}
