import Testing

@testable import Statistics

private let times = (0..<60).map { 2018 + Double($0) / 12 }
private let law = CandidateCause(
    name: "Law 23", kind: .law, code: .law, from: 2020.5, claim: Claim(.fall, relevant: 1))

/// A line, a step and a change of slope from point 30, and noise from a seed.
private func series(
    step: Double, slope: Double = 0, noise: Double = 1, seed: UInt64 = 3, season: Double = 0
) -> [Double] {
    var dice = OracleDice(seed)
    let year: [Double] = [0, 1, 3, 2, -1, -2, -3, -1, 0, 2, 1, -2]
    return (0..<60).map { row -> Double in
        let effect = row >= 30 ? step + slope * Double(row - 30) : 0
        let rest = noise * (dice.one() + dice.one() - 1)
        return 80 + 0.2 * Double(row) + effect + season * year[row % 12] + rest
    }
}

private func study(
    _ unit: [Double], _ others: [[Double]] = [], _ disturbances: [Disturbance] = [],
    isSought: Bool = true, season: Int? = nil
) throws -> CausalResult {
    let panel = try #require(
        Panel(
            times: times, treated: [.init("PT", unit)],
            comparison: others.enumerated().map { .init("other \($0.offset)", $0.element) }))
    return InterruptedStudy(
        panel, law, disturbances: disturbances, areRivalsSought: isSought, season: season
    ).result()
}

private let calm: [[Double]] = (0..<4).map { series(step: 0, seed: 40 + $0) }

@Test func `size, level, slope and course are those that the series was made of`() throws {
    let result = try study(
        series(step: -6, slope: -0.1, noise: 0.02),
        calm.map { _ in
            series(step: 0, noise: 0.02, seed: 9)
        })
    let effect = try #require(result.effect)
    #expect(abs(effect.size - (-6 - 0.1 * 14.5)) < 0.05)
    #expect(result.details.map(\.name) == ["level", "slope", "end"])
    #expect(abs(result.details[0].estimate.size + 6) < 0.05)
    #expect(abs(result.details[1].estimate.size + 0.1) < 0.005)
    #expect(abs(result.details[2].estimate.size + 8.9) < 0.1)
    #expect(result.course.from == 30 && abs(result.course.expected[59] - (80 + 0.2 * 59)) < 0.1)
    #expect(result.verdict == .supported && result.method == .controlled)
}

@Test func `the same series alone is weak, and cannot tell where nobody looked for rivals`() throws
{
    let unit = series(step: -6)
    #expect(try study(unit, calm).verdict == .supported)
    #expect(try study(unit).verdict == .weak)
    let unsought = try study(unit, isSought: false)
    #expect(unsought.verdict.name == "cannot tell" && unsought.effect != nil)
}

@Test func `a break or a rival near the date means that nothing can be told, with its name`() throws
{
    for kind in [Disturbance.Kind.seriesBreak, .rival] {
        for at in [2020.0, 2020.5, 2020.9] {
            let result = try study(
                series(step: -6), calm, [.init(kind, at: at, reason: "new census")])
            #expect(result.verdict.name == "cannot tell" && result.effect == nil)
            let failed = result.checks.first { $0.outcome == .fails }
            #expect(failed?.note == "new census")
        }
    }
    let far = try study(
        series(step: -6), calm, [.init(.seriesBreak, at: 2019, reason: "new census")])
    #expect(far.verdict == .supported && far.course.times.first == 2019)
}

@Test func `a shock that meets everyone is not taken for the cause`() throws {
    let shaken = calm.map { $0.enumerated().map { $0.offset >= 30 ? $0.element - 6 : $0.element } }
    let result = try study(series(step: -6), shaken)
    let effect = try #require(result.effect)
    #expect(abs(effect.size) < 1 && result.verdict != .supported)
}

@Test func `a move of the comparison alone is not taken for an effect`() throws {
    let shaken = calm.map { $0.enumerated().map { $0.offset >= 30 ? $0.element + 6 : $0.element } }
    let result = try study(series(step: 0), shaken)
    let effect = try #require(result.effect)
    #expect(effect.excludesZero)
    #expect(outcome(.treatedMoved, result) == .fails)
    #expect(result.verdict.name == "cannot tell")
}

@Test func `a change at another date is told with the date that the numbers show`() throws {
    let early = (0..<60).map { row in series(step: 0)[row] - (row >= 21 ? 6 : 0) }
    let result = try study(early, calm)
    let date = try #require(result.checks.first { $0.kind == .dateFits })
    #expect(date.outcome == .fails && date.note == "2019-10")
    #expect(result.verdict.name == "cannot tell")
}

@Test func `a bend before the date is not carried on as a line`() throws {
    let bent = series(step: 0).enumerated().map {
        $0.element + 0.02 * Double($0.offset * $0.offset)
    }
    let result = try study(bent, calm)
    #expect(outcome(.straightBefore, result) == .fails)
    #expect(result.verdict.name == "cannot tell")
}

@Test func `seasons are taken off where they are declared`() throws {
    let others = (0..<4).map { series(step: 0, seed: 60 + $0) }
    let plain = try #require(try study(series(step: -3, season: 2), others).effect)
    let result = try study(series(step: -3, season: 2), others, season: 12)
    let seasonal = try #require(result.effect)
    #expect(seasonal.high - seasonal.low < (plain.high - plain.low) / 2)
    #expect(abs(seasonal.size + 3) < 1 && result.verdict == .supported)
}

@Test func `a claim of a rise is contradicted by a fall`() throws {
    let panel = try #require(
        Panel(
            times: times, treated: [.init("PT", series(step: -6))],
            comparison: calm.enumerated().map { .init("other \($0.offset)", $0.element) }))
    let hope = CandidateCause(
        name: "Law 23", kind: .law, code: .law, from: 2020.5, claim: Claim(.rise))
    let result = InterruptedStudy(panel, hope).result()
    #expect(result.verdict == .contradicted)
    #expect(InterruptedStudy(panel, hope).result() == result)
}

@Test func `a series that does not vary or is too short tells nothing and breaks nothing`() throws {
    let still = try study([Double](repeating: 4, count: 60), calm.map { $0.map { _ in 4 } })
    #expect(still.effect == nil && still.verdict.name == "cannot tell")
    let short = try #require(Panel(times: [2019, 2020, 2021], treated: [.init("PT", [1, 2, 3])]))
    let result = InterruptedStudy(short, law, areRivalsSought: true).result()
    #expect(result.verdict.name == "cannot tell" && result.effect == nil)
    let late = CandidateCause(name: "x", kind: .law, code: .law, from: 2090)
    #expect(InterruptedStudy(short, late).result().verdict.name == "cannot tell")
    let early = CandidateCause(name: "x", kind: .law, code: .law, from: 1990)
    #expect(InterruptedStudy(short, early).result().verdict.name == "cannot tell")
}

@Test func `a lagged association finds its lag and stays weak`() throws {
    var dice = OracleDice(77)
    let driver = (0..<90).map { _ in dice.one() }
    let follower = (0..<90).map { row in (row >= 3 ? 2 * driver[row - 3] : 0) + 0.5 * dice.one() }
    let months = (0..<90).map { 2015 + Double($0) / 12 }
    func study(
        _ y: [Double], _ x: [Double], _ lags: ClosedRange<Int> = 0...6
    ) throws -> CausalResult {
        try #require(
            LaggedStudy(
                times: months, outcome: y, driver: x, claim: Claim(.rise), lags: lags, change: .none
            )
        ).result()
    }
    let found = try study(follower, driver)
    #expect(found.verdict == .weak && found.details[0].name == "lag 3")
    #expect(abs(found.details[1].estimate.size - 2) < 0.2)
    // Turned round, the driver follows.
    let turned = try study(driver, follower, 1...6)
    #expect(turned.verdict.name == "cannot tell")
    // Two walks that have nothing to do with each other.
    let walks = [UInt64(5), 6].map { seed -> [Double] in
        var dice = OracleDice(seed)
        var sum = 0.0
        return (0..<90).map { _ in
            sum += dice.one() - 0.5
            return sum
        }
    }
    let wandering = try study(walks[0], walks[1])
    #expect(outcome(.wandersNot, wandering) == .fails)
    #expect(wandering.verdict.name == "cannot tell")
    #expect(
        LaggedAssociation(outcome: follower, driver: driver, lags: 0...40, change: .none) == nil)
    #expect(
        LaggedStudy(
            times: months, outcome: [1], driver: driver, claim: Claim(), lags: 0...1) == nil)
}
