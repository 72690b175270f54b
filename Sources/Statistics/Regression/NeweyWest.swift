import Glibc

/// Covariance of coefficients where errors may differ in size and lean on those shortly before them.
///
/// W. K. Newey, K. D. West, "A Simple, Positive Semi-Definite, Heteroskedasticity and Autocorrelation Consistent
/// Covariance Matrix", Econometrica 55, 1987: weights 1 − l/(L+1). Small-sample choices: n/(n−k) as statsmodels'
/// `use_correction`, and `lags(for:)`; what is reported to people comes from `ContrastInterval`, which corrects further.
extension LeastSquares {
    /// With `lags` zero these are White's errors (HC0, or HC1 where corrected).
    public func neweyWest(lags: Int, corrected: Bool = true) -> [[Double]] {
        let k = coefficients.count
        let scores = zip(rows { $0 }, residuals).map { row, rest in row.map { $0 * rest } }
        var middle = [[Double]](repeating: [Double](repeating: 0, count: k), count: k)
        for lag in 0...max(0, min(lags, count - 1)) {
            let weight = 1 - Double(lag) / Double(lags + 1)
            for later in lag..<count {
                for i in 0..<k {
                    for j in 0..<k {
                        let product = scores[later][i] * scores[later - lag][j]
                        middle[i][j] += weight * product
                        if lag > 0 { middle[j][i] += weight * product }
                    }
                }
            }
        }
        let scale = corrected ? Double(count) / Double(freedom) : 1
        return (0..<k).map { i in
            (0..<k).map { j in scale * form(inverse[i], middle, inverse[j]) }
        }
    }

    /// The usual number of lags, 4 (n/100)^(2/9) rounded down (Newey and West, Review of Economic Studies 61, 1994).
    public static func lags(for count: Int) -> Int {
        max(1, Int(4 * pow(Double(count) / 100, 2.0 / 9)))
    }
}
