/// A mixture of other units that follows one unit before a date, and what the unit does apart from it afterwards.
///
/// A. Abadie, A. Diamond, J. Hainmueller, Journal of the American Statistical Association 105, 2010, with every point
/// before the date as a predictor of equal weight. Shares are not negative and add up to one; they are exact
/// (`NearestInHull`). Centred, each series is taken about its own mean before the date, so that a unit may lie higher than
/// all others (B. Ferman, C. Pinto, Quantitative Economics 12, 2021).
public struct SyntheticControl: Sendable {
    /// Of the donors, in their order.
    public let shares: [Double]
    /// The unit less its mixture, at every point.
    public let gaps: [Double]
    /// The mean gap over the points at which the cause can be felt.
    public let meanGap: Double
    /// The root of the mean square of the gaps before.
    public let errorBefore: Double
    /// What the optimiser could still gain, in squares over all points before.
    public let optimalityGap: Double

    /// Nil without donors, and where a range is empty or lengths differ.
    public init?(
        _ unit: [Double], donors: [[Double]], before: Range<Int>, after: Range<Int>,
        isCentred: Bool = false
    ) {
        guard !before.isEmpty, !after.isEmpty, before.lowerBound >= 0,
            max(before.upperBound, after.upperBound) <= unit.count,
            donors.allSatisfy({ $0.count == unit.count })
        else { return nil }
        func shift(_ values: [Double]) -> Double { isCentred ? mean(of: values[before]) : 0 }
        func part(_ values: [Double]) -> [Double] {
            let middle = shift(values)
            return values[before].map { $0 - middle }
        }
        guard let nearest = NearestInHull(to: part(unit), among: donors.map(part)) else {
            return nil
        }
        var gaps = unit
        let own = shift(unit)
        for index in gaps.indices { gaps[index] -= own }
        for (share, donor) in zip(nearest.shares, donors) where share > 0 {
            let middle = shift(donor)
            for index in gaps.indices { gaps[index] -= share * (donor[index] - middle) }
        }
        shares = nearest.shares
        optimalityGap = nearest.gap
        self.gaps = gaps
        meanGap = mean(of: gaps[after])
        errorBefore = (nearest.squares / Double(before.count)).squareRoot()
    }

    /// The mean gap after, measured by the gaps before: what is ranked among placebo units.
    public var ratio: Double { errorBefore > 0 ? abs(meanGap) / errorBefore : .infinity }
}

/// The unit among placebo units: each donor in turn is treated as if it had met the cause, with the other donors.
///
/// Where the unit is one of a kind with its donors, its rank is uniform, and the interval of all constant effects that the
/// rank does not reject holds the truth at its level (V. Chernozhukov, K. Wüthrich, Y. Zhu, Journal of the American
/// Statistical Association 116, 2021; S. Firpo, V. Possebom, Journal of Causal Inference 6, 2018).
public struct PlaceboRank: Sendable {
    public let effect: Estimate
    /// Of the donors, in their order; nil for one that could not be fitted.
    public let ratios: [Double]
    /// Median of the errors before, of the donors.
    public let usualError: Double

    /// Nil with fewer than two donors.
    init?(
        _ found: SyntheticControl, donors: [[Double]], before: Range<Int>, after: Range<Int>,
        isCentred: Bool
    ) {
        let placebos = donors.indices.compactMap { left in
            SyntheticControl(
                donors[left], donors: donors.indices.filter { $0 != left }.map { donors[$0] },
                before: before, after: after, isCentred: isCentred)
        }
        guard placebos.count > 1, let usual = median(placebos.map(\.errorBefore)) else {
            return nil
        }
        ratios = placebos.map(\.ratio)
        usualError = usual
        let count = Double(placebos.count)
        let wanted = Int((0.95 * (count + 1)).rounded(.up))
        // With fewer than 19 donors the widest interval that ranks can give has a lower level.
        let place = min(wanted, placebos.count)
        let level = wanted > placebos.count ? count / (count + 1) : 0.95
        let half = ratios.sorted()[place - 1] * found.errorBefore
        let extreme = ratios.count { $0 >= found.ratio }
        effect = Estimate(
            size: found.meanGap, low: found.meanGap - half, high: found.meanGap + half,
            level: level,
            p: Double(extreme + 1) / (count + 1))
    }
}
