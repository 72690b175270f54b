import Kernel
import Languages
import LegalTime
import Web

/// The page of a reader: what stands, and a form for each thing that can be done.
struct TogetherView {
    let room: ProtectionRoom
    let exchange: Exchange
    let seen: Together
    let colleagues: [ProtectionRoom.Colleague]
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var base: String { "/protection/\(seen.id)" }
    private var parts: TogetherParts { TogetherParts(room: room, exchange: exchange) }

    var html: HTML {
        get throws {
            """
            <p><a href="\(base)">\(t("Back to the case"))</a></p><h1>\(t("Together"))</h1>
            <p>\(t("Each body reads its own tasks, the conferences it is called to and the parts its work needs; never the case itself."))</p>
            <h2>\(t("Tasks"))</h2>\(try parts.tasks(seen.file.tasks, deeds: nil))\(taskForm)
            <h2>\(t("Conferences"))</h2>\(parts.conferences(seen.file.conferences, minutes: minutesForm))\(conferenceForm)
            <h2>\(t("Shared timeline"))</h2>\(parts.notes(seen.file.notes))\(parts.noteForm(to: base + "/notes", errors))
            <h2>\(t("Who takes part"))</h2>\(members)\(partForm)
            """
        }
    }

    private func form(_ what: String, _ title: String, _ content: HTML) -> HTML {
        """
        <details\(if: !errors.isEmpty, " open")><summary>\(title)</summary>\
        \(postForm(to: "\(base)/\(what)", fields: exchange.formFields, content))</details>
        """
    }

    private func value(_ name: String) -> String { exchange.form.text(name) ?? "" }

    private var taskForm: HTML {
        form(
            "tasks", t("Give a task"),
            """
            \(selectField(t, name: "body", label: t("Body"),
                options: room.book.bodies.map { Choice($0.code, $0.title(t)) }, value: value("body"),
                error: message(for: "body", in: errors)))
            \(textArea(t, name: "task", label: t("What is to be done"),
                hint: t("Say only what this body needs to know for it."), value: value("task"),
                error: message(for: "task", in: errors)))
            \(checkboxFields(t, name: "urgent", legend: t("Urgency"),
                options: [Choice("yes", t("Urgent: to be acknowledged by tomorrow"))], required: false))
            \(actions(button(t("Give the task"))))
            """)
    }

    private var conferenceForm: HTML {
        form(
            "conferences", t("Convene a conference"),
            """
            \(dateField(t, name: "day", label: t("Day of the conference"), value: value("day"),
                error: message(for: "day", in: errors)))
            \(checkboxFields(t, name: "called", legend: t("Bodies that are called"),
                options: room.book.bodies.map { Choice($0.code, $0.title(t)) },
                values: Set(exchange.form.fields["called"] ?? []),
                error: message(for: "called", in: errors)))
            \(actions(button(t("Convene"))))
            """)
    }

    /// Of the first that waits for its minutes: one page has one such form.
    private func minutesForm(_ conference: ProtectionFile.Conference) -> HTML? {
        guard conference == seen.file.conferences.first(where: { $0.minutes == nil }) else {
            return nil
        }
        return form(
            "minutes", t("Write the minutes"),
            """
            \(hiddenField("held", "\(conference.day)"))
            \(textArea(t, name: "minutes", label: t("Minutes"),
                hint: t("The bodies that were called read them."), value: value("minutes"),
                error: message(for: "minutes", in: errors), rows: 8))
            \(actions(button(t("Keep the minutes"))))
            """)
    }

    private var members: HTML {
        if seen.file.parts.isEmpty { return "<p>\(t("Nobody yet."))</p>" }
        let rows = seen.file.parts.map { part -> [HTML] in
            let leave = postForm(
                to: base + "/departures", fields: exchange.formFields,
                "\(hiddenField("account", "\(part.account)"))\(button(t("Close it to {name}", ["name": part.name]), kind: .quiet))"
            )
            return ["\(part.name)", "\(parts.name(of: part.body))", leave]
        }
        return sortableTable(
            t, caption: t("Who takes part"), captionHidden: true,
            columns: [Column(t("Name")), Column(t("Body")), Column(t("What can be done"))],
            rows: rows)
    }

    private var partForm: HTML {
        let inside = Set(seen.file.parts.map(\.account))
        let others = colleagues.filter { !$0.organisations.isEmpty && !inside.contains($0.account) }
        if others.isEmpty { return HTML() }
        return form(
            "parts", t("Add somebody"),
            """
            \(selectField(t, name: "colleague", label: t("Professional"),
                options: others.map { Choice("\($0.account)", $0.name) }, value: value("colleague"),
                error: message(for: "colleague", in: errors)))
            \(actions(button(t("Let them see what their body needs"))))
            """)
    }
}
