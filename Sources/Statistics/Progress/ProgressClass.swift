/// What can be said of a series' way to what is better. Four values, and the fourth says why.
public enum ProgressClass: Equatable, Sendable {
    case progress
    /// So little movement that it does not matter, and this is known, not assumed.
    case stagnation
    case regression
    case cannotBeAssessed(Reason)

    /// Why nothing more can be said honestly.
    public enum Reason: Equatable, Sendable {
        case tooFewPoints(Int, needed: Int)
        /// Too few points since the series was counted in another way.
        case breakInSeries(Break, points: Int)
        /// Values were restated by more than the series moved (the largest restatement, in its unit).
        case revision(Double)
        /// So many of the values are marked as of low quality.
        case quality(Int, of: Int)
        /// The interval reaches from better to worse, and beyond what is too little to matter.
        case tooUncertain
        /// Nobody said which way is better.
        case noDirection
    }

    /// The word in files.
    public var code: String {
        switch self {
        case .progress: "progress"
        case .stagnation: "stagnation"
        case .regression: "regression"
        case .cannotBeAssessed: "cannot_be_assessed"
        }
    }
}

extension ProgressClass.Reason {
    /// The word in files.
    public var code: String {
        switch self {
        case .tooFewPoints: "too_few_points"
        case .breakInSeries: "break"
        case .revision: "revision"
        case .quality: "quality"
        case .tooUncertain: "too_uncertain"
        case .noDirection: "no_direction"
        }
    }
}
