import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Plans

@Suite struct RoundTripTests {
    @Test(arguments: 0..<12)
    func `export, import and export again is identical in every format`(
        seed: UInt64
    ) async throws {
        var random = SeededRandom(seed)
        let document = drawnPlan(using: &random)
        for format in PlanFiles.Format.allCases {
            let first = try await stored(try PlanFiles.write(document, as: format), format)
            let second = try await stored(first, format)
            #expect(first == second, "\(format)")
            var reader = PlanTableReader(known: [:])
            reader.read(
                try PlanFiles.lines(first, name: "p." + format.rawValue), file: "p")
            #expect(reader.problems == [])
            #expect(reader.document == document, "\(format)")
        }
    }

    /// Takes a file into an empty store and writes it out again.
    private func stored(_ bytes: [UInt8], _ format: PlanFiles.Format) async throws -> [UInt8] {
        let sample = try await Sample(.sqlite, imported: false)
        let report = try await sample.plans.importTable(
            bytes, name: "p." + format.rawValue, isPreview: false, at: noon)
        #expect(report.stored, "\(report.problems)")
        return try #require(
            try await sample.plans.exportTable(plan: report.plan, as: format))
    }

    @Test func `each bad row is named, nothing is stored, and a preview stores nothing`()
        async throws
    {
        let sample = try await Sample(.sqlite, imported: false)
        let bad = """
            kind,code,parent,title_pt,source,starts,ends,budget,indicator,baseline,people
            plan,p,,P,s,,,,,,
            measure,1,ghost,T,s,,,,,,
            measure,2,,T,s,2026-02-01,2026-01-01,,,,
            measure,3,,,s,,,,,,
            measure,4,,T,,,,,,,
            measure,5,,T,s,,,2026:12,,,
            measure,6,,T,s,,,,,,
            measure,6,,T,s,,,,,,
            indicator,i,6,N,s,,,,output,,
            indicator,j,6,N,s,,,,output,1,yes
            thing,7,,T,s,,,,,,

            """
        let report = try await sample.plans.importTable(
            Array(bad.utf8), name: "p.csv", isPreview: false, at: noon)
        #expect(!report.stored)
        #expect(report.problems.map(\.line) == [3, 4, 5, 6, 7, 9, 10, 11, 12])
        #expect(
            report.problems.map(\.field) == [
                "parent", "ends", "title_pt", "source", "budget", "code", "baseline", "split_by",
                "kind",
            ])
        let preview = try await sample.plans.importTable(
            Array(inventedPlan.utf8), name: "p.csv", isPreview: true, at: noon)
        #expect(!preview.stored && preview.accepted == 3 && preview.problems.isEmpty)
        let count = try await sample.database.read { db in
            try db.count("SELECT COUNT(*) FROM plan")
        }
        #expect(count == 0)
    }

    @Test func `the plan of the policy folder goes out and comes back the same`() async throws {
        let sample = try await Sample(.sqlite)
        for format in PlanFiles.Format.allCases {
            let bytes = try #require(
                try await sample.plans.exportTable(plan: "pnipgm", as: format))
            #expect(try await stored(bytes, format) == bytes, "\(format)")
        }
    }
}

/// A plan of invented words, with everything that a plan can have; it stands in no demonstration.
private func drawnPlan(using random: inout SeededRandom) -> PlanDocument {
    var header = PlanHeader(key: "trial-\(Int.random(in: 1...99, using: &random))")
    header.namePt = words(using: &random)
    header.nameEn = words(using: &random)
    header.source = words(using: &random)
    header.measureCount = Int.random(in: 0...100, using: &random)
    header.stage = .draft
    header.edition = 2
    var document = PlanDocument(header: header)
    document.claims = [
        PlanClaim(asOf: "2026-01", words: words(using: &random), note: "", source: "s")
    ]
    for number in 0..<Int.random(in: 1...12, using: &random) {
        document.nodes.append(node(number, document.nodes, using: &random))
    }
    return document
}

private func node(
    _ number: Int, _ above: [NodeText], using random: inout SeededRandom
) -> NodeText {
    var node = NodeText(
        code: "N\(number)",
        parent: Bool.random(using: &random) ? above.randomElement(using: &random)?.code : nil,
        kind: NodeKind.allCases.randomElement(using: &random) ?? .measure,
        titles: ["pt": words(using: &random), "uk": words(using: &random)])
    node.starts = Day(iso: "2026-01-01")
    node.ends = Bool.random(using: &random) ? Day(iso: "2027-12-31") : nil
    node.source = words(using: &random)
    node.note = words(using: &random)
    node.isOfficial = Bool.random(using: &random)
    node.bodies = BodyRole.allCases.filter { _ in Bool.random(using: &random) }.map {
        NodeText.Body(role: $0, name: words(using: &random))
    }
    node.links = LinkScheme.allCases.filter { _ in Bool.random(using: &random) }.map {
        NodeText.Link(scheme: $0, code: "c\(number)", isOurs: Bool.random(using: &random))
    }
    if Bool.random(using: &random) {
        let planned = Int.random(in: 0...9_999_999, using: &random)
        node.money = [NodeText.Money(year: 2026, planned: planned, executed: nil)]
        node.moneySource = words(using: &random)
    }
    if Bool.random(using: &random) { node.indicators = [indicator(using: &random)] }
    return node
}

private func indicator(using random: inout SeededRandom) -> Indicator {
    var one = Indicator(code: "i", kind: .outcome)
    one.namePt = words(using: &random)
    one.definition = words(using: &random)
    if Bool.random(using: &random) {
        one.baseline = Double(Int.random(in: -50...50, using: &random)) / 4
        one.baselineDay = Day(iso: "2025-12-31")
    } else {
        one.baselineGap = words(using: &random)
    }
    one.isAboutPeople = true
    one.splitBy = ["sex", "age"]
    one.direction = .up
    one.trajectory = [
        Indicator.Waypoint(day: Day(number: 20_800), value: 1.5),
        Indicator.Waypoint(day: Day(number: 20_900), value: 3),
    ]
    return one
}

/// Words with what hurts tables: quotes, commas, semicolons, new lines, backslashes, signs of formulas and of markup.
private func words(using random: inout SeededRandom) -> String {
    let parts = [
        "a", "é", "\"", ",", ";", "\n", "\\", "=", "<b>", "&amp;", "'", "语", " ", "*", "/", "x y",
    ]
    let drawn = (0..<Int.random(in: 1...8, using: &random)).map { _ in
        parts.randomElement(using: &random) ?? "a"
    }
    return "w" + drawn.joined() + "w"
}
