import Glibc

// What is asked of a segmented regression before it is believed.
extension InterruptedSeries {
    /// All of them, in the order in which they are told.
    func checks(_ values: [Double], steps: [Double]) -> [Check] {
        [
            straightBefore(values), dateFits(values, steps: steps), shortMemory(),
            placeboDate(values), otherChoices(values),
        ]
    }

    /// A bend of the course before would be taken for an effect after.
    private func straightBefore(_ values: [Double]) -> Check {
        let count = design.start
        let middle = Double(count - 1) / 2
        let time = (0..<count).map { Double($0) - middle }
        let columns =
            [time.map { _ in 1 }, time, time.map { $0 * $0 }]
            + InterruptedSeries.seasons(count, design.season)
        guard let fit = LeastSquares(Array(values[..<count]), on: columns) else {
            return Check(.straightBefore, nil)
        }
        var weights = [Double](repeating: 0, count: columns.count)
        weights[2] = 1
        let p = ContrastInterval(
            fit, weights: weights, lags: design.lags, correlation: correlation)?.estimate.p
        return Check(.straightBefore, p.map { $0 >= strictChance }, figure: p)
    }

    /// Ljung and Box on what is left when the lean of each error on the one before is taken off.
    private func shortMemory() -> Check {
        let rest = fit.residuals
        let shocks = (1..<rest.count).map { rest[$0] - correlation.share * rest[$0 - 1] }
        let lags = min(10, max(3, shocks.count / 5))
        let p = SerialCorrelation.ljungBox(shocks, lags: lags, fitted: 1)?.p
        return Check(.shortMemory, p.map { $0 >= strictChance }, figure: p)
    }

    /// The same model half-way through the points before the cause.
    private func placeboDate(_ values: [Double]) -> Check {
        let count = design.start
        let placebo = InterruptedSeries(
            Array(values[..<count]),
            Design(start: count / 2, season: design.season, lags: design.lags),
            correlation: correlation)
        let p = placebo?.effect.p
        return Check(.placeboDate, p.map { $0 >= chance }, figure: p)
    }

    /// Without the points next to the date, without the oldest quarter, with twice the lags.
    private func otherChoices(_ values: [Double]) -> Check {
        let skip = seasonal(design.start / 4)
        let lags = design.lags ?? LeastSquares.lags(for: values.count)
        let others = [
            InterruptedSeries(
                values,
                Design(
                    start: design.start - 1, phaseIn: design.phaseIn + 2, season: design.season,
                    lags: design.lags), correlation: correlation),
            InterruptedSeries(
                Array(values[skip...]),
                Design(
                    start: design.start - skip, phaseIn: design.phaseIn, season: design.season,
                    lags: design.lags), correlation: correlation),
            InterruptedSeries(
                values,
                Design(
                    start: design.start, phaseIn: design.phaseIn, season: design.season,
                    lags: 2 * lags)),
        ]
        let found = others.compactMap { $0?.effect }
        guard found.count == others.count else { return Check(.otherChoices, nil) }
        let least = found.map { $0.size / effect.size }.min() ?? 0
        let isSure = found.last.map { $0.excludesZero == effect.excludesZero } ?? false
        return Check(.otherChoices, least >= 0.5 && isSure, figure: least)
    }

    /// Rounded to whole years, so that seasons stay where they are.
    private func seasonal(_ points: Int) -> Int {
        design.season.map { points / $0 * $0 } ?? points
    }

    // MARK: - The date that the numbers would choose

    /// Whether the declared date is among those that the numbers allow: the likelihood ratio of B. E. Hansen,
    /// "Sample Splitting and Threshold Estimation", Econometrica 68, 2000 (7.35 for 95 percent).
    private func dateFits(_ values: [Double], steps: [Double]) -> Check {
        let edge = max(3, values.count / 10)
        let candidates = Array(edge..<max(edge + 1, values.count - edge))
        guard candidates.count > 2, let free = best(values, candidates, share: 0) else {
            return Check(.dateFits, nil)
        }
        // The lean of the errors is taken where the model fits best, or a missed step would pass for memory.
        let share =
            InterruptedSeries(values, Design(start: free.start, season: design.season))?
            .correlation.share ?? correlation.share
        // Dates one point off are the same date: a cause falls within a point, not on its edge.
        let near = [design.felt - 1, design.felt, design.felt + 1].compactMap {
            squares(values, start: $0, share: share)
        }
        guard let found = best(values, candidates, share: share), let own = near.min() else {
            return Check(.dateFits, nil)
        }
        let freedom = Double(values.count - 1 - 4 - (design.season.map { $0 - 1 } ?? 0))
        let ratio = found.squares > 0 ? freedom * (own - found.squares) / found.squares : 0
        let time = found.start < steps.count ? steps[found.start] : .nan
        return Check(
            .dateFits, ratio <= hansenLimit, figure: ratio,
            note: ratio <= hansenLimit ? "" : yearText(time))
    }

    private func best(
        _ values: [Double], _ candidates: [Int], share: Double
    ) -> (start: Int, squares: Double)? {
        candidates.compactMap { start in
            squares(values, start: start, share: share).map { (start, $0) }
        }.min { ($0.1, $0.0) < ($1.1, $1.0) }
    }

    /// What a model with its change at `start` leaves over, where errors lean on each other by `share`.
    private func squares(_ values: [Double], start: Int, share: Double) -> Double? {
        guard start >= 2, start <= values.count - 2 else { return nil }
        func thinned(_ x: [Double]) -> [Double] { (1..<x.count).map { x[$0] - share * x[$0 - 1] } }
        let columns = InterruptedSeries.columns(
            values.count, Design(start: start, season: design.season))
        return LeastSquares(thinned(values), on: columns.map(thinned))?.squares
    }
}

/// A year with its month, as 2019-04.
func yearText(_ time: Double) -> String {
    guard time.isFinite, abs(time) < 1e6 else { return "" }
    // A hundredth of a month on top: twelfths are not exact.
    let months = Int((time * 12 + 0.01).rounded(.down))
    let year = Int((Double(months) / 12).rounded(.down))
    let number = months - year * 12 + 1
    return "\(year)-" + (number < 10 ? "0\(number)" : "\(number)")
}

/// One in twenty: placebo dates, as the intervals.
let chance = 0.05
/// Where a check asks whether an assumption is plainly false, and a false alarm costs a verdict.
let strictChance = 0.01
/// Hansen 2000, table I.
private let hansenLimit = 7.35
