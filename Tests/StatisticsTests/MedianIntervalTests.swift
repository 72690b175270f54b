import Testing

@testable import Statistics

@Test func `fewer than six values say nothing of their middle`() {
    #expect(MedianInterval([1, 2, 3, 4, 5]) == nil)
    #expect(MedianInterval([Int]()) == nil)
}

/// Ranks of the binomial tables: 1 and 6 of six, 2 and 9 of ten, 6 and 15 of twenty.
@Test func `the ends are the values of the ranks that the tables name`() throws {
    let six = try #require(MedianInterval([60, 10, 20, 50, 40, 30]))
    #expect(six.median == 35 && six.low == 10 && six.high == 60)
    let ten = try #require(MedianInterval(1...10))
    #expect(ten.median == 5.5 && ten.low == 2 && ten.high == 9)
    let twenty = try #require(MedianInterval(1...20))
    #expect(twenty.low == 6 && twenty.high == 15)
    // Half of 2,500 less 49: the normal law.
    #expect(MedianInterval.lowRank(of: 2_500) == 1_201)
    #expect(MedianInterval.lowRank(of: 1_000) == 469)
}
