import Statistics
import TestSupport

extension CausalWorld {
    /// Ten regions with the cause and twenty without, fourteen half-years, the cause after eight.
    ///
    /// Confounded: the ten were drifting apart from the others long before, and go on. Break: a declared change of
    /// definition in the ten, within a year and a half of the cause.
    func differences(_ number: UInt64, size: Double = 1) -> WorldStudy {
        var lot = WorldLot(self, "differences", number)
        let (count, start) = (14, 8)
        let phaseIn = self == .delayed ? 2 : 0
        let effect = WorldEffect(world: self, size: size)
        let share = lot.pick([0, 0.3, 0.6])
        let common = lot.errors(count, share: 0.5, sigma: 2)
        let gap = lot.pick([-3, -2, -1, 0])
        func unit(_ name: String, isTreated: Bool) -> Panel.Unit {
            let base = lot.uniform(10...30)
            let errors = lot.errors(count, share: share, sigma: 1)
            return Panel.Unit(
                name,
                (0..<count).map { row in
                    var value = base + common[row] + errors[row]
                    guard isTreated else { return value }
                    value += effect.at(row - start - phaseIn, of: count - start - phaseIn)
                    if self == .confounded { value += 0.15 * Double(row) }
                    if self == .broken, row >= start + gap { value += 3 }
                    return value
                })
        }
        let treated = (0..<10).map { unit("with \($0)", isTreated: true) }
        let others = (0..<20).map { unit("without \($0)", isTreated: false) }
        let times = (0..<count).map { 2015 + Double($0) / 2 }
        let cause = CandidateCause(
            name: "a budget", kind: .budget, code: .budget, from: times[start],
            delay: Double(phaseIn) / 2)
        let breaks =
            self == .broken
            ? [
                Disturbance(
                    .seriesBreak, at: times[start + gap], reason: "new count", unit: "with 3")
            ]
            : []
        guard let panel = Panel(times: times, treated: treated, comparison: others) else {
            return WorldStudy(result: nil, truth: .nan)
        }
        let study = DifferenceStudy(panel, cause, disturbances: breaks)
        return WorldStudy(result: study.result(), truth: effect.mean)
    }

    /// One State among forty, forty quarters, three common movements that each State follows to a degree of its own; the
    /// cause after thirty quarters.
    ///
    /// Confounded: another cause moves the State alone four quarters before, undeclared, or at the same time, declared.
    func synthetic(_ number: UInt64, size: Double = 3) -> WorldStudy {
        var lot = WorldLot(self, "synthetic", number)
        let (count, start) = (40, 30)
        let phaseIn = self == .delayed ? 2 : 0
        let effect = WorldEffect(world: self, size: size)
        let isEarly = lot.pick([true, false])
        let gap = lot.pick([-4, -3, -2, -1, 0])
        let movements = (0..<3).map { _ in lot.errors(count, share: 0.9, sigma: 3) }
        let units = (0..<40).map { place in
            let weights = (0..<3).map { _ in lot.uniform() }
            let base = lot.uniform(45...55)
            let errors = lot.errors(count, share: 0.3, sigma: 1)
            return Panel.Unit(
                "state \(place)",
                (0..<count).map { row in
                    var value = base + errors[row]
                    for (weight, movement) in zip(weights, movements) {
                        value += weight * movement[row]
                    }
                    guard place == 0 else { return value }
                    value += effect.at(row - start - phaseIn, of: count - start - phaseIn)
                    if self == .confounded, row >= (isEarly ? start - 4 : start) { value += 5 }
                    if self == .broken, row >= start + gap { value += 5 }
                    return value
                })
        }
        let times = (0..<count).map { 2010 + Double($0) / 4 }
        let cause = CandidateCause(
            name: "a measure", kind: .measure, code: .coordination, from: times[start],
            delay: Double(phaseIn) / 4)
        var known: [Disturbance] = []
        if self == .broken {
            known = [
                .init(.seriesBreak, at: times[start + gap], reason: "new count", unit: "state 0")
            ]
        } else if self == .confounded, !isEarly {
            known = [.init(.rival, at: times[start], reason: "a crisis", unit: "state 0")]
        }
        guard
            let panel = Panel(
                times: times, treated: [units[0]], comparison: Array(units.dropFirst()))
        else { return WorldStudy(result: nil, truth: .nan) }
        let study = SyntheticStudy(panel, cause, disturbances: known)
        return WorldStudy(result: study.result(), truth: effect.mean)
    }
}
