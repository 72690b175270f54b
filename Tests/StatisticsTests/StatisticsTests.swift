import TestSupport
import Testing

@testable import Statistics

/// Foreign residents in Portugal, 1980 to 2023 (INE, as in data/series/pt-foreign-residents.csv).
private let residents: [Double] = [
    50750, 54414, 58667, 67485, 73365, 79594, 86982, 89778, 94694, 101011, 107767,
    113978, 123612, 136932, 157073, 168316, 172912, 175263, 178137, 191143, 207587, 350898,
    413487, 433650, 447155, 414659, 420189, 435736, 440277, 454191, 445262, 436822, 417042,
    401320, 395195, 388731, 397731, 421711, 480300, 590348, 662095, 698887, 781915, 1_044_606,
]

@Test func `the trend of Portugal's foreign residents equals the reference of pymannkendall`()
    throws
{
    let trend = try #require(MannKendall(residents))
    #expect(
        trend.s == 796 && abs(trend.variance - 9775.3333) < 1e-4 && abs(trend.tau - 0.841438) < 1e-6
    )
    #expect(abs(trend.z - 8.040839) < 1e-6 && abs(trend.p - 8.88178e-16) < 1e-15)
    let line = try #require(TheilSen(residents))
    #expect(abs(line.slope - 13491.259) < 1e-3 && abs(line.intercept - 79752.44) < 1e-2)
}

@Test func `too few values no variance and no number give nothing or no trend`() {
    #expect(
        MannKendall([1, 2]) == nil && MannKendall([1, .nan, 2]) == nil && TheilSen([1]) == nil)
    #expect(MannKendall([5, 5, 5, 5])?.p == 1)
    // n = 4: 4·3·13; one tie of two: 2·1·9.
    #expect(MannKendall([1, 1, 2, 3])?.variance == (156.0 - 18) / 18)
}

@Test func `the median and quantiles of few values`() {
    #expect(median([Double]()) == nil && median([3, 1, 2]) == 2.0 && median([4, 1, 3, 2]) == 2.5)
    #expect(
        quantile([1.0, 2, 3, 4], 0.25) == 1.75 && quantile([7.0], 0.9) == 7
            && quantile([1.0], 2) == nil)
}

@Test func `a number that is not whole is rounded as a count is, and base one leaves it`() {
    let rule = DisclosureRule(threshold: 5, roundingBase: 5)
    for count in -40...40 { #expect(rule.rounded(Double(count)) == Double(rule.rounded(count))) }
    #expect(rule.rounded(12.4) == 10 && rule.rounded(12.6) == 15)
    #expect(DisclosureRule(threshold: 5).rounded(31.5) == 31.5)
}

@Test func `small counts are hidden zero is not and the rest is rounded`() {
    let rule = DisclosureRule(threshold: 3, roundingBase: 5)
    #expect(
        [0, 1, 2, 3, 7, 8, 1_002].map(rule.protect) == [
            .published(0), .suppressed, .suppressed, .published(5), .published(5), .published(10),
            .published(1_000),
        ])
    #expect(DisclosureRule(threshold: 3).rounded(7) == 7 && rule.rounded(-8) == -10)
}

@Test func `one small count takes a second one with it`() {
    let row = DisclosureRule(threshold: 3).protect([10, 2, 5, 0])
    #expect(row.cells == [.published(10), .suppressed, .suppressed, .published(0)])
    #expect(row.primary == [1] && row.secondary == [2] && row.total == .published(17))
}

@Test func `two ones whose sum tells them take a third one with them`() {
    let row = DisclosureRule(threshold: 3).protect([1, 1, 9, 50])
    #expect(row.primary == [0, 1] && row.secondary == [2])
}

@Test func `where nothing else can be hidden the total is`() {
    let row = DisclosureRule(threshold: 5).protect([2, 0, 0])
    #expect(row.cells == [.suppressed, .published(0), .published(0)] && row.total == .suppressed)
    let small = DisclosureRule(threshold: 10).protect([1, 2, 0])
    #expect(small.total == .suppressed)
}

/// Every row that a reader could imagine: same published cells, same total.
private func imaginable(
    _ row: ProtectedRow, _ hiddenSum: Int, _ count: Int, most: Int
) -> [Set<Int>] {
    // One hidden count takes every value that leaves at least one for each other.
    (0..<count).map { _ in
        Set((1...most).filter { hiddenSum - $0 >= count - 1 && (count > 1 || $0 == hiddenSum) })
    }
}

@Test func `in random rows a hidden small count stays possible over all that the threshold hides`()
{
    var random = SeededRandom(5)
    for _ in 0..<2_000 {
        let threshold = Int.random(in: 2...10, using: &random)
        let rule = DisclosureRule(threshold: threshold)
        let counts = (0..<Int.random(in: 1...8, using: &random)).map { _ in
            Int.random(in: 0...25, using: &random)
        }
        let row = rule.protect(counts)
        #expect(
            zip(counts, row.cells).allSatisfy { count, cell in
                cell == .suppressed || !rule.isTooSmall(count)
            })
        guard let total = row.total.value, !row.primary.isEmpty else { continue }
        let hidden = counts.count - row.cells.compactMap(\.value).count
        let hiddenSum = total - row.cells.compactMap(\.value).reduce(0, +)
        for values in imaginable(row, hiddenSum, hidden, most: max(1, threshold - 1)) {
            #expect(values == Set(1...(threshold - 1)))
        }
    }
}
