import Kernel
import Languages
import LegalTime
import Web

/// A clock in words: the chip with its date, the derivation, and whether its source is confirmed.
struct ClockWords {
    let t: Translator
    let date: LegalDate
    let today: Day
    let calendar: WorkingCalendar
    /// Whether the reader is the person whose case it is.
    let isOwn: Bool

    private var derivation: ClockDerivation { date.derivation }

    var html: HTML {
        let mark: HTML? = date.isVerified ? nil : " \(unverifiedMark(t))"
        return "\(chip)\(mark)"
    }

    private var chip: HTML {
        guard let end = derivation.end else { return stopped }
        return clockChip(
            t, date: end, daysLeft: derivation.daysLeft(at: today, in: calendar) ?? 0,
            counting: derivation.rule.runningUnit == .working ? .working : .calendar, whose: whose,
            state: state,
            derivation: lines, timeline: timeline)
    }

    private var stopped: HTML {
        let list = lines.html { line -> HTML in
            let why: HTML? = line.why.map { " <span class=\"quiet\">\($0)</span>" }
            return "<li><b>\(line.when)</b> <span>\(line.what)\(why)</span></li>"
        }
        return """
            <details class="clock stopped"><summary>\(icon(.clock))\(tag(t("The clock is stopped"))) \
            <span class="quiet">\(whose)</span> <span class="how">\(t("How we counted"))</span></summary>
            <ol>\(list)</ol></details>
            """
    }

    private var whose: String {
        if derivation.rule.whose == .state { return t("clock of the office") }
        return isOwn ? t("your clock") : t("clock of the person")
    }

    private var state: Web.ClockState {
        switch derivation.state(at: today) {
        case .met, .metLate: .met
        case .overdue: .overdue
        case .stopped: .stopped
        case .running, .notStarted: isSoon ? .soon : .running
        }
    }

    private var isSoon: Bool { (derivation.daysLeft(at: today, in: calendar) ?? .max) <= soonDays }

    private var timeline: HTML? {
        ClockCourse(StepWords(t: t, rule: derivation.rule).stretches(derivation))?
            .slim(title: t("The course of the clock"))
    }

    private var lines: [ClockLine] {
        StepWords(t: t, rule: derivation.rule).lines(derivation)
    }
}

/// What happened, in words.
func eventWords(_ kind: String?, _ t: Translator) -> String {
    switch kind {
    case CaseEvent.filedKind: t("The request was handed in")
    case CaseEvent.importedKind: t("The file was taken over from another system")
    case CaseEvent.documentAddedKind: t("A document was handed in")
    case CaseEvent.keptAsideKind: t("A document was handed in and is being checked for viruses")
    case CaseEvent.turnedAwayKind: t("A document was not taken")
    case CaseEvent.validityStatedKind: t("It was noted until when a document is valid")
    case CaseEvent.requestedKind: t("The office asked for documents")
    case CaseEvent.receivedKind: t("A document that was asked for came in")
    case CaseEvent.visitRecordedKind: t("The visit took place")
    case CaseEvent.consultationAskedKind: t("Another body was consulted")
    case CaseEvent.consultationAnsweredKind: t("The other body answered")
    case CaseEvent.refusalProposedKind: t("A refusal was proposed; nothing is decided")
    case CaseEvent.refusalWithdrawnKind: t("The draft was taken back")
    case CaseEvent.stepUndoneKind: t("A step was taken back")
    case CaseEvent.hearingNotifiedKind: t("The draft reached the person")
    case CaseEvent.hearingRegisteredKind: t("The draft was sent as a registered letter")
    case CaseEvent.hearingAnsweredKind: t("The person answered the draft")
    case CaseEvent.decidedKind: t("The case was decided")
    case CaseEvent.reopenedKind: t("The case was opened again")
    case CaseEvent.tacitlyApprovedKind:
        t("The period ended without a decision: it counts as approved")
    case CaseEvent.certificateIssuedKind: t("A certificate was issued")
    case CaseEvent.letterReturnedKind: t("A letter came back by post")
    case CaseEvent.letterMadeKind: t("A letter was written")
    case MakeDossier.madeKind: t("A dossier of the file was made")
    case CaseEvent.answersCorrectedKind: t("The person corrected an answer")
    case CaseEvent.memberAddedKind: t("Somebody of the family was added")
    case CaseEvent.tieStatedKind: t("It was noted who somebody is to somebody")
    case CaseEvent.tieEndedKind: t("What was noted of two people holds no longer")
    case CaseEvent.keyNotedKind: t("A number or an address of somebody was noted")
    case CaseEvent.keyEndedKind: t("A number or an address of somebody holds no longer")
    case CaseEvent.numberNotedKind: t("The number of a document was noted")
    case CaseEvent.versionMovedKind: t("The law under which it is decided changed")
    case CaseEvent.versionReturnedKind: t("The change of its law was undone")
    case FourEyesEvent.proposedKind: t("A decision was proposed to a colleague")
    case FourEyesEvent.sentBackKind: t("A proposed decision went back")
    case ErasureProposal.kind: t("It was proposed to erase this file")
    case ErasureProposal.sentBackKind: t("The proposal to erase this file went back")
    case Erased.doneKind: t("A file of this person was erased, as was asked for")
    case CaseEvent.bodyToldKind: t("A body outside was told")
    case CaseEvent.bodyNotToldKind: t("A body outside could not be told: the office tells them")
    case CaseEvent.notAcceptedKind: t("A paper of this case was not accepted somewhere")
    case CaseEvent.courtNotedKind: t("A case at a court about this file was noted")
    case "visit.booked": t("A visit was booked")
    case "visit.grown": t("More people come to the visit")
    case "visit.cancelled": t("A visit was cancelled")
    case "visit.arrived": t("The people arrived")
    case "visit.attended": t("The visit took place")
    case "visit.missed": t("Nobody came to the visit")
    case "visit.proved": t("A proof of presence was made")
    case let name? where ClockStart(name).clock != nil: t("Another period ended in silence")
    default:
        kind.flatMap { feeEvent($0, t) ?? lawEvent($0, t) ?? waitingEvent($0, t) }
            ?? t("Something was noted")
    }
}

/// What happened on the waiting list of an office.
private func waitingEvent(_ kind: String, _ t: Translator) -> String? {
    switch kind {
    case "offer.made": t("A time for a visit was held for an answer")
    case "offer.accepted": t("The held time was taken")
    case "offer.declined": t("The held time was not wanted")
    case "offer.lapsed": t("The held time is held no longer")
    case "demand.joined": t("The file waits for a time for its visit")
    case "demand.changed": t("It was changed when the people can come")
    case "demand.served": t("The file has a visit and waits no longer")
    case "demand.left": t("The file waits for a visit no longer")
    default: nil
    }
}

/// Two working weeks: time enough to gather a paper.
private let soonDays = 10
