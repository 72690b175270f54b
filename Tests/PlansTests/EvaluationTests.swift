import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Plans

@Suite struct EvaluationTests {
    @Test(arguments: Engine.underTest)
    func `a recommendation is answered with a date, and its clock runs until something is shown`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        try await sample.invented()
        let (id, asked) = try await sample.evaluated()
        func respond(
            _ decision: Recommendation.Decision, due: Day?, by person: Principal = ivo
        ) async throws {
            try await sample.database.write { db in
                try RespondToRecommendation(
                    recommendation: asked, decision: decision, words: "We shall", due: due
                ).perform(by: person, at: noon, in: db)
            }
        }
        func follow(_ proof: String) async throws {
            try await sample.database.write { db in
                try FollowUp(recommendation: asked, words: "Done", proof: proof)
                    .perform(by: ivo, at: noon.adding(seconds: 86_400), in: db)
            }
        }
        #expect(try await sample.clock(id, on: 10) == .unanswered(days: 10))
        #expect(try await sample.clock(id, on: 61).isLate)
        await #expect(throws: Refused.self) { try await follow("Paper") }
        await #expect(throws: Refused.notFound) {
            try await respond(.rejected, due: nil, by: helena)
        }
        await #expect(throws: Refused.self) { try await respond(.accepted, due: nil) }
        try await respond(.accepted, due: noon.utcDay.adding(days: 30))
        await #expect(throws: Refused.self) { try await respond(.rejected, due: nil) }
        #expect(try await sample.clock(id, on: 30) == .promised(noon.utcDay.adding(days: 30)))
        #expect(try await sample.clock(id, on: 33) == .overdue(days: 3))
        await #expect(throws: ReportRefusal.needsEvidence) { try await follow("") }
        try await follow("Paper 9")
        #expect(try await sample.clock(id, on: 90) == .followed(noon.utcDay.adding(days: 1)))
    }

    @Test func `an evaluation is read by everybody, and who evaluates does not answer`()
        async throws
    {
        let sample = try await Sample(.sqlite)
        try await sample.invented()
        let (id, _) = try await sample.evaluated(by: ivo)
        let browser = try RoomBrowser(sample.plans.routes)
        let page = try await browser.get("/plan/evaluations/\(id)")
        #expect(page.text.contains("Coherence: does it fit") && page.text.contains("Count better"))
        #expect(!page.text.contains("<form"))
        let own = try await browser.get("/plan/evaluations/\(id)", as: ivo)
        #expect(own.text.contains("/findings") && !own.text.contains("/response"))
        #expect(try await browser.get("/plan/evaluations?plan=trial").text.contains("1 recommend"))
        let later = try await browser.get("/plan/evaluations?plan=pnipgm")
        #expect(later.text.contains("Nobody has evaluated this plan yet."))
    }
}

@Suite struct RevisionTests {
    @Test(arguments: Engine.underTest)
    func `a revision is drafted, talked over and approved, and the old plan stays as it was`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        try await sample.invented()
        try await sample.report("A1", .output, proof: "P", approvedBy: ivo, plan: "trial")
        let browser = try RoomBrowser(sample.plans.routes)
        let before = try await browser.get("/plan/measures/A1?plan=trial").text
        let file = try #require(try await sample.plans.exportTable(plan: "trial", as: .csv))
        try await sample.database.write { db in
            try DraftRevision(plan: "trial", key: "trial-2").perform(by: ivo, at: noon, in: db)
        }
        #expect(try await browser.get("/plan?plan=trial-2").status == 404)
        #expect(try await browser.get("/plan/measures/A1?plan=trial-2").status == 404)
        #expect(try await browser.get("/plan/data.csv?plan=trial-2").status == 404)
        #expect(try await browser.get("/plan?plan=trial-2", as: ivo).status == 200)
        try await sample.rewritten()
        let diff = try await sample.diff()
        #expect(diff.removed.compactMap { $0.before?.code } == ["A2"])
        #expect(diff.added.compactMap { $0.after?.code } == ["B1"])
        #expect(diff.changed.compactMap { $0.after?.code } == ["A9"])
        #expect(diff.changed.first?.fields.map(\.name) == ["title_en"])
        #expect(diff.map.first { $0.from == "A1" }?.to == "A9")

        func move(_ step: MoveRevision.Step, _ days: Int64) async throws {
            try await sample.database.write { db in
                try MoveRevision(plan: "trial-2", step: step).perform(
                    by: ivo, at: noon.adding(seconds: days * 86_400), in: db)
            }
        }
        let today = noon.utcDay
        let force = MoveRevision.Step.force(act: "Act 7", from: today.adding(days: 60))
        await #expect(throws: Refused.self) { try await move(force, 40) }
        try await move(.consultation(today...today.adding(days: 30)), 0)
        let page = try await browser.get("/plan/revisions/trial-2")
        #expect(page.text.contains("A1 → A9") && page.text.contains("1 new, 1 changed, 1 gone"))
        await #expect(throws: Refused.self) { try await move(force, 30) }
        try await move(force, 40)
        let headers = try await sample.database.read { db in
            (try PlanHeader.find("trial", in: db), try PlanHeader.find("trial-2", in: db))
        }
        #expect(headers.0?.stage == .ended && headers.1?.stage == .inForce)
        #expect(headers.1?.actPt == "Act 7" && headers.1?.edition == 2)
        let after = try await browser.get("/plan/measures/A1?plan=trial").text
        #expect(after.contains("trial-2 A9"))
        #expect(try await sample.standing("A1", plan: "trial").status == .delivered)
        #expect(try await sample.standing("A9", plan: "trial-2").status == .unreported)
        // But for the door to the new edition, and the day on which the plan ended, nothing has changed.
        let cut = after.replacing(/<h2>In other plans<\/h2><ul>.*?<\/ul>/, with: "")
        #expect(cut == before)
        let again = try #require(try await sample.plans.exportTable(plan: "trial", as: .csv))
        #expect(lines(again).dropFirst(2) == lines(file).dropFirst(2))
    }

    @Test func `a municipal plan begins with the thirteen areas, and a national measure names it`()
        async throws
    {
        let sample = try await Sample(.sqlite)
        let place = try #require(PlaceCode("1106"))
        try await sample.database.write { db in
            try StartMunicipalPlan(territory: place, key: "municipal-1106", name: "Trial")
                .perform(by: ivo, at: noon, in: db)
        }
        let nodes = try await sample.database.read { db in
            try PlanNode.all(plan: "municipal-1106", in: db)
        }
        #expect(nodes.count == 13 && nodes.allSatisfy { $0.text.kind == .area })
        let file = try #require(
            try await sample.plans.exportTable(plan: "municipal-1106", as: .csv))
        var reader = PlanTableReader(known: [:])
        reader.read(try PlanFiles.lines(file, name: "p.csv"), file: "p.csv")
        var document = try #require(reader.document)
        document.header.stage = .inForce
        var measure = NodeText(
            code: "1.1", parent: "A1", kind: .measure, titles: ["pt": "Medida de ensaio"])
        measure.source = "a test"
        measure.links = [.init(scheme: .plan, code: "pnipgm/M-r", isOurs: true)]
        document.nodes.append(measure)
        let bytes = try PlanFiles.write(document, as: .json)
        #expect(
            try await sample.plans.importTable(
                bytes, name: "p.json", isPreview: false, at: noon
            ).stored)
        let page = try await RoomBrowser(sample.plans.routes).get("/plan/measures/M-r?plan=pnipgm")
        #expect(page.text.contains("municipal-1106 1.1"))
    }
}

private func lines(_ bytes: [UInt8]) -> [Substring] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n")
}

extension Sample {
    fileprivate func evaluated(
        by person: Principal = joana
    ) async throws -> (ID<Evaluation>, ID<Recommendation>) {
        try await database.write { db in
            let id = try WriteEvaluation(
                plan: "trial", name: "Middle", evaluator: "A university", day: noon.utcDay,
                source: "Paper 8"
            ).perform(by: person, at: noon, in: db)
            try AddFinding(evaluation: id, criterion: .coherence, code: "A1", words: "It fits")
                .perform(by: person, at: noon, in: db)
            let asked = try AddRecommendation(evaluation: id, words: "Count better")
                .perform(by: person, at: noon, in: db)
            return (id, asked)
        }
    }

    fileprivate func clock(
        _ id: ID<Evaluation>, on days: Int
    ) async throws -> Recommendation.Clock {
        let found = try await database.read { db in try Evaluation.find(id, in: db) }
        return try #require(found?.recommendations.first).clock(on: noon.utcDay.adding(days: days))
    }

    /// The draft as a coordinator changes it: A1 becomes A9 and is reworded, A2 goes, B1 comes.
    fileprivate func rewritten() async throws {
        let found = try await database.read { db in
            try PlanHeader.find("trial-2", in: db)?.document(in: db)
        }
        var document = try #require(found)
        document.nodes.removeAll { $0.code == "A2" }
        for place in document.nodes.indices {
            if document.nodes[place].code == "A1" {
                document.nodes[place].code = "A9"
                document.nodes[place].titles["en"] = "Trial measure, reworded"
            }
            if document.nodes[place].parent == "A1" { document.nodes[place].parent = "A9" }
        }
        var new = NodeText(code: "B1", parent: "A", kind: .measure, titles: ["pt": "Nova"])
        new.source = "a test"
        document.nodes.append(new)
        let bytes = try PlanFiles.write(document, as: .xlsx)
        let report = try await plans.importTable(
            bytes, name: "draft.xlsx", isPreview: false, at: noon)
        #expect(report.stored, "\(report.problems)")
    }

    fileprivate func diff() async throws -> PlanDiff {
        let (old, new) = try await database.read { db in
            (
                try PlanHeader.find("trial", in: db)?.document(in: db),
                try PlanHeader.find("trial-2", in: db)?.document(in: db)
            )
        }
        return PlanDiff(try #require(old), try #require(new))
    }
}
