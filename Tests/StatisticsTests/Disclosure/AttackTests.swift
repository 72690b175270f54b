import Testing

@testable import Statistics

private typealias Fact = PublicationMemory.Fact
private typealias Sum = PublicationMemory.Sum
private let guardian = DifferencingGuard(rules: [.threshold(minimum: 3, margin: 2)])

@Test func `margins do not give a hidden cell away`() throws {
    let (shape, table) = try counts([[20, 1, 9], [12, 30, 8], [7, 14, 25]])
    let pattern = shape.suppress(table)
    let naive = IntervalAudit.intervals(table, hidden: pattern.primary, of: table.sensitive)
    let allFound = naive.allSatisfy { $0.isDisclosed }
    #expect(allFound)
    for found in IntervalAudit.intervals(table, hidden: pattern.hidden, of: table.sensitive) {
        #expect(!found.isDisclosed && found.highest >= table.cells[found.cell].value + 2)
    }
}

@Test func `two tables that differ by two people are not both told`() throws {
    let older = Fact("aged 18 to 65", count: 40)
    let both = [Sum("aged 18 to 65", of: ["aged 18 to 64", "aged 65"])]
    let first = try guardian.decide([older])
    #expect(first.told == ["aged 18 to 65": 40])
    let second = try guardian.decide(
        [Fact("aged 18 to 64", count: 38), Fact("aged 65", count: 2, isAsked: false)], sums: both,
        after: first.memory)
    #expect(second.told.isEmpty && second.hidden == ["aged 18 to 64"] && second.exposed.isEmpty)
    // Alone it may be told: the refusal comes from the memory.
    let alone = try guardian.decide([Fact("aged 18 to 64", count: 38)])
    #expect(alone.told == ["aged 18 to 64": 38])
}

@Test func `what was told cannot be taken back, so the larger number is withheld`() throws {
    let first = try guardian.decide([Fact("aged 18 to 64", count: 38)])
    let second = try guardian.decide(
        [Fact("aged 18 to 65", count: 40), Fact("aged 65", count: 2, isAsked: false)],
        sums: [Sum("aged 18 to 65", of: ["aged 18 to 64", "aged 65"])], after: first.memory)
    #expect(second.hidden == ["aged 18 to 65"] && second.exposed.isEmpty)
}

@Test func `a tracker that pads its question finds nothing`() throws {
    // Wanted: the doctors from A, two of them. Asked: doctors or not from A; and everybody not from A.
    let groups = [
        Fact("doctors from A", count: 2, isAsked: false),
        Fact("doctors from elsewhere", count: 30, isAsked: false),
        Fact("others from A", count: 50, isAsked: false),
        Fact("others from elsewhere", count: 900, isAsked: false),
    ]
    let asked = [
        (
            Fact("doctors or not from A", count: 932),
            Sum(
                "doctors or not from A",
                of: ["doctors from A", "doctors from elsewhere", "others from elsewhere"])
        ),
        (
            Fact("not from A", count: 930),
            Sum("not from A", of: ["doctors from elsewhere", "others from elsewhere"])
        ),
    ]
    var memory = PublicationMemory()
    var told: [String: Double] = [:]
    for (number, (fact, sum)) in asked.enumerated() {
        let decision = try guardian.decide(
            (number == 0 ? groups : []) + [fact], sums: [sum], after: memory)
        #expect(decision.exposed.isEmpty)
        told.merge(decision.told) { first, _ in first }
        memory = decision.memory
    }
    #expect(told.count == 1)
}

@Test func `the newcomers between two vintages are a count too`() throws {
    let first = try guardian.decide([Fact("residents 2024", count: 57)])
    let grown = [(later: "residents 2025", earlier: "residents 2024")]
    let one = try guardian.decide(
        [Fact("residents 2025", count: 58)], grown: grown, after: first.memory)
    #expect(one.told.isEmpty && one.hidden == ["residents 2025"])
    let many = try guardian.decide(
        [Fact("residents 2025", count: 99)], grown: grown, after: first.memory)
    #expect(many.told == ["residents 2025": 99])
}

@Test
func
    `what was hidden stays hidden in the next vintage, and a number does not change under its name`()
    throws
{
    let sum = [Sum("all", of: ["a", "b", "c"])]
    let facts = [
        Fact("all", count: 31), Fact("a", count: 1), Fact("b", count: 10), Fact("c", count: 20),
    ]
    let first = try guardian.decide(facts, sums: sum)
    #expect(first.hidden.contains("a") && first.hidden.count == 2)
    let again = try guardian.decide(facts, sums: sum, after: first.memory)
    #expect(again.hidden == first.hidden && again.told == first.told)
    #expect(throws: MemoryFault.contradicts(key: "b", before: 10)) {
        try guardian.decide([Fact("b", count: 11)], after: first.memory)
    }
}

@Test func `who is alone in a cell cannot find another who is alone`() throws {
    let shape = TableShape([try Hierarchy(total: "all", parts: ["a", "b", "c"])])
    let cells = [[50, 40, 5, 7], [5], [7], [50, 40]].map {
        CellContent(contributions: $0.map(Double.init))
    }
    let table = try shape.table(cells, rules: [.threshold(minimum: 2, margin: 1)])
    #expect(!IntervalAudit(table, hidden: [1, 2]).isSafe)
    let pattern = shape.suppress(table)
    #expect(pattern.unprotectable.isEmpty && IntervalAudit(table, hidden: pattern.hidden).isSafe)
    #expect(pattern.complementary.count == 1)
}
