import Kernel
import Languages
import Storage
import Web

/// For the people of a body: what was handed to it, each with its contract, and the answer. Nothing else of the room.
struct HandedPages: Sendable {
    let room: SealedRoom
    let flows: [Flow]

    var routes: [Route] {
        [
            .get("/handed", may: .role(.partner), "What the help room handed to one's body", list),
            .get(
                "/handed/{id}", may: .role(.partner),
                "One thing that was handed over; that it was read is kept", read),
            .post("/handed/{id}", may: .role(.partner), "Answer what was handed over", answer),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let today = room.house.zone.day(of: exchange.now)
        let hands = try await room.database.read { db in
            try HandedView.all(for: principal, on: today, in: db)
        }
        let rows: [[HTML]] = hands.map { hand in
            [
                rowLink(t.date(room.house.zone.day(of: hand.at)), to: "/handed/\(hand.id)"),
                "\(title(hand, t))",
                hand.answeredAt == nil ? tag(t("new"), .now) : tag(t("answered"), .good),
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(title: t("Nothing was handed over"), words: t("New ones appear here."))
            : sortableTable(
                t, caption: t("Handed over to you"), captionHidden: true,
                columns: [Column(t("Received")), Column(t("What it is")), Column(t("State"))],
                rows: rows)
        return .page(
            t("Handed over to you"), width: .desk, "<h1>\(t("Handed over to you"))</h1>\(table)")
    }

    @Sendable private func read(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let action = ReadHanded(id: try exchange.id("id", of: HandedThing.self))
        let (now, house) = (exchange.now, room.house)
        let hand = try await room.database.write { db in
            try action.perform(by: principal, at: now, in: db, house)
        }
        return try page(hand, exchange, try FormSheet.blank())
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: HandedThing.self)
        let (now, house) = (exchange.now, room.house)
        let hand = try await room.database.read { db in
            try HandedView.find(id, for: principal, on: house.zone.day(of: now), in: db)
        }
        let sheet = try self.sheet(hand, typed: typed(hand, exchange), at: now)
        if !sheet.complaints.isEmpty { return try page(hand, exchange, sheet) }
        let action = AnswerHanded(id: id, answers: sheet.answers)
        let key = exchange.onceKey
        try await room.database.write { db in
            _ = try db.once(key, at: now) {
                try action.perform(by: principal, at: now, in: db, house)
                return ""
            }
        }
        return .seeOther("/handed")
    }

    private func page(_ hand: HandedView, _ exchange: Exchange, _ sheet: FormSheet) throws -> Reply
    {
        let t = exchange.t
        let blank = try self.sheet(hand, typed: [:], at: exchange.now)
        let fields = blank.asked.map { asked in
            FormFieldsView(
                t: t, asked: asked, names: room.house.names, values: typed(hand, exchange),
                complaints: sheet.complaints)
        }
        return .page(
            t("Handed over to you"), status: sheet.complaints.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, fields.flatMap(\.errors),
                """
                <p><a href="/handed">\(t("Handed over to you"))</a></p>
                <h1>\(title(hand, t))</h1>
                \(definitionList(t, try facts(hand, t)))
                \(contract(hand, t))
                <h2>\(t("Answer"))</h2>
                <p>\(t("The person reads your answer with their code. You read nothing more of the case than stands here."))</p>
                \(postForm(to: "/handed/\(hand.id)", fields: exchange.formFields,
                    "\(fields.html { $0.html })\(actions(button(t("Answer"))))"))
                """))
    }

    private func title(_ hand: HandedView, _ t: Translator) -> String {
        (try? room.house.procedure(hand.handed.procedure))?.title(t) ?? hand.handed.procedure
    }

    private func facts(_ hand: HandedView, _ t: Translator) throws -> [Fact] {
        let procedure = try room.house.procedure(hand.handed.procedure)
        let words = AnswerWords(
            t: t, sheet: try FormSheet.blank(), names: room.house.names)
        return procedure.form.sections.flatMap(\.fields).compactMap { field in
            hand.handed.fields[field.code].map {
                Fact(field.title(t), "\(words.words(field, $0))")
            }
        }
    }

    /// Under which contract one reads this, and how long.
    private func contract(_ hand: HandedView, _ t: Translator) -> HTML? {
        guard let flow = flows.first(where: { $0.name == hand.handed.flow }) else { return nil }
        let mark: HTML? = flow.verified ? nil : " \(unverifiedMark(t))"
        let basis: HTML = "<span lang=\"pt\">\(flow.legalBasis)</span>\(mark)"
        return "<p class=\"quiet\">\(t("You may read this because of:")) \(basis)</p>"
    }

    private func form(_ hand: HandedView) throws -> FilingForm {
        let procedure = try room.house.procedure(hand.handed.procedure)
        guard let act = procedure.act(AnswerHanded.act) else { throw Refused.notFound }
        return act.form
    }

    private func sheet(
        _ hand: HandedView, typed: [String: String], at now: Moment
    ) throws -> FormSheet {
        try FormSheet(
            try form(hand), household: [:], typed: typed, room.house.world(at: now))
    }

    private func typed(_ hand: HandedView, _ exchange: Exchange) -> [String: String] {
        let fields = (try? form(hand))?.sections.flatMap(\.fields) ?? []
        let names = fields.flatMap { $0.names(nil) }
        return Dictionary(names.compactMap { name in exchange.form.text(name).map { (name, $0) } })
        {
            $1
        }
    }
}

extension FormSheet {
    /// Before anybody answered.
    fileprivate static func blank() throws -> FormSheet {
        try FormSheet(.none, household: [:], typed: [:], nil)
    }
}
