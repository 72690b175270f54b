/// Where a series changes, and the stretches between.
public struct ChangePoints: Equatable, Sendable {
    /// Found: the index of the first value of each new stretch, rising.
    public let found: [Int]
    /// Given: where a known break begins. It bounds stretches and is never among the found.
    public let known: [Int]
    /// Of all stretches, without penalties.
    public let cost: Double
    public let count: Int

    /// The stretches between all changes, found and known.
    public var stretches: [Range<Int>] {
        let ends = [0] + (found + known).sorted() + [count]
        return zip(ends, ends.dropFirst()).map { $0..<$1 }
    }

    /// The segmentation whose cost and penalties are least, exactly.
    ///
    /// R. Killick, P. Fearnhead and I. A. Eckley, "Optimal detection of changepoints with a linear computational cost",
    /// Journal of the American Statistical Association 107, 2012. Nil of no value or one that is no number. `leastSize`
    /// is raised to what the cost needs.
    public static func pelt(
        _ values: [Double], cost: ChangeCost = .mean, penalty: Penalty = .bic, leastSize: Int = 2,
        known: [Int] = []
    ) -> ChangePoints? {
        search(values, cost, penalty, leastSize, known, isExact: true)
    }

    /// The same of several series at the same times, in comparable units, whose means change together; the penalty as given.
    public static func pelt(
        joint series: [[Double]], penalty: Double, leastSize: Int = 2
    ) -> ChangePoints? {
        guard let n = series.first?.count, n > 0, leastSize > 0,
            series.allSatisfy({ $0.count == n && $0.allSatisfy(\.isFinite) })
        else { return nil }
        let cost = JointMeanCost(parts: series.map { RunningSums($0) })
        let (found, total) = PrunedSearch.run(cost, n, penalty, leastSize)
        return ChangePoints(found: found, known: [], cost: total, count: n)
    }

    /// Splits where a split saves most, and again within both halves, as long as it saves more than the penalty
    /// (Scott and Knott 1974). Quick and not exact: a rise and a fall close together may be missed.
    public static func binarySegmentation(
        _ values: [Double], cost: ChangeCost = .mean, penalty: Penalty = .bic, leastSize: Int = 2,
        known: [Int] = []
    ) -> ChangePoints? {
        search(values, cost, penalty, leastSize, known, isExact: false)
    }

    private static func search(
        _ values: [Double], _ cost: ChangeCost, _ penalty: Penalty, _ leastSize: Int,
        _ known: [Int], isExact: Bool
    ) -> ChangePoints? {
        guard !values.isEmpty, values.allSatisfy(\.isFinite) else { return nil }
        if cost == .rate, values.contains(where: { $0 < 0 }) { return nil }
        let amount = penalty.amount(values, cost)
        let size = max(leastSize, cost.leastSize)
        let breaks = Set(known.filter { $0 > 0 && $0 < values.count }).sorted()
        let ends = [0] + breaks + [values.count]
        var (found, total) = ([Int](), 0.0)
        for (start, end) in zip(ends, ends.dropFirst()) {
            let piece = breaks.isEmpty ? values : Array(values[start..<end])
            let (places, sum) = segment(piece, cost, amount, size, isExact)
            found += places.map { $0 + start }
            total += sum
        }
        return ChangePoints(found: found, known: breaks, cost: total, count: values.count)
    }
}

/// One branch for each cost, so that each search is compiled for its own.
private func segment(
    _ values: [Double], _ cost: ChangeCost, _ penalty: Double, _ size: Int, _ isExact: Bool
) -> ([Int], Double) {
    func run(_ cost: some SegmentCost) -> ([Int], Double) {
        isExact
            ? PrunedSearch.run(cost, values.count, penalty, size)
            : HalvingSearch.run(cost, values.count, penalty, size)
    }
    switch cost {
    case .mean: return run(MeanCost(sums: RunningSums(values)))
    case .meanAndVariance: return run(NormalCost(values, isCentred: false))
    case .variance: return run(NormalCost(values, isCentred: true))
    case .slope: return run(SlopeCost(values))
    case .rate: return run(RateCost(values))
    }
}
