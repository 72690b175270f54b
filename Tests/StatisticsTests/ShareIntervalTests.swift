import TestSupport
import Testing

@testable import Statistics

/// Newcombe, Statistics in Medicine 17 (1998), table I, method 3: the four examples with the ends that he prints.
@Test(arguments: [
    (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
    (1, 29, 0.0061, 0.1718),
])
func `the interval of a share is that of the paper`(
    count: Int, all: Int, low: Double, high: Double
) throws {
    let found = try #require(ShareInterval(count, of: all))
    #expect(abs(found.low - low) < 5e-5 && abs(found.high - high) < 5e-5)
    #expect(found.share == Double(count) / Double(all))
}

/// (p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n) with z = 1.959963984540054, computed beside this program.
@Test func `eight of ten forty of fifty and all of twenty`() throws {
    let few = try #require(ShareInterval(8, of: 10))
    #expect(abs(few.low - 0.490162471537) < 1e-9 && abs(few.high - 0.943317848546) < 1e-9)
    let more = try #require(ShareInterval(40, of: 50))
    #expect(abs(more.low - 0.669628940678) < 1e-9 && abs(more.high - 0.887562499842) < 1e-9)
    let all = try #require(ShareInterval(20, of: 20))
    #expect(abs(all.low - 0.838874841947) < 1e-9 && all.high == 1)
}

@Test func `of none and of more than all there is no interval`() {
    #expect(
        ShareInterval(0, of: 0) == nil && ShareInterval(3, of: 2) == nil
            && ShareInterval(-1, of: 2) == nil)
}

@Test func `an interval holds its share is narrower for more and turns with it`() throws {
    var random = SeededRandom(1927)
    for _ in 0..<500 {
        let all = Int.random(in: 1...400, using: &random)
        let count = Int.random(in: 0...all, using: &random)
        let one = try #require(ShareInterval(count, of: all))
        #expect(0 <= one.low && one.low <= one.share && one.share <= one.high && one.high <= 1)
        let other = try #require(ShareInterval(all - count, of: all))
        #expect(abs(one.low - (1 - other.high)) < 1e-12)
        let wider = try #require(ShareInterval(count * 4, of: all * 4))
        #expect(wider.high - wider.low < one.high - one.low)
    }
}

@Test func `who overlaps has a range of positions and who stands alone has one`() {
    func interval(_ low: Double, _ high: Double) -> ShareInterval {
        ShareInterval(share: (low + high) / 2, low: low, high: high)
    }
    let ranges = [interval(0.1, 0.2), interval(0.5, 0.7), interval(0.6, 0.9), interval(0.95, 0.99)]
    #expect(ranges.positions == [4...4, 2...3, 2...3, 1...1])
    // The middle one overlaps with both, which do not overlap with each other.
    let chain = [interval(0.1, 0.3), interval(0.2, 0.5), interval(0.4, 0.6)]
    #expect(chain.positions == [2...3, 1...3, 1...2])
    #expect([ShareInterval]().positions == [])
}

@Test func `nobody's position leaves out a place that their share could have`() throws {
    var random = SeededRandom(1998)
    for _ in 0..<100 {
        let found = try (0..<12).map { _ -> ShareInterval in
            let all = Int.random(in: 10...80, using: &random)
            return try #require(
                ShareInterval(Int.random(in: 0...all, using: &random), of: all))
        }
        let positions = found.positions
        for (index, one) in found.enumerated() {
            let rank = 1 + found.count { $0.share > one.share }
            #expect(positions[index].contains(rank))
        }
    }
}
