import Kernel
import Languages
import LegalTime
import Web

/// The plain name of a period.
func ruleTitle(_ rule: ClockRule, _ t: Translator) -> String {
    let english = rule.titles["en"] ?? rule.name
    return t.either(pt: rule.titles["pt"] ?? english, en: english)
}

/// The plain name with the official Portuguese one.
func ruleTerm(_ rule: ClockRule, _ t: Translator) -> HTML {
    let plain = ruleTitle(rule, t)
    return term(t, plain, official: rule.titles["pt"] ?? plain)
}

/// What the law attaches to silence.
func effectWords(_ rule: ClockRule, _ t: Translator) -> String {
    switch rule.effect {
    case .none where rule.whose == .state:
        t(
            "We know of no effect that comes by itself. The office still has to act; you may ask for a certificate of the state of your file."
        )
    case .none: t("We know of no effect that comes by itself.")
    case .tacitApproval where rule.effectAfter > 0:
        t.plural(
            "If no notice of a decision is sent by then or within {n} more working day, the request counts as approved (tacit approval).",
            "If no notice of a decision is sent by then or within {n} more working days, the request counts as approved (tacit approval).",
            rule.effectAfter)
    case .tacitApproval:
        t("Without a decision by then the request counts as approved (tacit approval).")
    case .tacitRefusal:
        t("Without a decision by then the request counts as refused (tacit refusal).")
    case .noObjection:
        t("Without an answer by then the body that was asked counts as having no objection.")
    case .lapse: t("After this day it is too late: the right or the procedure lapses.")
    case .mayLapse:
        t(
            "After this day the office may declare the procedure ended. Nothing ends by itself, and your right stays: you may ask again."
        )
    case .rightToSue: t("Without a decision by then you may go to court.")
    case .prescription: t("After this day the offence can no longer be punished (prescription).")
    }
}

/// What can move the end, so that nobody takes the date for certain.
func changes(_ rule: ClockRule, _ t: Translator) -> HTML {
    let lines = stops(rule, t) + growth(rule, t) + renewals(rule, t)
    if lines.isEmpty { return HTML() }
    return "<h2>\(t("What can change this date"))</h2><ul>\(lines.html { "<li>\($0)</li>" })</ul>"
}

private func stops(_ rule: ClockRule, _ t: Translator) -> [HTML] {
    rule.suspensions.map { stop in
        let mark: HTML? = stop.isVerified ? nil : " \(unverifiedMark(t))"
        let most: HTML? = stop.longest.map { " \(longest($0, t))" }
        let words = t(
            "The clock stands still from “{from}” until “{until}”.",
            ["from": events(stop.by, t), "until": events(stop.until, t)])
        return "\(words)\(most)\(mark)"
    }
}

private func longest(_ longest: Suspension.Longest, _ t: Translator) -> String {
    longest.inMonths
        ? t.plural("For {n} month at most.", "For {n} months at most.", longest.length)
        : t.plural("For {n} day at most.", "For {n} days at most.", longest.length)
}

private func growth(_ rule: ClockRule, _ t: Translator) -> [HTML] {
    rule.extensions.map { part in
        var longer = rule
        longer.length = part.length
        let mark: HTML? = part.isVerified ? nil : " \(unverifiedMark(t))"
        let needs: HTML? =
            part.needs.isEmpty
            ? nil : " \(t("It needs: {events}.", ["events": events(part.needs, t)]))"
        let words = t(
            "It grows by {length} if this happens before the end: {event}.",
            ["length": length(longer, t), "event": eventWords(part.by, t)])
        return "\(words)\(needs)\(mark)"
    }
}

private func renewals(_ rule: ClockRule, _ t: Translator) -> [HTML] {
    if rule.interruptedBy.isEmpty { return [] }
    let words = t(
        "It begins anew if one of these happens before the end: {events}.",
        ["events": events(rule.interruptedBy, t)])
    guard let limit = rule.limit else { return ["\(words)"] }
    var longest = rule
    longest.length = limit.length
    return [
        "\(words) \(t("It is over after {length} in any case.", ["length": length(longest, t)]))"
    ]
}

private func events(_ names: [String], _ t: Translator) -> String {
    t.list(names.map { eventWords($0, t) })
}
