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
        guard let line = try lines(of: history).first else {
            throw PolicyFault("\(code) is a file about nobody")
        }
        return line.standing
    }

    /// The last stage of the file whose condition holds. What only the engine knows stands above the file: no time
    /// runs against a person whom a draft has not reached, so until then it is the office's turn.
    func standing(ofLine history: CaseHistory) throws -> CaseStanding {
        let facts = CaseFacts(history)
        let stage = try stages.last {
            try isPart($0.versions, of: history.version) && $0.when?.holds(facts) ?? true
        }
        guard let stage else { throw PolicyFault("\(code) has no first stage") }
        let isOut = stage.turn == .person && history.waitsForNotice
        return CaseStanding(stage: stage, turn: isOut ? .state : stage.turn)
    }

    func step(_ code: String) -> StepRule? { steps.first { $0.code == code } }
}

/// The office's own clock, which every version of a procedure has.
let decisionClock = "decision"
