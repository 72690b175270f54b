import TestSupport
import Testing

@testable import Statistics

/// One row of the reference.
private struct Expected {
    let name: String
    let fields: [Double]

    init(_ row: [Substring]) {
        name = String(row[0])
        fields = row.dropFirst().map { Double($0) ?? .nan }
    }
}

/// Equal to so many significant digits, or to the last of six decimals.
private func isSame(
    _ a: Double, _ b: Double, decimals: Double = 6e-7, digits: Double = 6e-8
) -> Bool {
    abs(a - b) <= max(decimals, abs(b) * digits)
}

@Test(.enabled(if: Truth.isThere))
func `all 110 real series have the trend, the line and the change of the reference`() throws {
    let real = try ReferenceSeries().series
    var count = 0
    for row in try Truth.rows("trend-truth/mk-reference/expected.csv") {
        let expected = Expected(row)
        let points = try #require(real[expected.name], "\(expected.name)")
        let (values, e) = (points.map(\.value), expected.fields)
        let trend = try #require(MannKendall(values))
        #expect(values.count == Int(e[0]) && points[0].time == e[1], "\(expected.name)")
        #expect(trend.s == Int(e[3]) && abs(trend.variance - e[4]) < 6e-5, "\(expected.name)")
        #expect(isSame(trend.tau, e[5]) && isSame(trend.z, e[6]), "\(expected.name)")
        #expect(abs(trend.p - e[7]) < 1e-6, "\(expected.name)")
        let line = try #require(TheilSen(values))
        #expect(isSame(line.slope, e[8]) && isSame(line.intercept, e[9]), "\(expected.name)")
        #expect(line.low <= line.slope && line.slope <= line.high)
        let change = try #require(Pettitt(values))
        #expect(change.k == e[10] && points[change.lastBefore].time == e[11], "\(expected.name)")
        #expect(abs(change.p - e[12]) < 1e-6, "\(expected.name)")
        let corrected = try #require(MannKendall(values, against: .hamedRao()))
        #expect(isSame(corrected.z, e[14]) && abs(corrected.p - e[15]) < 1e-6, "\(expected.name)")
        count += 1
    }
    #expect(count == 110)
}

/// Foreign residents in Portugal, 1980 to 2023 (INE, as in data/series/pt-foreign-residents.csv).
let foreignResidents: [Double] = [
    50750, 54414, 58667, 67485, 73365, 79594, 86982, 89778, 94694, 101011, 107767,
    113978, 123612, 136932, 157073, 168316, 172912, 175263, 178137, 191143, 207587, 350898,
    413487, 433650, 447155, 414659, 420189, 435736, 440277, 454191, 445262, 436822, 417042,
    401320, 395195, 388731, 397731, 421711, 480300, 590348, 662095, 698887, 781915, 1_044_606,
]

@Test(arguments: [
    (SerialCorrection.hamedRao(), 796, 6.296920355116501),
    (.hamedRao(lags: 3), 796, 3.952649534427097),
    (.yueWang(), 796, 7.322739455248334),
    (.yueWang(lags: 1), 796, 5.3835086267930405),
    (.preWhitened, 659, 6.886246696127611),
    (.trendFreePreWhitened, 869, 9.08398500340238),
]) func `each correction for neighbours that are alike equals pymannkendall 1-4-3`(
    correction: SerialCorrection, s: Int, z: Double
) throws {
    let found = try #require(MannKendall(foreignResidents, against: correction))
    #expect(found.s == s && abs(found.z - z) < 1e-9)
}

@Test func `the interval of the slope equals scipy 1-17-1`() throws {
    let line = try #require(TheilSen(foreignResidents))
    #expect(abs(line.low - 11276.448275862069) < 1e-6 && abs(line.high - 15988.838709677419) < 1e-6)
    let points = foreignResidents.enumerated().map { TimePoint(1980 + Double($0), $1) }
    let dated = try #require(TheilSen(points))
    #expect(abs(dated.slope - line.slope) < 1e-9 && abs(dated.intercept - line.intercept) < 1e-6)
    #expect(TheilSen(points.reversed()) == nil)
}

@Test func `a slope a year counts the years that are missing`() throws {
    let points = [2000.0, 2001, 2005, 2010, 2011.5].map { TimePoint($0, 3 * $0 + 1) }
    let line = try #require(TheilSen(points))
    #expect(line.slope == 3 && abs(line.intercept - 6001) < 1e-9)
}

@Test func `the seasonal test equals pymannkendall with gaps`() throws {
    let season: [Double] = [0, 5, -3, 2]
    var values = (0..<30).map { i -> Double in
        let rest = Double((i * 37) % 17)
        return rest + Double(i / 4) * 0.9 + season[i % 4]
    }
    values[7] = .nan
    values[20] = .nan
    let found = try #require(SeasonalMannKendall(values, period: 4))
    #expect(found.test.s == 27 && abs(found.test.variance - 182.33333333333334) < 1e-9)
    #expect(abs(found.test.z - 1.9254857645841186) < 1e-12)
    #expect(abs(found.test.tau - 0.3176470588235294) < 1e-12)
    #expect(abs(found.slope - 1.5666666666666664) < 1e-12)
}

@Test func `random series with ties have the score and slopes of their plain definitions`() throws {
    var random = SeededRandom(11)
    for _ in 0..<300 {
        let n = Int.random(in: 3...30, using: &random)
        let values = (0..<n).map { _ in Double(Int.random(in: 0...9, using: &random)) }
        var (score, slopes) = (0, [Double]())
        for i in 0..<n {
            for j in (i + 1)..<max(i + 1, n) {
                score += values[j] == values[i] ? 0 : values[j] > values[i] ? 1 : -1
                slopes.append((values[j] - values[i]) / Double(j - i))
            }
        }
        #expect(MannKendall(values)?.s == score)
        let line = try #require(TheilSen(values))
        #expect(line.slope == median(slopes))
        let sorted = slopes.sorted()
        #expect(sorted.contains(line.low) && sorted.contains(line.high))
        let reach = normalReach(0.95) * (MannKendall(values)?.variance ?? 0).squareRoot()
        let rank = Int(((Double(slopes.count) - reach) / 2).rounded(.toNearestOrEven)) - 1
        #expect(line.low == sorted[max(0, rank)])
        #expect(line.high == sorted[min(sorted.count - 1, sorted.count - 1 - rank)])
    }
}

@Test(.enabled(if: Truth.isThere))
func `the level of the Nile has the variances of Durbin and Koopman`() throws {
    let values = try TCPDSeries("nile").columns[0]
    let model = try #require(LocalLevel(values))
    // Table 2.1 of the book: 15099 and 1469.1.
    #expect(abs(model.noise - 15099) < 5 && abs(model.step - 1469.1) < 1)
    #expect(abs(model.levels[0] - 1111.2) < 1 && abs(model.levels[99] - 798.4) < 0.5)
    #expect(abs(model.variances[0] - 4031.9) < 3 && abs(model.variances[99] - 4031.9) < 3)
    #expect(model.interval(at: 99).contains(798) && LocalLevel([1, 1, 1, 1, 1]) == nil)
}
