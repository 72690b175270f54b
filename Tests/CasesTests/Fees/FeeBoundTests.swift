import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// An amount that somebody types is held against every reading of the table.
struct FeeBoundTests {
    @Test(arguments: Engine.underTest)
    func `a typed amount above every reading of the table is refused, and one within is asked for`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, payments: Treasury().provider)
        let kase = try await fixture.granted()
        await #expect(throws: FeeRefusal.aboveTable(44_020)) {
            try await fixture.demand(kase, at: noon, cents: 440_200)
        }
        await #expect(throws: FeeRefusal.aboveTable(44_020)) {
            try await fixture.demand(kase, at: noon, cents: 44_021)
        }
        try await fixture.demand(kase, at: noon, cents: 44_020)
        #expect(FeeRefusal.aboveTable(44_005).values == ["max": "440.05"])
    }

    @Test func `each person pays again, and where a line has no amount nothing is known`() throws {
        let policy = try sharedPolicy.get()
        let renewal = try #require(policy.fees(of: "renewal"))
        #expect(renewal.most(for: 2, on: day("2026-11-24")) == 88_040)
        #expect(renewal.most(for: 0, on: day("2026-11-24")) == nil)
        let cplp = try #require(policy.fees(of: "cplp"))
        #expect(cplp.most(for: 1, on: day("2026-11-24")) == nil)
        #expect(cplp.most(for: 1, on: day("2024-05-05")) == 1_500)
    }
}
