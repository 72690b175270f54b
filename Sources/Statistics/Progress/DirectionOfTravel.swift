/// The four-way rating of Statistics Portugal (INE) for the indicators of sustainable development.
///
/// The first value of the period against the latest one; no test, no interval: a view beside ours, not instead of it.
public enum DirectionOfTravel: String, CaseIterable, Sendable {
    case favourable
    case unfavourable
    case unchanged
    case notAssessed = "not_assessed"

    /// Equal where both are equal as they are printed, with so many decimals. Not assessed across a break, with fewer than two
    /// values, or where no direction is better.
    public init(
        _ points: [TimePoint], better: Direction?, decimals: Int = 1, breaks: [Break] = []
    ) {
        guard let better, let first = points.first, let latest = points.last,
            first.time < latest.time, points.pieces(between: breaks).count == 1
        else {
            self = .notAssessed
            return
        }
        let scale = (0..<max(0, decimals)).reduce(1.0) { scale, _ in scale * 10 }
        let change = (latest.value * scale).rounded() - (first.value * scale).rounded()
        if change == 0 {
            self = .unchanged
            return
        }
        self = change * better.sign > 0 ? .favourable : .unfavourable
    }
}
