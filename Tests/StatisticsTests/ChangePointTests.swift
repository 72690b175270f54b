import Foundation
import TestSupport
import Testing

@testable import Statistics

@Test(.enabled(if: Truth.isThere)) func `Pettitt's own forty values give what he printed`() throws {
    let values = try Truth.rows("trend-truth/pettitt-1979/series.csv").compactMap { Double($0[1]) }
    let found = try #require(Pettitt(values))
    #expect(values.count == 40 && found.k == 232 && found.lastBefore + 1 == 17)
    #expect(abs(found.p - 0.0146) < 5e-5)
}

@Test func `few values and no numbers have no change`() {
    #expect(Pettitt([1]) == nil && Pettitt([1, .nan]) == nil && Cusum.ofMean([1, 2, 3]) == nil)
    #expect(ChangePoints.pelt([]) == nil && ChangePoints.pelt([1, .infinity]) == nil)
    #expect(ChangePoints.pelt([3])?.found == [] && Cusum.ofVariance([2, 2, 2, 2]) == nil)
    #expect(ChangePoints.pelt([1, -1, 2], cost: .rate) == nil)
    #expect(Pettitt([5, 5, 5, 5])?.p == 1)
}

/// A stretch's cost by its definition.
private func plainCost(_ cost: ChangeCost, _ part: ArraySlice<Double>, _ all: [Double]) -> Double {
    let n = Double(part.count)
    let mean = part.reduce(0, +) / n
    let spread = part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let centre = all.reduce(0, +) / Double(all.count)
    let whole = all.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    let floor = 1e-6 * whole / Double(all.count)
    switch cost {
    case .mean: return spread
    case .meanAndVariance: return n * log(spread / n + floor)
    case .variance:
        return n * log(part.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / n + floor)
    case .slope:
        let times = part.indices.map(Double.init)
        let middle = times.reduce(0, +) / n
        let tt = times.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
        let ty = zip(times, part).reduce(0) { $0 + ($1.0 - middle) * ($1.1 - mean) }
        return tt > 0 ? spread - ty * ty / tt : spread
    case .rate: return mean > 0 ? -2 * n * mean * log(mean) : 0
    }
}

/// The least cost of all segmentations, without pruning.
private func leastCost(
    _ values: [Double], _ cost: ChangeCost, _ penalty: Double, _ size: Int
) -> Double {
    var best = [-penalty] + [Double](repeating: .infinity, count: values.count)
    for end in size...values.count {
        for start in 0...(end - size) where best[start].isFinite {
            let value = best[start] + plainCost(cost, values[start..<end], values) + penalty
            best[end] = min(best[end], value)
        }
    }
    return best[values.count]
}

@Test(arguments: ChangeCost.allCases)
func `PELT finds the least of all segmentations for every cost and least size`(
    cost: ChangeCost
) throws {
    var random = SeededRandom(3)
    for round in 0..<150 {
        let n = Int.random(in: 8...40, using: &random)
        let jump = Int.random(in: 2..<n, using: &random)
        let values = (0..<n).map { index in
            let size = index < jump ? 1.0 : 5.0
            return (Double.random(in: 0...4, using: &random) * size + size).rounded()
        }
        let size = max(cost.leastSize, 1 + round % 4)
        let penalty = Double.random(in: 0.5...20, using: &random)
        let found = try #require(
            ChangePoints.pelt(values, cost: cost, penalty: .value(penalty), leastSize: size))
        let total = found.cost + penalty * Double(found.found.count)
        let least = leastCost(values, cost, penalty, size)
        #expect(abs(total - least) < 1e-6 * max(1, abs(least)))
        #expect(found.stretches.allSatisfy { $0.count >= size })
        let halved = try #require(
            ChangePoints.binarySegmentation(
                values, cost: cost, penalty: .value(penalty), leastSize: size))
        #expect(halved.cost + penalty * Double(halved.found.count) >= least - 1e-6)
    }
}

@Test func `a step in level and a step in spread are found where they are`() throws {
    var random = SeededRandom(9)
    func noise(_ size: Double) -> Double {
        size * ((0..<12).reduce(0) { sum, _ in sum + Double.random(in: 0...1, using: &random) } - 6)
    }
    let level = (0..<60).map { noise(1) + ($0 < 25 ? 0 : 6) }
    #expect(ChangePoints.pelt(level)?.found == [25])
    #expect(ChangePoints.binarySegmentation(level)?.found == [25])
    let test = try #require(Cusum.ofMean(level))
    #expect(test.lastBefore == 24 && test.p < 0.001)
    let spread = (0..<120).map { noise($0 < 60 ? 0.3 : 4) }
    let found = try #require(
        ChangePoints.pelt(spread, cost: .variance, penalty: .bicTimes(2)).map(\.found))
    #expect(found.count == 1 && abs(found[0] - 60) <= 6)
    let square = try #require(Cusum.ofVariance(spread))
    #expect(abs(square.lastBefore - 59) <= 8 && square.p < 0.001)
    let bend = (0..<40).map { noise(0.2) + ($0 < 20 ? Double($0) : 40 - Double($0)) }
    let turn = try #require(ChangePoints.pelt(bend, cost: .slope)?.found)
    #expect(turn.count == 1 && abs(turn[0] - 20) <= 1)
}

@Test func `a known break is given and never reported as an event`() throws {
    let values: [Double] = [1, 2, 1, 2, 1, 2, 50, 51, 50, 51, 50, 51, 90, 91, 90, 91, 90, 91]
    let free = try #require(ChangePoints.pelt(values, penalty: .value(20)))
    #expect(free.found == [6, 12] && free.known.isEmpty)
    let told = try #require(ChangePoints.pelt(values, penalty: .value(20), known: [6]))
    #expect(told.found == [12] && told.known == [6] && told.stretches == [0..<6, 6..<12, 12..<18])
}

@Test func `noise alone strays beyond the limits of CUSUM at most as often as said`() {
    var random = SeededRandom(21)
    var strayed = 0
    for _ in 0..<1_000 {
        let values = (0..<60).map { _ in Double.random(in: 0...1, using: &random) }
        strayed += (Cusum.ofMean(values)?.p ?? 1) < 0.05 ? 1 : 0
    }
    #expect(strayed > 5 && strayed <= 65, "\(strayed)")
}
