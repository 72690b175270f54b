import Synchronization

/// Where a case stands by its procedure's file, and who has to act.
struct CaseStanding: Hashable, Sendable {
    let stage: Stage
    let turn: Turn

    /// The clock of whoever has to act, by its name in the file; nil where nobody is waited for.
    var clock: String? { turn == stage.turn ? stage.clock : decisionClock }
}

extension Procedure {
    /// Where a case stands: where the one of its people does who is furthest behind.
    func standing(of history: CaseHistory) throws -> CaseStanding {
        guard history.isSplit else { return try standing(ofLine: history) }
        guard let line = try lines(of: history).first else {
            throw PolicyFault("\(code) is a file about nobody")
        }
        return line.standing
    }

    /// The last stage of the file whose condition holds. What only the engine knows stands above the file: no time
    /// runs against a person whom a draft has not reached, so until then it is the office's turn.
    func standing(ofLine history: CaseHistory) throws -> CaseStanding {
        let stage = try standings.stage(CaseFacts(history), history.version) { facts, version in
            try stages.last {
                try isPart($0.versions, of: version) && $0.when?.holds(facts) ?? true
            }
        }
        guard let stage else { throw PolicyFault("\(code) has no first stage") }
        let isOut = stage.turn == .person && history.waitsForNotice
        return CaseStanding(stage: stage, turn: isOut ? .state : stage.turn)
    }

    func step(_ code: String) -> StepRule? { steps.first { $0.code == code } }
}

/// At which stage equal facts stand: asked of the file's conditions once, and remembered. They are some hundreds, and
/// every page and act asks.
final class Standings: Sendable, Equatable {
    private struct Question: Hashable {
        let facts: CaseFacts
        let version: String
    }

    private let known = Mutex<[Question: Stage]>([:])

    func stage(
        _ facts: CaseFacts, _ version: String,
        ask: (CaseFacts, String) throws -> Stage?
    ) throws -> Stage? {
        let question = Question(facts: facts, version: version)
        if let stage = known.withLock({ $0[question] }) { return stage }
        guard let stage = try ask(facts, version) else { return nil }
        known.withLock { known in
            if known.count == standingsMax { known = [:] }
            known[question] = stage
        }
        return stage
    }

    /// What is remembered makes no difference between two files.
    static func == (left: Standings, right: Standings) -> Bool { true }
}

/// More than the ways through any one procedure; whatever comes, no more memory than this.
private let standingsMax = 4_096

/// The office's own clock, which every version of a procedure has.
let decisionClock = "decision"
