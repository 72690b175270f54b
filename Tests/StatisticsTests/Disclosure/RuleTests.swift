import Testing

@testable import Statistics

@Test func `a rule finds a cell sensitive exactly at its limit`() {
    let few = SensitivityRule.threshold(minimum: 3, margin: 2)
    #expect(
        few.level(of: CellContent(count: 0)) == nil && few.level(of: CellContent(count: 3)) == nil)
    #expect(few.level(of: CellContent(count: 1)) == ProtectionLevel(lower: 0, upper: 2))
    #expect(few.level(of: CellContent(count: 2)) == ProtectionLevel(lower: 1, upper: 2))
    // 100, 80 and 15: the second estimates the largest to within 15.
    let prior = SensitivityRule.prior(percent: 15, coalition: 1)
    #expect(prior.level(of: CellContent(contributions: [100, 80, 15])) == nil)
    let level = prior.level(of: CellContent(contributions: [100, 80, 14]))
    #expect(level.map { abs($0.upper - 1) < 1e-9 } == true)
    // Two of three hold 90 of 100.
    let dominance = SensitivityRule.dominance(largest: 2, percent: 90)
    #expect(dominance.level(of: CellContent(contributions: [60, 30, 10])) == nil)
    let held = dominance.level(of: CellContent(contributions: [60, 31, 9]))
    #expect(held.map { abs($0.upper - 1.1111111) < 1e-6 } == true)
}

@Test func `a table that does not add up is refused`() throws {
    let shape = TableShape([try Hierarchy(total: "all", parts: ["a", "b"])])
    #expect(throws: TableFault.notAdditive(total: 0, is: 4, parts: 5)) {
        try shape.table(counts: [4, 2, 3], rules: [])
    }
    #expect(throws: TableFault.wrongCellCount(2, expected: 3)) {
        try shape.table(counts: [4, 2], rules: [])
    }
    #expect(throws: TableFault.unknownParent(code: "a", parent: "c")) {
        try Hierarchy(total: "all", below: [("a", "c")])
    }
}

@Test func `rounding keeps every sum, moves nothing by the base, and leaves multiples alone`()
    throws
{
    for seed in UInt64(1)...10 {
        let (_, table) = try counts(randomCounts(6, 5, most: 30, seed: seed))
        let rounded = try #require(table.rounded(to: 5))
        for relation in table.relations {
            #expect(relation.parts.reduce(0) { $0 + rounded[$1] } == rounded[relation.total])
        }
        for (cell, value) in zip(table.cells, rounded) {
            #expect(abs(cell.value - value) < 5 && value.remainder(dividingBy: 5) == 0)
            if cell.value.remainder(dividingBy: 5) == 0 { #expect(value == cell.value) }
        }
    }
}
