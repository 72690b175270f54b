/// How our class is decided, stated once and the same for all series.
public struct ProgressRule: Equatable, Sendable {
    /// Fewer points in one way of counting are not assessed; five in perfect order are the fewest that a test at 5 percent
    /// can tell from chance.
    public var pointsMin = 5
    /// A movement below this share of the level a year does not matter; the bound of "moderate" in the published method.
    public var material = 0.005
    /// Of the interval of the slope.
    public var level = 0.95
    /// A larger share of values of low quality is not assessed.
    public var lowQualityMax = 0.5

    public init() {}

    /// The class of a slope and its interval, `better` upwards; all in shares of the level a year.
    public func classify(rate: Double, low: Double, high: Double) -> ProgressClass {
        if low > 0 || high < 0 {
            if abs(rate) < material { return .stagnation }
            return rate > 0 ? .progress : .regression
        }
        return low >= -material && high <= material
            ? .stagnation : .cannotBeAssessed(.tooUncertain)
    }
}

/// What is known of a series besides its values.
public struct SeriesFacts: Equatable, Sendable {
    public var better: Direction?
    public var target: Target?
    public var breaks: [Break]
    /// Times whose values are marked as of low quality.
    public var lowQuality: Set<Double>
    /// The same series as it was published before, where it was.
    public var earlier: [TimePoint]

    public init(
        better: Direction?, target: Target? = nil, breaks: [Break] = [],
        lowQuality: Set<Double> = [], earlier: [TimePoint] = []
    ) {
        (self.better, self.target, self.breaks) = (better, target, breaks)
        (self.lowQuality, self.earlier) = (lowQuality, earlier)
    }
}
