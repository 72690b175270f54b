/// What a study of one candidate cause found, with all that speaks for and against it.
public struct CausalResult: Equatable, Sendable {
    public enum Method: String, CaseIterable, Sendable {
        case interrupted = "interrupted series"
        case controlled = "controlled interrupted series"
        case differences = "difference in differences"
        case synthetic = "synthetic control"
        case lagged = "lagged association"
        case kitagawa = "composition and rate"
        case oaxaca = "Oaxaca-Blinder"
        case shiftShare = "shift-share"

        /// Whether it splits a difference into parts instead of asking for a cause.
        public var isAccount: Bool {
            switch self {
            case .kitagawa, .oaxaca, .shiftShare: true
            default: false
            }
        }
    }

    /// One part of the result, or the same by another choice.
    public struct Detail: Equatable, Sendable {
        public let name: String
        public let estimate: Estimate

        public init(_ name: String, _ estimate: Estimate) {
            (self.name, self.estimate) = (name, estimate)
        }
    }

    public let method: Method
    /// In the unit of the outcome; nil where none can be given.
    public let effect: Estimate?
    public let details: [Detail]
    public let checks: [Check]
    public let verdict: Verdict
    /// What is drawn; empty where nothing runs over time.
    public let course: Course

    /// The outcome beside what it would have been.
    public struct Course: Equatable, Sendable {
        public let times: [Double]
        public let observed: [Double]
        /// Without the cause, by the method's assumptions.
        public let expected: [Double]
        /// The first point at which the cause can be felt.
        public let from: Int

        public static let none = Course(times: [], observed: [], expected: [], from: 0)
    }

    init(
        _ method: Method, _ claim: Claim, effect: Estimate?, details: [Detail] = [],
        checks: [Check], course: Course = .none
    ) {
        (self.method, self.effect, self.details) = (method, effect, details)
        (self.checks, self.course) = (checks, course)
        verdict = Verdict(claim, effect: effect, checks: checks)
    }

    /// For accounts, whose verdict is about a share of what is shown.
    init(
        _ method: Method, effect: Estimate?, details: [Detail], checks: [Check], verdict: Verdict
    ) {
        (self.method, self.effect, self.details) = (method, effect, details)
        (self.checks, self.verdict, course) = (checks, verdict, .none)
    }

    public func checks(_ role: Check.Role) -> [Check] { checks.filter { $0.kind.role == role } }
}
