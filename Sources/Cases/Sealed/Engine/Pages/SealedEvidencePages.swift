import Kernel
import Languages
import Storage
import Web

/// Evidence in a sealed case with its custody, and who may read the case.
struct SealedEvidencePages: Sendable {
    let room: SealedRoom
    let procedure: SealedProcedure

    private var path: String { "/" + procedure.path }

    var routes: [Route] {
        let may = Permission.roles([procedure.desk])
        let own: [Route] = [
            .post(
                path + "/{id}/evidence", may: may, "Add evidence to a sealed case",
                takes: .upload(bytesMax: evidenceFileBytesMax + formBytesMax), into: evidenceSpool,
                add),
            .get(
                path + "/{id}/evidence/{number}", may: may,
                "Open a piece of evidence; who, when and its hash are kept",
                gives: "application/octet-stream", open),
            .post(
                path + "/{id}/evidence/{number}/moved", may: may,
                "Note that a piece of evidence was handed on", move),
        ]
        return procedure.needToKnow
            ? own + [
                .post(path + "/{id}/readers", may: may, "Let somebody of the room in", letIn),
                .get(path + "/glass", may: may, "Emergencies that wait for a second person", glass),
                .post(path + "/glass", may: may, "Ask to open a case in an emergency", askGlass),
                .post(
                    path + "/{id}/glass/{asker}", may: may,
                    "Confirm that somebody else may open a case for a day", confirm),
            ] : own
    }

    func part(_ view: SealedView, _ exchange: Exchange) -> HTML {
        let (t, zone, own) = (exchange.t, room.house.zone, "\(path)/\(view.id)")
        let things = view.history.evidence.html { one -> HTML in
            let link = "\(own)/evidence/\(one.thing.number)"
            let moving = postForm(
                to: link + "/moved", fields: exchange.formFields,
                """
                \(textField(t, name: "to", label: t("Handed on to"), required: true))
                \(actions(button(t("Note it"), kind: .quiet)))
                """)
            return """
                <li><a href="\(link)">\(one.thing.name)</a>, \(t.date(zone.day(of: one.at)))
                <details><summary>\(t("Hash and handing on"))</summary><p class="code">\(one.thing.hash)</p>\(moving)</details></li>
                """
        }
        let log = view.history.custody.suffix(custodyShown).html { one -> HTML in
            let what =
                one.deed.evidence.map { t("evidence {n}", ["n": t.number($0)]) } ?? t("the case")
            let to = one.deed.to.map { " → " + $0 } ?? ""
            return """
                <li>\(t.date(zone.day(of: one.at))): \(one.deed.deed.words(t)), \(what)\(to)
                <span class="quiet">\(one.by)</span></li>
                """
        }
        return """
            <h2>\(t("Evidence"))</h2><ul>\(things)</ul>
            \(SealedParts.evidenceForm(own + "/evidence", exchange, HTML()))
            <details><summary>\(t("Who took what out, and when"))</summary><ol>\(log)</ol></details>
            \(readers(view, exchange))
            """
    }

    private func readers(_ view: SealedView, _ exchange: Exchange) -> HTML? {
        guard procedure.needToKnow else { return nil }
        let t = exchange.t
        let content: HTML = """
            \(textField(t, name: "account", label: t("Number of the account"), short: true))
            \(actions(button(t("Let them in"), kind: .secondary)))
            """
        let list = view.history.readers.sorted().html { "<li>\($0)</li>" }
        return """
            <h2>\(t("Who may read this"))</h2><ul>\(list)</ul>
            \(postForm(to: "\(path)/\(view.id)/readers", fields: exchange.formFields, content))
            """
    }

    @Sendable private func add(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let action = try await room.evidence(in: exchange)
        let (now, house) = (exchange.now, room.house)
        return try await room.change(exchange, procedure) { view, db in
            try action.perform(on: view, by: .staff(principal), at: now, in: db, house)
        }
    }

    @Sendable private func open(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: SealedCaseThing.self)
        let number = Int(exchange.parameters["number"] ?? "") ?? 0
        let (now, house, own) = (exchange.now, room.house, procedure.code)
        try await room.lookThrough(number, of: id, for: principal, at: now)
        let (thing, bytes) = try await room.database.write { db in
            let view = try SealedView.find(id, for: principal, at: now, in: db, house)
            guard view.procedure.code == own else { throw Refused.notFound }
            return try TakeOutEvidence(number: number, deed: .opened)
                .perform(on: view, by: principal, at: now, in: db, house)
        }
        return .download(bytes, type: thing.kind, name: thing.name)
    }

    @Sendable private func move(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        var input = FormInput(exchange)
        let to = input.text("to")
        if !input.isValid { throw SealedRefusal.incomplete }
        let number = Int(exchange.parameters["number"] ?? "") ?? 0
        let (now, house) = (exchange.now, room.house)
        return try await room.change(exchange, procedure) { view, db in
            _ = try TakeOutEvidence(number: number, deed: .moved, to: to)
                .perform(on: view, by: principal, at: now, in: db, house)
        }
    }

    @Sendable private func letIn(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let account = AccountID(exchange.form.text("account") ?? "") else {
            throw SealedRefusal.incomplete
        }
        let (now, house) = (exchange.now, room.house)
        return try await room.change(exchange, procedure) { view, db in
            try LetIntoSealed(account: account)
                .perform(on: view, by: principal, at: now, in: db, house)
        }
    }

    @Sendable private func glass(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let procedure = procedure
        let waiting = try await room.database.read { db in
            try GlassLine.waiting(procedure, for: principal, in: db)
        }
        let lines = waiting.html { one -> HTML in
            let day = t.date(room.house.zone.day(of: one.askedAt))
            let form = postForm(
                to: "\(path)/\(one.id)/glass/\(one.asker)", fields: exchange.formFields,
                """
                \(hiddenField("asked", "\(one.askedAt.microseconds)"))\
                \(button(t("Confirm for a day"), kind: .secondary))
                """)
            return
                "<li>\(day), \(one.asker): \(one.reason)\(one.asker == principal.account ? HTML() : form)</li>"
        }
        let content: HTML = """
            \(textField(t, name: "reference", label: t("Reference")))
            \(textArea(t, name: "reason", label: t("Why it cannot wait")))
            \(checkboxFields(t, name: "endangers", legend: t("The person"),
                options: [Choice("yes", t("Telling them afterwards would endanger somebody"))], required: false))
            \(actions(button(t("Ask"))))
            """
        return .page(
            t("Open a case in an emergency"),
            """
            <h1>\(t("Open a case in an emergency"))</h1>
            <p>\(t("Two people of this room are needed. It ends by itself after a day, and the person is told."))</p>
            <ul>\(lines)</ul>\(postForm(to: path + "/glass", fields: exchange.formFields, content))
            """)
    }

    @Sendable private func askGlass(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        var input = FormInput(exchange)
        let reason = input.text("reason", max: 1_000)
        guard input.isValid, let reference = Reference(exchange.form.text("reference") ?? "") else {
            throw SealedRefusal.incomplete
        }
        let action = AskGlass(
            reference: reference, reason: reason, endangers: input.ticked("endangers"))
        return try await once(exchange) { db, house in
            try action.perform(by: principal, at: exchange.now, in: db, house)
        }
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: SealedCaseThing.self)
        guard let asker = AccountID(exchange.parameters["asker"] ?? ""),
            let asked = Int64(exchange.form.text("asked") ?? "")
        else { throw Refused.notFound }
        let action = ConfirmGlass(
            id: id, asker: asker, askedAt: Moment(microseconds: asked))
        return try await once(exchange) { db, house in
            try action.perform(by: principal, at: exchange.now, in: db, house)
        }
    }

    private func once(
        _ exchange: Exchange, _ work: @escaping @Sendable (Writer, SealedHouse) throws -> Void
    ) async throws -> Reply {
        let (now, key, house, target) = (
            exchange.now, exchange.onceKey, room.house, path + "/glass"
        )
        return .seeOther(
            try await room.database.write { db in
                try db.once(key, at: now) {
                    try work(db, house)
                    return target
                }
            })
    }
}

extension SealedEvent.Custody.Deed {
    fileprivate func words(_ t: Translator) -> String {
        switch self {
        case .read: t("read")
        case .opened: t("opened")
        case .printed: t("printed")
        case .moved: t("handed on")
        }
    }
}

/// The last so many stand on the page; all stand in the journal.
private let custodyShown = 50
