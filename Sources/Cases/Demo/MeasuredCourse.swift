public import Kernel
import LegalTime
import Storage

/// An invented file of six stages, from the request to the biometric data: for measuring what a case costs. Papers are
/// asked for in every second.
public struct MeasuredCourse: Sendable {
    public let number: Int

    public init(_ number: Int) {
        self.number = number
    }

    var asksForPapers: Bool { number % 2 == 0 }

    fileprivate static let procedure = "residence-permit"

    fileprivate var household: Household {
        let birth = Day(number: Int32(number % 9_000))
        let person = PersonOfFile(
            name: "Exemplo Medido", birth: birth, relation: .holder, isInPortugal: true)
        return Household(holder: person, holderIsRefugee: false, family: [])
    }
}

extension Cases {
    /// Plays a file through its acts as people and officers do, each in a transaction of its own with its letter, its
    /// journal and its projection; returns the stage after each. Throws where the policy has no residence permit.
    public func play(_ course: MeasuredCourse, filedAt: Moment) async throws -> [String] {
        guard let home = house.neighbours.municipalities.first?.code else {
            throw CaseRefusal.noOffice
        }
        let procedure = try house.procedure(MeasuredCourse.procedure)
        let filing = FileCase(
            procedure: procedure.code, household: course.household, municipality: home,
            applicant: PersonID.new(at: filedAt), isInvented: true)
        let kase = try await database.write { [house] db in
            try filing.perform(by: .house, at: filedAt, in: db, house)
        }
        let play = MeasuredPlay(kase: kase, procedure: procedure, cases: self)
        var stages = [kase.projection.state]
        for (day, act) in try course.acts(procedure).enumerated() {
            let at = filedAt.adding(seconds: 86_400 * Int64(day + 1))
            stages.append(try await play.act(act, at: at))
        }
        return stages
    }

    /// The same without a store: the events are folded one by one, and where the file stands is asked after each.
    public func fold(_ course: MeasuredCourse, filedAt: Moment) throws -> [String] {
        let procedure = try house.procedure(MeasuredCourse.procedure)
        let filed = CaseEvent.Filed(
            reference: "", procedure: procedure.code, version: "", applicant: PersonID(1),
            office: LocationID(1), officePlace: "", municipality: "", household: course.household,
            demo: true)
        let first = CaseEvent(
            kind: CaseEvent.filedKind, at: filedAt, actor: AccountID(1), what: .filed(filed))
        guard var history = Case.fold([first]) else { throw Refused.notFound }
        var stages = [try procedure.standing(of: history).stage.code]
        for (day, act) in try course.acts(procedure).enumerated() {
            let at = filedAt.adding(seconds: 86_400 * Int64(day + 1))
            history.apply(act.event(at: at))
            stages.append(try procedure.standing(of: history).stage.code)
        }
        return stages
    }
}

/// What is done in a measured file, in its order.
private enum MeasuredAct: Sendable {
    case visit
    case ask(String)
    case receive
    case grant(Verdict, despite: String?)
    case step(String)

    /// Without a store one item is asked for at most, so that its number need not be drawn.
    func event(at now: Moment) -> CaseEvent {
        let (kind, what): (String, CaseEvent.What) =
            switch self {
            case .visit: (CaseEvent.visitRecordedKind, .visitRecorded)
            case .ask(let code):
                (
                    CaseEvent.requestedKind,
                    .requested(.init(items: [.init(id: RequestItemID(1), code: code, member: nil)]))
                )
            case .receive:
                (
                    CaseEvent.receivedKind,
                    .received(.init(item: RequestItemID(1), document: nil))
                )
            case .grant(let verdict, _):
                (
                    CaseEvent.decidedKind,
                    .decided(
                        .init(
                            outcome: verdict.outcome, grounds: verdict.grounds,
                            reasons: verdict.reasons, despite: nil))
                )
            case .step(let code):
                (CaseEvent.stepDoneKind, .stepDone(.init(code: code, note: demoReasons)))
            }
        return CaseEvent(kind: kind, at: now, actor: AccountID(1), what: what)
    }
}

extension MeasuredCourse {
    fileprivate func acts(_ procedure: Procedure) throws -> [MeasuredAct] {
        guard let grant = procedure.outcomes.first(where: \.needsPapers),
            let ground = grant.grounds.first, let paper = procedure.documents.first
        else { throw CaseRefusal.unknownOutcome }
        let verdict = Verdict(outcome: grant.code, grounds: [ground.code], reasons: demoReasons)
        let papers: [MeasuredAct] = asksForPapers ? [.ask(paper.code), .receive] : []
        return [.visit] + papers
            + [.grant(verdict, despite: grant.despiteMissing.first?.code)]
            + [.step("fee-asked"), .step("fee-paid")]
    }
}

/// Does the acts of one file.
private struct MeasuredPlay: Sendable {
    let kase: Case
    let procedure: Procedure
    let cases: Cases

    /// Returns the stage at which the file stands then.
    func act(_ act: MeasuredAct, at now: Moment) async throws -> String {
        let (house, kase) = (cases.house, self.kase)
        let desk = demoDesk(.house, at: kase.office)
        return try await cases.database.write { db in
            switch act {
            case .visit:
                try RecordVisit(reference: kase.reference)
                    .perform(by: desk, at: now, in: db, house)
            case .ask(let code):
                try RequestDocuments(reference: kase.reference, items: [Wish(code, nil)])
                    .perform(by: desk, at: now, in: db, house)
            case .receive:
                for open in try kase.history(in: db).openItems {
                    try ReceiveDocument(reference: kase.reference, item: open.item.id)
                        .perform(by: desk, at: now, in: db, house)
                }
            case .grant(let verdict, let despite):
                try Decide(
                    reference: kase.reference, outcome: verdict.outcome, grounds: verdict.grounds,
                    reasons: verdict.reasons, despite: despite
                ).perform(by: desk, at: now, in: db, house)
            case .step(let code):
                try TakeStep(reference: kase.reference, step: code, note: demoReasons)
                    .perform(by: desk, at: now, in: db, house)
            }
            return try Case.stored(kase.id, in: db).projection.state
        }
    }
}
