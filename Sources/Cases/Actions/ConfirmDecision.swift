import Kernel
import LegalTime
import Storage

extension Decide {
    /// What the form at the desk does: it decides, or proposes where the procedure wants four eyes.
    func performOrPropose(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        guard try house.procedure(kase.procedure).fourEyes else {
            return try perform(by: principal, at: now, in: db, house)
        }
        try propose(kase, by: principal, at: now, in: db, house)
    }

    /// Nothing is decided and nobody is told; the case goes back to the office, so that a colleague can take it.
    private func propose(
        _ kase: Case, by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let procedure = try house.procedure(kase.procedure)
        let history = try kase.history(in: db)
        let (today, clocks) = (house.zone.day(of: now), try house.clocks(of: kase))
        let missing = try house.missing(kase, history, at: now, in: db)
        if let refusal = try refusal(history, procedure, clocks, today, missing: missing) {
            throw refusal
        }
        let needsPapers = procedure.outcome(outcome)?.needsPapers ?? false
        let event = FourEyesEvent.Proposed(
            decision: CaseEvent.Decision(
                outcome: outcome, grounds: grounds, reasons: reasons,
                despite: needsPapers && !missing.isEmpty
                    ? despite.map { .init(ground: $0, missing: missing) } : nil,
                findings: stated(history)?.kept),
            name: principal.name, person: principal.selves.first)
        try kase.record(FourEyesEvent.proposedKind, event, by: principal, at: now, in: db, house)
        try kase.endTake(in: db)
    }
}

/// A second officer of the office confirms what is proposed: it is decided, if it still can be.
struct ConfirmDecision {
    let reference: Reference
    /// When what they read was proposed: what was put in its place meanwhile is not confirmed unread.
    let proposedAt: Moment

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let history = try kase.history(in: db)
        if let refusal = history.secondRefusal(principal) { throw refusal }
        guard let proposal = history.proposal, proposal.at == proposedAt else {
            throw FourEyesRefusal.nothingProposed
        }
        let decision = proposal.proposed.decision
        try Decide(
            reference: reference, outcome: decision.outcome, grounds: decision.grounds,
            reasons: decision.reasons, despite: decision.despite?.ground, isConfirmed: true,
            findings: decision.findings
        ).perform(by: principal, at: now, in: db, house)
    }
}

/// A second officer sends a proposal back, with the reason.
struct SendBackDecision {
    let reference: Reference
    let because: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        if let refusal = try kase.history(in: db).secondRefusal(principal) { throw refusal }
        if because.isEmpty { throw FourEyesRefusal.reasonMissing }
        let event = FourEyesEvent.SentBack(because: because, name: principal.name)
        try kase.record(FourEyesEvent.sentBackKind, event, by: principal, at: now, in: db, house)
    }
}
