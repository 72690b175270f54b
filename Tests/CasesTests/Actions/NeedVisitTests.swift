import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// When a case says that its people need a visit, and how urgent it is then.
@Suite struct NeedVisitTests {
    private func needing(_ kase: Case, _ fixture: Fixture) async throws -> BookableCase? {
        let cases = fixture.cases
        return try await fixture.database.read { db in try cases.needingVisit(kase.id, in: db) }
    }

    @Test(arguments: Engine.underTest)
    func `a visit is needed from filing on, and again at the stage that one does`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        // A write that met another may run again.
        #expect(Set(fixture.told.needed.withLock { $0 }) == [kase.id])
        let found = try #require(try await needing(kase, fixture))
        #expect(found.people == ["Ana Exemplo", "Ivo Exemplo", "Lia Exemplo"])
        #expect(found.office == lisbonCentre && found.mandate == nil && !found.isOwn)
        fixture.told.needed.withLock { $0 = [] }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        #expect(fixture.told.needed.withLock { $0 }.isEmpty)
        #expect(try await needing(kase, fixture) == nil)
        for (step, note) in [("family-here", nil), ("fee-waived", "Isento.")] as [(String, String?)]
        {
            let action = TakeStep(reference: kase.reference, step: step, note: note)
            try await fixture.database.write { [house = fixture.house] db in
                try action.perform(by: bruno, at: after(2), in: db, house)
            }
        }
        #expect(Set(fixture.told.needed.withLock { $0 }) == [kase.id])
        #expect(try await needing(kase, fixture)?.isDecided == true)
    }

    @Test(arguments: Engine.underTest)
    func `a visit is as urgent as its file is in the queue of its office`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let cases = fixture.cases
        let found = try await fixture.database.read { db in
            try cases.visitUrgency(of: [kase.id, CaseID(1)], in: db)
        }
        // Lia is three: the second class. The decision is due on 23 August 2027.
        #expect(found.count == 1 && found[kase.id]?.priority == 1)
        #expect(found[kase.id]?.legalDate == day("2027-08-23"))
    }

    @Test(arguments: Engine.underTest)
    func `who waits without asking is told why and where`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let cases = fixture.cases
        for reason in [nil, "Telefonou-nos."] as [String?] {
            try await fixture.database.write { db in
                try cases.tellOfList(
                    in: kase.id, because: reason, link: "/bookings/waiting", key: "demand/1",
                    now: after(1), in: db)
            }
            let body = try #require(fixture.told.bodies.withLock { $0 }.last)
            #expect(body.contains(kase.reference.text))
            #expect(body.contains("Telefonou-nos.") == (reason != nil))
        }
    }
}
