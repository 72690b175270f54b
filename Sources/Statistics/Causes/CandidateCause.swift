/// Something that may have moved an outcome, declared before the numbers are asked.
public struct CandidateCause: Equatable, Sendable {
    /// What kind of thing it is.
    public enum Kind: String, CaseIterable, Sendable {
        case measure, law, budget, staff, demand
        case externalShock = "external shock"
    }

    /// Where it acts: the coding by which causes of delay and progress are compared over States.
    public enum Code: String, CaseIterable, Sendable {
        case law, budget, staff, it, demand, coordination, court, external
    }

    public let name: String
    public let kind: Kind
    public let code: Code
    /// In years: 2019.25 is April 2019.
    public let from: Double
    /// Years until it can be felt; points between are left out.
    public let delay: Double
    public let claim: Claim
    /// Where it is written that it happened then.
    public let source: String

    public init(
        name: String, kind: Kind, code: Code, from: Double, delay: Double = 0,
        claim: Claim = Claim(), source: String = ""
    ) {
        (self.name, self.kind, self.code) = (name, kind, code)
        (self.from, self.delay, self.claim, self.source) = (from, max(0, delay), claim, source)
    }
}

/// What the cause is said to have done to the outcome.
public struct Claim: Equatable, Sendable {
    public enum Direction: String, CaseIterable, Sendable { case rise, fall, change }

    public let direction: Direction
    /// From which size on an effect matters, in the unit of the outcome, above zero; nil where nobody said.
    public let relevant: Double?

    public init(_ direction: Direction = .change, relevant: Double? = nil) {
        self.direction = direction
        self.relevant = relevant.flatMap { $0 > 0 ? $0 : nil }
    }

    /// Whether an interval lies on the side that the claim names, without zero.
    func isMet(by effect: Estimate) -> Bool {
        switch direction {
        case .rise: effect.low > 0
        case .fall: effect.high < 0
        case .change: effect.excludesZero
        }
    }

    /// Whether an interval leaves no room for what the claim says.
    func isRefuted(by effect: Estimate) -> Bool {
        switch direction {
        case .rise: effect.high < (relevant ?? 0)
        case .fall: effect.low > -(relevant ?? 0)
        case .change: relevant.map { effect.low > -$0 && effect.high < $0 } ?? false
        }
    }
}

/// Something that makes numbers before and after it hard to compare: a break of the series, or another cause.
public struct Disturbance: Equatable, Sendable {
    public enum Kind: String, Sendable {
        /// A change of definition, of source or of coverage.
        case seriesBreak = "break"
        /// Another cause that may have moved the outcome.
        case rival
    }

    public let kind: Kind
    /// In years.
    public let at: Double
    public let reason: String
    /// The unit whose series it is in; nil for all of them.
    public let unit: String?
    /// Whether a comparison takes it away, because it met everyone alike.
    public let isCommon: Bool

    public init(
        _ kind: Kind, at: Double, reason: String, unit: String? = nil, isCommon: Bool = false
    ) {
        (self.kind, self.at, self.reason, self.unit) = (kind, at, reason, unit)
        self.isCommon = isCommon
    }
}
