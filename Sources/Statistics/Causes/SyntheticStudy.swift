/// Synthetic control of the first treated unit, with placebos in space and time and leave-one-out.
public struct SyntheticStudy: Sendable {
    public let panel: Panel
    public let cause: CandidateCause
    public let disturbances: [Disturbance]
    public let isCentred: Bool

    public init(
        _ panel: Panel, _ cause: CandidateCause, disturbances: [Disturbance] = [],
        isCentred: Bool = false
    ) {
        (self.panel, self.cause, self.disturbances) = (panel, cause, disturbances)
        self.isCentred = isCentred
    }

    /// Fewest points before and after; fewest donors, of which one in twenty can be told.
    public static let beforeMin = 10
    public static let afterMin = 1
    public static let donorsMin = 19

    public func result() -> CausalResult {
        let window = StudyWindow(panel, cause, disturbances, isCompared: true)
        let donors = window.comparison.map(\.values)
        var checks = window.checks(
            before: SyntheticStudy.beforeMin, after: SyntheticStudy.afterMin)
        let isMany = donors.count >= SyntheticStudy.donorsMin
        checks.append(Check(.enoughDonors, isMany, figure: Double(donors.count)))
        // Several treated units are studied as their mean.
        let unit = Panel.mean(of: panel.treated)
        guard checks.allSatisfy({ $0.isPassed || $0.kind == .enoughDonors }),
            let found = control(unit, donors, window.before, window.after),
            let rank = rank(found, donors, window.before, window.after)
        else { return CausalResult(.synthetic, cause.claim, effect: nil, checks: checks) }
        let close = found.errorBefore / rank.usualError
        checks += [
            Check(.closeFit, close <= SyntheticStudy.errorMax, figure: close),
            steadyErrors(found, window.before),
            placeboDate(unit, donors, window),
            Check(.placeboUnits, (rank.effect.p ?? 1) <= chance, figure: rank.effect.p),
            leaveOneOut(unit, donors, found, window),
            Check(.noAnticipation, .stated), Check(.noSpillover, .stated),
            Check(.sameMakeUp, .stated),
        ]
        return CausalResult(
            .synthetic, cause.claim, effect: rank.effect,
            details: shares(found, window), checks: checks, course: course(unit, found, window))
    }

    /// Beyond it the unit lies outside what others can be mixed to.
    private static let errorMax = 2.0

    private func control(
        _ unit: [Double], _ donors: [[Double]], _ before: Range<Int>, _ after: Range<Int>
    ) -> SyntheticControl? {
        SyntheticControl(unit, donors: donors, before: before, after: after, isCentred: isCentred)
    }

    private func rank(
        _ found: SyntheticControl, _ donors: [[Double]], _ before: Range<Int>, _ after: Range<Int>
    ) -> PlaceboRank? {
        PlaceboRank(found, donors: donors, before: before, after: after, isCentred: isCentred)
    }

    /// The gaps before the date against time: a mixture that falls behind before goes on falling behind after.
    private func steadyErrors(_ found: SyntheticControl, _ before: Range<Int>) -> Check {
        let gaps = Array(found.gaps[before])
        let time = gaps.indices.map { Double($0) - Double(gaps.count - 1) / 2 }
        guard let fit = LeastSquares(gaps, on: [time.map { _ in 1 }, time]),
            let drift = ContrastInterval(fit, weights: [0, 1])?.estimate
        else { return Check(.steadyErrors, nil) }
        return Check(.steadyErrors, (drift.p ?? 1) >= strictChance, figure: drift.p)
    }

    /// Fitted on the older part of the points before, asked about the newer ones: the last third, sixth and tenth.
    private func placeboDate(
        _ unit: [Double], _ donors: [[Double]], _ window: StudyWindow
    ) -> Check {
        let before = window.before
        let splits = [3, 6, 10].map { before.count - max(2, before.count / $0) }
        let chances = splits.compactMap { split -> Double? in
            let (old, new) = (
                before.lowerBound..<(before.lowerBound + split),
                (before.lowerBound + split)..<before.upperBound
            )
            guard let found = control(unit, donors, old, new) else { return nil }
            return rank(found, donors, old, new)?.effect.p
        }
        guard chances.count == splits.count, let least = chances.min() else {
            return Check(.placeboDate, nil)
        }
        return Check(.placeboDate, least > chance, figure: least)
    }

    /// Without each donor that has a share worth naming.
    private func leaveOneOut(
        _ unit: [Double], _ donors: [[Double]], _ found: SyntheticControl, _ window: StudyWindow
    ) -> Check {
        let named = found.shares.indices.filter { found.shares[$0] >= 0.01 }
        let sizes = named.compactMap { left in
            control(
                unit, donors.indices.filter { $0 != left }.map { donors[$0] }, window.before,
                window.after)?.meanGap
        }
        let least = sizes.map { $0 / found.meanGap }.min()
        return Check(.leaveOneOut, least.map { $0 >= 0.5 }, figure: least)
    }

    /// Shares of donors, largest first, as details without width.
    private func shares(
        _ found: SyntheticControl, _ window: StudyWindow
    ) -> [CausalResult.Detail] {
        zip(window.comparison, found.shares).filter { $0.1 >= 0.000_5 }
            .sorted { ($1.1, $0.0.name) < ($0.1, $1.0.name) }
            .map { .init("share of " + $0.0.name, Estimate(size: $0.1, low: $0.1, high: $0.1)) }
    }

    private func course(
        _ unit: [Double], _ found: SyntheticControl, _ window: StudyWindow
    ) -> CausalResult.Course {
        .init(
            times: Array(panel.times[window.stretch]), observed: Array(unit[window.stretch]),
            expected: window.stretch.map { unit[$0] - found.gaps[$0] },
            from: window.start + window.phaseIn)
    }
}
