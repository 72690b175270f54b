import Glibc

/// Progress by the compound annual growth rate, as Statistics Canada publishes it after Eurostat.
///
/// Eurostat, "Sustainable development in the European Union", annex on the assessment of trends; thresholds, limits and
/// scores as in the Canadian Indicator Framework (open-sdg, indicator_calculation_components, 2026-07-23).
public struct PublishedProgress: Equatable, Sendable {
    public enum Status: String, CaseIterable, Sendable {
        case targetAchieved = "target_achieved"
        case substantial = "substantial_progress"
        case moderate = "moderate_progress"
        case limited = "limited_progress"
        case deterioration
        case notAvailable = "not_available"
    }

    public let status: Status
    /// With a target, the actual growth as a share of the needed one; without, the growth a year, good above zero.
    public let value: Double?
    /// From -5 to 5; nil where nothing can be said.
    public let score: Double?

    /// `limit` is the natural maximum of what is to rise (100 percent), near which less growth is asked.
    public init(
        base: TimePoint, current: TimePoint, direction: Direction, target: Target? = nil,
        limit: Double? = nil
    ) {
        let years = current.time - base.time
        guard
            let value = PublishedProgress.value(
                base.value, current.value, years, direction, target, base.time)
        else {
            self.init(.notAvailable, nil, nil)
            return
        }
        if let target, direction.reaches(target.value, current.value) {
            self.init(.targetAchieved, value, 5)
            return
        }
        let scale: Scale?
        if target == nil {
            scale = Scale.withoutTarget(share(base.value, limit, direction))
        } else {
            scale = .ofTarget
        }
        guard let scale else {
            self.init(.notAvailable, nil, nil)
            return
        }
        self.init(scale.status(value), value, scale.score(value))
    }

    /// Of several series of one indicator: the mean of the scores that are there, and what it amounts to.
    public init(_ parts: [PublishedProgress]) {
        let scores = parts.compactMap(\.score)
        guard !scores.isEmpty else {
            self.init(.notAvailable, nil, nil)
            return
        }
        if parts.count == 1 {
            self = parts[0]
            return
        }
        let mean = scores.reduce(0, +) / Double(scores.count)
        if parts.allSatisfy({ $0.status == .targetAchieved }) {
            self.init(.targetAchieved, nil, mean)
        } else {
            self.init(Scale.status(ofScore: mean), nil, mean)
        }
    }

    private init(_ status: Status, _ value: Double?, _ score: Double?) {
        (self.status, self.value, self.score) = (status, value, score)
    }

    private static func value(
        _ base: Double, _ current: Double, _ years: Double, _ direction: Direction,
        _ target: Target?, _ start: Double
    ) -> Double? {
        guard let actual = growthRate(from: base, to: current, years: years) else { return nil }
        guard let target else { return direction.sign * actual }
        let end = target.value == 0 ? growthZero : target.value
        guard let needed = growthRate(from: base, to: end, years: target.year - start), needed != 0
        else { return nil }
        return direction.sign * actual / abs(needed)
    }
}

/// How much less is asked so near a natural maximum; the exponent is that of the published scores. Nil at the maximum.
private func share(_ base: Double, _ limit: Double?, _ direction: Direction) -> Double? {
    guard let limit, direction == .up, limit > 0, base >= 0 else { return 1 }
    let share = 1 - pow(base / limit, 4.44)
    return share > 0 ? share : nil
}

/// Where a status begins, and how a score runs between.
private struct Scale {
    let moderate: Double
    let substantial: Double
    /// Where the score is 5, and -5.
    let best: Double
    let worst: Double
    var isOfTarget = false

    static let ofTarget = Scale(
        moderate: 0.6, substantial: 0.95, best: 1.3, worst: -0.6,
        isOfTarget: true)

    /// The part below zero is not shortened: a fall from near the maximum is a fall.
    static func withoutTarget(_ share: Double?) -> Scale? {
        share.map {
            Scale(
                moderate: 0.005 * $0, substantial: 0.015 * $0, best: 0.02 * $0, worst: -0.02)
        }
    }

    static func status(ofScore score: Double) -> PublishedProgress.Status {
        if score >= 2.5 { return .substantial }
        if score >= 0 { return .moderate }
        return score >= -2.5 ? .limited : .deterioration
    }

    func status(_ value: Double) -> PublishedProgress.Status {
        if value >= substantial { return .substantial }
        if value >= moderate { return .moderate }
        return value >= 0 ? .limited : .deterioration
    }

    func score(_ value: Double) -> Double {
        if isOfTarget {
            // The published scores are reckoned with these four digits.
            return value >= moderate
                ? min(5, 7.1429 * value - 4.2857) : max(-5, 4.1667 * value - 2.5)
        }
        if value >= substantial {
            return min(5, 2.5 + 2.5 * (value - substantial) / (best - substantial))
        }
        if value >= moderate {
            return 2.5 * (value - moderate) / (substantial - moderate)
        }
        if value >= 0 { return -2.5 + 2.5 * value / moderate }
        return max(-5, -2.5 - 2.5 * value / worst)
    }
}
