/// The difference of the means of two groups of numbers, with its interval.
///
/// Welch (Biometrika 34, 1947) where both groups can tell their own spread; a common spread otherwise, which also serves
/// for one number against many.
struct MeanDifference: Sendable {
    let estimate: Estimate
    let error: Double
    let freedom: Double

    /// Nil where no spread can be told: fewer than three numbers in all, or one group empty.
    init?(_ first: [Double], _ second: [Double], level: Double = 0.95) {
        let (a, b) = (Double(first.count), Double(second.count))
        guard a >= 1, b >= 1, a + b >= 3 else { return nil }
        let (va, vb) = (variance(of: first), variance(of: second))
        if first.count >= MeanDifference.ownSpreadMin, second.count >= MeanDifference.ownSpreadMin {
            let (sa, sb) = (va / a, vb / b)
            error = (sa + sb).squareRoot()
            freedom = (sa + sb) * (sa + sb) / (sa * sa / (a - 1) + sb * sb / (b - 1))
        } else {
            freedom = a + b - 2
            error = (((a - 1) * va + (b - 1) * vb) / freedom * (1 / a + 1 / b)).squareRoot()
        }
        guard freedom > 0, error > 0 else { return nil }
        estimate = Estimate(
            size: mean(of: first) - mean(of: second), error: error, freedom: freedom, level: level)
    }

    /// Of fewer numbers a spread is hardly an estimate.
    private static let ownSpreadMin = 4
}
