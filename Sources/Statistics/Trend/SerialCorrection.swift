/// What is done about neighbours that are alike (autocorrelation) before a trend is tested.
public enum SerialCorrection: Equatable, Sendable {
    /// The variance is scaled by the correlations of the ranks, of those lags that differ from none at 5 percent
    /// (Hamed and Rao, Journal of Hydrology 204, 1998); all lags, or the first so many.
    case hamedRao(lags: Int? = nil)
    /// The same by all correlations of the values without their trend (Yue and Wang, Water Resources Management 18, 2004).
    case yueWang(lags: Int? = nil)
    /// What follows from the value before is taken off (von Storch 1995). It takes a part of the trend with it.
    case preWhitened
    /// The trend is taken off first and put back (Yue, Pilon, Phinney and Cavadias, Hydrological Processes 16, 2002).
    case trendFreePreWhitened

    func test(_ values: [Double], _ plain: MannKendall) -> MannKendall? {
        // Equal values have no trend, and no correlation that could be worked out.
        if plain.variance == 0 { return plain }
        let n = values.count
        switch self {
        case .hamedRao(let lags):
            let ranks = ranks(of: withoutTrend(values))
            return plain.scaled(by: hamedRaoFactor(ranks, lags ?? n - 1), count: n)
        case .yueWang(let lags):
            let correlations = autocorrelations(withoutTrend(values), lags: lags ?? n - 1)
            let sum = correlations.enumerated().dropFirst().reduce(0) {
                $0 + (1 - Double($1.offset) / Double(n)) * $1.element
            }
            return plain.scaled(by: 1 + 2 * sum, count: n)
        case .preWhitened:
            return MannKendall(whitened(values))
        case .trendFreePreWhitened:
            let slope = TheilSen(values)?.slope ?? 0
            let noise = whitened(withoutTrend(values))
            return MannKendall(noise.enumerated().map { $1 + slope * Double($0 + 1) })
        }
    }
}

/// By how much alike neighbours widen the variance of the score.
func hamedRaoFactor(_ ranks: [Double], _ lags: Int) -> Double {
    let n = Double(ranks.count)
    let bound = normalReach(0.95) / n.squareRoot()
    var sum = 0.0
    for (lag, correlation) in autocorrelations(ranks, lags: lags).enumerated().dropFirst()
    where abs(correlation) > bound {
        let left = n - Double(lag)
        sum += left * (left - 1) * (left - 2) * correlation
    }
    return 1 + 2 / (n * (n - 1) * (n - 2)) * sum
}

/// Correlations of a series with itself, lag 0 first; divided by the whole count, as is usual. Zero where nothing varies.
func autocorrelations(_ values: [Double], lags: Int) -> [Double] {
    let n = values.count
    let mean = values.reduce(0, +) / Double(n)
    let centred = values.map { $0 - mean }
    let whole = centred.reduce(0) { $0 + $1 * $1 }
    return centred.withUnsafeBufferPointer { y in
        (0...max(0, min(lags, n - 1))).map { lag in
            if whole == 0 { return lag == 0 ? 1 : 0 }
            var sum = 0.0
            for index in lag..<n { sum += y[index] * y[index - lag] }
            return sum / whole
        }
    }
}

/// The place of each value among all, from 1; equal values share the middle of their places.
func ranks(of values: [Double]) -> [Double] {
    let order = values.enumerated().map { (value: $1, index: $0) }.sorted { $0.value < $1.value }
    var (found, start) = ([Double](repeating: 0, count: values.count), 0)
    while start < order.count {
        var end = start
        while end + 1 < order.count, order[end + 1].value == order[start].value { end += 1 }
        for place in start...end { found[order[place].index] = Double(start + end) / 2 + 1 }
        start = end + 1
    }
    return found
}

func withoutTrend(_ values: [Double]) -> [Double] {
    let slope = TheilSen(values)?.slope ?? 0
    return values.enumerated().map { $1 - slope * Double($0 + 1) }
}

/// What is left of each value when what follows from the one before is taken off.
private func whitened(_ values: [Double]) -> [Double] {
    let first = autocorrelations(values, lags: 1)[1]
    return (1..<values.count).map { values[$0] - first * values[$0 - 1] }
}
