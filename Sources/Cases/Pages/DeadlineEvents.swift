import Languages

/// What happened, in words: the events of the general law, of residence and of complaints; nil for others.
func lawEvent(_ name: String, _ t: Translator) -> String? {
    generalEvent(name, t) ?? residenceEvent(name, t) ?? complaintEvent(name, t)
}

private func generalEvent(_ name: String, _ t: Translator) -> String? {
    switch name {
    case "act.asked": t("The office was asked to act")
    case "act.done": t("The office acted")
    case "person.notified": t("You were notified")
    case "person.answered": t("You answered")
    case "person.inactive": t("The procedure waits for you since then")
    case "person.acted": t("You did what was needed")
    case "letter.registered": t("The registered letter was sent")
    case "letter.received": t("You received the letter")
    case "message.opened": t("You opened the message in your account")
    case "notice.brought": t("The office brought it to you")
    case "certificate.asked": t("You asked for the certificate")
    case correctionEnded: t("The time to hand in what was missing ended")
    case "hearing.answered": t("You answered in the hearing")
    case "decision.notified": t("You were told of the decision")
    case "challenge.filed": t("You challenged the decision")
    case "action.filed": t("You went to court")
    case "decision.sent": t("The notice of the decision was sent")
    case "fee.missed": t("The time to pay a fee ended, and it was not paid")
    case "fee.paidTwice": t("You paid the fee twice over")
    case CaseEvent.questionAskedKind: t("You asked something")
    case CaseEvent.questionAnsweredKind: t("The office answered")
    case CaseEvent.officeWroteKind: t("The office wrote to you")
    default: nil
    }
}

private func residenceEvent(_ name: String, _ t: Translator) -> String? {
    switch name {
    case "permit.granted": t("The permit was granted")
    case "permit.expires": t("The permit expires")
    case "renewal.asked": t("You asked for the renewal")
    case "receipt.issued": t("The receipt was issued")
    case "receipt.renewed": t("The receipt was renewed")
    case "address.correctionAsked": t("You asked to correct the address")
    case "address.corrected": t("The address was corrected")
    case "approval.certified": t("The tacit approval was certified")
    case "consulates.told": t("The consulates were told")
    case "holding.notRequired": t("No minimum time is required of you")
    case "visa.issued": t("The visa was issued")
    case "extension.notified": t("You were told that it takes longer, and why")
    case "decision.extended": t("The office took more time")
    case "child.born": t("The child was born")
    case _ where name.hasPrefix(StepRule.eventPrefix): t("A step of the case was done")
    default: nil
    }
}

private func complaintEvent(_ name: String, _ t: Translator) -> String? {
    switch name {
    case "complaint.opened": t("The complaint was opened")
    case "information.asked": t("Information was asked for")
    case "information.given": t("The information was given")
    case "inspection.asked": t("A visit of inspectors was asked for")
    case "inspection.made": t("The inspectors came")
    case "accused.notified": t("The accused was notified")
    case "accused.heard": t("The accused was heard")
    case "accused.answered": t("The accused answered")
    case "offence.committed": t("The offence was committed")
    case "evidence.taken": t("Evidence was taken")
    case "fine.decided": t("A fine was decided")
    case "court.accepted": t("A court took the case")
    case "court.ended": t("The court was done with it")
    case "decision.final": t("The decision became final")
    default: nil
    }
}
