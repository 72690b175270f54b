import Testing

@testable import Statistics

/// statsmodels 0.15.0; tools/prove/causes_oracles.py prints them. Its first group is the one without the mark.
@Test func `two and three parts equal statsmodels`() throws {
    func split(_ reference: OaxacaBlinder.Reference) throws -> OaxacaBlinder {
        try #require(OaxacaBlinder(rows, numbers: ["skill", "years"], reference: reference))
    }
    let pooled = try split(.pooled)
    #expect(agree(pooled.gap, -3.275_440_109_614_283_6))
    #expect(
        agree(
            [pooled.unexplained, pooled.explained],
            [-1.659_814_823_199_201_6, -1.615_625_286_415_086_8]))
    let half = try split(.mean)
    #expect(
        agree(
            [half.unexplained, half.explained],
            [-1.622_576_522_013_321_5, -1.652_863_587_600_966_7]
        ))
    #expect(
        agree(
            [half.endowments, half.coefficients, half.interaction],
            [-1.737_457_592_034_442_4, -1.707_170_526_446_797_3, 0.169_188_008_866_951_5]))
}

@Test func `parts add up exactly whichever coefficients are taken`() throws {
    for reference in OaxacaBlinder.Reference.allCases {
        let found = try #require(
            OaxacaBlinder(
                categorised, numbers: ["skill", "years"], categories: regions, reference: reference)
        )
        #expect(abs(found.explained + found.unexplained - found.gap) < 1e-12)
        let three = found.endowments + found.coefficients + found.interaction
        #expect(abs(three - found.gap) < 1e-12)
        #expect(found.parts.count == 6)
    }
}

/// Yun 2005: which level stands first in the list must not matter to any of its parts.
@Test func `no level of a category is left out by choice`() throws {
    let found = try #require(
        OaxacaBlinder(categorised, numbers: ["skill", "years"], categories: regions))
    let turned = categorised.map {
        OaxacaBlinder.Row(
            isFirst: $0.isFirst, outcome: $0.outcome, numbers: $0.numbers,
            levels: $0.levels.map { 2 - $0 })
    }
    let other = try #require(
        OaxacaBlinder(
            turned, numbers: ["skill", "years"],
            categories: [(name: "region", levels: ["islands", "south", "north"])]))
    for part in found.parts {
        let same = try #require(other.parts.first { $0.name == part.name })
        #expect(abs(part.explained - same.explained) < 1e-10)
        #expect(abs(part.unexplained - same.unexplained) < 1e-10)
    }
    let names = Set(["region north", "region south", "region islands"])
    let together = found.part(of: names, named: "region")
    let rest = found.parts.filter { !names.contains($0.name) }
    #expect(
        abs(together.explained + rest.reduce(0) { $0 + $1.explained } - found.explained) < 1e-12)
}

@Test func `rows that do not fit the columns give nothing`() {
    #expect(OaxacaBlinder(rows, numbers: ["skill"]) == nil)
    #expect(OaxacaBlinder([], numbers: ["skill"]) == nil)
    let alone = rows.filter(\.isFirst)
    #expect(OaxacaBlinder(alone, numbers: ["skill", "years"]) == nil)
    let strange = OaxacaBlinder.Row(isFirst: true, outcome: 1, numbers: [1, 1], levels: [3])
    #expect(
        OaxacaBlinder(categorised + [strange], numbers: ["skill", "years"], categories: regions)
            == nil)
}

@Test func `a gap that skill makes is explained, one that pay makes is not`() {
    func made(_ pay: Double, _ skill: Double, _ seed: UInt64) -> [OaxacaBlinder.Row] {
        var dice = OracleDice(seed)
        return (0..<400).map { number in
            let isFirst = number % 2 == 0
            let own = 8 + 6 * dice.one() + (isFirst ? skill : 0)
            return .init(
                isFirst: isFirst, outcome: own + (isFirst ? pay : 0) + 2 * dice.one(),
                numbers: [own])
        }
    }
    func verdict(_ rows: [OaxacaBlinder.Row], _ side: OaxacaStudy.Side) -> Verdict {
        OaxacaStudy(rows, numbers: ["skill"], side: side).result().verdict
    }
    #expect(verdict(made(0, 3, 5), .explained) == .supported)
    #expect(verdict(made(0, 3, 5), .unexplained) == .contradicted)
    #expect(verdict(made(3, 0, 6), .unexplained) == .supported)
    #expect(verdict(made(0, 0, 7), .explained).name == "cannot tell")
}

private let rows: [OaxacaBlinder.Row] = {
    var dice = OracleDice(23)
    return (0..<60).map { number in
        let isMarked = number % 3 == 0
        let skill = 8 + 6 * dice.one() + (isMarked ? 1 : 0)
        let years = 20 * dice.one() + (isMarked ? 4 : 0)
        let wage = 3 + (isMarked ? 0.9 : 0.7) * skill + (isMarked ? 0.2 : 0.25) * years
        return .init(
            isFirst: !isMarked, outcome: wage + 3 * dice.one(), numbers: [skill, years])
    }
}()

private let regions = [(name: "region", levels: ["north", "south", "islands"])]

private let categorised: [OaxacaBlinder.Row] = {
    var dice = OracleDice(31)
    return rows.map { row in
        let level = Int(3 * dice.one())
        return .init(
            isFirst: row.isFirst, outcome: row.outcome + Double(level), numbers: row.numbers,
            levels: [level])
    }
}()
