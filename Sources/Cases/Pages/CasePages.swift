import Kernel
import Languages
import Storage
import Web

/// A person's own cases: what happened, whose turn it is, the next legal date, and everything they may do.
struct CasePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get("/cases", may: .role(.person), "One's own cases", list),
            .get("/cases/{reference}", may: .signedIn, "One's own case", show),
            .post(
                "/cases/{reference}/documents", may: .role(.person), "Hand in a document",
                takes: .upload(bytesMax: documentBytesMax + formBytesMax), upload),
            .get(
                "/cases/{reference}/documents/{document}", may: .role(.person),
                "Open a document of one's own case",
                gives: "application/octet-stream", download),
            .post(
                "/cases/{reference}/certificate", may: .role(.person),
                "Ask for a certificate of the state", certify),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        guard let person = try exchange.signedIn().person else { throw Refused.notFound }
        let own = try await cases.database.read { db in try Case.all(of: person, in: db) }
        let procedure = cases.house.policy.procedures.first
        let start = procedure.map {
            buttonLink($0.title(t), to: "/guides/\($0.code)", kind: .secondary)
        }
        if own.isEmpty {
            let empty = emptyState(
                title: t("You have no cases yet"),
                words: t("Read what you need, then file a request."), action: start)
            return .page(t("My cases"), "<h1>\(t("My cases"))</h1>\(empty)")
        }
        let lines = own.html { card(line($0, t)) }
        return .page(
            t("My cases"), "<h1>\(t("My cases"))</h1>\(lines)<p>\(t("New request:")) \(start)</p>")
    }

    private func line(_ kase: Case, _ t: Translator) -> HTML {
        let procedure = cases.house.policy.procedure(kase.procedure)
        let stage = procedure?.stage(kase.projection.state)?.title(t) ?? kase.projection.state
        let next: HTML? = kase.projection.nextDate.map {
            "<p>\(t("Next legal date: {date}", ["date": t.date($0)]))</p>"
        }
        return """
            <h2><a href="/cases/\(kase.reference)">\(procedure?.title(t) ?? kase.procedure)</a></h2>
            <p><b class="number">\(kase.reference)</b> \
            \(tag(stage, kase.projection.turn == .person ? .yours : .now))</p>\(next)
            """
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, house) = (exchange.now, cases.house)
        let view = try await cases.database.read { db -> CaseView? in
            let kase = try Case.find(reference, for: principal, in: db)
            return kase.access(of: principal) == .applicant
                ? try CaseView(kase, at: now, in: db, house) : nil
        }
        // Whoever works on it has another page, which keeps who looked.
        guard let view else { return .seeOther("/desk/cases/\(reference)") }
        return page(exchange, view, errors: [])
    }

    private func page(_ exchange: Exchange, _ view: CaseView, errors: [FieldError]) -> Reply {
        let t = exchange.t
        let parts = CaseParts(view: view, t: t, house: cases.house, isOwn: true)
        let base = "/cases/\(view.kase.reference)"
        let sent: HTML? = exchange.query["sent"] == nil ? nil : confirmation(view, t)
        let demo: HTML? = view.kase.isDemo ? demoRibbon(t) : nil
        let open = !view.kase.isDecided
        return .page(
            view.kase.reference.text, status: errors.isEmpty ? 200 : 422,
            """
            \(demo)\(errorSummary(t, errors))
            <h1>\(term(t, view.procedure.title(t), official: view.procedure.official))</h1>\(sent)
            <p><b class="number">\(view.kase.reference)</b> · \(view.office)</p>
            <p class="lead">\(parts.turn)</p>\(parts.clock)
            <h2>\(t("The way of your case"))</h2>\(parts.steps)
            <h2>\(t("The people of this file"))</h2>\(parts.household)
            <h2>\(t("Documents"))</h2>\(parts.documents(base: base))
            \(open ? uploadForm(exchange, view, parts, errors) : HTML())
            <h2>\(t("Visit"))</h2>\(parts.visits)
            \(open ? visitLink(view, t) : HTML())
            <h2>\(t("Letters"))</h2>\(parts.letters)
            \(postForm(to: base + "/certificate", fields: exchange.formFields, actions(button(t("Get a certificate of the state of my file"), kind: .secondary))))
            <h2>\(t("Who looked at my file"))</h2>\(parts.looks)
            """)
    }

    /// Nothing to book once they came.
    private func visitLink(_ view: CaseView, _ t: Translator) -> HTML {
        if view.visits.contains(where: { $0.state == "attended" }) { return HTML() }
        let isBooked = view.visits.contains { $0.state == "booked" }
        return buttonLink(
            isBooked ? t("Change the time of the visit") : t("Book a visit for everyone"),
            to: "/bookings/new?case=\(view.kase.reference)", kind: .secondary)
    }

    private func confirmation(_ view: CaseView, _ t: Translator) -> HTML {
        card(
            """
            <h2>\(icon(.done))\(t("Your request is in"))</h2>
            <p>\(t("Keep this number. Print it or take a photo:"))</p>
            <p class="code">\(view.kase.reference)</p>
            <p>\(t("Filed on {date} at {office}.", ["date": t.date(cases.house.zone.day(of: view.kase.filedAt)), "office": view.office]))</p>
            \(printButton(t))
            """)
    }

    private func uploadForm(
        _ exchange: Exchange, _ view: CaseView, _ parts: CaseParts, _ errors: [FieldError]
    ) -> HTML {
        let t = exchange.t
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
        let all = view.members.flatMap { member in
            view.procedure.documents.map {
                Choice(Wish($0.code, member.id).text, "\($0.title(t)): \(member.person.name)")
            }
        }
        let first = asked + missing.filter { !known.contains($0.value) }
        let options = [Choice("", t("Choose"))] + (first.isEmpty ? all : first)
        let content: HTML = """
            \(selectField(t, name: "what", label: t("Which document is it?"), options: options,
                value: exchange.form.text("what") ?? "", error: message(for: "what", in: errors)))
            \(fileField(t, name: "file", label: t("The file"),
                hint: t("A PDF or a photo (JPEG, PNG), at most {n} MB.", ["n": String(documentBytesMax / 1_048_576)]),
                error: message(for: "file", in: errors), accept: FileKind.allCases.map(\.rawValue).joined(separator: ",")))
            \(actions(button(t("Hand in"))))
            """
        return postForm(
            to: "/cases/\(view.kase.reference)/documents", fields: exchange.formFields, files: true,
            content)
    }

    @Sendable private func upload(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let view = try await cases.database.read { db in
            try CaseView(Case.find(reference, for: principal, in: db), at: now, in: db, house)
        }
        let file = exchange.form.files["file"]?.first
        var input = FormInput(exchange)
        let wish = Wish(exchange.form.text("what") ?? "")
        if wish == nil { input.refuse("what", exchange.t("Choose which document it is.")) }
        if let refusal = fileRefusal(file?.bytes) {
            input.refuse("file", exchange.t(refusal.explanation, refusal.values))
        }
        guard input.isValid, let wish, let file, let kind = file.kind else {
            return page(exchange, view, errors: input.errors)
        }
        let stored = AddDocument.StoredFile(
            digest: try cases.documents.store(file.bytes), name: shown(file.name),
            kind: kind.rawValue, bytes: file.bytes.count)
        let action = AddDocument(
            reference: reference, code: wish.code, member: wish.member, file: stored)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                let document = try action.perform(by: principal, at: now, in: db, house)
                let open = try Case.find(reference, for: principal, in: db).history(in: db)
                    .openItems
                if let item = open.first(where: {
                    $0.item.code == wish.code && $0.item.member == wish.member
                }) {
                    try ReceiveDocument(
                        reference: reference, item: item.item.id, document: document
                    )
                    .perform(by: principal, at: now, in: db, house)
                }
                return "/cases/\(reference)"
            }
        }
        return .seeOther(path)
    }

    @Sendable private func download(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let id = try exchange.id("document", of: CaseDocumentThing.self)
        let document = try await cases.database.read { db in
            let kase = try Case.find(reference, for: principal, in: db)
            guard kase.access(of: principal) == .applicant else { throw Refused.notFound }
            return try CaseDocument.find(id, of: kase, in: db)
        }
        return .download(
            try cases.documents.load(document.digest), type: document.kind, name: document.name)
    }

    @Sendable private func certify(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        let action = IssueCertificate(reference: try exchange.reference("reference"))
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                "/letters/\(try action.perform(by: principal, at: now, in: db, house))"
            }
        }
        return .seeOther(path)
    }
}

/// The name of a file as it is shown: short, and without what could hide its end.
func shown(_ name: String) -> String {
    let plain = String(name.unicodeScalars.filter { $0.value >= 32 && $0 != "/" && $0 != "\\" })
    return plain.isEmpty ? "file" : String(plain.suffix(fileNameMax))
}

private let fileNameMax = 120
/// The fields around a file.
private let formBytesMax = 65_536

/// What is wrong with a file that somebody sent, told from its bytes; nil when it may be stored.
func fileRefusal(_ bytes: [UInt8]?) -> CaseRefusal? {
    guard let bytes, !bytes.isEmpty else { return .fileEmpty }
    if bytes.count > documentBytesMax { return .fileTooLarge }
    return FileKind(bytes) == nil ? .fileKindUnknown : nil
}
