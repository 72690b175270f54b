/// How much more treated units changed than others, from the time before a date to the time after.
///
/// Each unit is brought down to one number, its mean after less its mean before, so that errors which lean on each other
/// within a unit do no harm (M. Bertrand, E. Duflo, S. Mullainathan, Quarterly Journal of Economics 119, 2004; S. G.
/// Donald, K. Lang, Review of Economics and Statistics 89, 2007). One date for all treated units.
public struct DifferenceInDifferences: Sendable {
    public let effect: Estimate
    /// The effect, had the two groups gone on drifting apart as before the date.
    public let withoutDrift: Estimate?
    /// How fast the groups moved apart before the date, per point.
    public let drift: Estimate?
    let treatedChanges: [Double]
    let comparisonChanges: [Double]

    /// Ranges count points of the units. Nil where a group is empty or its spread cannot be told.
    init?(treated: [[Double]], comparison: [[Double]], before: Range<Int>, after: Range<Int>) {
        guard !before.isEmpty, !after.isEmpty else { return nil }
        func changes(_ units: [[Double]]) -> [Double] {
            units.map { mean(of: $0[after]) - mean(of: $0[before]) }
        }
        treatedChanges = changes(treated)
        comparisonChanges = changes(comparison)
        guard let found = MeanDifference(treatedChanges, comparisonChanges) else { return nil }
        effect = found.estimate
        func slopes(_ units: [[Double]]) -> [Double] { units.map { slope(of: $0[before]) } }
        drift =
            before.count < 3
            ? nil : MeanDifference(slopes(treated), slopes(comparison))?.estimate
        let way = middle(after) - middle(before)
        func bent(_ units: [[Double]]) -> [Double] {
            zip(changes(units), slopes(units)).map { $0 - $1 * way }
        }
        withoutDrift =
            before.count < 3 ? nil : MeanDifference(bent(treated), bent(comparison))?.estimate
    }
}

/// The least-squares slope per point.
private func slope(of values: ArraySlice<Double>) -> Double {
    let centre = Double(values.count - 1) / 2
    var (products, squares) = (0.0, 0.0)
    for (place, value) in values.enumerated() {
        let time = Double(place) - centre
        products += time * value
        squares += time * time
    }
    return squares > 0 ? products / squares : 0
}

private func middle(_ range: Range<Int>) -> Double {
    Double(range.lowerBound + range.upperBound - 1) / 2
}
