import Foundation
import TestSupport
import Testing

@testable import Statistics

@Test func `false discovery rates are those of Benjamini and Hochberg's own example`() {
    // Their section 3.2: fifteen tests, the four smallest are called at 0.05.
    let p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
        0.5719, 0.6528, 0.7590, 1.0,
    ]
    let rates = falseDiscoveryRates(p.reversed())
    #expect(rates.count { $0 <= 0.05 } == 4 && rates.first == 1)
    #expect(abs(rates[14] - 0.0015) < 1e-12 && abs(rates[11] - 0.0095 * 15 / 4) < 1e-12)
    #expect(falseDiscoveryRates([.nan, 0.01])[1] == 0.01 && falseDiscoveryRates([]).isEmpty)
}

@Test func `series that went alike are together whatever their size`() {
    let rise = (0..<12).map { Double($0 * $0) }
    let fall = (0..<12).map { 500 - 3 * Double($0) }
    let wave = (0..<12).map { sin(Double($0)) }
    let found = TrajectoryClusters([
        rise, fall, rise.map { 1_000 * $0 + 7 }, wave, fall.map { $0 / 9 }, rise.map { $0 + 1 },
        [Double](repeating: 4, count: 12),
    ])
    #expect(found.clusters == [[0, 2, 5], [1, 4]] && found.alone == [3, 6])
}

@Test func `random series in a cluster are pairwise as alike as said`() {
    var random = SeededRandom(4)
    let series = (0..<40).map { _ in
        (0..<10).map { _ in
            Int.random(in: 0..<9, using: &random) == 0
                ? Double.nan : Double.random(in: 0...1, using: &random)
        }
    }
    let found = TrajectoryClusters(series, alike: 0.3)
    #expect(!found.clusters.isEmpty)
    for cluster in found.clusters {
        for first in cluster {
            for second in cluster where first != second {
                #expect((correlation(series[first], series[second], 5) ?? -1) >= 0.3)
            }
        }
    }
    #expect((found.clusters.joined() + found.alone).sorted() == Array(series.indices))
}

@Test func `Portugal's foreign residents fell from 2009 to 2015 and rise since 2017`() throws {
    let points = foreignResidents.enumerated().map { TimePoint(1980 + Double($0), $1) }
    let breaks = [
        Break(at: 2001, reason: "a new permit is counted"),
        Break(at: 2008, reason: "another method"),
    ]
    let phases = points.phases(breaks: breaks)
    let fall = try #require(phases.first { $0.movement == .falling && $0.last.time > 2010 })
    #expect((2008...2010).contains(fall.first.time) && (2014...2016).contains(fall.last.time))
    let last = try #require(phases.last)
    #expect(last.movement == .rising && (2015...2018).contains(last.first.time))
    #expect(phases.compactMap(\.startsWith).map(\.at) == [2001, 2008])
    #expect(phases.map(\.points).reduce(0, +) == 44)
}

@Test func `a leader's whole interval is better than the middle of the others`() {
    func line(_ slope: Double, _ noise: Double) -> TheilSen? {
        TheilSen((0..<12).map { slope * Double($0) + ($0 % 2 == 0 ? noise : -noise) })
    }
    let lines = [line(5, 0.1), line(1, 0.1), line(1.1, 0.1), line(1.08, 30), line(-4, 0.1), nil]
    let found = standings(lines, better: .up)
    #expect(
        found[0] == .leader && found[3] == .among && found[4] == .laggard
            && found[5] == .notAssessed)
    #expect(standings(lines, better: .down)[0] == .laggard)
    #expect(
        standings(Array(lines.prefix(3)), better: .up) == [
            .notAssessed, .notAssessed, .notAssessed,
        ])
}

@Test func `a year in which many turned is found, and years by chance are not`() {
    var random = SeededRandom(12)
    func turns(_ common: Bool) -> [Turns] {
        (0..<30).map { index in
            let own = Double(Int.random(in: 1990...2020, using: &random))
            return Turns(span: 1990...2020, times: common && index < 15 ? [2008] : [own])
        }
    }
    let found = commonTurns(turns(true))
    #expect(found.count == 1 && abs((found.first?.time ?? 0) - 2008) <= 1)
    #expect((found.first?.series.count ?? 0) >= 15)
    let chance = (0..<40).count { _ in !commonTurns(turns(false)).isEmpty }
    #expect(chance <= 4, "\(chance)")
    #expect(commonTurns([]).isEmpty)
}

@Test(.enabled(if: Truth.isThere))
func `all 56 States of the region have a class by the net migration of the United Nations`() throws
{
    let region = try Truth.rows("migration-stats/net-migration/UN_WPP_2024_net_migration.csv")
    var series: [String: [TimePoint]] = [:]
    for row in region {
        guard unece.contains(String(row[2])), let year = Double(row[1]), year <= 2023,
            let value = Double(row[3])
        else { continue }
        series[String(row[2]), default: []].append(TimePoint(year, value))
    }
    #expect(series.count == 56)
    var counts: [String: Int] = [:]
    for (name, points) in series {
        let since = points.filter { $0.time >= 1990 }
        let found = ProgressFinding(since, SeriesFacts(better: .up))
        counts[found.progress.code, default: 0] += 1
        let interval = try #require(found.rateInterval, "\(name)")
        let opposite = ProgressFinding(since, SeriesFacts(better: .down)).progress
        switch found.progress {
        case .progress: #expect(interval.lowerBound > 0 && opposite == .regression)
        case .regression: #expect(interval.upperBound < 0 && opposite == .progress)
        default: #expect(opposite == found.progress)
        }
    }
    #expect(counts.values.reduce(0, +) == 56)
    #expect(counts.keys.count >= 3, "\(counts)")
    print("net migration since 1990, more being called better: \(counts)")
}

private let unece = Set(
    """
    ALB AND ARM AUT AZE BEL BGR BIH BLR CAN CHE CYP CZE DEU DNK ESP EST FIN FRA GBR GEO GRC HRV HUN IRL ISL ISR ITA \
    KAZ KGZ LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SMR SRB SVK SVN SWE TJK TKM TUR UKR USA UZB
    """.split(separator: " ").map(String.init))
