import Figures
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Plans

@Suite struct PageTests {
    @Test(arguments: Engine.underTest)
    func `the plan says how little of it is known, and shows its published numbers`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let browser = try RoomBrowser(sample.plans.routes)
        let page = try await browser.get("/plan")
        #expect(page.status == 200)
        #expect(page.text.contains("18 of 97 known content lines; official wording not imported."))
        #expect(page.text.contains("/figures/cases.pending.family-reunification"))
        #expect(page.text.contains("125") && page.text.contains("22 November 2026"))
        #expect(!page.text.contains("123"))
        #expect(page.text.contains("hidden: too few people"))
        #expect(page.text.contains("0 of 97 measures are done."))
        #expect(page.text.contains("Started never counts"))
        #expect(page.text.contains("96% of measures under implementation or fully achieved"))
        #expect(page.body.count < 50_000)
        let found = try await browser.get("/plan?q=diaspora&by=axis")
        #expect(found.text.contains("/plan/measures/M-j?plan=pnipgm"))
        #expect(!found.text.contains("href=\"/plan/measures/M-a?"))
        #expect(try await browser.get("/plan?status=started").text.contains("No measure found"))
        #expect(try await browser.get("/plan?plan=ghost").status == 404)
    }

    @Test func `a house without a plan says so`() async throws {
        let sample = try await Sample(.sqlite, imported: false)
        let page = try await RoomBrowser(sample.plans.routes).get("/plan")
        #expect(page.text.contains("No plan is imported in this installation yet."))
    }

    @Test
    func
        `a focal point reports on the page, and a claim without evidence comes back with what was typed`()
        async throws
    {
        let sample = try await Sample(.sqlite)
        _ = try await sample.database.write { db in
            try sample.figures.takeSnapshots(at: noon, in: db)
        }
        let browser = try RoomBrowser(sample.plans.routes)
        let page = try await browser.get("/plan/measures/M-e", as: helena)
        #expect(page.text.contains("hidden: too few people"))
        #expect(page.text.contains("Published before"))
        let visitor = try await browser.get("/plan/measures/M-e")
        #expect(!visitor.text.contains("<form"))
        let path = "/plan/measures/M-e/reports"
        let refused = try await browser.post(
            path, as: helena, from: page,
            ["claim": "output", "day": "2026-11-23", "text": "We built it"])
        #expect(refused.status == 422)
        #expect(refused.text.contains("Done needs evidence"))
        #expect(refused.text.contains("We built it"))
        let fields = [
            "claim": "output", "day": "2026-11-23", "text": "We built it",
            "evidence": "https://example.org/x",
        ]
        let kept = try await browser.post(
            path, as: helena, from: refused, fields.merging(["do": "save"]) { $1 })
        #expect(kept.status == 303)
        let resumed = try await browser.get("/plan/measures/M-e", as: helena)
        #expect(resumed.text.contains("it goes on where you stopped"))
        #expect(resumed.text.contains("We built it"))
        #expect(try await browser.post(path, as: helena, from: resumed, fields).status == 303)
        let before = try await browser.get("/plan/measures/M-e")
        #expect(before.text.contains("Nobody has reported on this measure yet."))
        let id = try #require(try await sample.reports("M-e").first?.id)
        try await sample.decide(id, true)
        let after = try await browser.get("/plan/measures/M-e")
        #expect(after.text.contains("Delivered, with evidence"))
        #expect(after.text.contains("href=\"https://example.org/x\""))
        #expect(
            try await browser.post(path, as: ana, from: page, ["claim": "started"]).status >= 400
        )
        #expect(try await browser.get("/plan/measures/ghost").status == 404)
    }
}
