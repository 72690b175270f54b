import Formats
import Kernel
import Languages
import Storage
import Web

/// A file that waits: what was understood, how to correct it, what is wrong, what would change.
struct DraftPages: Sendable {
    let observatory: Observatory
    let database: Database

    init(observatory: Observatory) {
        self.observatory = observatory
        database = observatory.database
    }

    var routes: [Route] {
        let (analysts, path) = (Permission.role(.analyst), "/desk/series/drafts/{draft}")
        return [
            .get(path, may: analysts, "A file of series that is not stored yet", show),
            .post(
                path + "/description", may: analysts,
                "Corrects how a file of series is understood", describe),
            .post(
                path + "/confirmation", may: analysts, "Stores a file of series that was shown",
                confirm),
            .post(path + "/removal", may: analysts, "Lets a file of series go", drop),
            .get(
                path + "/problems.csv", may: analysts, "The rows of a file that cannot be stored",
                gives: "text/csv", problems),
            .get(
                path + "/description.yaml", may: analysts,
                "The description of a file, to keep or to use elsewhere",
                gives: "application/yaml", description),
        ]
    }

    private func draft(_ exchange: Exchange) async throws -> ImportDraft {
        try exchange.signedIn().refuseUnlessKeeper()
        let id = try exchange.id("draft", of: ImportDraft.self)
        let found = try await database.read { db in try ImportDraft.find(id, in: db) }
        guard let found else { throw Refused.notFound }
        return found
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let draft = try await draft(exchange)
        if draft.state == .stored, let number = draft.importID {
            return .seeOther("/desk/series/\(number)")
        }
        let reply = page(exchange, draft, [])
        let isBusy = draft.state == .reading || draft.state == .storing
        var copy = reply
        // The browser asks again by itself, so that no script is needed; nobody types here meanwhile.
        if isBusy { copy.headers.append(("refresh", String(busySeconds))) }
        return copy
    }

    private func page(
        _ exchange: Exchange, _ draft: ImportDraft, _ errors: [FieldError]
    ) -> Reply {
        let t = exchange.t
        let view = DraftView(exchange: exchange, draft: draft, errors: errors)
        return .page(
            t("Bring in {file}", ["file": draft.file]), status: errors.isEmpty ? 200 : 422,
            width: .desk, withErrors(t, errors, view.html))
    }

    @Sendable private func describe(_ exchange: Exchange) async throws -> Reply {
        let draft = try await draft(exchange)
        let (person, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        var form = DescriptionForm(exchange, draft: draft)
        let text = form.description()
        guard form.errors.isEmpty else { return page(exchange, draft, form.errors) }
        let action = DescribeDraft(id: draft.id, description: text, vintage: form.vintage)
        _ = try await database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: person, at: now, in: db)
                return ""
            }
        }
        return .seeOther("/desk/series/drafts/\(draft.id)")
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let draft = try await draft(exchange)
        let (person, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        let action = ConfirmDraft(id: draft.id)
        _ = try await database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: person, at: now, in: db)
                return ""
            }
        }
        return .seeOther("/desk/series/drafts/\(draft.id)")
    }

    @Sendable private func drop(_ exchange: Exchange) async throws -> Reply {
        let (person, now, key) = (try exchange.signedIn(), exchange.now, exchange.onceKey)
        try person.refuseUnlessKeeper()
        let action = DropDraft(id: try exchange.id("draft", of: ImportDraft.self))
        _ = try await database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: person, at: now, in: db)
                return ""
            }
        }
        return .seeOther("/desk/series")
    }

    @Sendable private func problems(_ exchange: Exchange) async throws -> Reply {
        let draft = try await draft(exchange)
        var writer = CSVWriter(header: ["file", "line", "field", "why"])
        for problem in draft.outcome.report?.problems ?? [] {
            writer.append([
                problem.file, problem.line.map(String.init) ?? "", problem.field ?? "",
                problem.why,
            ])
        }
        return .download(
            writer.bytes, type: "text/csv; charset=utf-8", name: draft.file + ".problems.csv")
    }

    @Sendable private func description(_ exchange: Exchange) async throws -> Reply {
        let draft = try await draft(exchange)
        guard !draft.description.isEmpty else { throw Refused.notFound }
        return .download(
            Array((draft.description + "\n").utf8), type: "application/yaml; charset=utf-8",
            name: draft.file + ".yaml")
    }
}

/// A page that is read meanwhile by somebody is not torn away.
private let busySeconds = 3
