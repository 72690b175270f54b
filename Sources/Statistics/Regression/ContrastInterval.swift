/// A size with its interval, as every result of this room gives it.
public struct Estimate: Equatable, Sendable {
    public let size: Double
    public let low: Double
    public let high: Double
    /// The share of such intervals that hold the truth where the assumptions do; 0.95 unless said otherwise.
    public let level: Double
    /// Two-sided, of no effect at all; nil where none is worked out.
    public let p: Double?

    public init(size: Double, low: Double, high: Double, level: Double = 0.95, p: Double? = nil) {
        (self.size, self.low, self.high, self.level, self.p) = (size, low, high, level, p)
    }

    /// By Student's law.
    init(size: Double, error: Double, freedom: Double, level: Double = 0.95) {
        let half = StudentLaw.reach(level, freedom: freedom) * error
        let p =
            error > 0 ? StudentLaw.twoSided(size / error, freedom: freedom) : (size == 0 ? 1 : 0)
        self.init(size: size, low: size - half, high: size + half, level: level, p: p)
    }

    /// Whether the interval leaves zero out.
    public var excludesZero: Bool { low > 0 || high < 0 }
    public var isFinite: Bool { size.isFinite && low.isFinite && high.isFinite }
}

/// A weighted sum of coefficients of a series, with Newey-West errors made honest for few points.
///
/// Newey-West errors are too small in short series. Here the expected value of the very estimator, and how much it
/// varies, are worked out under errors that lean on each other (`WorkingCorrelation`); the variance is scaled by the
/// first, and Student's freedom is taken from the second (Satterthwaite), as R. M. Bell and D. F. McCaffrey (Survey
/// Methodology 28, 2002) and G. Imbens and M. Kolesár (Review of Economics and Statistics 98, 2016) do for clusters.
struct ContrastInterval: Sendable {
    let estimate: Estimate
    let error: Double
    let freedom: Double
    let correlation: WorkingCorrelation

    /// Nil where the fit leaves nothing over, so that no error can be told.
    init?(
        _ fit: LeastSquares, weights: [Double], lags: Int? = nil,
        correlation given: WorkingCorrelation? = nil
    ) {
        guard weights.count == fit.coefficients.count, fit.squares > 0 else { return nil }
        correlation = given ?? WorkingCorrelation(fit)
        let lags = lags ?? LeastSquares.lags(for: fit.count)
        let shares = ContrastInterval.shares(fit, weights)
        let kernel = BartlettForm(shares, lags: lags)
        let (expected, spread) = kernel.moments(correlation.residualCovariance(fit.basis))
        let truth = dot(shares, correlation.applied(to: shares))
        guard expected > 0, spread > 0, truth > 0 else { return nil }
        error = (kernel.value(fit.residuals) * truth / expected).squareRoot()
        freedom = max(1, expected * expected / spread)
        estimate = Estimate(size: dot(weights, fit.coefficients), error: error, freedom: freedom)
    }

    /// What each point adds to the contrast.
    private static func shares(_ fit: LeastSquares, _ weights: [Double]) -> [Double] {
        let turned = fit.inverse.map { dot($0, weights) }
        return fit.rows { dot($0, turned) }
    }
}

/// The quadratic form of residuals that is the Newey-West variance of one contrast.
struct BartlettForm {
    let shares: [Double]
    let lags: Int

    init(_ shares: [Double], lags: Int) {
        self.shares = shares
        self.lags = max(0, min(lags, shares.count - 1))
    }

    func value(_ residuals: [Double]) -> Double {
        let terms = zip(shares, residuals).map { $0 * $1 }
        return dot(terms, smoothed(terms))
    }

    /// The expected value for residuals of this covariance, and half the variance, which is tr(KPKP).
    func moments(_ covariance: [[Double]]) -> (expected: Double, spread: Double) {
        let n = shares.count
        // K P: the columns of P, which are its rows, weighted, smoothed, weighted.
        let product = covariance.map { row in
            zip(shares, smoothed(zip(shares, row).map { $0 * $1 })).map { $0 * $1 }
        }
        var (expected, spread) = (0.0, 0.0)
        for i in 0..<n {
            expected += product[i][i]
            for j in 0..<n { spread += product[i][j] * product[j][i] }
        }
        return (expected, spread)
    }

    private func smoothed(_ x: [Double]) -> [Double] {
        x.indices.map { index in
            var sum = x[index]
            for lag in 1..<(lags + 1) {
                let weight = 1 - Double(lag) / Double(lags + 1)
                if index >= lag { sum += weight * x[index - lag] }
                if index + lag < x.count { sum += weight * x[index + lag] }
            }
            return sum
        }
    }
}
