import Kernel
import Languages
import LegalTime
import Web

/// One period: the question, its answer, how it is counted, and examples that were worked by hand.
struct DeadlineView {
    let t: Translator
    let group: PeriodGroup
    let versions: [ClockRule]
    let question: DeadlineQuestion
    let answer: DeadlineAnswer?
    private(set) var errors: [FieldError] = []
    private let exchange: Exchange
    private let house: CaseHouse

    init(_ exchange: Exchange, _ house: CaseHouse) throws {
        let (law, clock) = (
            exchange.parameters["law"] ?? "", exchange.parameters["clock"] ?? ""
        )
        guard let group = house.policy.periods.group(law), !group.versions(clock).isEmpty else {
            throw Refused.notFound
        }
        (self.exchange, self.house, self.group, t) = (exchange, house, group, exchange.t)
        versions = group.versions(clock)
        let typed = exchange.query["day"] ?? ""
        var question = DeadlineQuestion(law: law, clock: clock, day: Day(iso: typed))
        question.place = house.neighbours.municipalities.map(\.code)
            .first { $0.text == exchange.query["place"] }
        question.person = exchange.query["person"].flatMap(PersonPlace.init(rawValue:))
        question.event = versions.flatMap(\.starts).map(\.event)
            .first { $0 == exchange.query["event"] }
        self.question = question
        let isInside = question.day.map(WorkingCalendar.contains) ?? false
        answer = isInside ? try question.answer(group, house.calendars) : nil
        if exchange.query["day"] != nil, answer == nil {
            errors = [FieldError(field: "day", message: refusal(isInside))]
        }
    }

    private func refusal(_ isInside: Bool) -> String {
        if question.day == nil {
            return t("Write the date as year-month-day, such as 2026-11-23.")
        }
        if !isInside { return t("The calendar runs from 1970 to 2120.") }
        return t("This rule was not in force on that day.")
    }

    private var rule: ClockRule { answer?.rule ?? versions[0] }

    var title: String { ruleTitle(rule, t) }

    var html: HTML { withErrors(t, errors, page) }

    private var page: HTML {
        """
        \(breadcrumbs(t, [NavItem(t("Deadlines"), path: "/deadlines"), NavItem(title, path: question.path, current: true)]))
        <h1>\(ruleTerm(rule, t))</h1>
        <p class="lead">\(period)</p>
        \(form)
        \(answer.map { result($0) })
        \(changes(rule, t))
        \(deadlineExamples(
            house.policy.periods.examples["\(question.law)/\(question.clock)"] ?? [],
            in: house.neighbours.municipalities, t))
        \(deadlineWarning(t))
        <p class="quiet small">\(t("Rules last checked on {date}.", ["date": t.date(group.lastVerified)]))</p>
        """
    }

    /// How long, from when, whose, and where it stands.
    private var period: HTML {
        let mark: HTML? = rule.isVerified ? nil : " \(unverifiedMark(t))"
        return """
            \(length(rule, t)). \(rule.whose == .state ? t("It binds the office.") : t("It binds you.")) \
            <span class="quiet" lang="pt">(\(rule.article))</span>\(mark)
            """
    }

    private var form: HTML {
        """
        <form method="get" action="\(question.path)" novalidate>
        \(eventField)
        \(dateField(t, name: "day", label: t("The day from which it is counted"), hint: dayHint,
            value: exchange.query["day"] ?? "", error: message(for: "day", in: errors)))
        \(selectField(t, name: "place", label: t("Municipality of the office"),
            hint: t("Its own holidays count. Without it only those of the whole country do."),
            options: places, value: question.place?.text ?? "", required: false))
        \(personField)
        \(actions(button(t("Show the last day"))))</form>
        """
    }

    private var dayHint: String {
        versions.flatMap(\.starts).count == 1 || rule.starts.count == 1
            ? eventWords(rule.starts[0].event, t) : t("The day on which it happened.")
    }

    private var eventField: HTML? {
        guard rule.starts.count > 1 else { return nil }
        let options = rule.starts.map { Choice($0.event, eventWords($0.event, t)) }
        return radioFields(
            t, name: "event", legend: t("What happened"), options: options,
            value: question.event ?? rule.starts[0].event)
    }

    private var places: [Choice] {
        [Choice("", t("The whole country"))]
            + house.neighbours.municipalities.map { Choice($0.code.text, $0.name) }
    }

    private var personField: HTML? {
        guard rule.dilation != nil else { return nil }
        let options =
            [Choice("", t("Near the office"))]
            + PersonPlace.allCases.map { Choice($0.rawValue, personWords($0, t)) }
        return radioFields(
            t, name: "person", legend: t("Where you were then"),
            hint: t("Far from the office you have more days."), options: options,
            value: question.person?.rawValue ?? "", required: false)
    }
}

extension DeadlineView {
    private func result(_ answer: DeadlineAnswer) -> HTML {
        let words = DerivationWords(t: t, derivation: answer.derivation)
        let mark: HTML? = answer.derivation.isVerified ? nil : " \(unverifiedMark(t))"
        return card(
            """
            <h2>\(words.sentence)</h2>\(mark)
            <p>\(left(answer))</p>
            \(derivationStrip(answer.derivation, in: answer.calendar, t))
            <h3>\(t("How we counted"))</h3>\(words.list)
            \(gaps(answer.derivation))
            <h3>\(t("If nobody acts"))</h3><p>\(silence(answer))</p>
            \(actions(
                printButton(t),
                buttonLink(t("Put it in your calendar"), to: calendarPath, kind: .secondary)))
            """)
    }

    private func left(_ answer: DeadlineAnswer) -> HTML {
        let today = house.zone.day(of: exchange.now)
        guard let days = answer.derivation.daysLeft(at: today, in: answer.calendar) else {
            return HTML()
        }
        if days < 0 { return tag(t("This day is over."), .yours) }
        let left =
            answer.rule.runningUnit == .working
            ? t.plural("{n} working day left", "{n} working days left", days)
            : t.plural("{n} day left", "{n} days left", days)
        return tag(days == 0 ? t("Last day: today") : left, .now)
    }

    private func gaps(_ derivation: ClockDerivation) -> HTML {
        derivation.gaps.html { gap -> HTML in
            let words =
                switch gap {
                case .years:
                    t("The holidays of these years were not checked: the day may be another.")
                case .municipality:
                    t(
                        "The municipal holiday of this place is not known to us: the day may be another."
                    )
                }
            return "<p>\(tag(words, .care))</p>"
        }
    }

    /// The procedure's own words where it has some, else those of the rule.
    private func silence(_ answer: DeadlineAnswer) -> HTML {
        guard let note = answer.note else {
            let rule = answer.rule
            let mark: HTML? =
                rule.effect == .none || rule.isEffectVerified ? nil : " \(unverifiedMark(t))"
            return "\(effectWords(rule, t))\(mark)"
        }
        let mark: HTML? = note.verified ? nil : " \(unverifiedMark(t))"
        return "\(note.ifSilent(t))\(mark)"
    }

    private var calendarPath: String {
        let start = Address(question.path + "/deadline.ics")
        return question.query.reduce(start) { $0.setting($1.name, to: $1.value) }.text
    }

    /// The last day as a file; nil where there is no answer.
    var calendar: DeadlineCalendar? {
        guard let answer, let end = answer.derivation.end else { return nil }
        let words = DerivationWords(t: t, derivation: answer.derivation)
        let name = question.query.map(\.value).joined(separator: "-")
        let lines = words.lines.map { [$0.when, $0.what].joined(separator: ": ") }
        return DeadlineCalendar(
            identifier: "\(question.law)-\(question.clock)-\(name)@cais", day: end,
            stamp: exchange.now, summary: title,
            details: ([words.sentence] + lines + [answer.rule.article]).joined(separator: "\n"))
    }
}
