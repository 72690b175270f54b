import Kernel
import Storage

extension CaseEvent {
    /// Reads a line of the journal.
    init(_ line: JournalLine) {
        kind = line.kind
        at = line.at
        actor = line.actor
        what = What(line)
    }

    /// The events of one case, oldest first.
    static func all(of id: CaseID, in db: Reader) throws -> [CaseEvent] {
        try db.journal(of: Case.subject(id)).map(CaseEvent.init)
    }
}

extension CaseEvent.What {
    init(_ line: JournalLine) {
        let known: CaseEvent.What? =
            switch line.kind {
            case CaseEvent.filedKind: line.decoded(CaseEvent.Filed.self).map { .filed($0) }
            case CaseEvent.importedKind:
                line.decoded(CaseEvent.Imported.self).map { .imported($0) }
            case CaseEvent.documentAddedKind:
                line.decoded(CaseEvent.DocumentAdded.self).map { .documentAdded($0) }
            case CaseEvent.keptAsideKind:
                line.decoded(CaseEvent.KeptAside.self).map { .keptAside($0) }
            case CaseEvent.turnedAwayKind:
                line.decoded(CaseEvent.TurnedAway.self).map { .turnedAway($0) }
            case CaseEvent.validityStatedKind:
                line.decoded(CaseEvent.ValidityStated.self).map { .validityStated($0) }
            case CaseEvent.requestedKind:
                line.decoded(CaseEvent.Requested.self).map { .requested($0) }
            case CaseEvent.receivedKind: line.decoded(CaseEvent.Received.self).map { .received($0) }
            case CaseEvent.visitRecordedKind: .visitRecorded
            case CaseEvent.consultationAskedKind:
                line.decoded(CaseEvent.Consulted.self).map { .consultationAsked($0) }
            case CaseEvent.consultationAnsweredKind:
                line.decoded(CaseEvent.Answered.self).map { .consultationAnswered($0) }
            case CaseEvent.refusalProposedKind:
                line.decoded(Verdict.self).map { .refusalProposed($0) }
            case CaseEvent.refusalWithdrawnKind: .refusalWithdrawn
            case CaseEvent.hearingNotifiedKind, CaseEvent.hearingRegisteredKind:
                line.decoded(CaseEvent.Notified.self).map { .hearingNotified($0) }
            case CaseEvent.hearingAnsweredKind:
                line.decoded(CaseEvent.HearingAnswer.self).map { .hearingAnswered($0) }
            case CaseEvent.decidedKind: line.decoded(CaseEvent.Decision.self).map { .decided($0) }
            case CaseEvent.certificateIssuedKind:
                line.decoded(CaseEvent.Issued.self).map { .certificateIssued($0) }
            case CaseEvent.letterMadeKind:
                line.decoded(CaseEvent.LetterMade.self).map { .letterMade($0) }
            case CaseEvent.letterReturnedKind:
                line.decoded(CaseEvent.LetterReturned.self).map { .letterReturned($0) }
            case CaseEvent.memberAddedKind:
                line.decoded(CaseEvent.MemberAdded.self).map { .memberAdded($0) }
            case CaseEvent.stepDoneKind: line.decoded(CaseEvent.StepDone.self).map { .stepDone($0) }
            case CaseEvent.answersCorrectedKind:
                line.decoded(CaseEvent.AnswersCorrected.self).map { .answersCorrected($0) }
            case CaseEvent.bodyToldKind, CaseEvent.bodyNotToldKind:
                line.decoded(CaseEvent.BodyTold.self).map { .bodyTold($0) }
            case CaseEvent.stepUndoneKind:
                line.decoded(CaseEvent.StepUndone.self).map { .stepUndone($0) }
            default:
                CaseEvent.What.later(line) ?? FeeEvent(line).map { CaseEvent.What.fee($0) }
                    ?? FourEyesEvent(line).map { CaseEvent.What.fourEyes($0) }
            }
        self = known ?? .other
    }

    /// What may happen to a file at any time: questions, another opening, silence, another law.
    private static func later(_ line: JournalLine) -> CaseEvent.What? {
        switch line.kind {
        case CaseEvent.questionAskedKind:
            line.decoded(CaseEvent.QuestionAsked.self).map { .questionAsked($0) }
        case CaseEvent.questionAnsweredKind, CaseEvent.officeWroteKind:
            line.decoded(CaseEvent.QuestionAnswered.self).map { .questionAnswered($0) }
        case CaseEvent.reopenedKind: line.decoded(CaseEvent.Reopened.self).map { .reopened($0) }
        case CaseEvent.tacitlyApprovedKind, CaseEvent.approvalCertifiedKind:
            line.decoded(CaseEvent.TacitApproval.self).map { .tacitlyApproved($0) }
        case CaseEvent.notAcceptedKind:
            line.decoded(NotAccepted.self).map { .notAccepted($0) }
        case CaseEvent.versionMovedKind:
            line.decoded(CaseEvent.VersionMoved.self).map { .versionMoved($0) }
        case CaseEvent.versionReturnedKind:
            line.decoded(CaseEvent.VersionReturned.self).map { .versionReturned($0) }
        default: nil
        }
    }
}
