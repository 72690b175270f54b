import Kernel
import TestSupport
import Testing

@testable import Cases

/// What is remembered of stages is what the file's conditions say, whoever asked before and whatever the file said.
@Suite struct StandingsTests {
    @Test(arguments: 1...3)
    func `a stage that is remembered is that of the file's conditions, in every procedure`(
        seed: UInt64
    ) throws {
        var random = SeededRandom(seed)
        for procedure in try sharedPolicy.get().procedures {
            for history in try histories(of: procedure, at: noon, using: &random) {
                try agree(procedure, history)
            }
        }
    }

    /// Equal facts of two versions, or of two texts of one file, may stand at two stages.
    @Test(arguments: 1...3)
    func `another text of the file stands by its own conditions`(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let old = try #require(sharedPolicy.get().procedure("family-reunification"))
        let new = try #require(readPolicy(stagePolicy).procedure("family-reunification"))
        var apart = 0
        for filedAt in [Moment(day("2025-03-03"), hour: 10), noon] {
            var visited = try PureCase(old, filedAt: filedAt)
            visited.perform(.visit)
            let walk = try histories(of: old, at: filedAt, using: &random)
            for history in walk + [visited.history] {
                for procedure in [old, new, old] { try agree(procedure, history) }
                let stages = try [old, new].map { try $0.standing(ofLine: history).stage.code }
                if stages[0] != stages[1] {
                    apart += 1
                    #expect(stages[1] == "interview" && history.version == "law-23-2007")
                }
            }
        }
        #expect(apart > 0)
    }

    @Test func `equal questions are asked of the file once, a fault each time`() throws {
        let procedure = try #require(sharedPolicy.get().procedure("family-reunification"))
        let facts = CaseFacts(try PureCase(procedure).history)
        let standings = Standings()
        var asked: [String] = []
        func stage(_ version: String, _ stage: Stage?) throws -> String? {
            try standings.stage(facts, version) { _, version in
                asked.append(version)
                return stage
            }?.code
        }
        let (first, last) = (procedure.stages.first, procedure.stages.last)
        #expect(try stage("a", nil) == nil)
        #expect(try stage("a", first) == first?.code)
        #expect(try stage("a", last) == first?.code)
        #expect(try stage("b", last) == last?.code)
        #expect(asked == ["a", "a", "b"])
    }

    /// What a case was after each of some acts that were not refused.
    private func histories(
        of procedure: Procedure, at filedAt: Moment, using random: inout SeededRandom
    ) throws -> [CaseHistory] {
        var kase = try PureCase(procedure, filedAt: filedAt)
        var found = [kase.history]
        for _ in 0..<actsOfWalk {
            let acts = kase.acts.shuffled(using: &random)
            guard let act = try acts.first(where: { try kase.refusal($0) == nil }) else { break }
            kase.perform(act)
            found.append(kase.history)
        }
        return found
    }

    /// Asked twice: what the first answer left is what the second one finds.
    private func agree(_ procedure: Procedure, _ history: CaseHistory) throws {
        let facts = CaseFacts(history)
        let plain = try procedure.stages.last {
            try procedure.isPart($0.versions, of: history.version)
                && $0.when?.holds(facts) ?? true
        }
        for _ in 0..<2 {
            let stage = try procedure.standing(ofLine: history).stage
            #expect(stage == plain, "\(procedure.code) \(stage.code)")
        }
    }
}

private let actsOfWalk = 10
