import Glibc

/// What a change is a change of, and so how badly a stretch without one fits.
public enum ChangeCost: String, CaseIterable, Sendable {
    /// Squared distances from the mean of the stretch (`l2`).
    case mean
    /// Twice the negative logarithm of the normal likelihood, mean and variance free (`normal`).
    case meanAndVariance
    /// The same with one mean for the whole series: only the spread changes.
    case variance
    /// Squared distances from a straight line of the stretch (`clinear`, not joined): level and slope change.
    case slope
    /// Twice the negative logarithm of the Poisson likelihood: for counts.
    case rate

    /// The fewest values a stretch must have for its cost to mean something.
    public var leastSize: Int {
        switch self {
        case .mean, .rate: 1
        case .meanAndVariance, .variance: 2
        case .slope: 3
        }
    }

    /// How many numbers describe a stretch.
    var parameters: Int { self == .meanAndVariance || self == .slope ? 2 : 1 }
}

/// The cost of the values from `start` to before `end`, told at once from sums.
protocol SegmentCost {
    func cost(_ start: Int, _ end: Int) -> Double
}

/// Sums from the beginning; values are centred first, so that large levels cost no digits.
struct RunningSums {
    let sums: [Double]
    let squares: [Double]

    init(_ values: [Double], around centre: Double? = nil) {
        let centre = centre ?? values.reduce(0, +) / Double(max(1, values.count))
        var (sums, squares) = ([0.0], [0.0])
        sums.reserveCapacity(values.count + 1)
        squares.reserveCapacity(values.count + 1)
        var (sum, square) = (0.0, 0.0)
        for value in values {
            let distance = value - centre
            sum += distance
            square += distance * distance
            sums.append(sum)
            squares.append(square)
        }
        (self.sums, self.squares) = (sums, squares)
    }

    func spread(_ start: Int, _ end: Int) -> Double {
        let sum = sums[end] - sums[start]
        return max(0, squares[end] - squares[start] - sum * sum / Double(end - start))
    }
}

struct MeanCost: SegmentCost {
    let sums: RunningSums
    func cost(_ start: Int, _ end: Int) -> Double { sums.spread(start, end) }
}

/// Several series that change together; their costs are added.
struct JointMeanCost: SegmentCost {
    let parts: [RunningSums]

    func cost(_ start: Int, _ end: Int) -> Double {
        parts.reduce(0) { $0 + $1.spread(start, end) }
    }
}

struct NormalCost: SegmentCost {
    let sums: RunningSums
    let isCentred: Bool
    /// Equal values would have a likelihood without bound; so much spread is always assumed.
    let floor: Double

    init(_ values: [Double], isCentred: Bool) {
        sums = RunningSums(values)
        self.isCentred = isCentred
        floor = max(1e-6 * (sums.squares.last ?? 0) / Double(max(1, values.count)), 1e-300)
    }

    func cost(_ start: Int, _ end: Int) -> Double {
        let n = Double(end - start)
        let square =
            isCentred ? sums.squares[end] - sums.squares[start] : sums.spread(start, end)
        // Added, not a bound: so no split can cost more than the whole, which the exact search relies on.
        return n * log(max(0, square) / n + floor)
    }
}

struct SlopeCost: SegmentCost {
    let values: RunningSums
    let weighted: [Double]

    init(_ values: [Double]) {
        let mean = values.reduce(0, +) / Double(max(1, values.count))
        self.values = RunningSums(values, around: mean)
        var weighted = [0.0]
        for (index, value) in values.enumerated() {
            weighted.append(weighted[index] + Double(index) * (value - mean))
        }
        self.weighted = weighted
    }

    func cost(_ start: Int, _ end: Int) -> Double {
        let n = Double(end - start)
        let middle = Double(start) + (n - 1) / 2
        let times = n * (n * n - 1) / 12
        let sum = values.sums[end] - values.sums[start]
        let product = weighted[end] - weighted[start] - middle * sum
        let spread = values.spread(start, end)
        return times > 0 ? max(0, spread - product * product / times) : spread
    }
}

struct RateCost: SegmentCost {
    let sums: RunningSums

    init(_ values: [Double]) { sums = RunningSums(values, around: 0) }

    func cost(_ start: Int, _ end: Int) -> Double {
        let sum = sums.sums[end] - sums.sums[start]
        return sum > 0 ? -2 * sum * log(sum / Double(end - start)) : 0
    }
}
