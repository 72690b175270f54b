import Glibc

/// A time at which more series turned than chance brings together.
public struct CommonTurn: Equatable, Sendable {
    /// The middle of the window, in years.
    public let time: Double
    /// Indices of the series that turned in it.
    public let series: [Int]
    /// How many would by chance, if each had turned at any time of its span.
    public let expected: Double
    /// The chance of so many or more, corrected for all windows that were looked at.
    public let falseDiscoveryRate: Double
}

/// What is asked of each series: when it was observed and when it turned.
public struct Turns: Equatable, Sendable {
    public let span: ClosedRange<Double>
    public let times: [Double]

    public init(span: ClosedRange<Double>, times: [Double]) {
        (self.span, self.times) = (span, times)
    }
}

/// Turning points in common: windows of so many years around each turn, the strongest first and none over another.
///
/// The chance is that of Poisson's law of rare events, which is careful here. Windows above `rateMax` are left out.
public func commonTurns(
    _ turns: [Turns], windowYears: Double = 3, rateMax: Double = 0.05
) -> [CommonTurn] {
    let centres = Set(turns.flatMap(\.times)).sorted()
    let half = windowYears / 2
    let windows = centres.map { centre in
        let members = turns.indices.filter { index in
            turns[index].times.contains { abs($0 - centre) <= half }
        }
        let expected = turns.reduce(0) { $0 + chance($1, centre, half) }
        return (centre, members, expected, poissonTail(members.count, expected))
    }
    let rates = falseDiscoveryRates(windows.map(\.3))
    let order = windows.indices.sorted { (rates[$0], windows[$0].0) < (rates[$1], windows[$1].0) }
    var found: [CommonTurn] = []
    for index in order where rates[index] <= rateMax && windows[index].1.count > 1 {
        let (centre, members, expected, _) = windows[index]
        if found.contains(where: { abs($0.time - centre) < windowYears }) { continue }
        found.append(
            CommonTurn(
                time: centre, series: members, expected: expected,
                falseDiscoveryRate: rates[index]))
    }
    return found
}

/// The chance that a series with as many turns has one in a window.
private func chance(_ turns: Turns, _ centre: Double, _ half: Double) -> Double {
    let length = turns.span.upperBound - turns.span.lowerBound
    let low = max(turns.span.lowerBound, centre - half)
    let high = min(turns.span.upperBound, centre + half)
    guard length > 0, high > low, !turns.times.isEmpty else { return 0 }
    return 1 - pow(1 - (high - low) / length, Double(turns.times.count))
}

/// The chance of so many or more, where so many are expected.
private func poissonTail(_ count: Int, _ expected: Double) -> Double {
    guard count > 0 else { return 1 }
    var (term, below) = (exp(-expected), 0.0)
    for k in 0..<count {
        below += term
        term *= expected / Double(k + 1)
    }
    // Far out the difference has no digits left; the first terms of the tail have.
    if 1 - below > 1e-8 { return 1 - below }
    return min(1, term / (1 - expected / Double(count + 1)))
}
