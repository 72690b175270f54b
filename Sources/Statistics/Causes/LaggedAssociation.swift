import Glibc

/// Whether an outcome moves some points after a driver, with a chance that knows how both series lean on themselves.
///
/// The driver is moved round in a circle and its blocks are mixed, which keeps the memory of both series and breaks what
/// binds them (H. R. Künsch, Annals of Statistics 17, 1989; D. Politis, J. Romano, 1992, on blocks in a circle). The largest
/// correlation over all lags is compared with the largest of each such lot, so that looking at several lags costs nothing.
public struct LaggedAssociation: Sendable {
    /// What is taken off both series first.
    public enum Change: String, CaseIterable, Sendable { case none, line, differences }

    /// Correlation at the lag that shows most, with an interval that allows for the choice of the lag.
    public let correlation: Estimate
    /// Points by which the outcome follows.
    public let lag: Int
    /// Of the outcome per unit of the driver, at that lag, with Newey-West errors.
    public let slope: Estimate
    /// The largest correlation where the outcome would lead.
    public let reversed: Double
    let outcome: [Double]
    let driver: [Double]

    /// Nil with fewer than 20 points left, lags that take more than a quarter of them, or a series that does not vary.
    public init?(
        outcome: [Double], driver: [Double], lags: ClosedRange<Int>, change: Change = .differences
    ) {
        guard outcome.count == driver.count, lags.lowerBound >= 0,
            let y = LaggedAssociation.changed(outcome, change),
            let x = LaggedAssociation.changed(driver, change),
            y.count >= LaggedAssociation.pointsMin, lags.upperBound <= y.count / 4,
            let moves = UnitSeries(x), let follows = UnitSeries(y)
        else { return nil }
        let seen = follows.peak(after: moves, lags)
        guard let slope = LaggedAssociation.slope(x, y, seen.lag) else { return nil }
        var lot = Lot(seed: 20_260_102)
        let block = max(lags.upperBound + 1, Int(Double(y.count).squareRoot().rounded(.up)))
        let placebos = (0..<LaggedAssociation.drawn).map { _ in
            abs(follows.peak(after: moves.mixed(block, &lot), lags).size)
        }
        let extreme = placebos.count { $0 >= abs(seen.size) }
        let reach = atanh(min(quantile(placebos, 0.95) ?? 1, 1 - 1e-12))
        let middle = atanh(max(-1 + 1e-12, min(1 - 1e-12, seen.size)))
        correlation = Estimate(
            size: seen.size, low: tanh(middle - reach), high: tanh(middle + reach),
            p: Double(extreme + 1) / Double(placebos.count + 1))
        lag = seen.lag
        self.slope = slope
        // The same point in time belongs to neither direction.
        let leads = max(1, lags.lowerBound)...max(1, lags.upperBound)
        reversed = moves.peak(after: follows, leads).size
        (self.outcome, self.driver) = (y, x)
    }

    /// A chance of one in twenty is then told to less than a hundredth.
    private static let drawn = 599
    static let pointsMin = 20

    static func changed(_ values: [Double], _ change: Change) -> [Double]? {
        guard values.count > 2, values.allSatisfy(\.isFinite) else { return nil }
        switch change {
        case .none: return values
        case .differences: return (1..<values.count).map { values[$0] - values[$0 - 1] }
        case .line:
            let time = values.indices.map { Double($0) - Double(values.count - 1) / 2 }
            return LeastSquares(values, on: [time.map { _ in 1 }, time])?.residuals
        }
    }

    private static func slope(_ x: [Double], _ y: [Double], _ lag: Int) -> Estimate? {
        let later = Array(y[lag...])
        let earlier = Array(x[..<(x.count - lag)])
        guard let fit = LeastSquares(later, on: [earlier.map { _ in 1 }, earlier]) else {
            return nil
        }
        return ContrastInterval(fit, weights: [0, 1])?.estimate
    }
}

/// A series about its mean, with squares that add up to one.
private struct UnitSeries {
    let values: [Double]

    init?(_ values: [Double]) {
        let middle = mean(of: values)
        let centred = values.map { $0 - middle }
        let size = dot(centred, centred).squareRoot()
        guard size > 0 else { return nil }
        self.values = centred.map { $0 / size }
    }

    private init(unit: [Double]) { values = unit }

    /// Begun elsewhere in the circle, cut into blocks, and these in another order.
    func mixed(_ block: Int, _ lot: inout Lot) -> UnitSeries {
        let n = values.count
        let turn = lot.below(n)
        var starts = Array(stride(from: 0, to: n, by: block))
        for index in starts.indices.dropLast() {
            starts.swapAt(index, index + lot.below(starts.count - index))
        }
        return UnitSeries(
            unit: starts.flatMap { start in
                (start..<min(n, start + block)).map { values[($0 + turn) % n] }
            })
    }

    /// The correlation furthest from zero among lags by which this one follows another.
    func peak(after other: UnitSeries, _ lags: ClosedRange<Int>) -> (lag: Int, size: Double) {
        var best = (lag: lags.lowerBound, size: 0.0)
        for lag in lags {
            var sum = 0.0
            for row in lag..<values.count { sum += values[row] * other.values[row - lag] }
            if abs(sum) > abs(best.size) { best = (lag, sum) }
        }
        return best
    }
}
