import Kernel
import Languages
import Storage
import Web

/// A person reminds the office of their case, and somebody of the office answers.
struct ReminderPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .post(
                "/cases/{reference}/reminders", may: .ownFiles,
                "Remind the office of one's case", remind),
            .post(
                "/desk/cases/{reference}/reminders", may: staff,
                "Answer the reminder of a case; its person is told", answer),
            .get(
                "/desk/reminders", may: staff,
                "Reminders that await an answer of one's offices", list),
        ]
    }

    static func link(_ t: Translator) -> HTML {
        "<p><a href=\"/desk/reminders\">\(t("Reminders that await an answer"))</a></p>"
    }

    /// What a person sees: the reminder that is out, or the form of one.
    static func form(
        _ exchange: Exchange, _ view: CaseView, _ house: CaseHouse, mayAct: Bool
    ) -> HTML {
        let t = exchange.t
        if let open = view.events.openReminder { return awaited(open, t) }
        if view.kase.isDecided, view.kase.projection.turn == .none {
            return "<p>\(t(ReminderRefusal.nothingLeft.explanation))</p>"
        }
        guard mayAct else { return HTML() }
        let field = textArea(
            t, name: "text", label: t("What do you want to say to the office?"),
            hint: t("At most {n} characters.", ["n": t.number(reminderMax)]))
        return postForm(
            to: "/cases/\(view.kase.reference)/reminders", fields: exchange.formFields,
            field + actions(button(t("Send the reminder"))))
    }

    private static func awaited(_ open: CaseEvent.Reminded, _ t: Translator) -> HTML {
        let due = open.due.map {
            t("The office has until {date} to answer.", ["date": t.date($0)])
        }
        return "<blockquote>\(open.text)</blockquote><p>\(due ?? t("The office has not answered yet."))</p>"
    }

    /// What the desk sees; empty where none awaits an answer.
    static func section(
        _ exchange: Exchange, _ view: CaseView, _ house: CaseHouse, mayAnswer: Bool
    ) -> HTML {
        guard let open = view.events.openReminder else { return HTML() }
        let t = exchange.t
        let field = textArea(
            t, name: "text", label: t("Your answer to the person"),
            hint: t("At most {n} characters.", ["n": t.number(reminderMax)]))
        let form: HTML? =
            mayAnswer
            ? postForm(
                to: "/desk/cases/\(view.kase.reference)/reminders", fields: exchange.formFields,
                field + actions(button(t("Send the answer"))))
            : nil
        return "<h2>\(t("The person reminds you"))</h2>\(awaited(open, t))\(form)"
    }

    @Sendable private func remind(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let action = RemindOffice(reference: reference, text: text(exchange))
        let house = cases.house
        return try await cases.act(exchange, to: "/cases/\(reference)/escalate") { db, now in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            try opened.noteDeed("reminder", at: now, in: db)
            try action.perform(by: opened.principal, at: now, in: db, house)
        }
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let action = AnswerReminder(
            reference: try exchange.reference("reference"), text: text(exchange))
        return try await cases.actAtDesk(exchange, action.perform)
    }

    private func text(_ exchange: Exchange) -> String {
        var input = FormInput(exchange)
        // Too long a text is refused by the rule, which says how long one may be.
        return input.optionalText("text", max: .max) ?? ""
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let zone = cases.house.zone
        let today = zone.day(of: exchange.now)
        let lines = try await cases.database.read { db in
            try ReminderLine.open(for: principal, in: db)
        }
        let rows = lines.map { line -> [HTML] in
            let isLate = line.due.map { $0 < today } ?? false
            let due = line.due.map { t.shortDate($0) } ?? "–"
            return [
                rowLink(line.reference.text, to: "/desk/cases/\(line.reference)"),
                "\(cases.house.policy.procedure(line.procedure)?.title(t) ?? line.procedure)",
                "\(t.shortDate(zone.day(of: line.at)))",
                "<span class=\"nowrap\">\(due)\(if: isLate, " \(tag(t("late"), .yours))")</span>",
            ]
        }
        let title = t("Reminders that await an answer")
        let table =
            rows.isEmpty
            ? emptyState(title: t("Nothing here"), words: t("No reminder awaits an answer here."))
            : sortableTable(
                t, caption: title, captionHidden: true,
                columns: [
                    Column(t("Case")), Column(t("Procedure")), Column(t("Sent")),
                    Column(t("Answer by")),
                ], rows: rows)
        return .page(
            title, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(title, path: "/desk/reminders", current: true)]))
            <h1>\(title)</h1>\(table)
            """)
    }
}
