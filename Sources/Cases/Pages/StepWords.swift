import Kernel
import Languages
import LegalTime
import Web

/// The steps of a derivation in words: one line each, for pages and for anything else that reads lines.
struct StepWords {
    let t: Translator
    let rule: ClockRule

    func lines(_ derivation: ClockDerivation) -> [ClockLine] {
        let last = derivation.end.map {
            ClockLine(
                t.date($0), t("The period ends."), why: rule.article.isEmpty ? nil : rule.article)
        }
        return derivation.steps.map(line) + [last].compactMap(\.self)
    }

    /// The stretches of the clock's time, for its picture; with a calendar also the days passed over in them.
    func stretches(
        _ derivation: ClockDerivation, in calendar: WorkingCalendar? = nil
    ) -> [ClockStretch] {
        derivation.steps.compactMap { step in
            guard let tone = tone(step.kind) else { return nil }
            // The day on which an end fell is the run's own.
            return ClockStretch(
                step.kind == .rollForward ? step.from.adding(days: 1) : step.from,
                step.kind == .rollBack ? step.to.adding(days: -1) : step.to, tone,
                words: "\(span(step)): \(what(step))", passedOver: passedOver(step, in: calendar))
        }
    }

    private func tone(_ kind: ClockStep.Kind) -> ClockStretch.Tone? {
        switch kind {
        case .run, .runBack: .counted
        case .pause: .paused
        case .condition, .presumedReceipt, .dilation: .waited
        case .rollForward, .rollBack: .moved
        case .start, .longPeriod, .hours, .pauseEnded, .interruption, .interruptionLate,
            .extension, .extensionRefused, .limit, .named:
            nil
        }
    }

    private func passedOver(_ step: ClockStep, in calendar: WorkingCalendar?) -> Set<Day> {
        guard let calendar, rule.runningUnit == .working, step.from <= step.to else { return [] }
        let days = (0...step.to.days(since: step.from)).map { step.from.adding(days: $0) }
        return Set(days.filter { !calendar.isWorking($0) })
    }

    func line(_ step: ClockStep) -> ClockLine {
        ClockLine(span(step), what(step), why: why(step))
    }

    private func span(_ step: ClockStep) -> String {
        step.from == step.to ? t.date(step.from) : "\(t.date(step.from)) – \(t.date(step.to))"
    }

    private func what(_ step: ClockStep) -> String {
        switch step.kind {
        case .start: eventWords(step.event, t)
        case .presumedReceipt: t("The notice counts as received after these days.")
        case .condition: t("The clock waits: something is still missing.")
        case .dilation: t("Days added because the person is far from the office.")
        case .longPeriod: t("More than six months: all days count.")
        case .hours: t("24 hours count as one day.")
        case .run, .runBack: counted(step.counted)
        case .pause: t("The clock stands still.")
        case .pauseEnded: t("The law lets the clock stand still no longer.")
        case .interruption: t("The period begins anew.")
        case .interruptionLate: t("This came after the end and changes nothing.")
        case .extension: t("The period was extended.")
        case .extensionRefused: t("An extension does not count.")
        case .limit: t("The longest time that the law allows is over.")
        case .rollForward: t("The last day is no working day: the next one counts.")
        case .rollBack: t("The last day is no working day: the one before counts.")
        case .named: t("The court named this day.")
        }
    }

    private func why(_ step: ClockStep) -> String? {
        switch step.kind {
        case .start: rule.countsEventDay ? t("This day is counted.") : t("This day is not counted.")
        case .longPeriod, .hours, .limit, .extension, .pauseEnded: step.article
        case .run, .runBack: skippedWords(step.skipped, t)
        // What comes from another article than the period itself names it.
        case .rollForward, .rollBack, .presumedReceipt, .dilation:
            [skippedWords(step.skipped, t), step.article].compactMap(\.self).joined(
                separator: " · ")
        case .pause: "\(eventWords(step.event, t)) · \(step.article)"
        case .condition, .interruption, .interruptionLate: eventWords(step.event, t)
        case .extensionRefused: step.refusal.map(refused)
        case .named: nil
        }
    }

    private func refused(_ refusal: ExtensionRefusal) -> String {
        switch refusal {
        case .early: t("The clock had not begun.")
        case .late: t("The period had ended already.")
        case .tooOften: t("The law allows no further extension.")
        case .conditionMissing: t("The notice or the reason is missing.")
        case .barred: t("The law excludes it in this case.")
        }
    }

    private func counted(_ days: Int) -> String {
        rule.runningUnit == .working
            ? t.plural("{n} working day counted", "{n} working days counted", days)
            : t.plural("{n} day counted", "{n} days counted", days)
    }
}

/// Which days were passed over, and why; nil where none were.
private func skippedWords(_ skipped: [SkippedDays], _ t: Translator) -> String? {
    if skipped.isEmpty { return nil }
    let parts = skipped.map { part in
        switch part.reason {
        case .weekend: t.plural("{n} day of a weekend", "{n} days of weekends", part.count)
        case .holiday(let name, let day):
            t("{holiday} ({date})", ["holiday": name, "date": t.date(day)])
        case .closed(let name, let day):
            t("office closed: {name} ({date})", ["name": name, "date": t.date(day)])
        case .pause: t.plural("{n} day of pause", "{n} days of pause", part.count)
        case .waiting: t.plural("{n} day of waiting", "{n} days of waiting", part.count)
        }
    }
    return t("Not counted: {days}.", ["days": t.list(parts)])
}
