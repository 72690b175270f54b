import TestSupport
import Testing

@testable import Statistics

@Test func `totals and the nine primary cells of Simple2D are those of tau-ARGUS`() throws {
    guard let simple = try Simple2D(), let published = Simple2D.published() else { return }
    let table = try simple.shape.table(
        simple.contents, rules: [.prior(percent: 15, coalition: 1)])
    var primary: Set<Int> = []
    var totals = 0
    for (codes, value, status) in published {
        let row = try #require(simple.shape.dimensions[0].position(of: codes[0]))
        let column = try #require(simple.shape.dimensions[1].position(of: codes[1]))
        let cell = simple.shape.position([row, column])
        if let value {
            totals += 1
            #expect(abs(table.cells[cell].value - value) < 0.005)
        } else {
            #expect(simple.contents[cell].count == 0)
        }
        if status == 3 { primary.insert(cell) }
    }
    #expect(totals == 119 && primary.count == 9 && primary == Set(table.sensitive))
}

@Test func `Simple2D is protected with fewer cells than the published twelve, also from insiders`()
    throws
{
    guard let simple = try Simple2D() else { return }
    let table = try simple.shape.table(
        simple.contents, rules: [.prior(percent: 15, coalition: 1)])
    #expect(!table.insiders.isEmpty)
    let quick = simple.shape.suppress(table)
    #expect(quick.unprotectable.isEmpty && quick.complementary.count <= 12)
    #expect(IntervalAudit(table, hidden: quick.hidden).isSafe)
    #expect(!IntervalAudit(table, hidden: quick.primary).isSafe)
    print(
        "Simple2D: \(quick.complementary.count) complementary cells, sum \(quick.valueLost(in: table))"
    )
    let published = try #require(Simple2D.published()).filter { $0.status == 3 || $0.status == 11 }
    let theirs = published.compactMap { entry -> Int? in
        guard let row = simple.shape.dimensions[0].position(of: entry.codes[0]),
            let column = simple.shape.dimensions[1].position(of: entry.codes[1])
        else { return nil }
        return simple.shape.position([row, column])
    }
    let complement = Set(theirs).subtracting(table.sensitive)
    let sum = complement.reduce(0) { $0 + table.cells[$1].value }
    print(
        "published: \(complement.count) complementary cells, sum \(sum),",
        "safe: \(IntervalAudit(table, hidden: Set(theirs)).isSafe)")
    // Without insiders, as the published pattern was made: theirs is safe, and ours has half as many cells.
    let plain = try LinkedTable(cells: table.cells, relations: table.relations)
    #expect(complement.count == 12 && IntervalAudit(plain, hidden: Set(theirs)).isSafe)
    let fewer = simple.shape.suppress(plain)
    #expect(IntervalAudit(plain, hidden: fewer.hidden).isSafe && fewer.complementary.count <= 6)
    #expect(fewer.valueLost(in: plain) < sum)
    print(
        "outsiders: \(fewer.complementary.count) cells, sum \(fewer.valueLost(in: plain))")
    let light = try simple.shape.table(
        simple.contents, rules: [.prior(percent: 15, coalition: 1)], cost: .value)
    let small = simple.shape.suppress(light)
    #expect(IntervalAudit(light, hidden: small.hidden).isSafe && small.complementary.count <= 12)
    print(
        "by value: \(small.complementary.count) complementary cells, sum \(small.valueLost(in: light))"
    )
    let cuts = try table.suppress(.greedy)
    #expect(cuts.unprotectable.isEmpty)
    #expect(IntervalAudit(table, hidden: cuts.hidden).isSafe)
}

@Test func `the least costly pattern of a small table is found and no cheaper one is safe`() throws
{
    for seed in UInt64(1)...12 {
        let (shape, table) = try counts(randomCounts(2, 3, most: 14, seed: seed))
        let best = try table.suppress(.exact())
        #expect(best.isOptimal && IntervalAudit(table, hidden: best.hidden).isSafe)
        let open = table.cells.indices.filter { table.cells[$0].standing == .open }
        var least = Double.infinity
        for mask in 0..<(1 << open.count) {
            let chosen = open.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
            let cost = chosen.reduce(0) { $0 + table.cells[$1].cost }
            if cost < least, IntervalAudit(table, hidden: best.primary.union(chosen)).isSafe {
                least = cost
            }
        }
        #expect(abs(least - best.cost(in: table)) < 1e-9, "seed \(seed)")
        #expect(shape.suppress(table).cost(in: table) >= least - 1e-9)
    }
}

@Test
func `every pattern of seeded tables passes the audit, and without its complement it does not`()
    throws
{
    var exposed = 0
    for seed in UInt64(1)...30 {
        let (shape, table) = try counts(
            randomCounts(4 + Int(seed % 5), 3 + Int(seed % 3), most: 40, seed: seed))
        let pattern = shape.suppress(table)
        #expect(pattern.unprotectable.isEmpty)
        #expect(IntervalAudit(table, hidden: pattern.hidden).isSafe, "seed \(seed)")
        let cuts = try table.suppress(.greedy)
        #expect(IntervalAudit(table, hidden: cuts.hidden).isSafe, "seed \(seed)")
        if !IntervalAudit(table, hidden: pattern.primary).isSafe { exposed += 1 }
    }
    #expect(exposed > 20)
}

@Test func `a programme for a solver is asked until the audit is content`() throws {
    let (_, table) = try counts([[20, 1, 9], [12, 30, 8], [7, 14, 25]])
    let best = try table.suppress(.exact())
    // A solver that knows the answer: its programme must name the cells of the best pattern.
    let answer = Set(best.complementary.map { "x\($0)" })
    let pattern = try table.suppress(
        .solver { programme in
            #expect(programme.contains("Minimize") && programme.hasSuffix("End\n"))
            return CoverSolution(chosen: answer, isOptimal: true)
        })
    #expect(pattern.method == .solver && pattern.hidden == best.hidden)
    let silent = try table.suppress(.solver { _ in nil })
    #expect(!silent.isOptimal && IntervalAudit(table, hidden: silent.hidden).isSafe)
}

@Test func `no cell under three of the census can be bounded within one`() throws {
    guard let census = try Census() else { return }
    // Short form: the first forty; every one is attacked with another solver in tools/prove/protect.py.
    let table = try census.shape.table(
        counts: census.counts, rules: [.threshold(minimum: 3, margin: 2)])
    #expect(table.sensitive.count > 600)
    let pattern = census.shape.suppress(table)
    #expect(pattern.unprotectable.isEmpty)
    let some = table.sensitive.prefix(40)
    for found in IntervalAudit.intervals(table, hidden: pattern.hidden, of: Array(some)) {
        #expect(found.highest >= table.cells[found.cell].value + 2 - 1e-6)
    }
    print("census: \(pattern.primary.count) primary, \(pattern.complementary.count) complementary")
}
