import Glibc

/// What one more change must save to be believed.
public enum Penalty: Equatable, Sendable {
    /// As given, in the unit of the cost.
    case value(Double)
    /// Schwarz (1978): the logarithm of the count for each number that a change adds, its place included.
    case bic
    /// The same a number of times; more is more careful.
    case bicTimes(Double)

    /// In the unit of the cost: squared costs are measured against the noise between neighbours.
    func amount(_ values: [Double], _ cost: ChangeCost) -> Double {
        let times: Double
        switch self {
        case .value(let value): return value
        case .bic: times = 1
        case .bicTimes(let factor): times = factor
        }
        let penalty = times * Double(cost.parameters + 1) * log(Double(max(2, values.count)))
        return cost == .mean || cost == .slope ? penalty * noiseVariance(values) : penalty
    }
}

/// The variance of the noise, of the middle step between neighbours, which a few changes do not move.
///
/// Where most neighbours are equal the middle step is none; then of the mean step squared.
public func noiseVariance(_ values: [Double]) -> Double {
    let steps = zip(values.dropFirst(), values).map { abs($0 - $1) }
    guard let middle = median(steps) else { return 0 }
    // 0.6745 is the middle distance of the standard normal law.
    let robust = middle / 0.674489750196082
    if robust > 0 { return robust * robust / 2 }
    return steps.reduce(0) { $0 + $1 * $1 } / (2 * Double(steps.count))
}
