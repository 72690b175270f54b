import Kernel
import LegalTime
import Storage

/// What people do in an invented file: each act tells its event and writes the rows that the real one writes.
extension InventedFile {
    /// A paper comes in; its bytes are the same for all.
    mutating func handIn(
        _ code: String, of member: CaseMemberID?, _ paper: AddDocument.StoredFile, at now: Moment
    ) throws {
        let document = CaseEvent.DocumentAdded(
            id: CaseDocumentID.new(at: now), code: code, member: member, kind: paper.kind,
            bytes: paper.bytes, digest: paper.digest)
        keep(
            [
                document.id.stored, id.stored, member.stored, code.stored, paper.digest.stored,
                paper.name.stored, paper.kind.stored, paper.bytes.stored, now.stored,
                Principal.house.account.stored, .null, .null,
            ], in: .document)
        try tell(
            CaseEvent.documentAddedKind, document, .documentAdded(document), by: .house, at: now)
    }

    mutating func visit(at now: Moment) throws {
        try tell(
            CaseEvent.visitRecordedKind, [String: String](), .visitRecorded, by: officer, at: now)
    }

    /// The number of the holder's passport, invented and of no country.
    mutating func noteNumber(_ count: Int, at now: Moment, _ keys: Keys) throws {
        guard let member = members.first?.id,
            let shown = DocumentNumber("XX \(10_000_000 + number * 4 + count)"),
            let row = try PersonKey.values(
                .passport, shown.shown, of: history.filed.applicant, statedIn: id, .desk,
                by: officer.account, at: now, keys)
        else { return }
        keep(row, in: .key)
        try tell(
            CaseEvent.numberNotedKind,
            CaseEvent.NumberNoted(member: member, number: shown.shown), .other, by: officer,
            at: now)
    }

    /// Something is asked for; where `receivedAt` is given it comes in then, and the clock runs on.
    mutating func ask(_ code: String, at now: Moment, receivedAt: Moment?) throws {
        let item = CaseEvent.Requested.Item(
            id: RequestItemID.new(at: now), code: code, member: members.first?.id)
        keep(
            [
                item.id.stored, id.stored, code.stored, item.member.stored, now.stored,
                receivedAt.stored,
            ], in: .item)
        let asked = CaseEvent.Requested(items: [item])
        try tell(CaseEvent.requestedKind, asked, .requested(asked), by: officer, at: now)
        guard let receivedAt else { return }
        let received = CaseEvent.Received(item: item.id, document: nil)
        try tell(
            CaseEvent.receivedKind, received, .received(received), by: officer, at: receivedAt)
    }

    /// The body of the procedure is asked; false where none is, or no period for its answer is stored.
    mutating func consult(_ body: ConsultedBody?, at now: Moment) throws -> Bool {
        guard let body else { return false }
        let zone = clocks.zone
        let rule = procedure.clocks.rule(body.clock, on: zone.day(of: filedAt))
        let due = try rule?.derive(from: zone.day(of: now), in: clocks.calendar).end
        guard let due else { return false }
        let asked = CaseEvent.Consulted(
            id: ConsultationID.new(at: now), body: body.code, clock: body.clock)
        keep(
            [
                asked.id.stored, id.stored, body.organisation.stored, now.stored, due.stored,
                body.code.stored, body.clock.stored,
            ], in: .consultation)
        try tell(
            CaseEvent.consultationAskedKind, asked, .consultationAsked(asked), by: officer,
            at: now)
        return true
    }

    /// A draft goes out where the law lets it; false where it does not, as after silence that approved.
    mutating func propose(at now: Moment) throws -> Bool {
        guard let draft = verdict(\.hearing) else { return false }
        let refusal = try ProposeRefusal(reference: .new(Case.referenceKind), draft: draft)
            .refusal(history, procedure, clocks, clocks.zone.day(of: now))
        if refusal != nil { return false }
        try tell(
            CaseEvent.refusalProposedKind, draft, .refusalProposed(draft), by: officer, at: now)
        return true
    }

    mutating func reach(at now: Moment) throws {
        let notified = CaseEvent.Notified(way: .handed)
        try tell(
            CaseEvent.hearingNotifiedKind, notified, .hearingNotified(notified), by: officer,
            at: now)
    }

    /// The decision that the draft told of, where the person was heard on it; false where that is not so.
    mutating func refuse(at now: Moment) throws -> Bool {
        guard let verdict = verdict(\.hearing) else { return false }
        return try decide(verdict, at: now)
    }

    /// Everything is in; false where this procedure has no grant.
    mutating func grant(at now: Moment) throws -> Bool {
        guard let verdict = verdict(\.needsPapers) else { return false }
        return try decide(verdict, at: now)
    }

    private mutating func decide(_ verdict: Verdict, at now: Moment) throws -> Bool {
        let refusal = try Decide(
            reference: .new(Case.referenceKind), outcome: verdict.outcome,
            grounds: verdict.grounds, reasons: verdict.reasons
        ).refusal(history, procedure, clocks, clocks.zone.day(of: now), missing: [])
        if refusal != nil { return false }
        let decision = CaseEvent.Decision(
            outcome: verdict.outcome, grounds: verdict.grounds, reasons: verdict.reasons,
            despite: nil)
        if procedure.outcome(verdict.outcome)?.hearing ?? false {
            keep(
                [
                    id.stored, history.filed.office.stored, verdict.outcome.stored,
                    history.known.rawValue.stored, now.stored,
                ], in: .ending)
        }
        try tell(CaseEvent.decidedKind, decision, .decided(decision), by: officer, at: now)
        decided(at: now)
        return true
    }

    mutating func step(_ rule: StepRule, at now: Moment) throws {
        let step = CaseEvent.StepDone(code: rule.code, note: rule.note == nil ? nil : demoReasons)
        try tell(CaseEvent.stepDoneKind, step, .stepDone(step), by: officer, at: now)
    }

    private func verdict(_ wanted: (OutcomeRule) -> Bool) -> Verdict? {
        guard let rule = procedure.outcomes.first(where: wanted), let ground = rule.grounds.first
        else { return nil }
        return Verdict(outcome: rule.code, grounds: [ground.code], reasons: demoReasons)
    }
}
