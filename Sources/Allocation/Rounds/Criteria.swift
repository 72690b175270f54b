/// What a round weighs, published before it: how many points a visit costs, the fewer the better.
///
/// Points decide only between assignments that serve the same households; who is served is decided by rank
/// alone (see `Ranking`).
public struct Criteria: Equatable, Sendable {
    /// Points for each kilometre of the way.
    public let pointsPerKilometre: Int
    /// Points for each day after the first day of the supply.
    public let pointsPerDay: Int

    public init(pointsPerKilometre: Int = 1, pointsPerDay: Int = 5) {
        self.pointsPerKilometre = max(0, pointsPerKilometre)
        self.pointsPerDay = max(0, pointsPerDay)
    }
}
