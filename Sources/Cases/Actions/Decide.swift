import Kernel
import LegalTime
import Storage

/// An officer decides: an outcome, its grounds by their codes, and the reasons in words.
struct Decide {
    let reference: Reference
    let outcome: String
    let grounds: [String]
    let reasons: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findForStaff(reference, principal, in: db)
        let procedure = try house.procedure(kase.procedure)
        let history = try kase.history(in: db)
        let today = house.zone.day(of: now)
        let clocks = try house.clocks(of: kase)
        if let refusal = try refusal(history, procedure, clocks, today) { throw refusal }
        guard let rule = procedure.outcome(outcome), let letter = LetterKind(rawValue: rule.letter)
        else {
            throw CaseRefusal.unknownOutcome
        }
        let event = CaseEvent.Decision(outcome: outcome, grounds: grounds, reasons: reasons)
        try kase.record(CaseEvent.decidedKind, event, by: principal, at: now, in: db, house)
        try MakeLetter(kase: Case.stored(kase.id, in: db), kind: letter).perform(
            by: principal, at: now, in: db, house)
    }

    /// Why it cannot be decided so, or nil. Reads nothing but its arguments.
    func refusal(
        _ history: CaseHistory, _ procedure: Procedure, _ clocks: CaseClocks, _ today: Day
    ) throws -> CaseRefusal? {
        if history.decision != nil { return .alreadyDecided }
        guard let rule = procedure.outcome(outcome) else { return .unknownOutcome }
        if grounds.isEmpty { return .groundMissing }
        if let foreign = grounds.first(where: { code in !rule.grounds.contains { $0.code == code } }
        ) {
            return .unknownGround(foreign)
        }
        if reasons.isEmpty { return .reasonsMissing }
        // After the window the office may decide with what it has: nobody's case stands still for ever.
        if !history.openItems.isEmpty, try isRunning("correction", history, clocks, today) {
            return .itemsOpen
        }
        let waits = history.consultation.map { $0.answer == nil } ?? false
        if waits, try isRunning("consultation", history, clocks, today) { return .consultationOpen }
        return nil
    }

    private func isRunning(
        _ clock: String, _ history: CaseHistory, _ clocks: CaseClocks, _ today: Day
    ) throws -> Bool {
        guard let end = try clocks.clock(clock, of: history)?.derivation.end else { return false }
        return today <= end
    }
}
