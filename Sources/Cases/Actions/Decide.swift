import Kernel
import LegalTime
import Storage

/// An officer decides: an outcome, its grounds by their codes, and the reasons in words.
struct Decide {
    let reference: Reference
    let outcome: String
    let grounds: [String]
    let reasons: String
    /// The ground on which it is granted although papers are missing.
    var despite: String?
    /// Whether a second officer stands behind it, where the procedure wants one.
    var isConfirmed = false
    /// What each ground rests on; nil where nothing is stated anew: then what the draft said stands.
    var findings: [Finding]?

    private func verdict(_ history: CaseHistory) -> Verdict {
        Verdict(
            outcome: outcome, grounds: grounds, reasons: reasons, findings: stated(history))
    }

    /// What was stated of the grounds, here or in the draft of the same outcome.
    func stated(_ history: CaseHistory) -> [Finding]? {
        let draft = history.hearing?.draft
        let said = findings ?? (draft?.outcome == outcome ? draft?.findings : nil)
        return said?.said(of: grounds)
    }

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let procedure = try house.procedure(kase.procedure)
        if procedure.fourEyes, !isConfirmed { throw FourEyesRefusal.needsSecond }
        let history = try kase.history(in: db)
        let today = house.zone.day(of: now)
        let missing = try house.missing(kase, history, at: now, in: db)
        let clocks = try house.clocks(of: kase)
        if let refusal = try refusal(history, procedure, clocks, today, missing: missing) {
            throw refusal
        }
        guard let rule = procedure.outcome(outcome), let letter = LetterKind(of: rule, on: grounds)
        else {
            throw CaseRefusal.unknownOutcome
        }
        let event = CaseEvent.Decision(
            outcome: outcome, grounds: grounds, reasons: reasons,
            despite: rule.needsPapers && !missing.isEmpty
                ? despite.map { .init(ground: $0, missing: missing) } : nil,
            findings: stated(history)?.kept)
        try kase.record(CaseEvent.decidedKind, event, by: principal, at: now, in: db, house)
        try kase.endTake(in: db)
        try kase.noteDecider(principal, at: now, in: db)
        try kase.keepEnding(rule, history, at: now, in: db)
        try kase.enterPrecedent(history, outcome, in: db, house)
        let visit = try house.neighbours.releaseVisit(kase.id, principal, db, now)
        try MakeLetter(kase: Case.stored(kase.id, in: db), kind: letter, releasedVisit: visit)
            .perform(by: principal, at: now, in: db, house)
    }

    /// Why it cannot be decided so, or nil. Reads nothing but its arguments.
    func refusal(
        _ history: CaseHistory, _ procedure: Procedure, _ clocks: CaseClocks, _ today: Day,
        missing: [Wish]
    ) throws -> CaseRefusal? {
        let verdict = verdict(history)
        if let refusal = try verdict.refusal(history, procedure, clocks, today) { return refusal }
        guard let rule = procedure.outcome(outcome) else { return .unknownOutcome }
        if rule.hearing { return try verdict.hearingRefusal(history, clocks, today) }
        if !rule.needsPapers || missing.isEmpty { return nil }
        guard let despite else { return .papersMissing(missing.count) }
        if despite == silenceGround, !(try history.isApprovedBySilence(clocks, on: today)) {
            return .notTacit
        }
        return rule.despiteMissing.contains { $0.code == despite } ? nil : .unknownGround(despite)
    }
}

extension Case {
    /// Keeps whose decision it was, for the board of their office.
    fileprivate func noteDecider(_ principal: Principal, at now: Moment, in db: Writer) throws {
        try db.send(
            """
            INSERT INTO case_decider (kase, account, name, at_office, at)
            VALUES (\(id), \(principal.account), \(principal.name), \(office), \(now))
            """)
    }
}
