import Kernel
import Languages
import Storage
import Web

/// Whoever holds reference and code follows a case without an account, answers, and adds to it.
struct SealedPersonPages: Sendable {
    let room: SealedRoom
    let procedure: SealedProcedure

    var path: String { "/\(procedure.path)/status" }

    var routes: [Route] {
        [
            .get(path, may: .everyone, "Ask where a sealed case stands", ask),
            .post(path, may: .everyone, "Where a sealed case stands, by reference and code", show),
            .post(path + "/say", may: .everyone, "Write to the body, by reference and code", say),
            .post(
                path + "/evidence", may: .everyone, "Add evidence, by reference and code",
                takes: .upload(bytesMax: evidenceFileBytesMax + formBytesMax), into: evidenceSpool,
                add),
            .post(
                path + "/act/{act}", may: .everyone,
                "Answer or ask something, by reference and code",
                act),
        ] + (procedure.isErasable ? [erasure] : [])
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        askPage(exchange, nil)
    }

    private func askPage(_ exchange: Exchange, _ answer: HTML?) -> Reply {
        let t = exchange.t
        let content: HTML = """
            \(textField(t, name: "reference", label: t("Reference")))
            \(textField(t, name: "code", label: t("Your secret code")))
            \(actions(button(t("Ask"))))
            """
        return .page(
            t("Where it stands"),
            """
            <h1>\(procedure.title(t)): \(t("Where it stands"))</h1>\(answer)
            <p>\(t("Both stand on the page that you saw when you handed it in."))</p>
            \(postForm(to: path, fields: exchange.formFields, content))
            """)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        guard let view = try await open(exchange) else { return wrongCode(exchange) }
        return try page(exchange, view)
    }

    @Sendable private func say(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let text = input.text("message", max: messageMax)
        let errors = input.errors
        return try await add(exchange, errors) { view, now, db, house in
            try SayInSealed(text: text).perform(on: view, by: .holder, at: now, in: db, house)
        }
    }

    @Sendable private func add(_ exchange: Exchange) async throws -> Reply {
        if try await open(exchange) == nil { return wrongCode(exchange) }
        let action = try await room.evidence(in: exchange)
        return try await add(exchange, []) { view, now, db, house in
            try action.perform(on: view, by: .holder, at: now, in: db, house)
        }
    }

    @Sendable private func act(_ exchange: Exchange) async throws -> Reply {
        guard let view = try await open(exchange) else { return wrongCode(exchange) }
        let code = exchange.parameters["act"] ?? ""
        if let wrong = try SealedWrong(code, on: view, .person, exchange, room.house) {
            return try page(exchange, view, wrong: wrong)
        }
        let typed = view.procedure.act(code).map { typedAnswers($0.section, in: exchange.form) }
        let action = ActOnSealed(act: code, answers: typed ?? [:])
        return try await add(exchange, []) { view, now, db, house in
            try action.perform(on: view, by: .holder, at: now, in: db, house)
        }
    }

    /// Does one thing to the case once, and shows the case anew.
    private func add(
        _ exchange: Exchange, _ errors: [FieldError],
        _ work: @escaping @Sendable (SealedView, Moment, Writer, SealedHouse) throws -> Void
    ) async throws -> Reply {
        guard let view = try await open(exchange) else { return wrongCode(exchange) }
        if !errors.isEmpty { return try page(exchange, view, errors: errors) }
        let (now, given, house) = (exchange.now, exchange.onceKey, room.house)
        guard let keys = keepsakes(exchange) else { return wrongCode(exchange) }
        try await room.database.write { db in
            _ = try db.once(SealedParts.hidden(given, db.keys), at: now) {
                guard let view = try SealedView.find(keys.0, keys.1, in: db, house) else {
                    throw Refused.notFound
                }
                try work(view, now, db, house)
                return "done"
            }
        }
        guard let after = try await open(exchange) else { return wrongCode(exchange) }
        return try page(exchange, after, said: exchange.t("It is in."))
    }

    func keepsakes(_ exchange: Exchange) -> (Reference, VerifyCode)? {
        guard let reference = Reference(exchange.form.text("reference") ?? ""),
            let code = VerifyCode(exchange.form.text("code") ?? "")
        else { return nil }
        return (reference, code)
    }

    /// What was typed, to be sent again with whatever is asked next.
    func keepsakeFields(_ exchange: Exchange) -> HTML {
        """
        \(hiddenField("reference", exchange.form.text("reference") ?? ""))\
        \(hiddenField("code", exchange.form.text("code") ?? ""))
        """
    }

    func open(_ exchange: Exchange) async throws -> SealedView? {
        guard let keys = keepsakes(exchange) else { return nil }
        let (house, own) = (room.house, procedure.code)
        let view = try await room.database.read { db in
            try SealedView.find(keys.0, keys.1, in: db, house)
        }
        return view?.procedure.code == own ? view : nil
    }

    func wrongCode(_ exchange: Exchange) -> Reply {
        askPage(exchange, card("<p>\(exchange.t("Reference and code do not fit together."))</p>"))
    }

    private func page(
        _ exchange: Exchange, _ view: SealedView, errors: [FieldError] = [],
        wrong: SealedWrong? = nil, said: String? = nil
    ) throws -> Reply {
        let (t, house) = (exchange.t, room.house)
        let hidden = keepsakeFields(exchange)
        let note: HTML? = said.map { card("<p>\($0)</p>") }
        let isOpen = view.stage.turn != .none
        let offers = try SealedParts.acts(
            view, .person, to: path, exchange, house, hidden, wrong: wrong)
        let adding: HTML = """
            <h2>\(t("Add to it"))</h2>\(offers)
            \(SealedParts.sayForm(path + "/say", exchange, hidden))
            \(SealedParts.evidenceForm(path + "/evidence", exchange, hidden))
            """
        let scene = SealedScene(view: view, exchange: exchange, house: house)
        let outcome: HTML? = view.procedure.outcome(of: view.history).map {
            "<p><b>\(t("Outcome"))</b>: \($0.title(t))</p>"
        }
        return .page(
            t("Where it stands"), status: errors.isEmpty && wrong == nil ? 200 : 422,
            withErrors(
                t, errors,
                """
                <h1>\(procedure.title(t))</h1>\(note)
                <p>\(tag(view.stage.title(t), .now)) \(read(view, t))</p>\(outcome)
                \(SealedParts.clocks(view, exchange, house, isOwn: true))
                \(SealedParts.course(view, t, house, isOwn: true))
                \(glasses(view, exchange))\(SealedParts.messages(view, t, house))
                \(evidence(view, t))\(try house.extras.forPerson(scene))\(isOpen ? adding : nil)
                \(procedure.isErasable ? erasing(exchange) : nil)
                """))
    }

    private func read(_ view: SealedView, _ t: Translator) -> String {
        view.history.openedAt.map {
            t("Read on {date}.", ["date": t.date(room.house.zone.day(of: $0))])
        } ?? t("Not read yet.")
    }

    private func glasses(_ view: SealedView, _ exchange: Exchange) -> HTML {
        let (t, zone) = (exchange.t, room.house.zone)
        return view.history.toldGlasses(at: exchange.now).html { one -> HTML in
            let day = ["date": t.date(zone.day(of: one.askedAt))]
            return card(
                "<p>\(t("On {date} two people of the body opened your case in an emergency. That has ended.", day))</p>"
            )
        }
    }

    private func evidence(_ view: SealedView, _ t: Translator) -> HTML {
        let things = view.history.evidence
        if things.isEmpty { return HTML() }
        let lines = things.html { one -> HTML in
            "<li>\(one.thing.name), \(t.date(room.house.zone.day(of: one.at)))</li>"
        }
        return "<h2>\(t("Evidence"))</h2><ul>\(lines)</ul>"
    }
}

/// As long as an answer in a form.
private let messageMax = 4_000
