import Kernel
import Languages
import LegalTime
import Web

/// What the pages of a reader and of a professional draw alike.
struct TogetherParts {
    let room: ProtectionRoom
    let exchange: Exchange

    private var t: Translator { exchange.t }
    private var today: Day { room.house.zone.day(of: exchange.now) }

    func name(of body: String) -> String { room.book.body(body)?.title(t) ?? body }

    /// `deeds` draws what a professional can do with a task; nil where nothing.
    func tasks(
        _ tasks: [ProtectionFile.SharedTask], deeds: ((ProtectionFile.SharedTask) -> HTML)?
    ) throws -> HTML {
        if tasks.isEmpty { return "<p>\(t("No task."))</p>" }
        let rows = try tasks.reversed().map { task -> [HTML] in
            let first: [HTML] = [
                "\(task.text)", "\(name(of: task.body))", "\(t.date(task.givenOn))",
                try state(task),
            ]
            return first + [deeds?(task)].compactMap(\.self)
        }
        let last = deeds == nil ? [] : [Column(t("What can be done"))]
        return sortableTable(
            t, caption: t("Tasks"), captionHidden: true,
            columns: [
                Column(t("What is to be done")), Column(t("Body")), Column(t("Given")),
                Column(t("State")),
            ] + last, rows: rows)
    }

    private func state(_ task: ProtectionFile.SharedTask) throws -> HTML {
        if let words = task.done { return "\(tag(t("Task done"), .good)) \(words)" }
        let clock = try room.house.acknowledgement(of: task)
        guard let end = clock?.end else { return HTML() }
        if let day = task.acknowledgedOn {
            let values = ["date": t.date(day), "name": task.acknowledgedBy ?? ""]
            return
                "\(tag(t("Acknowledged on {date} by {name}", values), day <= end ? .good : .care))"
        }
        let values = ["date": t.date(end)]
        let words =
            today > end
            ? tag(t("Not acknowledged; due on {date}", values), .yours)
            : tag(t("To be acknowledged by {date}", values), task.isUrgent ? .care : .now)
        return "\(words)\(clock?.isVerified == true ? HTML() : " \(unverifiedMark(t))")"
    }

    func conferences(
        _ all: [ProtectionFile.Conference],
        minutes: (ProtectionFile.Conference) -> HTML?
    ) -> HTML {
        if all.isEmpty { return "<p>\(t("No conference."))</p>" }
        return all.reversed().html { one -> HTML in
            let called = one.bodies.map(name).joined(separator: ", ")
            let words: HTML =
                one.minutes.map { "<blockquote class=\"written\">\($0)</blockquote>" }
                ?? minutes(one) ?? "<p>\(t("No minutes yet."))</p>"
            return card("<h3>\(t.date(one.day))</h3><p>\(called)</p>\(words)")
        }
    }

    func notes(_ notes: [ProtectionFile.Note]) -> HTML {
        if notes.isEmpty { return "<p>\(t("Nothing yet."))</p>" }
        let steps = notes.map { note in
            TimelineStep(
                .done, note.part.words(t), when: t.date(note.day),
                detail: "<p>\(note.text)</p><p class=\"quiet\">\(name(of: note.body))</p>")
        }
        return timeline(t, steps: steps)
    }

    func noteForm(to path: String, _ errors: [FieldError]) -> HTML {
        let content: HTML = """
            \(selectField(t, name: "part", label: t("What it is about"),
                hint: t("Only bodies whose work needs this part read it. A doubt about kinship goes to its specialists alone."),
                options: CasePart.allCases.map { Choice($0.rawValue, $0.words(t)) },
                value: exchange.form.text("part") ?? "", error: message(for: "part", in: errors)))
            \(textArea(t, name: "note", label: t("What others need to know"),
                value: exchange.form.text("note") ?? "", error: message(for: "note", in: errors)))
            \(actions(button(t("Add to the timeline"))))
            """
        return """
            <details\(if: !errors.isEmpty, " open")><summary>\(t("Add a line"))</summary>\
            \(postForm(to: path, fields: exchange.formFields, content))</details>
            """
    }
}

extension CasePart {
    func words(_ t: Translator) -> String {
        switch self {
        case .facts: t("What happened")
        case .health: t("Health of the child")
        case .protection: t("Protection and daily life")
        case .kinship: t("Doubt about kinship")
        case .justice: t("Justice")
        case .status: t("Permit or asylum")
        }
    }
}
