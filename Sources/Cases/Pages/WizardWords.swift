import Decisions
import Kernel
import Languages
import Web

/// An answer as the person gave it.
func answerWords(_ step: WizardWalk.Step, _ t: Translator) -> String {
    if step.value.isNull { return t("I do not know") }
    let option = step.question.options.first { FEELValue.string($0.code) == step.value }
    if let option { return option.text(t) }
    let words = valueWords(step.value, t)
    return step.question.unit.map { words + " " + $0(t) } ?? words
}

/// A value as the reader's language writes it.
func valueWords(_ value: FEELValue, _ t: Translator) -> String {
    switch value {
    case .boolean(let flag): flag ? t("Yes") : t("No")
    case .number(let number): numberWords(number, t)
    case .date(let date): dateWords(date, t)
    default: value.text
    }
}

func dateWords(_ date: CivilDate, _ t: Translator) -> String {
    Day(date).map { t.date($0) } ?? date.description
}

/// That today lies outside the days between which the rules may be asked.
func outsideWords(_ validity: ModelValidity, _ t: Translator) -> String {
    let from = validity.validFrom.map { dateWords($0, t) } ?? ""
    let to = validity.validTo.map { dateWords($0, t) } ?? ""
    if to.isEmpty {
        return t("These rules hold from {from}: today they may be wrong.", ["from": from])
    }
    if from.isEmpty {
        return t("These rules hold until {to}: today they may be wrong.", ["to": to])
    }
    return t(
        "These rules hold from {from} to {to}: today they may be wrong.",
        ["from": from, "to": to])
}

/// Whole, or with two digits as amounts of money have them.
private func numberWords(_ number: Number, _ t: Translator) -> String {
    guard let size = Double(number.description), size.magnitude < 1e15 else {
        return number.description
    }
    return size == size.rounded() ? t.number(Int(size)) : t.decimal(size, digits: 2)
}

/// What is wrong with an answer, and how to put it right.
func mistakeWords(_ mistake: WizardMistake, _ t: Translator) -> String {
    switch mistake {
    case .notChosen: return t("Choose one of the options.")
    case .noDay: return t("Write the date as year-month-day, such as 2026-11-23.")
    case .yearOutside:
        let years = WizardQuestion.years
        return t(
            "Write a year from {from} to {to}.",
            ["from": String(years.lowerBound), "to": String(years.upperBound)])
    case .noNumber(let bounds):
        return t(
            "Write a number from {from} to {to} in digits, such as 1200 or 1200.50.",
            ["from": t.number(bounds.lowerBound), "to": t.number(bounds.upperBound)])
    }
}

/// How an outcome sounds, in a word; nil where it says how things stand.
func toneTag(_ tone: WizardAnswer.Tone, _ t: Translator) -> HTML? {
    switch tone {
    case .good: tag(t("There is a way"), .good)
    case .wait: tag(t("Not yet"), .now)
    case .no: tag(t("Not this way"), .care)
    case .unknown: tag(t("Not certain"), .plain)
    case .fact: nil
    }
}
