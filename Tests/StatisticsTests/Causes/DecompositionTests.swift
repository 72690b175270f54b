import Testing

@testable import Statistics

/// P. Das Gupta, "Standardization and Decomposition of Rates", U.S. Bureau of the Census P23-186, 1993, example 5.3: deaths
/// per 1,000 by race and age, United States, 1970 and 1985; the two-factor result as DasGuptR 2.1.0 prints it.
@Test func `Kitagawa's parts equal the published decomposition of American death rates`() throws {
    let found = try #require(Kitagawa(deaths))
    #expect(abs(found.difference - -0.686_215_8) < 1e-6)
    #expect(abs(found.composition - 1.541_509_6) < 1e-6 && abs(found.rate - -2.227_725_4) < 1e-6)
}

@Test func `parts add up exactly over cells, groups, regions and bases`() throws {
    for number in 0..<200 {
        var lot = WorldLot(.noEffect, "kitagawa", UInt64(number))
        let cells = (0..<12).map { place -> Kitagawa.Cell in
            func count() -> Kitagawa.Count {
                // Some cells are empty at one time.
                let people = lot.uniform() < 0.1 ? 0 : lot.uniform(1...1_000).rounded()
                return .init(people: people, events: (people * lot.uniform()).rounded())
            }
            return .init(
                group: "g\(place % 4)", region: "r\(place / 4)", first: count(), second: count())
        }
        let found = try #require(Kitagawa(cells))
        func isExact(_ sum: Double) -> Bool { abs(sum - found.difference) < 1e-12 }
        #expect(isExact(found.composition + found.rate))
        #expect(isExact(found.parts(by: \.group).reduce(0) { $0 + $1.total }))
        #expect(isExact(found.parts(by: \.region).reduce(0) { $0 + $1.total }))
        let bases = (found.composition(at: .first) + found.composition(at: .second)) / 2
        #expect(abs(bases - found.composition) < 1e-12)
    }
    #expect(Kitagawa([]) == nil)
}

@Test func `with rates alike all is composition, with shares alike all is rate`() throws {
    func cell(
        _ group: String, _ region: String, _ a: (Double, Double), _ b: (Double, Double)
    )
        -> Kitagawa.Cell
    {
        .init(
            group: group, region: region, first: .init(people: a.0, events: a.1),
            second: .init(people: b.0, events: b.1))
    }
    let mix = try #require(
        Kitagawa([cell("a", "n", (100, 50), (300, 150)), cell("b", "n", (100, 10), (100, 10))]))
    #expect(abs(mix.rate) < 1e-15 && agree(mix.composition, mix.difference))
    let rate = try #require(
        Kitagawa([cell("a", "n", (100, 50), (200, 60)), cell("b", "n", (100, 10), (200, 30))]))
    #expect(abs(rate.composition) < 1e-15 && agree(rate.rate, -0.075))
    // Two regions whose weights change while each keeps its own mix.
    let regions = try #require(
        Kitagawa([
            cell("a", "n", (50, 25), (100, 50)), cell("b", "n", (50, 5), (100, 10)),
            cell("a", "s", (100, 20), (100, 20)),
        ]))
    #expect(abs(regions.parts.reduce(0) { $0 + $1.groups }) < 1e-15)
    #expect(agree(regions.parts.reduce(0) { $0 + $1.regions }, regions.difference))
}

@Test func `the three parts of shift-share add up to the growth of each region`() throws {
    let cells: [ShiftShare.Cell] = [
        .init(region: "Norte", group: "Brazil", first: 100, second: 180),
        .init(region: "Norte", group: "Cape Verde", first: 50, second: 55),
        .init(region: "Algarve", group: "Brazil", first: 200, second: 300),
        .init(region: "Algarve", group: "Cape Verde", first: 150, second: 165),
        .init(region: "Algarve", group: "new", first: 0, second: 40),
    ]
    let found = try #require(ShiftShare(cells))
    let north = found.sum(of: "Norte")
    // All grew from 500 to 740: 48 percent; Brazil 60 percent, Cape Verde 10 percent.
    #expect(agree(north.all, 72) && agree(north.mix, 100 * 0.12 + 50 * -0.38))
    #expect(agree(north.own, 20) && agree(north.total, 85))
    #expect(agree(found.parts.reduce(0) { $0 + $1.total }, 240))
    #expect(agree(found.sum(of: "Algarve").total, 155) && found.parts[4].own == 40)
    #expect(ShiftShare([]) == nil)
    // Gathered, the region keeps its parts.
    let study = ShiftShareStudy(cells, region: "Norte", side: .own).result()
    #expect(agree(study.details.map(\.estimate.size), [72, north.mix, 20, 13], digits: 9))
}

@Test func `a study of composition speaks of an account and never of a cause`() throws {
    func cells(_ share: Double) -> [Kitagawa.Cell] {
        [
            .init(
                group: "work", first: .init(people: 20_000, events: 4_000),
                second: .init(people: 30_000 * share, events: 6_000 * share)),
            .init(
                group: "family", first: .init(people: 20_000, events: 12_000),
                second: .init(people: 30_000 * (2 - share), events: 18_300 * (2 - share))),
        ]
    }
    let still = cells(1).map {
        Kitagawa.Cell(group: $0.group, first: $0.first, second: $0.first)
    }
    let result = KitagawaStudy(cells(0.5), before: still, side: .composition).result()
    #expect(result.verdict == .supported)
    // The mix moved by a quarter, between rates of 20 and 60 percent.
    #expect(agree(try #require(result.effect).size, 0.25 * 0.405, digits: 6))
    let other = KitagawaStudy(cells(0.5), before: still, side: .rate).result()
    #expect(other.verdict == .contradicted)
    // Without the pair before it is not seen whether this is new; with it the same again is no news.
    #expect(KitagawaStudy(cells(0.5), side: .composition).result().verdict == .weak)
    let again = KitagawaStudy(cells(0.5), before: cells(0.5), side: .composition).result()
    #expect(again.verdict == .weak)
    let broken = KitagawaStudy(
        cells(0.5), before: still, side: .composition,
        disturbances: [.init(.seriesBreak, at: 2020, reason: "new definition")]
    ).result()
    #expect(broken.verdict.name == "cannot tell")
}

/// The delta method against drawing the counts again: same spread within a tenth.
@Test func `the interval of composition and rate is as wide as counts drawn again`() throws {
    let rates = [(0.2, 0.3), (0.5, 0.45), (0.8, 0.7)]
    let people = [(300.0, 500.0), (400, 300), (200, 300)]
    func drawn(_ lot: inout WorldLot) -> [Kitagawa.Cell] {
        func events(_ people: Double, _ rate: Double) -> Double {
            Double((0..<Int(people)).count { _ in lot.uniform() < rate })
        }
        // The people of a time are dealt to the groups by their shares.
        func dealt(_ sizes: [Double]) -> [Double] {
            let all = sizes.reduce(0, +)
            var counts = sizes.map { _ in 0.0 }
            for _ in 0..<Int(all) {
                let place = lot.uniform() * all
                let group = place < sizes[0] ? 0 : (place < sizes[0] + sizes[1] ? 1 : 2)
                counts[group] += 1
            }
            return counts
        }
        let (a, b) = (dealt(people.map(\.0)), dealt(people.map(\.1)))
        return (0..<3).map { group in
            .init(
                group: "g\(group)",
                first: .init(people: a[group], events: events(a[group], rates[group].0)),
                second: .init(people: b[group], events: events(b[group], rates[group].1)))
        }
    }
    var lot = WorldLot(.noEffect, "delta", 1)
    let truth = try #require(
        Kitagawa(
            (0..<3).map {
                .init(
                    group: "\($0)",
                    first: .init(people: people[$0].0, events: people[$0].0 * rates[$0].0),
                    second: .init(people: people[$0].1, events: people[$0].1 * rates[$0].1))
            }))
    var (composition, rate) = (0, 0)
    let worlds = 400
    for _ in 0..<worlds {
        let found = try #require(Kitagawa(drawn(&lot)))
        let spread = KitagawaSpread(found)
        let (c, r) = (
            spread.estimate(composition: 1, rate: 0), spread.estimate(composition: 0, rate: 1)
        )
        if c.low <= truth.composition, truth.composition <= c.high { composition += 1 }
        if r.low <= truth.rate, truth.rate <= r.high { rate += 1 }
    }
    // 95 percent of 400 with three standard errors on either side.
    #expect((367...393).contains(composition) && (367...393).contains(rate))
}

private let deaths: [Kitagawa.Cell] = (0..<22).map { place in
    func count(_ sizes: [Double], _ rates: [Double]) -> Kitagawa.Count {
        .init(people: sizes[place], events: sizes[place] * rates[place])
    }
    return .init(
        group: "age \(place % 11)", region: "race \(place / 11)",
        first: count(sizes1970, rates1970),
        second: count(sizes1985, rates1985))
}

private let sizes1985: [Double] = [
    3041, 11577, 27450, 32711, 35480, 27411, 19555, 19795, 15254, 8022, 2472,
    707, 2692, 6473, 6841, 6547, 4352, 3034, 2540, 1749, 804, 236,
]
private let sizes1970: [Double] = [
    2968, 11484, 34614, 30992, 21983, 20314, 20928, 16897, 11339, 5720, 1315,
    535, 2162, 6120, 4781, 3096, 2718, 2363, 1767, 1149, 448, 117,
]
private let rates1985: [Double] = [
    9.163, 0.462, 0.248, 0.929, 1.084, 1.810, 4.715, 12.187, 27.728, 64.068, 157.570,
    17.208, 0.738, 0.328, 1.103, 2.045, 3.724, 8.052, 17.812, 34.128, 68.276, 125.161,
]
private let rates1970: [Double] = [
    18.469, 0.751, 0.391, 1.146, 1.287, 2.672, 6.636, 15.691, 34.723, 79.763, 176.837,
    36.993, 1.352, 0.541, 2.040, 3.523, 6.746, 12.967, 24.471, 45.091, 74.902, 123.205,
]
