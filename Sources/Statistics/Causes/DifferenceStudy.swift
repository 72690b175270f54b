/// Difference in differences of several units, with its checks.
public struct DifferenceStudy: Sendable {
    public let panel: Panel
    public let cause: CandidateCause
    public let disturbances: [Disturbance]

    public init(_ panel: Panel, _ cause: CandidateCause, disturbances: [Disturbance] = []) {
        (self.panel, self.cause, self.disturbances) = (panel, cause, disturbances)
    }

    /// Fewest points before (a drift is to be seen) and after, and fewest units of comparison.
    public static let beforeMin = 4
    public static let afterMin = 1
    public static let comparisonMin = 4

    /// More of the effect than this may not be what the drift alone would have made.
    private static let driftShareMax = 1.0 / 3

    public func result() -> CausalResult {
        let window = StudyWindow(panel, cause, disturbances, isCompared: true)
        let others = window.comparison
        var checks = window.checks(
            before: DifferenceStudy.beforeMin, after: DifferenceStudy.afterMin)
        checks.append(
            Check(
                .enoughUnits, others.count >= DifferenceStudy.comparisonMin,
                figure: Double(others.count)))
        let treated = panel.treated.map(\.values)
        let comparison = others.map(\.values)
        guard checks.allSatisfy(\.isPassed),
            let found = DifferenceInDifferences(
                treated: treated, comparison: comparison, before: window.before, after: window.after
            )
        else { return CausalResult(.differences, cause.claim, effect: nil, checks: checks) }
        checks += driftChecks(found)
        checks += [
            placeboDate(treated, comparison, window), placeboUnits(found),
            leaveOneOut(treated, comparison, window, found.effect),
            Check(.noAnticipation, .stated), Check(.noSpillover, .stated),
            Check(.sameMakeUp, .stated),
        ]
        var details: [CausalResult.Detail] = []
        if let drift = found.drift { details.append(.init("drift", drift)) }
        if let bent = found.withoutDrift { details.append(.init("without drift", bent)) }
        return CausalResult(
            .differences, cause.claim, effect: found.effect, details: details, checks: checks,
            course: course(window))
    }

    /// Not to see a drift is weak proof of none (J. Roth, American Economic Review: Insights 4, 2022); so the drift that was
    /// seen is also carried on, and has to leave the effect standing (A. Rambachan, J. Roth, Review of Economic Studies 90,
    /// 2023, in its simplest form).
    private func driftChecks(_ found: DifferenceInDifferences) -> [Check] {
        let p = found.drift?.p
        let share = found.withoutDrift.map { 1 - $0.size / found.effect.size }
        let survived = found.withoutDrift.map {
            $0.excludesZero && ($0.size > 0) == (found.effect.size > 0)
        }
        return [
            Check(.parallelBefore, p.map { $0 >= looseChance }, figure: p),
            Check(.driftTooSmall, share.map { $0 <= DifferenceStudy.driftShareMax }, figure: share),
            Check(.driftSurvived, survived, figure: found.withoutDrift?.p),
        ]
    }

    /// The same with its date at two thirds of the points before.
    private func placeboDate(
        _ treated: [[Double]], _ comparison: [[Double]], _ window: StudyWindow
    ) -> Check {
        let before = window.before
        let split = before.lowerBound + max(2, before.count * 2 / 3)
        let found = DifferenceInDifferences(
            treated: treated, comparison: comparison, before: before.lowerBound..<split,
            after: split..<before.upperBound)
        let p = found?.effect.p
        return Check(.placeboDate, p.map { $0 >= chance }, figure: p)
    }

    /// Whether units drawn by lot would show as much (R. A. Fisher's exact test of the labels).
    private func placeboUnits(_ found: DifferenceInDifferences) -> Check {
        let p = LabelLot(found.treatedChanges, found.comparisonChanges).p
        return Check(.placeboUnits, p.map { $0 <= chance }, figure: p)
    }

    private func leaveOneOut(
        _ treated: [[Double]], _ comparison: [[Double]], _ window: StudyWindow, _ effect: Estimate
    ) -> Check {
        func without(_ units: [[Double]]) -> [[[Double]]] {
            units.count < 2
                ? []
                : units.indices.map { left in units.indices.filter { $0 != left }.map { units[$0] }
                }
        }
        let pairs =
            without(treated).map { ($0, comparison) } + without(comparison).map { (treated, $0) }
        let sizes = pairs.compactMap {
            DifferenceInDifferences(
                treated: $0.0, comparison: $0.1, before: window.before, after: window.after)?
                .effect.size
        }
        let least = sizes.map { $0 / effect.size }.min()
        return Check(.leaveOneOut, least.map { $0 >= 0.5 }, figure: least)
    }

    private func course(_ window: StudyWindow) -> CausalResult.Course {
        let observed = Panel.mean(of: panel.treated.map(window.cut))
        let others = Panel.mean(of: window.comparison.map(window.cut))
        let gap = (0..<window.start).map { observed[$0] - others[$0] }
        let shift = mean(of: gap)
        return .init(
            times: Array(panel.times[window.stretch]), observed: observed,
            expected: others.map { $0 + shift }, from: window.start + window.phaseIn)
    }
}

/// One in ten: where missing a drift is worse than seeing one that is not there.
let looseChance = 0.1
