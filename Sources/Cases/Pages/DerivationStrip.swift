import Kernel
import Languages
import LegalTime
import Web

/// A small timeline: days that count stand tall, days passed over lie low, a pause is dashed.
func derivationStrip(
    _ derivation: ClockDerivation, in calendar: WorkingCalendar, _ t: Translator
) -> HTML {
    guard let end = derivation.end else { return HTML() }
    return DerivationStrip(t: t, derivation: derivation, calendar: calendar, end: end).html
}

private struct DerivationStrip {
    let t: Translator
    let derivation: ClockDerivation
    let calendar: WorkingCalendar
    let end: Day

    /// Up to so many days each one is drawn; beyond, whole spans: a day would be thinner than a hair.
    private static let singleDaysMax = 130
    private static let width = 640.0

    private var first: Day { derivation.steps.map(\.from).min() ?? derivation.start }
    private var last: Day { max(end, derivation.steps.map(\.to).max() ?? end) }
    private var days: Int { last.days(since: first) + 1 }

    var html: HTML {
        let bars = derivation.steps.html(bar)
        return """
            <svg class="chart" viewBox="0 0 640 72" xmlns="http://www.w3.org/2000/svg" role="img" \
            direction="ltr" font-family="sans-serif" font-size="14"><title>\(title)</title>\
            <path class="zero" d="M0 44H640" stroke="#4b5663" stroke-width="1"/>\(bars)\(marks)</svg>
            <p class="quiet small">\(t("Tall: days that count. Low: weekends, holidays and other days passed over. Dashed: the clock stands still."))</p>
            """
    }

    private var title: String {
        t("From {from} to {to}", ["from": t.date(first), "to": t.date(last)])
    }

    private func bar(_ step: ClockStep) -> HTML {
        switch step.kind {
        case .run, .runBack: days <= Self.singleDaysMax ? singleDays(step) : span(step, "c1", 24)
        case .pause: pause(step)
        case .dilation, .presumedReceipt, .condition, .rollForward, .rollBack:
            span(step, "c6", 8)
        default: HTML()
        }
    }

    private func singleDays(_ step: ClockStep) -> HTML {
        let isWorking = derivation.rule.runningUnit == .working
        return (0...step.to.days(since: step.from)).html { offset -> HTML in
            let day = step.from.adding(days: offset)
            let counts = !isWorking || calendar.isWorking(day)
            return box(day, day, counts ? "c1" : "c6", counts ? 24 : 8, gap: 1)
        }
    }

    private func span(_ step: ClockStep, _ colour: HTML, _ height: Int) -> HTML {
        box(step.from, step.to, colour, height, gap: 0)
    }

    private func box(_ from: Day, _ to: Day, _ colour: HTML, _ height: Int, gap: Double) -> HTML {
        let (start, stop) = (x(from), x(to.adding(days: 1)))
        return """
            <rect class="fill \(colour)" x="\(places(start))" y="\(44 - height)" \
            width="\(places(max(stop - start - gap, 0.5)))" height="\(height)" \
            fill="\(colour == "c1" ? "#0b4f6c" : "#6b7280")"/>
            """
    }

    private func pause(_ step: ClockStep) -> HTML {
        let (start, stop) = (x(step.from), x(step.to.adding(days: 1)))
        return """
            <path class="zero" d="M\(places(start)) 32H\(places(stop))" stroke="#4b5663" \
            stroke-width="2" stroke-dasharray="6 4"/>
            """
    }

    /// The days at both ends, in figures.
    private var marks: HTML {
        let back = derivation.rule.isBackwards
        return """
            <text class="soft" x="0" y="64" fill="#4b5663">\(t.shortDate(first))</text>\
            <text x="640" y="64" text-anchor="end" fill="#1d2733"\(if: !back, " font-weight=\"700\"")>\
            \(t.shortDate(last))</text>
            """
    }

    private func x(_ day: Day) -> Double {
        Double(day.days(since: first)) * Self.width / Double(days)
    }

    /// One decimal is finer than a pixel.
    private func places(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
