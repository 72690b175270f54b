/// An interrupted series, alone or beside a comparison whose course is taken off.
public struct InterruptedStudy: Sendable {
    public let panel: Panel
    public let cause: CandidateCause
    public let disturbances: [Disturbance]
    /// Whether the disturbances are all that somebody found who looked for them; with it a series alone may say something.
    public let areRivalsSought: Bool
    /// Points of a year, where the series has seasons.
    public let season: Int?
    public let lags: Int?

    public init(
        _ panel: Panel, _ cause: CandidateCause, disturbances: [Disturbance] = [],
        areRivalsSought: Bool = false, season: Int? = nil, lags: Int? = nil
    ) {
        (self.panel, self.cause, self.disturbances) = (panel, cause, disturbances)
        self.areRivalsSought = areRivalsSought
        (self.season, self.lags) = (season, lags)
    }

    /// Fewest points on either side (R. B. Penfold, F. Zhang, Academic Pediatrics 13, 2013), and two years of seasons.
    public static let pointsMin = 8

    public func result() -> CausalResult {
        let isCompared = !panel.comparison.isEmpty
        let method: CausalResult.Method = isCompared ? .controlled : .interrupted
        let window = StudyWindow(panel, cause, disturbances, isCompared: isCompared)
        let least = max(InterruptedStudy.pointsMin, 2 * (season ?? 0))
        var checks = window.checks(before: least, after: least)
        let isLong = checks.allSatisfy(\.isPassed)
        checks += comparisonChecks(isCompared, window)
        guard isLong, let series = Series(panel, window)
        else { return CausalResult(method, cause.claim, effect: nil, checks: checks) }
        let design = InterruptedSeries.Design(
            start: window.start, phaseIn: window.phaseIn, season: season, lags: lags)
        guard let found = InterruptedSeries(series.values, design) else {
            checks.append(Check(.shortMemory, nil))
            return CausalResult(method, cause.claim, effect: nil, checks: checks)
        }
        checks += found.checks(series.values, steps: series.times)
        if isCompared { checks.append(treatedMoved(series, design, found.effect)) }
        checks += [Check(.noAnticipation, .stated), Check(.sameMakeUp, .stated)]
        if isCompared { checks.append(Check(.noSpillover, .stated)) }
        return CausalResult(
            method, cause.claim, effect: found.effect,
            details: [("level", found.level), ("slope", found.slope), ("end", found.atEnd)]
                .compactMap { name, size in size.map { .init(name, $0) } }, checks: checks,
            course: .init(
                times: series.times, observed: series.treated,
                expected: zip(found.expected, series.comparison).map { $0 + $1 },
                from: design.felt))
    }

    /// One series cannot tell a cause from what else happened then.
    private func comparisonChecks(_ isCompared: Bool, _ window: StudyWindow) -> [Check] {
        if isCompared {
            let names = window.comparison.map(\.name).joined(separator: ", ")
            return [Check(.comparisonGiven, !window.comparison.isEmpty, note: names)]
        }
        return [
            Check(.rivalsSought, areRivalsSought),
            Check(.comparisonGiven, false),
        ]
    }

    /// A difference that the comparison alone makes is no effect on the unit.
    private func treatedMoved(
        _ series: Series, _ design: InterruptedSeries.Design, _ effect: Estimate
    ) -> Check {
        let own = InterruptedSeries(series.treated, design)?.effect.size
        let share = own.map { $0 / effect.size }
        return Check(.treatedMoved, share.map { $0 >= 0.5 }, figure: share)
    }

    /// The values that are asked: the unit, less its comparison.
    private struct Series {
        let times: [Double]
        let treated: [Double]
        let comparison: [Double]
        var values: [Double] { zip(treated, comparison).map { $0 - $1 } }

        init?(_ panel: Panel, _ window: StudyWindow) {
            guard window.isUsable, panel.comparison.isEmpty || !window.comparison.isEmpty else {
                return nil
            }
            times = Array(panel.times[window.stretch])
            treated = Panel.mean(of: panel.treated.map(window.cut))
            comparison =
                panel.comparison.isEmpty
                ? treated.map { _ in 0 } : Panel.mean(of: window.comparison.map(window.cut))
        }
    }
}
