import Testing

@testable import Statistics

@Test func `a point within the hull is reached, one outside is answered from its edge`() throws {
    let square: [[Double]] = [[0, 0], [2, 0], [2, 2], [0, 2]]
    let inside = try #require(NearestInHull(to: [1, 0.5], among: square))
    #expect(inside.squares < 1e-20 && abs(inside.shares.reduce(0, +) - 1) < 1e-12)
    let beside = try #require(NearestInHull(to: [1, -3], among: square))
    #expect(agree(beside.squares, 9) && agree(beside.shares[0], 0.5) && beside.shares[2] == 0)
    let corner = try #require(NearestInHull(to: [5, 6], among: square))
    #expect(corner.shares == [0, 0, 1, 0] && corner.squares == 25)
    #expect(NearestInHull(to: [1, 1], among: []) == nil)
    #expect(NearestInHull(to: [1, .infinity], among: square) == nil)
}

/// More points than dimensions, points twice, points in a line: what breaks a careless active-set method.
@Test func `shares are not negative, add up to one, and the gap proves that none is nearer`() throws
{
    for number in 0..<200 {
        var lot = WorldLot(.noEffect, "hull", UInt64(number))
        let size = 1 + Int(lot.uniform(0...12))
        let count = 1 + Int(lot.uniform(0...30))
        var points = (0..<count).map { _ in (0..<size).map { _ in lot.normal() } }
        if number % 3 == 0, let first = points.first { points += [first, first] }
        if number % 5 == 0, let first = points.first, let last = points.last {
            points.append(zip(first, last).map { ($0 + $1) / 2 })
        }
        let target = (0..<size).map { _ in 2 * lot.normal() }
        let found = try #require(NearestInHull(to: target, among: points))
        #expect(found.shares.allSatisfy { $0 >= 0 } && agree(found.shares.reduce(0, +), 1))
        let mixed = (0..<size).map { row in
            zip(found.shares, points).reduce(0) { $0 + $1.0 * $1.1[row] }
        }
        let squares = zip(mixed, target).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        #expect(abs(squares - found.squares) < 1e-9 * max(1, squares))
        #expect(found.gap < 1e-9 * max(1, found.squares), "world \(number)")
    }
}

/// scipy 1.17.1, SLSQP; tools/prove/causes_oracles.py prints it.
@Test func `a synthetic control equals the one that scipy computes`() throws {
    var dice = OracleDice(11)
    let pool = (0..<8).map { _ in (0..<26).map { 40 + 20 * dice.one() + 0.3 * Double($0) } }
    let unit = (0..<26).map { row in
        0.5 * pool[0][row] + 0.3 * pool[3][row] + 0.2 * pool[5][row] + (2 * dice.one() - 1)
            + (row >= 20 ? 5 : 0)
    }
    let found = try #require(
        SyntheticControl(unit, donors: pool, before: 0..<20, after: 20..<26))
    let expected = [
        0.509413472, 0.001448844, 0.003817596, 0.288336849, 0, 0.175885836, 0.021097403, 0,
    ]
    #expect(zip(found.shares, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(abs(found.errorBefore * found.errorBefore * 20 - 6.122_229_520_990_634_6) < 1e-9)
    #expect(abs(found.meanGap - 4.656_489_058_791_315_5) < 1e-6)
    #expect(found.optimalityGap < 1e-9)
}
