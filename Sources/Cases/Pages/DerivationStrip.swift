import Kernel
import Languages
import LegalTime
import Web

/// The course of a clock on its page: days that count stand tall, days passed over lie low, a pause is dashed.
func derivationStrip(
    _ derivation: ClockDerivation, in calendar: WorkingCalendar, _ t: Translator
) -> HTML {
    guard let end = derivation.end else { return HTML() }
    let told = derivation.steps.flatMap { [$0.from, $0.to] } + [end]
    let (first, last) = (told.min() ?? end, told.max() ?? end)
    let stretches = StepWords(t: t, rule: derivation.rule).stretches(derivation, in: calendar)
    let picture = ClockCourse(stretches, and: told)?.wide(
        t, title: t("From {from} to {to}", ["from": t.date(first), "to": t.date(last)]),
        isLastStrong: !derivation.rule.isBackwards)
    return """
        \(picture)
        <p class="quiet small">\(t("Tall: days that count. Low: weekends, holidays and other days passed over. Dashed: the clock stands still."))</p>
        """
}
