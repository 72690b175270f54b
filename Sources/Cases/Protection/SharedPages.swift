import Kernel
import Languages
import Storage
import Web

/// What a professional of a body that takes part sees: the cases in which somebody let them in, their body's tasks, and of the
/// timeline what their work needs.
struct SharedPages: Sendable {
    let room: ProtectionRoom

    var routes: [Route] {
        [
            .get(
                "/shared", may: .role(.partner), "Cases of children in which one's body has a part",
                list),
            .get(
                "/shared/{id}", may: .role(.partner), "What one's body needs to know of a child",
                page),
            .post(
                "/shared/{id}/acknowledgements", may: .role(.partner), "Acknowledge a task",
                acknowledge),
            .post("/shared/{id}/completions", may: .role(.partner), "Say what was done", complete),
            .post(
                "/shared/{id}/notes", may: .role(.partner), "Add a line to the shared timeline",
                note),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let all = try await room.database.read { [room] db in
            try Together.all(for: principal, at: now, in: db, room)
        }
        let rows = all.map { one -> [HTML] in
            let waiting = one.file.tasks.count { $0.acknowledgedOn == nil }
            let open = one.file.tasks.count { $0.done == nil }
            return [
                rowLink(number(of: one.id), to: "/shared/\(one.id)"),
                waiting > 0
                    ? tag(
                        t.plural("One task to acknowledge", "{n} tasks to acknowledge", waiting),
                        .yours)
                    : tag(t.plural("One open task", "{n} open tasks", open)),
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(
                title: t("Nothing is shared with you"),
                words: t("Cases in which your body has a part appear here."))
            : sortableTable(
                t, caption: t("Shared with you"), captionHidden: true,
                columns: [Column(t("Case")), Column(t("State"))], rows: rows)
        return .page(t("Shared with you"), width: .desk, "<h1>\(t("Shared with you"))</h1>\(table)")
    }

    /// Short, and without a word about the child: what stands on a screen in a corridor.
    private func number(of id: SealedCaseID) -> String { "…" + id.description.suffix(6) }

    @Sendable private func page(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [])
    }

    private func page(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let (t, id) = (exchange.t, try exchange.id("id", of: SealedCaseThing.self))
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let seen = try await room.database.read { [room] db in
            try Together.find(id, for: principal, at: now, in: db, room)
        }
        let parts = TogetherParts(room: room, exchange: exchange)
        let main: HTML = """
            <p><a href="/shared">\(t("Shared with you"))</a></p><h1>\(t("Case {number}", ["number": number(of: id)]))</h1>
            <p>\(t("You read what your body needs, and no more. Protection does not wait for identification, nor for anybody's cooperation."))</p>
            <h2>\(t("Tasks"))</h2>\(try parts.tasks(seen.file.tasks) { deeds(exchange, id, $0) })
            <h2>\(t("Conferences"))</h2>\(parts.conferences(seen.file.conferences) { _ in nil })
            <h2>\(t("Shared timeline"))</h2>\(parts.notes(seen.file.notes))
            \(parts.noteForm(to: "/shared/\(id)/notes", errors))
            """
        return .page(
            t("Shared with you"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(t, errors, main))
    }

    private func deeds(
        _ exchange: Exchange, _ id: SealedCaseID, _ task: ProtectionFile.SharedTask
    ) -> HTML {
        let t = exchange.t
        let which = hiddenField("task", "\(task.id)")
        if task.done != nil { return HTML() }
        guard task.acknowledgedOn != nil else {
            return postForm(
                to: "/shared/\(id)/acknowledgements", fields: exchange.formFields,
                "\(which)\(button(t("Acknowledge")))")
        }
        // One field of a page has one name: the label carries the task's number.
        return postForm(
            to: "/shared/\(id)/completions", fields: exchange.formFields,
            """
            \(which)\(textArea(t, name: "words-\(task.id)", label: t("What was done"), rows: 2))
            \(button(t("Say that it is done"), kind: .secondary))
            """)
    }

    @Sendable private func acknowledge(_ exchange: Exchange) async throws -> Reply {
        let task = try task(exchange)
        let name = try exchange.signedIn().name
        let today = room.house.zone.day(of: exchange.now)
        return try await act(exchange, .acknowledged(task, by: name, day: today))
    }

    @Sendable private func complete(_ exchange: Exchange) async throws -> Reply {
        let task = try task(exchange)
        var input = FormInput(exchange)
        let words = input.text("words-\(task)", max: wordsMax)
        if !input.isValid { return try await page(exchange, input.errors) }
        return try await act(exchange, .done(task, words: words))
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        guard let body = room.book.workplace(of: try exchange.signedIn()) else {
            throw Refused.notFound
        }
        var input = FormInput(exchange)
        let event = room.note(&input, by: body.code, exchange)
        guard input.isValid, let event else { return try await page(exchange, input.errors) }
        return try await act(exchange, event)
    }

    private func task(_ exchange: Exchange) throws -> SharedTaskID {
        guard let id = SharedTaskID(exchange.form.text("task") ?? "") else {
            throw Refused.notFound
        }
        return id
    }

    private func act(_ exchange: Exchange, _ event: ProtectionEvent) async throws -> Reply {
        let action = ActTogether(id: try exchange.id("id"), event: event)
        try await room.perform(action, exchange)
        return .seeOther("/shared/\(action.id)")
    }
}
