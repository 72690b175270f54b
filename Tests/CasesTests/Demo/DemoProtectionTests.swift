import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Invented people who ask for protection: marked, told to nobody outside, and each as its journal tells it.
@Suite struct DemoProtectionTests {
    @Test(arguments: Engine.underTest)
    func `they stand in every state, are loaded once and told to nobody`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        func load() async throws -> Int {
            try await fixture.cases.loadDemoProtection(officer: bruno, near: lisbon, at: noon) {
                _, moment, _ in PersonID.new(at: moment)
            }
        }
        #expect(try await load() == 5)
        #expect(try await load() == 0)
        let cases = try await fixture.database.read { db in
            try db.all("SELECT \(Case.columns) FROM kase ORDER BY id").map(Case.init)
        }
        #expect(cases.count == 5 && cases.allSatisfy(\.isDemo))
        let states = Set(cases.map(\.projection.state))
        #expect(states == ["submitted", "in-analysis", "admitted", "proceedings", "protected"])
        let waiting = try await fixture.database.read { db in
            try db.outboxDue(at: after(30), limit: 50).filter { $0.kind == BodyErrand.kind }.count
        }
        #expect(waiting == 0)
        let guardianless = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM case_clock WHERE clock = 'guardian'")
        }
        #expect(guardianless == 1)
        let unmarked = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM letter WHERE demo = 0")
        }
        #expect(unmarked == 0)
        #expect(try await fixture.differences().isEmpty)
        // Bruno heard them; nobody else of the office knows of those who ask for asylum.
        for kase in cases where kase.procedure == protectionCode {
            #expect(kase.access(of: bruno) == .staff && kase.access(of: nunoOfLisbon) == nil)
        }
    }
}
