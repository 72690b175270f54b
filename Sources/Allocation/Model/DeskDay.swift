public import Kernel

/// One desk on one day: when it is open and what is taken, in minutes since midnight of its place.
public struct DeskDay: Equatable, Sendable {
    public let desk: Int64
    public let day: Day
    public let open: [Range<Int>]
    public let taken: [Range<Int>]
    /// Visits begin on this grid, counted from each opening.
    public let stepMinutes: Int

    public init(
        desk: Int64, day: Day, open: [Range<Int>], taken: [Range<Int>] = [], stepMinutes: Int
    ) {
        self.desk = desk
        self.day = day
        self.open = open
        self.taken = taken
        self.stepMinutes = max(1, stepMinutes)
    }

    /// The starts at which so many minutes are free in one piece.
    public func starts(minutes: Int) -> [Int] {
        guard minutes > 0 else { return [] }
        return Set(open.flatMap { starts(minutes: minutes, in: $0) }).sorted()
    }

    private func starts(minutes: Int, in hours: Range<Int>) -> [Int] {
        stride(from: hours.lowerBound, through: hours.upperBound - minutes, by: stepMinutes).filter
        { start in
            !taken.contains { $0.overlaps(start..<start + minutes) }
        }
    }
}

/// How long a service takes at the desk: the first person takes longer than each further one.
public struct VisitLength: Equatable, Sendable {
    public let firstMinutes: Int
    public let furtherMinutes: Int

    public init(firstMinutes: Int, furtherMinutes: Int) {
        self.firstMinutes = firstMinutes
        self.furtherMinutes = furtherMinutes
    }

    public func minutes(persons: Int) -> Int {
        persons < 1 ? 0 : firstMinutes + (persons - 1) * furtherMinutes
    }
}
