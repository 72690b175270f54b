import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// What is done by a visit: it can be booked while it is due, and whoever records the visit has typed enough.
@Suite struct VisitStepTests {
    @Test(arguments: Engine.underTest)
    func `the record of the visit takes the biometric data`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        #expect(try await fixture.awaitsVisit(kase))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        #expect(try await !fixture.awaitsVisit(kase))
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.visit(kase, at: after(2))
        }
        try await fixture.step("fee-waived", of: kase, at: after(2), note: "Isento.")
        #expect(try await fixture.awaitsVisit(kase))
        try await fixture.visit(kase, at: after(3))
        #expect(
            try await fixture.kinds(of: kase).suffix(2) == ["case.visit-recorded", "step.done"])
        #expect(try await fixture.stored(kase).projection.state == "title-due")
        #expect(try await !fixture.awaitsVisit(kase))
        #expect(fixture.told.visits.withLock { $0.last } == kase.id)
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.visit(kase, at: after(3))
        }
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what the room of visits notes is heard once, and by its office alone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        for stranger in [beatriz, yusuf, ana] {
            await #expect(throws: Refused.notFound) {
                try await fixture.attended(kase, by: stranger, at: after(1))
            }
        }
        try await fixture.attended(kase, at: after(1))
        try await fixture.attended(kase, at: after(1))
        let kinds = try await fixture.kinds(of: kase)
        #expect(kinds.filter { $0 == "case.visit-recorded" }.count == 1)
        #expect(try await fixture.stored(kase).projection.state == "in-analysis")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        try await fixture.attended(kase, at: after(2))
        #expect(try await fixture.stored(kase).projection.state == "fee-due")
        try await fixture.step("fee-waived", of: kase, at: after(2), note: "Isento.")
        // Whoever has the case does not stand in the way of what happened.
        try await fixture.database.write { [house = fixture.house] db in
            try TakeCase(reference: kase.reference).perform(by: carla, at: after(2), in: db, house)
        }
        try await fixture.attended(kase, at: after(2))
        #expect(try await fixture.stored(kase).projection.state == "title-due")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test func `a visit that asks for a note, or is done by the person, is a slip of the file`() {
        let file = "procedures/renewal.yaml"
        for more in ["note: {pt: a, en: b}", "repeats: true"] {
            let changed = policy(changing: [
                file: { $0.replacing("    visit: true\n", with: "    visit: true\n    \(more)\n") }
            ])
            let isFound = faults(in: changed).contains {
                $0.file == file && $0.description.contains("asks for no note")
            }
            #expect(isFound == more.hasPrefix("note"), "\(more)")
        }
    }

    @Test func `the person is led to the visit, and the desk records it`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.fileAlone("renewal")
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        try await house.fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        #expect(try await !house.get(own, as: "ana").text.contains("/bookings/new?case="))
        #expect(try await !house.get(desk, as: "bruno").text.contains("Record that they came"))
        try await house.fixture.step("fee-waived", of: kase, at: noon, note: "Isento.")
        #expect(
            try await house.get(own, as: "ana").text.contains(
                "/bookings/new?case=\(kase.reference)"))
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("Record that they came"))
        let done = try await house.post(desk + "/visits", as: "bruno", from: page, [:])
        #expect(done.header("location") == desk)
        #expect(try await house.get(own, as: "ana").text.contains("Biometric data taken"))
    }
}

extension Fixture {
    fileprivate func visit(_ kase: Case, at now: Moment) async throws {
        try await database.write { [house] db in
            try RecordVisit(reference: kase.reference).perform(by: bruno, at: now, in: db, house)
        }
    }

    fileprivate func attended(
        _ kase: Case, by officer: Principal = bruno, at now: Moment
    ) async throws {
        try await database.write { [cases] db in
            try cases.visitAttended(kase.reference, by: officer, in: db, at: now)
        }
    }

    fileprivate func awaitsVisit(_ kase: Case) async throws -> Bool {
        try await database.read { [cases] db in
            try cases.bookable(kase.reference, ana, to: .act, at: after(1), in: db).awaitsVisit
        }
    }
}
