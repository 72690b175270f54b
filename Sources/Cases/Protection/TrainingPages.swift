import Figures
import Kernel
import Languages
import Storage
import Web

/// Prevention: what each profession reads, and who was trained; and what the room may count.
struct TrainingPages: Sendable {
    let room: ProtectionRoom

    var routes: [Route] {
        [
            .get(
                "/training", may: .role(.protector), "Materials by profession, and who was trained",
                page),
            .post("/training", may: .role(.protector), "Note that somebody was trained", add),
            .get(
                "/protection-figures", may: .role(.protector),
                "How many cases, without a name; small counts are hidden", figures),
        ]
    }

    @Sendable private func page(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [])
    }

    private func page(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let all = try await room.database.read { try Training.all(for: principal, in: $0) }
        let rows = all.map { one -> [HTML] in
            let material = room.book.materials.first { $0.code == one.material }
            return [
                "\(one.name)", "\(room.book.profession(one.profession)?.title(t) ?? "")",
                "\(material?.title(t) ?? "")", "\(t.date(one.day))",
            ]
        }
        let table =
            rows.isEmpty
            ? "<p>\(t("Nobody yet."))</p>"
            : sortableTable(
                t, caption: t("Who was trained"), captionHidden: true,
                columns: [
                    Column(t("Name")), Column(t("Profession")), Column(t("Material")),
                    Column(t("Day")),
                ], rows: rows)
        return .page(
            t("Prevention and training"), status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                <h1>\(t("Prevention and training"))</h1>\(materials(t))
                <h2>\(t("Who was trained"))</h2>\(table)\(form(exchange, errors))
                """))
    }

    private func materials(_ t: Translator) -> HTML {
        room.book.professions.html { one -> HTML in
            let links = room.book.materials.filter { $0.professions.contains(one.code) }.html {
                "<li><a href=\"\($0.address)\" rel=\"noreferrer\">\($0.title(t))</a></li>"
            }
            return "<h2>\(one.title(t))</h2><ul>\(links)</ul>"
        }
    }

    private func form(_ exchange: Exchange, _ errors: [FieldError]) -> HTML {
        let t = exchange.t
        func typed(_ name: String) -> String { exchange.form.text(name) ?? "" }
        return postForm(
            to: "/training", fields: exchange.formFields,
            """
            <h2>\(t("Note a training"))</h2>
            \(textField(t, name: "name", label: t("Name"), value: typed("name"),
                error: message(for: "name", in: errors)))
            \(selectField(t, name: "profession", label: t("Profession"),
                options: room.book.professions.map { Choice($0.code, $0.title(t)) },
                value: typed("profession"), error: message(for: "profession", in: errors)))
            \(selectField(t, name: "material", label: t("Material"),
                options: room.book.materials.map { Choice($0.code, $0.title(t)) },
                value: typed("material"), error: message(for: "material", in: errors)))
            \(dateField(t, name: "day", label: t("Day"), value: typed("day"),
                error: message(for: "day", in: errors)))
            \(actions(button(t("Note it"))))
            """)
    }

    @Sendable private func add(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let name = input.text("name")
        let profession = input.choice("profession", of: room.book.professions.map(\.code))
        let material = input.choice("material", of: room.book.materials.map(\.code))
        guard let day = input.day("day"), let profession, let material, input.isValid else {
            return try await page(exchange, input.errors)
        }
        let action = NoteTraining(
            training: Training(name: name, profession: profession, material: material, day: day))
        let (principal, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        _ = try await room.database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: principal, at: now, in: db)
                return ""
            }
        }
        return .seeOther("/training")
    }

    @Sendable private func figures(_ exchange: Exchange) async throws -> Reply {
        let (t, now) = (exchange.t, exchange.now)
        guard Training.maySee(try exchange.signedIn()) else { throw Refused.notFound }
        let figures = try room.figures(t)
        let rows = try await room.database.read { db in
            try figures.map { figure -> [HTML] in
                let published = try figure.published(at: now, in: db)
                let number = published.value.map { "\(Int($0))" } ?? t("Too few to tell")
                return ["\(figure.title(t))", "\(number)"]
            }
        }
        let count = t(
            "Fewer than {n} are not told; other numbers are rounded to {n}.",
            ["n": String(room.book.smallest)])
        return .page(
            t("Figures of the room"), width: .desk,
            """
            <h1>\(t("Figures of the room"))</h1><p>\(count)</p>
            \(sortableTable(t, caption: t("Figures of the room"), captionHidden: true,
                columns: [Column(t("What is counted")), Column(t("Number"), numeric: true)], rows: rows))
            """)
    }
}
