import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import ServiceNetwork

/// Who has no part in a request, and when it is forgotten.
struct BranchKeepingTests {
    @Test(arguments: Engine.underTest)
    func `nobody at a branch reads or answers what is closed to them, such as their own`(
        engine: Engine
    ) async throws {
        let sample = try await BranchSample(engine)
        let request = try await sample.ask(try await sample.open("nif"))
        #expect(try await sample.seen(by: tiago).count == 1)
        sample.kept.closed.withLock { $0 = [CaseID(4_001)] }
        #expect(try await sample.seen(by: tiago).isEmpty)
        await #expect(throws: Refused.notFound) {
            try await sample.answer(request, .delivered(number: "287654321"))
        }
        #expect(try await sample.states() == ["asked": 1])
    }

    @Test(arguments: Engine.underTest)
    func `by night what no contract keeps is forgotten, though nobody asks again`(
        engine: Engine
    ) async throws {
        let sample = try await BranchSample(engine)
        try await sample.ask(try await sample.open("nif"))
        for (days, left) in [(365, 1), (366, 0)] as [(Int64, Int)] {
            let kept = try await sample.database.write { [network = sample.network] db in
                try network.purgeBranchRequests(at: noon.adding(seconds: days * 86_400), in: db)
                return try db.count("SELECT COUNT(*) FROM branch_request WHERE content IS NOT NULL")
            }
            #expect(kept == left)
        }
        #expect(try await sample.states() == ["withdrawn": 1])
    }
}
