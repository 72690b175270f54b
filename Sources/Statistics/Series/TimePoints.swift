/// One value of a series and when it holds.
public struct TimePoint: Equatable, Sendable {
    /// In years: 2024 is the year 2024, 2024.25 its second quarter.
    public let time: Double
    /// In the unit of the series.
    public let value: Double

    public init(_ time: Double, _ value: Double) {
        (self.time, self.value) = (time, value)
    }
}

/// A place where a series cannot be compared with what was before: another definition, source or method.
///
/// It is known and therefore given; it is never found, and never reported as an event.
public struct Break: Equatable, Sendable {
    /// The first time, in years, that is counted in the new way.
    public let at: Double
    /// What changed, in words.
    public let reason: String

    public init(at: Double, reason: String) {
        (self.at, self.reason) = (at, reason)
    }
}

extension [TimePoint] {
    /// In the order of time, without what is no number; of two values at one time the later given holds.
    public var inOrder: [TimePoint] {
        var found: [TimePoint] = []
        let usable = filter { $0.time.isFinite && $0.value.isFinite }
        let sorted = usable.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        for (_, point) in sorted {
            if found.last?.time == point.time { found.removeLast() }
            found.append(point)
        }
        return found
    }

    /// The stretches between breaks, the earliest first; the points must be in the order of time.
    public func pieces(between breaks: [Break]) -> [[TimePoint]] {
        let ends = Set(breaks.map(\.at)).sorted()
        var pieces: [[TimePoint]] = [[]]
        var next = 0
        for point in self {
            while next < ends.count, ends[next] <= point.time {
                if pieces[pieces.count - 1].isEmpty == false { pieces.append([]) }
                next += 1
            }
            pieces[pieces.count - 1].append(point)
        }
        return pieces.filter { !$0.isEmpty }
    }
}
