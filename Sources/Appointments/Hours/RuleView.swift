import Kernel
import Languages
import Web

/// The rules of one office, and the form of another one.
struct RuleView {
    let exchange: Exchange
    let office: LocationID
    let offices: [(id: LocationID, name: String)]
    let place: VisitPlace
    let today: Day
    let desks: [Desk]
    let rules: [KeptRule]
    let errors: [FieldError]

    private var t: Translator { exchange.t }

    var html: HTML {
        withErrors(
            t, errors,
            """
            <h1>\(t("Opening weeks"))</h1><p class="lead">\(place.name)</p>\(chooser)
            \(demoHoursWords(t, desks))
            <p>\(t("Desks open by these rules, each day as far ahead as the rule says, and on no public holiday. What is open stays open."))</p>
            \(rules.isEmpty ? nothing : table)
            <p><a href="\(desksAddress(office))">\(t("Desks of the office"))</a></p>
            <h2>\(t("Another rule"))</h2>\(desks.isEmpty ? HTML() : form)
            """)
    }

    private var chooser: HTML? {
        officeChooser(t, to: "/desk/hours", offices, chosen: office)
    }

    private var nothing: HTML {
        emptyState(
            title: t("No rule opens the desks of this office"),
            words: t("Without a rule nobody can book a time after the days that are open now."))
    }

    private var table: HTML {
        let columns = [
            Column(t("Days")), Column(t("Weeks")), Column(t("Time")), Column(t("Desks")),
            Column(t("From and to")), Column(t("Bookable")), Column(t("Note")),
        ]
        let names = Dictionary(desks.map { ($0.id, $0.name) }) { first, _ in first }
        let rows = rules.map { kept -> [HTML] in
            let rule = kept.rule
            return [
                "\(t.list(rule.weekdays.sorted().map(weekday)))", "\(words(rule.rhythm))",
                "\(t.time(rule.minutes.lowerBound))\u{2013}\(t.time(rule.minutes.upperBound))",
                "\(t.list(kept.desks.compactMap { names[$0] }))",
                "\(t.shortDate(rule.first))\u{2013}\(t.shortDate(rule.last))",
                "\(t.plural("{n} day ahead", "{n} days ahead", rule.daysAhead.upperBound))",
                """
                <form method="post" action="/desk/hours/\(kept.id)/end">\(exchange.formFields)
                \(button(t("Open no more weeks"), kind: .secondary))</form>
                """,
            ]
        }
        return sortableTable(t, caption: t("Rules of this office"), columns: columns, rows: rows)
    }

    private func words(_ rhythm: OpeningRule.Rhythm) -> String {
        switch rhythm {
        case .everyWeeks(1): t("Every week")
        case .everyWeeks(let weeks): t("Every {n} weeks", ["n": t.number(weeks)])
        case .weekOfMonth(5): t("The last of the month")
        case .weekOfMonth(let week): t("Number {n} of the month", ["n": t.number(week)])
        }
    }

    /// Of this week, as any other has the same.
    private func weekday(_ number: Int) -> String {
        t.weekday(today.adding(days: number - today.weekday))
    }

    private var form: HTML {
        let form = exchange.form
        func value(_ name: String, _ usual: String = "") -> String { form.text(name) ?? usual }
        func error(_ name: String) -> String? { errors.first { $0.field == name }?.message }
        let rhythms =
            (1...4).map { ("weeks-\($0)", OpeningRule.Rhythm.everyWeeks($0)) }
            + (1...5).map { ("month-\($0)", .weekOfMonth($0)) }
        return """
            <form method="post" action="/desk/hours" novalidate>\(exchange.formFields)
            \(hiddenField("location", office.description))
            \(checkboxFields(t, name: "desk", legend: t("Desks"), options: desks.map { Choice("\($0.id)", $0.name) },
                values: Set(form.fields["desk"] ?? []), error: error("desk")))
            \(checkboxFields(t, name: "weekday", legend: t("Days"), options: (1...7).map { Choice("\($0)", weekday($0)) },
                values: Set(form.fields["weekday"] ?? []), error: error("weekday")))
            \(selectField(t, name: "rhythm", label: t("Weeks"), options: rhythms.map { Choice($0.0, words($0.1)) },
                value: value("rhythm", "weeks-1"), error: error("rhythm")))
            \(textField(t, name: "from", label: t("Opens at"), hint: t("Hours and minutes, such as 09:00."),
                value: value("from"), error: error("from"), short: true))
            \(textField(t, name: "to", label: t("Closes at"), hint: t("Hours and minutes, such as 13:00."),
                value: value("to"), error: error("to"), short: true))
            \(dateField(t, name: "first", label: t("First day"), value: value("first"), error: error("first")))
            \(dateField(t, name: "last", label: t("Last day"), value: value("last"), error: error("last")))
            \(textField(t, name: "ahead", label: t("Days ahead that can be booked"), value: value("ahead", "60"),
                error: error("ahead"), short: true))
            \(actions(button(t("Keep the rule and open its first weeks"))))</form>
            """
    }
}
