import Kernel
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A court may name the day until which the office has to act: that day stands, whatever the period would be.
@Suite struct CourtDayTests {
    @Test(arguments: Engine.underTest)
    func `the day that a court named is the end, as long as no later order names none`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        func order(_ named: Day?, at now: Moment) async throws {
            try await fixture.database.write { [house = fixture.house] db in
                try TakeStep(
                    reference: kase.reference, step: "order-to-decide-noted",
                    note: "TACL, 10/26.5A",
                    named: named
                ).perform(by: bruno, at: now, in: db, house)
            }
        }
        func ends() async throws -> Day? {
            try await fixture.database.read { db in
                try db.value(
                    "SELECT ends FROM case_clock WHERE kase = \(kase.id) AND clock = 'order-to-decide'"
                )
            }
        }
        // Before the request was handed in on 23 November 2026, and more than 1,827 days after the day it is noted on.
        for wrong in ["2026-11-22", "2031-11-26"] {
            await #expect(throws: CaseRefusal.namedDayImplausible) {
                try await order(day(wrong), at: after(1))
            }
        }
        // A Saturday stays a Saturday: nothing is counted and nothing moves.
        try await order(day("2027-01-30"), at: after(1))
        #expect(try await ends() == day("2027-01-30"))
        let clock = try await fixture.clock("order-to-decide", of: kase)
        #expect(clock.derivation.steps.map(\.kind) == [.start, .named])
        #expect(clock.isVerified && clock.derivation.rule.article.isEmpty)
        #expect(try await fixture.differences().isEmpty)
        // Ten working days after Wednesday, 25 November, without the 1st and the 8th of December.
        try await order(nil, at: after(2))
        #expect(try await ends() == day("2026-12-11"))
        #expect(try await !fixture.clock("order-to-decide", of: kase).isVerified)
        try await order(day("2026-12-24"), at: after(3))
        #expect(try await ends() == day("2026-12-24"))
        #expect(try await fixture.differences().isEmpty)
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(4))
        #expect(try await ends() == nil)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test func `the desk writes the day that a court named, and reads it beside what it owes`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/desk/cases/\(kase.reference)"
        let field = "named-order-to-decide-noted"
        let page = try await house.get(path, as: "bruno")
        #expect(page.text.contains("name=\"\(field)\""))
        let fields = [
            "step": "order-to-decide-noted", "note-order-to-decide-noted": "TACL, 10/26.5A",
            field: "2026-11-22",
        ]
        let wrong = try await house.post(path + "/steps", as: "bruno", from: page, fields)
        #expect(wrong.status == 422 && wrong.text.contains("Check the day that the court named"))
        let fresh = try await house.get(path, as: "bruno")
        let right = fields.merging([field: "2027-01-30"]) { $1 }
        let sent = try await house.post(path + "/steps", as: "bruno", from: fresh, right)
        #expect(sent.status == 303)
        let after = try await house.get(path, as: "bruno").text
        #expect(after.contains("30 January 2027") && after.contains("The court named this day."))
    }

    @Test func `only a step of the office that begins a clock may ask for a day of a court`() throws
    {
        let file = "procedures/family-reunification.yaml"
        let line = "    named: {pt: \"Até que dia manda decidir, se o disser\","
        let broken = policy(changing: [
            file: { $0.replacing("starts: step.order-to-decide-noted", with: "starts: case.filed") }
        ])
        #expect(realPolicy.texts[file]?.contains(line) == true)
        #expect(
            faults(in: broken).contains {
                $0.message.contains("a court names the end of a clock that this step")
            })
    }
}
