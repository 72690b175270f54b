import Kernel
import LegalTime
import TestSupport
import Testing

@testable import Cases

/// A case without a database: the fold of its events, and the refusals of its actions.
struct PureCase {
    let procedure: Procedure
    let clocks: CaseClocks
    private(set) var history: CaseHistory
    private(set) var now: Moment
    private(set) var done: [PureAct] = []

    init(_ code: String, filedAt: Moment = noon) throws {
        let procedure = try #require(sharedPolicy.get().procedure(code))
        try self.init(procedure, filedAt: filedAt)
    }

    init(_ procedure: Procedure, filedAt: Moment = noon) throws {
        let calendars = OfficeCalendars(try testCalendar(), number: { _ in LocationID(0) })
        let filed = CaseEvent.Filed(
            reference: "RF-1", procedure: procedure.code,
            version: procedure.version(inForceOn: filedAt.utcDay)?.name ?? "",
            applicant: PersonID(1), office: lisbonCentre, officePlace: lisbon.text,
            municipality: lisbon.text, household: procedure.sampleHousehold, demo: nil)
        let event = CaseEvent(
            kind: CaseEvent.filedKind, at: filedAt, actor: AccountID(1), what: .filed(filed))
        self.procedure = procedure
        clocks = CaseClocks(
            procedure: procedure, zone: .utc, calendar: calendars.at(lisbon, office: lisbonCentre))
        history = try #require(Case.fold([event]))
        now = filedAt
    }

    var today: Day { now.utcDay }

    func standing() throws -> CaseStanding { try procedure.standing(of: history) }

    /// Every act that anybody may think of, in the order in which a case comes nearest to its end.
    var acts: [PureAct] {
        let outcomes = procedure.outcomes.map(\.code)
        let steps = procedure.steps.flatMap { rule -> [(PureAct, Bool)] in
            rule.isPerMember
                ? history.persons.map { person in
                    (PureAct.stepOf(rule.code, person), history.line(of: person).isDone(rule.code))
                } : [(PureAct.step(rule.code), history.isDone(rule.code))]
        }
        let fresh = steps.filter { !$0.1 }.map { $0.0 }
        let again = steps.filter { $0.1 }.map { $0.0 }
        var acts: [PureAct] = [.receive, .answerConsultation, .reach, .answerHearing]
        if procedure.fourEyes {
            acts.append(.confirm)
            acts += outcomes.map { PureAct.proposeDecision($0) }
        }
        acts += outcomes.map { PureAct.decide($0) }
        acts += fresh + again
        acts += outcomes.map { PureAct.propose($0) }
        acts += [.visit, .ask, .consult, .withdraw, .undo]
        acts += PureFee.allCases.map { PureAct.fee($0) }
        if procedure.fourEyes { acts.append(.sendBack) }
        return acts
    }

    /// Why an act is refused now, or nil: the actions' own rules, which are pure.
    func refusal(_ act: PureAct) throws -> CaseRefusal? {
        switch act {
        case .visit: return try history.visitRefusal(procedure, on: today, .utc)
        case .ask:
            let wish = Wish(procedure.documents[0].code, nil)
            return try history.requestRefusal([wish], procedure, clocks, on: today)
        case .receive:
            return history.receiptRefusal(history.openItems.first?.item.id ?? RequestItemID(0))
        case .consult:
            let bodies = try sharedPolicy.get().bodiesToAsk(about: procedure.code)
            guard let body = bodies.first else { return .notConsulted }
            return history.consultationRefusal(body, procedure, .utc)
        case .answerConsultation:
            return history.consultationAnswerRefusal(ConsultationID(1))
        case .reach: return history.noticeRefusal
        case .withdraw: return history.withdrawalRefusal
        case .answerHearing:
            return AnswerHearing(reference: .new("RF"), text: "Resposta.").refusal(history)
        default: return try refusalOfOffice(act)
        }
    }

    private func refusalOfOffice(_ act: PureAct) throws -> CaseRefusal? {
        switch act {
        case .propose(let outcome):
            return try ProposeRefusal(reference: .new("RF"), draft: verdict(outcome))
                .refusal(history, procedure, clocks, today)
        case .decide(let outcome):
            return procedure.fourEyes ? .stepNotNow : try refusal(ofDeciding: outcome)
        case .step(let code):
            guard let rule = procedure.step(code) else { return .stepNotNow }
            let people = rule.isPerMember ? history.persons.map { Optional($0) } : [nil]
            return try people.compactMap {
                try procedure.refusal(of: rule, for: $0, history, note: "1")
            }.first
        case .stepOf(let code, let person):
            guard let rule = procedure.step(code) else { return .stepNotNow }
            return try procedure.refusal(of: rule, for: person, history, note: "1")
        case .undo:
            return undo.refusal(
                history, procedure, account: AccountID(1), supervises: false, at: now)
        case .fee(let act): return try refusal(ofFee: act)
        default: return try refusal(ofEyes: act)
        }
    }

    private var undo: UndoStep {
        UndoStep(
            reference: .new("RF"), step: history.lastStep.first?.code ?? "",
            person: history.lastStep.first?.person, reason: "Engano.")
    }

    func verdict(_ outcome: String) -> Verdict {
        Verdict(
            outcome: outcome,
            grounds: procedure.outcome(outcome)?.grounds.prefix(1).map(\.code) ?? [],
            reasons: "Porque sim.")
    }

    /// How often papers were asked for: an item is numbered by it.
    private var asked: Int64 { Int64(done.count { $0 == .ask }) }

    /// Does what is not refused, a minute later.
    mutating func perform(_ act: PureAct) {
        now = now.adding(seconds: 60)
        var acts = [act]
        if act == .visit, let step = try? visitStep() { acts.append(.step(step.code)) }
        if case .step(let code) = act, procedure.step(code)?.isPerMember == true {
            acts = history.persons.map { .stepOf(code, $0) }
        }
        for part in acts {
            let (kind, what) = event(of: part)
            history.apply(CaseEvent(kind: kind, at: now, actor: AccountID(1), what: what))
        }
        done.append(act)
    }

    /// Nobody does anything for some days.
    mutating func wait(days: Int) { now = now.adding(seconds: Int64(days) * 86_400) }

    private func event(of act: PureAct) -> (kind: String, what: CaseEvent.What) {
        switch act {
        case .visit: (CaseEvent.visitRecordedKind, .visitRecorded)
        case .ask:
            (
                CaseEvent.requestedKind,
                .requested(
                    CaseEvent.Requested(items: [
                        .init(
                            id: RequestItemID(asked + 1), code: procedure.documents[0].code,
                            member: nil)
                    ]))
            )
        case .receive:
            (
                CaseEvent.receivedKind,
                .received(
                    CaseEvent.Received(
                        item: history.openItems.first?.item.id ?? RequestItemID(0), document: nil))
            )
        case .consult:
            (
                CaseEvent.consultationAskedKind,
                .consultationAsked(CaseEvent.Consulted(id: ConsultationID(1)))
            )
        case .answerConsultation:
            (
                CaseEvent.consultationAnsweredKind,
                .consultationAnswered(
                    CaseEvent.Answered(id: ConsultationID(1), answer: .noObjection))
            )
        default: eventOfVerdict(act)
        }
    }

    private func eventOfVerdict(_ act: PureAct) -> (kind: String, what: CaseEvent.What) {
        switch act {
        case .propose(let outcome):
            (CaseEvent.refusalProposedKind, .refusalProposed(verdict(outcome)))
        case .reach:
            (CaseEvent.hearingNotifiedKind, .hearingNotified(CaseEvent.Notified(way: .handed)))
        case .answerHearing:
            (
                CaseEvent.hearingAnsweredKind,
                .hearingAnswered(CaseEvent.HearingAnswer(text: "Resposta.", document: nil))
            )
        case .withdraw: (CaseEvent.refusalWithdrawnKind, .refusalWithdrawn)
        case .decide(let outcome):
            (
                CaseEvent.decidedKind,
                .decided(
                    CaseEvent.Decision(
                        outcome: outcome, grounds: verdict(outcome).grounds,
                        reasons: "Porque sim.", despite: nil))
            )
        case .step(let code): eventOfStep(code, nil)
        case .stepOf(let code, let person): eventOfStep(code, person)
        case .undo:
            (
                CaseEvent.stepUndoneKind,
                .stepUndone(
                    CaseEvent.StepUndone(
                        code: undo.step, reason: "Engano.", person: undo.person))
            )
        case .fee(let act): event(ofFee: act)
        default: event(ofEyes: act)
        }
    }
}
