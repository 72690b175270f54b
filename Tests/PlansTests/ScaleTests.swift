import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Plans

/// Plans of the size of a nation's, with invented words that stand in no demonstration.
@Suite struct ScaleTests {
    @Test(arguments: Engine.underTest)
    func `four hundred focal points report at once, and nothing is lost`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, imported: false)
        try await sample.store(synthetic("wide", measures: 97))
        let nodes = try await sample.database.read { db in
            try PlanNode.all(plan: "wide", in: db).filter(\.isReported)
        }
        #expect(nodes.count == 97)
        let round = try await sample.database.write { db in
            try OpenRound(
                plan: "wide", name: "All", covers: noon.utcDay...noon.utcDay, opens: noon.utcDay,
                due: noon.utcDay
            ).perform(by: ivo, at: noon, in: db)
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                let node = nodes[number % nodes.count].id
                group.addTask {
                    var text = ReportText(claim: .started, day: noon.utcDay)
                    text.text = "Report \(number)"
                    let action = SendReport(node: node, round: round, text: text)
                    let person = focal("F\(number)", Int64(1_000 + number), 1)
                    _ = try await sample.database.write { db in
                        try action.perform(by: person, at: noon, in: db)
                    }
                }
            }
            try await group.waitForAll()
        }
        let words = try await sample.database.read { db in
            try PlanReport.waiting(in: db).map(\.text.text)
        }
        #expect(Set(words) == Set((0..<400).map { "Report \($0)" }))
        let owed = try await sample.owed(round)
        #expect(owed.count == 97 && owed.allSatisfy(\.isHeard))
        let steps = try await sample.database.read { db in
            try db.count("SELECT COUNT(*) FROM plan_step")
        }
        #expect(steps == 400)
    }

    @Test func `a measure leads to the series of the observatory that it is bound to`() async throws
    {
        let sample = try await Sample(.sqlite, imported: false)
        var document = synthetic("bound", measures: 1)
        var indicator = Indicator(code: "i", kind: .figure)
        (indicator.nameEn, indicator.series) = ("Residents", "pt.residents")
        indicator.baselineGap = "a test"
        document.nodes[0].indicators = [indicator]
        try await sample.store(document)
        let page = try await RoomBrowser(sample.plans.routes).get("/plan/measures/M1")
        #expect(page.text.contains("<a href=\"/observatory/pt.residents\">Residents</a>"))
    }

    @Test func `a plan of 97 measures is a page of at most 50 KB, and no measure is out of reach`()
        async throws
    {
        let sample = try await Sample(.sqlite, imported: false)
        try await sample.store(synthetic("wide", measures: 97))
        let browser = try RoomBrowser(sample.plans.routes)
        var found: Set<String> = []
        for page in 1...2 {
            let text = try await browser.get("/plan?page=\(page)")
            #expect(text.body.count < 50_000)
            found.formUnion(
                (1...97).map { "M\($0)" }.filter { text.text.contains("/plan/measures/\($0)?") })
        }
        #expect(found.count == 97)
    }
}

/// Synthetic: no plan of any State.
func synthetic(_ key: String, measures: Int) -> PlanDocument {
    var header = PlanHeader(key: key)
    (header.namePt, header.nameEn, header.source) = ("Plano de ensaio", "Trial plan", "a test")
    header.measureCount = measures
    var document = PlanDocument(header: header)
    for number in 1...measures {
        var node = NodeText(
            code: "M\(number)", parent: nil, kind: .measure,
            titles: [
                "pt": "Medida sintética de ensaio número \(number)",
                "en": "Synthetic trial measure number \(number)",
            ])
        node.source = "a test"
        node.ends = Day(iso: "2027-12-31")
        node.links = [.init(scheme: .gcm, code: "\(number % 23 + 1)", isOurs: true)]
        document.nodes.append(node)
    }
    return document
}

extension Sample {
    func store(_ document: PlanDocument) async throws {
        try await database.write { db in
            _ = try ImportPlan(document: document, content: document.header.key).perform(
                by: .house, at: noon, in: db)
        }
    }
}
