import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Plans

@Suite struct DeskTests {
    @Test(arguments: Engine.underTest)
    func `a round runs from its opening over a report on a phone to its approval and an erratum`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        try await sample.invented()
        try await sample.know("Body One", 101)
        try await sample.know("Body Two", 103)
        let browser = try RoomBrowser(sample.plans.routes)
        let desk = try await browser.get("/desk/plan", as: ivo)
        #expect(desk.text.contains("Nothing waits for approval."))
        let bad = try await browser.post(
            "/desk/plan/rounds", as: ivo, from: desk,
            days.merging(["plan": "trial", "name": "Spring", "due": "2026-11-01"]) { $1 })
        #expect(bad.status == 422 && bad.text.contains("It ends before it begins."))
        let opened = try await browser.post(
            "/desk/plan/rounds", as: ivo, from: bad,
            days.merging(["plan": "trial", "name": "Spring"]) { $1 })
        let board = try await browser.get(try #require(opened.header("location")), as: ivo)
        #expect(board.text.contains("0 of 5 reports have come."))

        let duties = try await browser.get("/plan/duties", as: helena)
        #expect(duties.text.contains("Trial measure") && !duties.text.contains("Another trial"))
        let form = try await browser.get("/plan/measures/A1?plan=trial", as: helena)
        #expect(form.text.contains("Round Spring") && form.body.count < 50_000)
        let fields = [
            "plan": "trial", "round": try #require(form.hidden("round")), "claim": "output",
            "day": "2026-11-22", "text": "Four courses", "evidence": "Paper 7\nhttps://example.org",
        ]
        let path = "/plan/measures/A1/reports"
        #expect(try await browser.post(path, as: helena, from: form, fields).status == 303)
        let report = try #require(try await sample.reports("A1", plan: "trial").first)
        #expect(report.round != nil && report.text.proofs.count == 2)

        let place = "/desk/plan/reports/\(report.id)"
        #expect(try await browser.get(place, as: ana).status >= 400)
        let page = try await browser.get(place, as: ivo)
        let digest = try #require(page.hidden("digest"))
        let stale = try await browser.post(
            place + "/decision", as: ivo, from: page, ["act": "approve", "digest": "x"])
        #expect(stale.status == 422 && stale.text.contains("has changed since you read it"))
        let done = try await browser.post(
            place + "/decision", as: ivo, from: stale, ["act": "approve", "digest": digest])
        #expect(done.status == 303)
        let locked = try await browser.get(place, as: helena)
        let put = try await browser.post(
            place + "/errata", as: helena, from: locked,
            ["field": "text", "becomes": "Three courses", "why": "One was counted twice"])
        #expect(put.status == 303)
        let open = try await browser.get("/plan/measures/A1?plan=trial")
        #expect(open.text.contains("<del>Four courses</del>"))
        #expect(open.text.contains("Three courses") && open.text.contains("One was counted"))
        #expect(open.text.contains("Delivered, with evidence"))
    }

    @Test func `late reports are public with the reason, and another voice waits for an answer`()
        async throws
    {
        let sample = try await Sample(.sqlite)
        try await sample.invented()
        try await sample.know("Town of Trial", 102)
        let round = try await sample.round()
        let node = try await sample.node("A1", plan: "trial")
        try await sample.database.write { db in
            try ExcuseLate(round: round, node: node.id, words: "The register was down.")
                .perform(by: helena, at: noon, in: db)
        }
        let town = focal("Rosa", 41, 102)
        let voice = try await sample.report("A1", .notStarted, by: town, plan: "trial")
        let after = noon.adding(seconds: 40 * 86_400)
        let browser = try RoomBrowser(sample.plans.routes, at: after)
        let late = try await browser.get("/plan/late?plan=trial")
        #expect(late.text.contains("5 reports did not come"))
        #expect(late.text.contains("The register was down."))
        let desk = try await browser.get("/desk/plan", as: ivo)
        #expect(desk.text.contains("/desk/plan/reports/\(voice)"))
        let page = try await browser.get("/plan/measures/A1?plan=trial", as: ivo)
        #expect(page.text.contains("It says something else, and nobody has answered"))
        let answer = try await browser.post(
            "/plan/reports/\(voice)/answer", as: ivo, from: page,
            ["words-\(voice)": "It began in May."])
        #expect(answer.status == 303)
        let open = try await browser.get("/plan/measures/A1?plan=trial")
        #expect(open.text.contains("It began in May."))
        #expect(open.text.contains("The responsible body has not said anything yet."))
    }

    @Test func `coverage shows what nothing serves, and each code has its page`() async throws {
        let sample = try await Sample(.sqlite)
        let browser = try RoomBrowser(sample.plans.routes)
        let coverage = try await browser.get("/plan/coverage")
        #expect(coverage.text.contains("of 23 are served by nothing."))
        #expect(coverage.text.contains("Body not known") && coverage.body.count < 50_000)
        let actions = try await browser.get("/plan/coverage?by=action")
        #expect(actions.text.contains("24 of 24 are served by nothing."))
        #expect(actions.text.contains("Source not confirmed yet"))
        #expect(try await browser.get("/plan/coverage?by=sdg").text.contains("10.7"))
        let objective = try await browser.get("/plan/links/gcm/5")
        #expect(objective.text.contains("/plan/measures/M-f?plan=pnipgm"))
        #expect(objective.text.contains("Started never counts"))
        let nothing = try await browser.get("/plan/links/action/R13")
        #expect(nothing.text.contains("No measure of any plan here serves it."))
        #expect(try await browser.get("/plan/links/gcm/99").status == 404)
        #expect(try await browser.get("/plan/links/ghost/1").status == 404)
    }

    @Test func `several plans stand side by side, with bodies, files and a list`() async throws {
        let sample = try await Sample(.sqlite)
        try await sample.invented()
        let browser = try RoomBrowser(sample.plans.routes)
        #expect(try await browser.get("/plan").text.contains("0 of 97 measures are done."))
        #expect(try await browser.get("/plan/plans").text.contains("Trial plan"))
        let bodies = try await browser.get("/plan/bodies?plan=trial")
        let actor = try await sample.database.read { db in
            try PlanActor.all(in: db).first { $0.name == "Body One" }
        }
        let path = "/plan/bodies/\(try #require(actor).id)"
        #expect(bodies.text.contains(path))
        #expect(try await browser.get(path).text.contains("Trial measure"))
        let file = try await browser.get("/plan/data.csv?plan=trial")
        #expect(file.text.contains("indicator,learnt,A1"))
        #expect(try await browser.get("/plan/data.json?plan=ghost").status == 404)
    }

    @Test func `a number about people passes the guard of every figure`() async throws {
        let sample = try await Sample(.sqlite)
        try await sample.invented()
        let node = try await sample.node("A1", plan: "trial")
        let stored = try await sample.database.read { db in
            try StoredIndicator.of(node.id, in: db)
        }
        let ids = Dictionary(uniqueKeysWithValues: stored.map { ($0.indicator.code, $0.id) })
        var text = ReportText(claim: .started, day: noon.utcDay)
        text.values = [try #require(ids["learnt"]): 3, try #require(ids["made"]): 17]
        let action = SendReport(node: node.id, round: nil, text: text)
        let id = try await sample.database.write { db in
            try action.perform(by: helena, at: noon, in: db)
        }
        try await sample.decide(id, true)
        let page = try await RoomBrowser(sample.plans.routes).get("/plan/measures/A1?plan=trial")
        #expect(page.text.contains("hidden: too few people"))
        #expect(page.text.contains("<b>17</b>") && !page.text.contains("<b>3</b>"))
        let browser = try RoomBrowser(sample.plans.routes)
        let report = "/desk/plan/reports/\(id)"
        #expect(try await browser.get(report, as: ivo).text.contains("learnt=3.0"))
        for path in [report, "/plan/measures/A1?plan=trial"] {
            let read = try await browser.get(path, as: joana)
            #expect(read.status == 200 && !read.text.contains("learnt=3"))
        }
    }
}

private let days = [
    "from": "2026-06-01", "until": "2026-10-31", "opens": "2026-11-20", "due": "2026-12-20",
]
