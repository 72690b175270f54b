import Kernel
import Languages
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// A fee that was asked for stays as it is when its case is moved to another version of the law.
@Suite struct FeeMoveTests {
    private let older = VersionMove(
        procedure: "renewal", from: "law-61-2025", to: "law-23-2007", because: "Uma sentença.",
        basis: "artigo 7.º (inventado para este teste)")

    @Test(arguments: Engine.underTest)
    func `an open demand keeps its amount and its table, and verdict and notice say so`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.fileAlone("renewal")
        treasury.issues("11854 1", until: after(9))
        try await fixture.demand(kase, at: noon)
        try await fixture.drain(at: noon)
        let before = try await fixture.fees(of: kase)
        #expect(before.map(\.state) == [.open])
        let verdict = try await fixture.verdict(older, of: kase)
        let kept = MoveEffect.KeptDemand(total: Money(cents: 44_020), basis: "Tabela de taxas")
        #expect(verdict.effect?.demand == kept)
        let line = fixture.cases.line(verdict, of: "renewal", language: "en")
        #expect(line.contains("The fee stays as it was asked for: 440.20 EUR (Tabela de taxas)."))
        let run = try await fixture.cases.moveCases(
            older, by: carla, clock: { after(2) }, progress: { _ in })
        #expect(run.isGood && run.all == 1)
        #expect(try await fixture.stored(kase).procedureVersion == "law-23-2007")
        #expect(try await fixture.fees(of: kase) == before)
        let body = try #require(fixture.told.bodies.withLock { $0.last })
        #expect(body.contains("A taxa fica como foi pedida"))
        // What was asked for is what is taken, and no other sum.
        await #expect(throws: FeeRefusal.wrongAmount) {
            _ = try await fixture.pay(kase, 1, receipt: "P 1", at: after(3), cents: 44_019)
        }
        #expect(try await fixture.pay(kase, 1, receipt: "P 1", at: after(3)) == .noted)
    }

    @Test(arguments: Engine.underTest)
    func `one that expired is asked for again with the same lines`(engine: Engine) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let kase = try await fixture.fileAlone("renewal")
        treasury.issues("11854 1", until: after(1))
        treasury.says(.expired)
        try await fixture.demand(kase, at: noon)
        try await fixture.drain(at: noon)
        try await fixture.drain(at: after(2))
        #expect(try await fixture.verdict(older, of: kase).effect?.demand != nil)
        _ = try await fixture.cases.moveCases(
            older, by: carla, clock: { after(2) }, progress: { _ in })
        try await fixture.renew(kase, at: after(3), by: ana)
        let asked = try await fixture.fees(of: kase).map(\.asked)
        #expect(asked.count == 2 && asked.first?.total == asked.last?.total)
        #expect(asked.first?.charges == asked.last?.charges)
        #expect(asked.first?.basis == asked.last?.basis)
    }

    @Test(arguments: Engine.underTest)
    func `where none was asked for, or it is paid, nothing is said of a fee`(
        engine: Engine
    ) async throws {
        let treasury = Treasury()
        let fixture = try await Fixture(engine, payments: treasury.provider)
        let none = try await fixture.fileAlone("renewal")
        #expect(try await fixture.verdict(older, of: none).effect?.demand == nil)
        let paid = try await fixture.fileAlone("renewal")
        treasury.issues("11854 2", until: after(9))
        try await fixture.demand(paid, at: noon)
        try await fixture.drain(at: noon)
        _ = try await fixture.pay(paid, 1, receipt: "P 2", at: after(1))
        let verdict = try await fixture.verdict(older, of: paid)
        #expect(verdict.effect != nil && verdict.effect?.demand == nil)
        let line = fixture.cases.line(verdict, of: "renewal", language: "en")
        #expect(!line.contains("The fee stays"))
    }
}
