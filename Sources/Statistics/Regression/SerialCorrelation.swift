/// Whether errors of a series lean on those before them.
public enum SerialCorrelation {
    /// From lag 1 on; about the mean, divided by the whole. Empty where nothing varies.
    public static func values(_ series: [Double], lags: Int) -> [Double] {
        let middle = mean(of: series)
        let centred = series.map { $0 - middle }
        let squares = dot(centred, centred)
        guard squares > 0, lags > 0 else { return [] }
        return (1...lags).map { lag in
            guard lag < series.count else { return 0 }
            return (lag..<series.count).reduce(0) { $0 + centred[$1] * centred[$1 - lag] } / squares
        }
    }

    /// G. M. Ljung, G. E. P. Box, Biometrika 65, 1978: the chance of such correlations among independent errors.
    /// `fitted` coefficients of the errors' own model are taken from the freedom. Nil where too few lags remain.
    public static func ljungBox(
        _ series: [Double], lags: Int, fitted: Int = 0
    ) -> (statistic: Double, p: Double)? {
        let found = values(series, lags: lags)
        guard !found.isEmpty, lags < series.count, lags > fitted else { return nil }
        let n = Double(series.count)
        let sum = found.enumerated().reduce(0.0) {
            $0 + $1.element * $1.element / (n - Double($1.offset + 1))
        }
        let statistic = n * (n + 2) * sum
        return (statistic, ChiSquareLaw.above(statistic, freedom: Double(lags - fitted)))
    }

    /// J. Durbin, G. S. Watson, Biometrika 37, 1950: 2 without lean, towards 0 with it. Nil where nothing is left over.
    public static func durbinWatson(_ residuals: [Double]) -> Double? {
        let squares = dot(residuals, residuals)
        guard residuals.count > 1, squares > 0 else { return nil }
        return (1..<residuals.count).reduce(0) {
            let step = residuals[$1] - residuals[$1 - 1]
            return $0 + step * step
        } / squares
    }
}
