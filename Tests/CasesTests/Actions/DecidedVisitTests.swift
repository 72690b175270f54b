import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// What a decision means for the visits of its file.
@Suite struct DecidedVisitTests {
    @Test(arguments: Engine.underTest)
    func `the decision gives the visit back and the notice says so, a refused one does neither`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        fixture.told.toCome.withLock { $0 = after(9) }
        let kase = try await fixture.file()
        await #expect(throws: CaseRefusal.unknownGround("luck")) {
            try await fixture.decide("granted", ["luck"], of: kase, at: after(1))
        }
        #expect(fixture.told.released.withLock { $0 }.isEmpty)
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        // A write that met another may run again.
        #expect(Set(fixture.told.released.withLock { $0 }) == [kase.id])
        let body = try #require(fixture.told.bodies.withLock { $0 }.last)
        #expect(body.contains("atendimento de 2 de dezembro de 2026 foi desmarcado"))
    }

    @Test(arguments: Engine.underTest)
    func `without a visit to come the notice of the decision speaks of none`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        let body = try #require(fixture.told.bodies.withLock { $0 }.last)
        #expect(body.contains(kase.reference.text) && !body.contains("atendimento"))
    }

    @Test(arguments: Engine.underTest)
    func `a decided file is still found by its visits, and by nobody else than before`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let decided = try await fixture.file()
        let open = try await fixture.file(at: noon.adding(seconds: -86_400))
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: after(1))
        let cases = fixture.cases
        let list = try await fixture.database.read { db in
            try cases.bookable(of: ana, at: after(2), in: db)
        }
        #expect(list.map(\.reference) == [open.reference, decided.reference])
        #expect(list.map(\.isDecided) == [false, true])
        for deed in [CaseDeed.view, .act] {
            let (own, desk) = try await fixture.database.read { db in
                (
                    try cases.bookable(decided.reference, ana, to: deed, at: after(2), in: db),
                    try cases.bookable(decided.reference, bruno, to: deed, at: after(2), in: db)
                )
            }
            #expect(own.isDecided && own.isOwn && desk.isDecided && !desk.isOwn)
            for stranger in [yusuf, beatriz, dinis] {
                await #expect(throws: Refused.notFound) {
                    try await fixture.database.read { db in
                        _ = try cases.bookable(
                            decided.reference, stranger, to: deed, at: after(2), in: db)
                    }
                }
            }
        }
    }
}
