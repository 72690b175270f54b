import Kernel
import Languages
import Storage
import Web

/// The room's list and a case in it, for its own staff alone.
struct SealedDeskPages: Sendable {
    let room: SealedRoom
    let procedure: SealedProcedure

    private var path: String { "/" + procedure.path }

    var routes: [Route] {
        let may = Permission.roles([procedure.desk])
        return [
            .get(path, may: may, "The cases of a sealed room", list),
            .get(path + "/{id}", may: may, "One sealed case; that it was read is kept", read),
            .get(path + "/{id}/print", may: may, "A sealed case to print; that is kept", printed),
            .post(path + "/{id}/take", may: may, "Become the first reader of a sealed case", take),
            .post(path + "/{id}/act/{act}", may: may, "Do something in a sealed case", act),
            .post(path + "/{id}/say", may: may, "Write to whoever holds reference and code", say),
        ] + SealedEvidencePages(room: room, procedure: procedure).routes
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let (now, procedure, wanted) = (exchange.now, procedure, exchange.query["q"] ?? "")
        let (all, found) = try await room.database.read { db in
            let lines = try SealedLine.all(procedure, for: principal, at: now, in: db)
            return (lines, wanted.isEmpty ? [] : try SealedLine.search(wanted, procedure, in: db))
        }
        let lines = wanted.isEmpty ? all : all.filter { $0.isOpen && found.contains($0.id) }
        let rows = lines.map { row($0, exchange) }
        let table =
            rows.isEmpty
            ? emptyState(title: t("Nothing here"), words: t("New ones appear here."))
            : sortableTable(
                t, caption: procedure.title(t), captionHidden: true,
                columns: [
                    Column(t("Received")), Column(t("State")), Column(t("Next date")),
                    Column(t("Limitation")),
                ], rows: rows)
        let search: HTML? =
            procedure.search.isEmpty
            ? nil
            : """
            <form method="get" action="\(path)">\(textField(t, name: "q", label: t("Exactly this name"),
                value: wanted, type: .search, required: false))\(actions(button(t("Search"), kind: .secondary)))</form>
            """
        return .page(
            procedure.title(t), width: .desk,
            """
            <h1>\(procedure.title(t))</h1>
            \(search)\(table)
            <p><a href="\(path)/oral">\(t("Write down what somebody says"))</a>\(glassLink(t))</p>
            \(room.house.extras.forList(procedure, t))
            """)
    }

    private func glassLink(_ t: Translator) -> HTML? {
        procedure.needToKnow
            ? " <a href=\"\(path)/glass\">\(t("Open a case in an emergency"))</a>" : nil
    }

    private func row(_ line: SealedLine, _ exchange: Exchange) -> [HTML] {
        let (t, zone) = (exchange.t, room.house.zone)
        let day = t.date(zone.day(of: line.receivedAt))
        let stage = procedure.stages.first { $0.code == line.stage }?.title(t) ?? line.stage
        let taking = postForm(
            to: "\(path)/\(line.id)/take", fields: exchange.formFields,
            button(t("Take it"), kind: .quiet))
        return [
            line.isOpen ? rowLink(day, to: "\(path)/\(line.id)") : "\(day) \(taking)",
            line.isOpened || !line.isOpen ? tag(stage) : tag(t("new"), .now),
            "\(line.nextDate.map { t.date($0) } ?? "")",
            "\(line.limitDate.map { t.date($0) } ?? "")",
        ]
    }

    @Sendable private func read(_ exchange: Exchange) async throws -> Reply {
        try page(exchange, try await open(exchange, .read))
    }

    @Sendable private func printed(_ exchange: Exchange) async throws -> Reply {
        let view = try await open(exchange, .printed)
        let words = try words(view, exchange.t)
        return .page(
            procedure.title(exchange.t),
            """
            <h1>\(procedure.title(exchange.t))</h1>\(SealedParts.answers(words))
            \(SealedParts.course(view, exchange.t, room.house, isOwn: false))\(printButton(exchange.t))
            """)
    }

    private func open(
        _ exchange: Exchange, _ deed: SealedEvent.Custody.Deed
    ) async throws -> SealedView {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: SealedCaseThing.self)
        let (now, house) = (exchange.now, room.house)
        let view = try await room.database.write { db in
            try ReadSealed(deed: deed).perform(id, by: principal, at: now, in: db, house)
        }
        guard view.procedure.code == procedure.code else { throw Refused.notFound }
        return view
    }

    @Sendable private func take(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: SealedCaseThing.self)
        let (now, key, house) = (exchange.now, exchange.onceKey, room.house)
        let target = "\(path)/\(id)"
        return .seeOther(
            try await room.database.write { db in
                try db.once(key, at: now) {
                    try TakeSealed(id: id).perform(by: principal, at: now, in: db, house)
                    return target
                }
            })
    }

    @Sendable private func act(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: SealedCaseThing.self)
        let (now, house, code) = (exchange.now, room.house, exchange.parameters["act"] ?? "")
        let view = try await room.database.read { db in
            try SealedView.find(id, for: principal, at: now, in: db, house)
        }
        if let wrong = try SealedWrong(code, on: view, .desk, exchange, house) {
            return try page(exchange, view, wrong: wrong)
        }
        let typed = procedure.act(code).map { typedAnswers($0.section, in: exchange.form) }
        let action = ActOnSealed(act: code, answers: typed ?? [:])
        return try await change(exchange) { view, db in
            try action.perform(on: view, by: .staff(principal), at: now, in: db, house)
        }
    }

    @Sendable private func say(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        var input = FormInput(exchange)
        let text = input.text("message", max: messageMax)
        if !input.isValid { throw SealedRefusal.incomplete }
        let (now, house) = (exchange.now, room.house)
        return try await change(exchange) { view, db in
            try SayInSealed(text: text)
                .perform(on: view, by: .staff(principal), at: now, in: db, house)
        }
    }

    private func change(
        _ exchange: Exchange, _ work: @escaping @Sendable (SealedView, Writer) throws -> Void
    ) async throws -> Reply {
        try await room.change(exchange, procedure, work)
    }

    private func words(_ view: SealedView, _ t: Translator) throws -> AnswerWords {
        let sheet = try FormSheet(
            procedure.form, household: SealedFacts.filing(isOral: view.history.filed.isOral),
            typed: view.history.filed.answers, nil)
        return AnswerWords(t: t, sheet: sheet, names: room.house.names)
    }

    private func page(
        _ exchange: Exchange, _ view: SealedView, wrong: SealedWrong? = nil
    ) throws -> Reply {
        let (t, house, own) = (exchange.t, room.house, "\(path)/\(view.id)")
        let scene = SealedScene(view: view, exchange: exchange, house: house)
        let kept = SealedKeepsake(view.id, procedure.letters, room.database.keys)
        let day = t.date(house.zone.day(of: view.history.filedAt))
        let outcome = procedure.outcome(of: view.history)
        let evidence = SealedEvidencePages(room: room, procedure: procedure)
        return .page(
            procedure.title(t), status: wrong == nil ? 200 : 422, width: .desk,
            """
            <p><a href="\(path)">\(procedure.title(t))</a></p><h1>\(kept.reference)</h1>
            <p>\(tag(view.stage.title(t), .now)) <a href="\(own)/print">\(t("Print"))</a></p>
            \(definitionList(t, [
                Fact(t("Received"), "\(day)"),
                Fact(t("How it came"), "\(view.history.filed.isOral ? t("said at a desk") : t("in writing"))"),
            ] + (outcome.map { [Fact(t("Outcome"), "\($0.title(t))")] } ?? [])))
            \(SealedParts.clocks(view, exchange, house, isOwn: false))
            \(SealedParts.answers(try words(view, t)))
            \(SealedParts.course(view, t, house, isOwn: false))
            \(try SealedParts.acts(view, .desk, to: own, exchange, house, HTML(), wrong: wrong))
            \(SealedParts.messages(view, t, house))
            \(SealedParts.sayForm(own + "/say", exchange, HTML()))
            \(evidence.part(view, exchange))\(try house.extras.forDesk(scene))
            """)
    }
}

extension SealedRoom {
    /// Does one thing to a case once, by staff who may read it, and leads back to it.
    func change(
        _ exchange: Exchange, _ procedure: SealedProcedure,
        _ work: @escaping @Sendable (SealedView, Writer) throws -> Void
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: SealedCaseThing.self)
        let (now, key, house) = (exchange.now, exchange.onceKey, house)
        return .seeOther(
            try await database.write { db in
                try db.once(key, at: now) {
                    let view = try SealedView.find(id, for: principal, at: now, in: db, house)
                    guard view.procedure.code == procedure.code else { throw Refused.notFound }
                    try work(view, db)
                    return "/\(procedure.path)/\(id)"
                }
            })
    }
}

/// As long as an answer in a form.
private let messageMax = 4_000
