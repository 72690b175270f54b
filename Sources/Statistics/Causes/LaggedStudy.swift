/// A lagged association of an outcome with a driver that was declared as a candidate cause.
public struct LaggedStudy: Sendable {
    public let times: [Double]
    public let outcome: [Double]
    public let driver: [Double]
    public let claim: Claim
    public let lags: ClosedRange<Int>
    public let change: LaggedAssociation.Change
    public let disturbances: [Disturbance]

    /// Nil where the three have other lengths, or fewer than two points.
    public init?(
        times: [Double], outcome: [Double], driver: [Double], claim: Claim,
        lags: ClosedRange<Int>, change: LaggedAssociation.Change = .differences,
        disturbances: [Disturbance] = []
    ) {
        guard times.count > 1, outcome.count == times.count, driver.count == times.count else {
            return nil
        }
        (self.times, self.outcome, self.driver, self.claim) = (times, outcome, driver, claim)
        (self.lags, self.change, self.disturbances) = (lags, change, disturbances)
    }

    /// At most weak: that one thing follows another does not say that it comes from it.
    public func result() -> CausalResult {
        let stretch = longestStretch
        let y = Array(outcome[stretch])
        let x = Array(driver[stretch])
        let isShort = stretch.count < times.count
        let reasons = disturbances.map(\.reason).joined(separator: "; ")
        guard let found = LaggedAssociation(outcome: y, driver: x, lags: lags, change: change)
        else {
            let kind: Check.Kind = isShort ? .noBreakNear : .longEnough
            return CausalResult(
                .lagged, claim, effect: nil,
                checks: [Check(kind, .fails, note: isShort ? reasons : "\(y.count) points")])
        }
        let memory = max(share(found.outcome), share(found.driver))
        let checks = [
            Check(.longEnough, .holds, figure: Double(y.count)),
            Check(.wandersNot, memory < LaggedStudy.memoryMax, figure: memory),
            Check(
                .driverFirst, abs(found.reversed) < abs(found.correlation.size),
                figure: found.reversed),
            Check(
                .placeboUnits, (found.correlation.p ?? 1) <= chance, figure: found.correlation.p),
            halves(x, y, found),
            Check(.isolated, .fails),
        ]
        return CausalResult(
            .lagged, claim, effect: found.correlation,
            details: [
                .init("lag \(found.lag)", found.correlation), .init("slope", found.slope),
            ], checks: checks)
    }

    /// Beyond it a series hardly comes back, and shifts in a circle do not keep its nature.
    private static let memoryMax = 0.8

    private func share(_ values: [Double]) -> Double {
        LeastSquares(values, on: [values.map { _ in 1 }]).map { WorkingCorrelation($0).share } ?? 1
    }

    /// The same sign at the same lag in the older and in the newer half.
    private func halves(_ x: [Double], _ y: [Double], _ found: LaggedAssociation) -> Check {
        let middle = y.count / 2
        let parts = [0..<middle, middle..<y.count].map { part -> Double in
            let (a, b) = (
                LaggedAssociation.changed(Array(x[part]), change) ?? [],
                LaggedAssociation.changed(Array(y[part]), change) ?? []
            )
            guard a.count > found.lag + 2 else { return 0 }
            let (early, late) = (Array(a[..<(a.count - found.lag)]), Array(b[found.lag...]))
            let (ma, mb) = (mean(of: early), mean(of: late))
            return zip(early, late).reduce(0) { $0 + ($1.0 - ma) * ($1.1 - mb) }
        }
        let holds = parts.allSatisfy { ($0 > 0) == (found.correlation.size > 0) }
        return Check(.otherChoices, holds)
    }

    /// Between disturbances.
    private var longestStretch: Range<Int> {
        let places = disturbances.compactMap { one in
            times.firstIndex { $0 >= one.at - (times[1] - times[0]) / 10 }
        }
        let edges = ([0] + places + [times.count]).sorted()
        let parts = zip(edges, edges.dropFirst()).map { $0..<$1 }
        return parts.max { ($0.count, $1.lowerBound) < ($1.count, $0.lowerBound) }
            ?? 0..<times.count
    }
}
