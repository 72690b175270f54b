import Testing

@testable import Statistics

private let years = (0..<12).map { 2010 + Double($0) }
private let budget = CandidateCause(
    name: "a budget", kind: .budget, code: .budget, from: 2018, claim: Claim(.rise))

private func unit(_ name: String, _ seed: UInt64, step: Double = 0, drift: Double = 0) -> Panel.Unit
{
    var dice = OracleDice(seed &* 7_919 &+ 13)
    return .init(
        name,
        (0..<12).map { row -> Double in
            let noise = dice.one() - 0.5
            let course = 20 + Double(seed) + (0.5 + drift) * Double(row)
            return course + noise + (row >= 8 ? step : 0)
        })
}

private func panel(
    step: Double, drift: Double = 0, treated: Int = 5, others: Int = 9
) throws -> Panel {
    try #require(
        Panel(
            times: years,
            treated: (0..<treated).map { unit("with \($0)", UInt64($0), step: step, drift: drift) },
            comparison: (0..<others).map { unit("without \($0)", UInt64(50 + $0)) }))
}

@Test func `the effect is the difference of mean changes, with Welch's interval`() throws {
    let (a, b) = ([5.0, 6, 4, 5.5], [1.0, 2, 0, 1.5, 0.5])
    let found = try #require(MeanDifference(a, b))
    // scipy.stats.ttest_ind(a, b, equal_var=False): t 7.4413, p 0.00024, df 6.3024.
    #expect(agree(found.estimate.size, 4.125) && agree(found.freedom, 6.302_353_651, digits: 8))
    #expect(agree(found.estimate.size / found.error, 7.441_295_677, digits: 8))
    // One against many: the spread of the many.
    let one = try #require(MeanDifference([5], b))
    #expect(one.freedom == 4 && agree(one.error, (0.625 * 1.2).squareRoot()))
    #expect(MeanDifference([1], [2]) == nil && MeanDifference([], [1, 2, 3]) == nil)
    #expect(MeanDifference([2, 2], [2, 2]) == nil)
}

@Test func `a step of some units is supported, with every placebo asked`() throws {
    let result = DifferenceStudy(try panel(step: 2), budget).result()
    let effect = try #require(result.effect)
    #expect(effect.low < 2 && effect.high > 2 && effect.size > 1.5)
    #expect(result.verdict == .supported)
    #expect(result.checks(.placebo).map(\.kind) == [.placeboDate, .placeboUnits])
    #expect(result.checks(.sensitivity).map(\.kind) == [.driftSurvived, .leaveOneOut])
    #expect(result.course.expected.count == 12 && result.course.from == 8)
    #expect(DifferenceStudy(try panel(step: 2), budget).result() == result)
}

@Test func `units that drifted apart before cannot tell`() throws {
    let result = DifferenceStudy(try panel(step: 0, drift: 0.3), budget).result()
    let effect = try #require(result.effect)
    #expect(effect.excludesZero)
    #expect(outcome(.parallelBefore, result) == .fails)
    #expect(result.verdict.name == "cannot tell")
}

@Test func `one unit makes no result`() throws {
    var units = try panel(step: 0).treated
    units[0] = .init(
        "with 0", units[0].values.enumerated().map { $0.element + ($0.offset >= 8 ? 9 : 0) })
    let panel = try #require(
        Panel(times: years, treated: units, comparison: try panel(step: 0).comparison))
    let result = DifferenceStudy(panel, budget).result()
    #expect(outcome(.leaveOneOut, result) == .fails)
    #expect(result.verdict != .supported)
}

@Test func `too few units of comparison cannot tell`() throws {
    let result = DifferenceStudy(try panel(step: 2, others: 3), budget).result()
    #expect(result.verdict == .cannotTell(settledBy: [Check.Kind.enoughUnits.remedy]))
}

@Test func `lots over labels give Fisher's exact chance`() {
    // Three against three, wholly apart: 2 of the 20 ways to deal labels.
    #expect(LabelLot([10, 11, 12], [1, 2, 3]).p == 0.1)
    #expect(LabelLot([1, 2, 3], [1, 2, 3]).p == 1)
    // One against four: five ways, too few for one in twenty.
    #expect(LabelLot([9], [1, 2, 3, 4]).p == nil)
    // Beyond what is counted out, lots are drawn, the same each time.
    let many = (0..<20).map(Double.init)
    let drawn = LabelLot(many.map { $0 + 8 }, many).p
    #expect(drawn == LabelLot(many.map { $0 + 8 }, many).p)
    #expect((drawn ?? 1) < 0.01)
}

private func states(
    _ others: Int, step: Double, level: Double = 0, seed: UInt64 = 101
) throws -> Panel {
    var dice = OracleDice(seed)
    let movements = (0..<2).map { _ in (0..<36).map { _ in 6 * dice.one() } }
    func state(_ name: String, _ step: Double, _ level: Double) -> Panel.Unit {
        // The unit itself lies in the middle of what others can be mixed to.
        let (a, b) = name == "PT" ? (0.5, 0.5) : (dice.one(), dice.one())
        return .init(
            name,
            (0..<36).map { row -> Double in
                let common = a * movements[0][row] + b * movements[1][row]
                return 50 + level + common + 0.6 * dice.one() + (row >= 28 ? step : 0)
            })
    }
    return try #require(
        Panel(
            times: (0..<36).map { 2011 + Double($0) / 4 }, treated: [state("PT", step, level)],
            comparison: (0..<others).map { state("state \($0)", 0, 0) }))
}

/// Placebo dates raise a false alarm in some draws, so several are made.
private func supported(level: Double = 0, isCentred: Bool = false) throws -> Int {
    try (UInt64(101)...108).count { seed in
        let panel = try states(24, step: 4, level: level, seed: seed)
        let result = SyntheticStudy(panel, budget, isCentred: isCentred).result()
        let effect = try #require(result.effect)
        #expect(abs(effect.size - 4) < 1 || !isCentred && level > 0)
        return result.verdict == .supported
    }
}

@Test func `a synthetic control tells a step by its rank among placebos`() throws {
    let result = SyntheticStudy(try states(24, step: 4), budget).result()
    let effect = try #require(result.effect)
    #expect(effect.level == 0.95 && effect.p == 1 / 25.0)
    let shares = result.details.reduce(0) { $0 + $1.estimate.size }
    #expect(abs(shares - 1) < 0.01 && result.course.from == 28)
    #expect(try supported() >= 4)
}

@Test func `with fewer donors than a chance of one in twenty takes nothing can be told`() throws {
    let result = SyntheticStudy(try states(9, step: 4), budget).result()
    let effect = try #require(result.effect)
    #expect(agree(effect.level, 0.9) && effect.p == 0.1)
    #expect(outcome(.enoughDonors, result) == .fails)
    #expect(result.verdict.name == "cannot tell")
}

@Test func `a unit that lies above all others is followed only about its own mean`() throws {
    let plain = SyntheticStudy(try states(24, step: 4, level: 30), budget).result()
    #expect(outcome(.closeFit, plain) == .fails && plain.verdict.name == "cannot tell")
    #expect(try supported(level: 30) == 0)
    #expect(try supported(level: 30, isCentred: true) >= 4)
}
