import Statistics
import TestSupport

extension CausalWorld {
    /// Six years by month; the cause comes after 40 months and is felt at once, or half a year later.
    ///
    /// Confounded: something else moves everybody in the same month, or moves the unit alone eight months before.
    /// Break: a declared change of definition within half a year of the cause. `isAlone` hides the comparison;
    /// `isSought` says that somebody looked for rivals and, wrongly, found none.
    func interrupted(
        _ number: UInt64, size: Double = 4, isAlone: Bool = false, isSought: Bool = true
    ) -> WorldStudy {
        var lot = WorldLot(self, isAlone ? "alone" : "controlled", number)
        let (count, start) = (72, 40)
        let phaseIn = self == .delayed ? 6 : 0
        let effect = WorldEffect(world: self, size: size)
        let share = lot.pick([0, 0.3, 0.6])
        let trend = lot.uniform(-0.3...0.3)
        let common = lot.errors(count, share: 0.5, sigma: isAlone ? 0 : 1)
        let shock = lot.pick([(at: start, isCommon: true), (at: start - 8, isCommon: false)])
        let gap = Int(lot.uniform(-6...6).rounded())
        func extra(_ row: Int, isUnit: Bool) -> Double {
            switch self {
            case .confounded: row >= shock.at && (shock.isCommon || isUnit) ? 8 : 0
            case .broken: isUnit && row >= start + gap ? 8 : 0
            default: 0
            }
        }
        let own = lot.errors(count, share: share, sigma: 2)
        let unit = (0..<count).map { row in
            100 + trend * Double(row) + common[row] + own[row] + extra(row, isUnit: true)
                + effect.at(row - start - phaseIn, of: count - start - phaseIn)
        }
        let others = (0..<3).map { other in
            let errors = lot.errors(count, share: share, sigma: 2)
            return Panel.Unit(
                "other \(other)",
                (0..<count).map {
                    60 + trend * Double($0) + common[$0] + errors[$0] + extra($0, isUnit: false)
                })
        }
        let times = (0..<count).map { 2015 + Double($0) / 12 }
        let cause = CandidateCause(
            name: "a law", kind: .law, code: .law, from: times[start], delay: Double(phaseIn) / 12)
        let breaks =
            self == .broken
            ? [Disturbance(.seriesBreak, at: times[start + gap], reason: "new count", unit: "unit")]
            : []
        guard
            let panel = Panel(
                times: times, treated: [.init("unit", unit)], comparison: isAlone ? [] : others)
        else { return WorldStudy(result: nil, truth: .nan) }
        let study = InterruptedStudy(panel, cause, disturbances: breaks, areRivalsSought: isSought)
        return WorldStudy(result: study.result(), truth: effect.mean)
    }

    /// Ten years by month of a driver and an outcome, each leaning on itself; in worlds with an effect the outcome follows
    /// the driver after two months. Confounded: a third thing moves the outcome first and the driver two months later.
    func lagged(_ number: UInt64, size: Double = 0.35) -> WorldStudy {
        var lot = WorldLot(self, "lagged", number)
        let (count, lag) = (120, 2)
        let driver = lot.errors(count + lag, share: 0.5, sigma: 1)
        let noise = lot.errors(count + lag, share: 0.5, sigma: 1)
        let third = lot.errors(count + lag, share: 0.5, sigma: 1.5)
        let times = (0..<count).map { 2010 + Double($0) / 12 }
        func x(_ row: Int) -> Double {
            self == .confounded ? driver[row + lag] + third[row] : driver[row + lag]
        }
        func y(_ row: Int) -> Double {
            switch self {
            case .confounded: noise[row] + third[row + lag]
            case .broken: noise[row] + (row >= 60 ? 3 : 0)
            default: noise[row] + (hasEffect ? size * driver[row] : 0)
            }
        }
        let breaks =
            self == .broken ? [Disturbance(.seriesBreak, at: times[60], reason: "new count")] : []
        let study = LaggedStudy(
            times: times, outcome: (0..<count).map(y), driver: (0..<count).map(x), claim: Claim(),
            lags: 0...6, change: .none, disturbances: breaks)
        guard let study else { return WorldStudy(result: nil, truth: .nan) }
        return WorldStudy(
            result: study.result(), truth: hasEffect ? size / (1 + size * size).squareRoot() : 0)
    }
}
