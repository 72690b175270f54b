/// Whether composition, or rates, account for most of a difference between two rates.
public struct KitagawaStudy: Sendable {
    /// What is claimed to account for most of it.
    public enum Side: String, CaseIterable, Sendable { case composition, rate }

    public let cells: [Kitagawa.Cell]
    /// The pair of times before, as a placebo.
    public let before: [Kitagawa.Cell]?
    public let side: Side
    /// Breaks and the like between the two times: then the two are not the same thing counted.
    public let disturbances: [Disturbance]

    public init(
        _ cells: [Kitagawa.Cell], before: [Kitagawa.Cell]? = nil, side: Side,
        disturbances: [Disturbance] = []
    ) {
        (self.cells, self.before) = (cells, before)
        (self.side, self.disturbances) = (side, disturbances)
    }

    public func result() -> CausalResult {
        let reasons = disturbances.map(\.reason).joined(separator: "; ")
        let isWhole = Check(.noBreakNear, disturbances.isEmpty, note: reasons)
        let claim = Claim(.rise)
        guard let found = Kitagawa(cells) else {
            return CausalResult(
                .kitagawa, claim, effect: nil,
                checks: [isWhole, Check(.allKnown, .fails)])
        }
        let spread = KitagawaSpread(found)
        let composition = spread.estimate(composition: 1, rate: 0)
        let rate = spread.estimate(composition: 0, rate: 1)
        let total = spread.estimate(composition: 1, rate: 1)
        let isLost = cells.contains { ($0.first.people == 0) != ($0.second.people == 0) }
        let checks = [
            isWhole, Check(.allKnown, !isLost),
            Check(.placeboUnits, total.excludesZero, figure: total.p),
            otherBases(found), pairBefore(found), Check(.sameMakeUp, .stated),
        ]
        // More than half, told as a size above zero.
        let sign = found.difference < 0 ? -0.5 : 0.5
        let most =
            side == .composition
            ? spread.estimate(composition: sign, rate: -sign)
            : spread.estimate(composition: -sign, rate: sign)
        return CausalResult(
            .kitagawa, effect: side == .composition ? composition : rate,
            details: details(found, composition, rate, total), checks: checks,
            verdict: Verdict(claim, effect: most, checks: checks))
    }

    private func part(_ found: Kitagawa, _ composition: Double) -> Double {
        let own = side == .composition ? composition : found.difference - composition
        return found.difference == 0 ? 0 : own / found.difference
    }

    /// With the rates of the first time, and with those of the second.
    private func otherBases(_ found: Kitagawa) -> Check {
        let main = part(found, found.composition) > 0.5
        let others = [Kitagawa.Base.first, .second].map { part(found, found.composition(at: $0)) }
        let least = others.min() ?? 0
        return Check(.otherChoices, others.allSatisfy { ($0 > 0.5) == main }, figure: least)
    }

    /// Whether the same part was as large, per pair, when nothing is said to have happened.
    private func pairBefore(_ found: Kitagawa) -> Check {
        guard let before, let earlier = Kitagawa(before) else { return Check(.pairBefore, nil) }
        func own(_ one: Kitagawa) -> Double { side == .composition ? one.composition : one.rate }
        let share = own(found) == 0 ? 1 : own(earlier) / own(found)
        return Check(.pairBefore, share < 0.5, figure: share)
    }

    private func details(
        _ found: Kitagawa, _ composition: Estimate, _ rate: Estimate, _ total: Estimate
    ) -> [CausalResult.Detail] {
        func exact(_ value: Double) -> Estimate { Estimate(size: value, low: value, high: value) }
        func rows(_ kind: String, _ parts: [Kitagawa.Part]) -> [CausalResult.Detail] {
            parts.flatMap {
                [
                    .init("\(kind) \($0.name): composition", exact($0.composition)),
                    .init("\(kind) \($0.name): rate", exact($0.rate)),
                ]
            }
        }
        let regions = found.parts(by: \.region)
        return [.init("difference", total), .init("composition", composition), .init("rate", rate)]
            + rows("group", found.parts(by: \.group))
            + (regions.count > 1
                ? [
                    .init("mix of regions", exact(found.parts.reduce(0) { $0 + $1.regions })),
                    .init("mix of groups", exact(found.parts.reduce(0) { $0 + $1.groups })),
                ] + rows("region", regions) : [])
    }
}

/// How far the parts could lie from what was counted, were the people a sample of those who might have come.
///
/// Shares vary as a multinomial, events as a binomial (as a Poisson where there are more events than people), and
/// the two times apart; carried through the formula by its derivatives (the delta method).
struct KitagawaSpread: Sendable {
    let found: Kitagawa

    init(_ found: Kitagawa) { self.found = found }

    /// Of a weighted sum of the two parts.
    func estimate(composition: Double, rate: Double) -> Estimate {
        let size = composition * found.composition + rate * found.rate
        var spread = 0.0
        for side in [Kitagawa.Base.first, .second] {
            var (squares, means) = (0.0, 0.0)
            for (cell, share) in zip(found.cells, found.shares) {
                let own = side == .second ? share.second : share.first
                let count = side == .second ? cell.second : cell.first
                let sign = side == .second ? 1.0 : -1
                let change = share.rates.second - share.rates.first
                let byShare = sign * composition * share.rate(at: .mean) + rate * change / 2
                squares += own * byShare * byShare
                means += own * byShare
                let byRate =
                    composition * (share.second - share.first) / 2
                    + sign * rate * (share.first + share.second) / 2
                spread += byRate * byRate * KitagawaSpread.variance(count)
            }
            let people = side == .second ? found.sizes.second : found.sizes.first
            spread += (squares - means * means) / people
        }
        return Estimate(size: size, error: max(0, spread).squareRoot(), freedom: 1e9)
    }

    private static func variance(_ count: Kitagawa.Count) -> Double {
        guard let rate = count.rate else { return 0 }
        return rate * max(rate <= 1 ? 1 - rate : 1, 0) / count.people
    }
}
