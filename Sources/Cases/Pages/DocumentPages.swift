import Kernel
import Languages
import Storage
import Web

/// A person's documents: handed in, taken over from another file of theirs, looked at and saved.
struct DocumentPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .post(
                "/cases/{reference}/documents", may: .ownFiles, "Hand in a document",
                takes: cases.takesDocument, into: cases.spool, before: isOpen, upload),
            .post(
                "/cases/{reference}/copies", may: .ownFiles,
                "Take over a document from another file of the same person", reuse),
            .get(
                "/cases/{reference}/documents/{document}", may: .ownFiles,
                "Open a document of one's own case",
                gives: "application/octet-stream", download),
            .get(
                "/cases/{reference}/documents/{document}/view", may: .ownFiles,
                "Look at a document of one's own case", look),
            .get(
                "/cases/{reference}/documents/{document}/content", may: .ownFiles,
                "A document of one's own case, to be shown inside its page",
                gives: "application/octet-stream", content),
        ]
    }

    /// The form to hand in a document: what was asked for first, then what is missing.
    static func form(
        _ exchange: Exchange, _ view: CaseView, _ parts: CaseParts, _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
        let options = [Choice("", t("Choose"))] + wishes(view, parts, t)
        let content: HTML = """
            \(selectField(t, name: "what", label: t("Which document is it?"), options: options,
                value: exchange.form.text("what") ?? "", error: message(for: "what", in: errors)))
            \(fileField(t, name: "file", label: t("The file"),
                hint: t("A PDF or a photo (JPEG, PNG), at most {n} MB.", ["n": String(parts.house.documentBytesMax / 1_048_576)]),
                error: message(for: "file", in: errors), accept: FileKind.allCases.map(\.rawValue).joined(separator: ",")))
            \(dateField(t, name: "until", label: t("Until when is it valid?"),
                hint: t("Only if a date stands on it."), value: exchange.form.text("until") ?? "",
                error: message(for: "until", in: errors), required: false))
            \(actions(button(t("Hand in"))))
            """
        return postForm(
            to: "/cases/\(view.kase.reference)/documents", fields: exchange.formFields, files: true,
            content)
    }

    private static func wishes(
        _ view: CaseView, _ parts: CaseParts, _ t: Translator
    ) -> [Choice] {
        let asked = view.history.openItems.map { open in
            Choice(
                Wish(open.item.code, open.item.member).text,
                t(
                    "Asked for: {document}",
                    ["document": parts.item(open.item.code, open.item.member)]))
        }
        let missing = view.needs.filter { !$0.isIn }.map { need in
            Choice(
                Wish(need.document.code, need.member.id).text,
                "\(need.document.title(t)): \(need.member.person.name)")
        }
        let known = Set(asked.map(\.value))
        let first = asked + missing.filter { !known.contains($0.value) }
        if !first.isEmpty { return first }
        return view.members.flatMap { member in
            view.procedure.documents.map {
                Choice(Wish($0.code, member.id).text, "\($0.title(t)): \(member.person.name)")
            }
        }
    }

    /// Asked before the bytes are read.
    @Sendable private func isOpen(_ exchange: Exchange) async throws {
        try await cases.openToAct(exchange)
    }

    @Sendable private func upload(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let (view, mandate) = try await cases.database.read { db in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            let view = try CaseView(
                opened.kase, for: opened.principal, at: now, in: db, house)
            return (view, opened.mandate)
        }
        let file = exchange.form.files["file"]?.first
        var input = FormInput(exchange)
        let wish = Wish(exchange.form.text("what") ?? "")
        if wish == nil { input.refuse("what", exchange.t("Choose which document it is.")) }
        if let refusal = fileRefusal(file, bytesMax: house.documentBytesMax) {
            input.refuse("file", exchange.t(refusal.explanation, refusal.values))
        }
        let until = input.optionalDay("until")
        if let refusal = validityRefusal(until, on: view.today) {
            input.refuse("until", exchange.t(refusal.explanation))
        }
        guard input.isValid, let wish, let file, let kind = file.kind else {
            return CasePages(cases: cases).page(
                exchange, view, errors: input.errors, mandate: mandate)
        }
        let known = try await cases.answered(key) { db in
            let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
            let kase = try AddDocument.admit(
                wish.code, of: wish.member, to: reference, by: opened.principal, in: db, house)
            try house.admitBytes(file.size, to: kase, at: now, in: db)
        }
        if let known { return .seeOther(known) }
        let stored = try await cases.take(file, kind, from: "file", &input, exchange.t)
        guard let stored else {
            return CasePages(cases: cases).page(
                exchange, view, errors: input.errors, mandate: mandate)
        }
        let action = AddDocument(
            reference: reference, code: wish.code, member: wish.member, file: stored,
            validUntil: until)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                try opened.noteDeed("document", at: now, in: db)
                let document = try action.perform(by: opened.principal, at: now, in: db, house)
                try CloseRequest(reference: reference, added: document)
                    .perform(by: opened.principal, at: now, in: db, house)
                return "/cases/\(reference)"
            }
        }
        return .seeOther(path)
    }

    @Sendable private func reuse(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let choice = CopyChoice(exchange.form.text("copy") ?? "")
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let opened = try house.openOwn(reference, for: principal, to: .act, at: now, in: db)
                guard let choice else { throw CaseRefusal.answerMissing }
                try opened.noteDeed("document", at: now, in: db)
                try ReuseDocument(reference: reference, choice: choice)
                    .perform(by: opened.principal, at: now, in: db, house)
                return "/cases/\(reference)"
            }
        }
        return .seeOther(path)
    }

    @Sendable private func download(_ exchange: Exchange) async throws -> Reply {
        try cases.saved(try await find(exchange))
    }

    @Sendable private func content(_ exchange: Exchange) async throws -> Reply {
        try cases.inPage(try await find(exchange))
    }

    /// A document of one's own case; a look under a mandate is kept.
    private func find(_ exchange: Exchange) async throws -> CaseDocument {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let id = try exchange.id("document", of: CaseDocumentThing.self)
        let (now, house) = (exchange.now, cases.house)
        let opened = try await cases.database.read { db in
            try house.openOwn(reference, for: principal, to: .view, at: now, in: db)
        }
        if opened.mandate != nil {
            try await cases.database.write { db in try opened.noteLook(.document, at: now, in: db) }
        }
        return try await cases.database.read { db in
            try CaseDocument.find(id, of: opened.kase, in: db)
        }
    }

    @Sendable private func look(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let document = try await find(exchange)
        let (now, house) = (exchange.now, cases.house)
        let view = try await cases.database.read { db in
            let opened = try house.openOwn(reference, for: principal, to: .view, at: now, in: db)
            return try CaseView(opened.kase, for: opened.principal, at: now, in: db, house)
        }
        return DocumentView(
            exchange: exchange, view: view, house: house, document: document, isOwn: true,
            errors: []
        ).reply
    }
}
