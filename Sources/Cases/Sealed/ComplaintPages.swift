import Kernel
import Languages
import Storage
import Web

/// Telling, asking what became of it, and reading: three doors, none of which leads to the others.
struct ComplaintPages: Sendable {
    let complaints: Complaints

    var routes: [Route] {
        [
            .get("/complaints/new", may: .everyone, "Tell of a discrimination", form),
            .post(
                "/complaints/new", may: .everyone,
                "Hand in a complaint; answers its reference and code", file),
            .get("/complaints/status", may: .everyone, "Ask what became of a complaint", ask),
            .post("/complaints/status", may: .everyone, "What became of a complaint", status),
            .get("/complaints", may: .role(.jurist), "The complaints of the compartment", list),
            .get(
                "/complaints/{id}", may: .role(.jurist), "One complaint; that it was read is kept",
                read),
        ]
    }

    @Sendable private func form(_ exchange: Exchange) async throws -> Reply {
        newPage(exchange, [])
    }

    private func newPage(_ exchange: Exchange, _ errors: [FieldError]) -> Reply {
        let t = exchange.t
        let content: HTML = """
            \(textArea(t, name: "text", label: t("What happened, when and where? Who was there?"),
                value: exchange.form.text("text") ?? "", error: message(for: "text", in: errors), rows: 10))
            \(textField(t, name: "contact", label: t("How can we reach you?"),
                hint: t("You do not have to say who you are."), value: exchange.form.text("contact") ?? "",
                required: false))
            \(selectField(t, name: "ground", label: t("What was it about?"),
                hint: t("You do not have to say. Only how many chose each answer may leave this room, where a law allows it."),
                options: [Choice("", t("I do not want to say"))]
                    + ComplaintGround.allCases.map { Choice($0.rawValue, $0.words(t)) },
                value: exchange.form.text("ground") ?? "", required: false))
            \(actions(button(t("Hand in the complaint"))))
            """
        return .page(
            t("Complaint of discrimination"), status: errors.isEmpty ? 200 : 422,
            withErrors(
                t, errors,
                """
                <h1>\(t("Complaint of discrimination"))</h1>
                <p>\(t("Only the jurists of the equality body can read this. Those who decide on residence cannot."))</p>
                \(postForm(to: "/complaints/new", fields: exchange.formFields, content))
                <p><a href="/complaints/status">\(t("Ask what became of a complaint"))</a></p>
                """))
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let complaint = Complaint(
            text: input.text("text", max: textMax),
            contact: input.optionalText("contact", max: contactMax),
            ground: input.optionalText("ground").flatMap(ComplaintGround.init))
        if !input.isValid { return newPage(exchange, input.errors) }
        // A flood would fill the sealed store; a shared line still tells of much.
        guard exchange.mayTry(in: "complaint " + RateLimiter.key(of: exchange.address)) else {
            throw Refused(
                .tooMany,
                "Many complaints came from your connection. Go back, where your words still stand, and send them in a minute."
            )
        }
        let action = FileComplaint(complaint: complaint)
        let (now, given) = (exchange.now, exchange.onceKey)
        let (reference, code) = try await complaints.database.write { db in
            // The key names the account of a signed-in visitor: only its keyed hash is stored here.
            let hidden = db.keys.lookup(given.text, use: "once").map { String($0, radix: 36) }
            let key = OnceKey(hidden.joined(separator: "-"), contents: given.contents)
            let id = try db.once(key, at: now) { try action.perform(at: now, in: db).description }
            guard let id = ComplaintID(id) else { throw Refused.notFound }
            return Complaint.keepsakes(id, db.keys)
        }
        return kept(exchange.t, reference, code)
    }

    private func kept(_ t: Translator, _ reference: Reference, _ code: VerifyCode) -> Reply {
        .page(
            t("Your complaint is in"),
            """
            <h1>\(t("Your complaint is in"))</h1>
            <p>\(t("Keep both. We show them only now, and nobody can find them again for you."))</p>
            \(definitionList(t, [
                Fact(t("Reference"), "<span class=\"code\">\(reference)</span>"),
                Fact(t("Your secret code"), "<span class=\"code\">\(code)</span>"),
            ]))
            \(printButton(t))
            """)
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
            t("What became of my complaint"),
            """
            <h1>\(t("What became of my complaint"))</h1>\(answer)
            <p>\(t("Both stand on the page that you saw when you handed it in."))</p>
            \(postForm(to: "/complaints/status", fields: exchange.formFields, content))
            """)
    }

    @Sendable private func status(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let reference = Reference(exchange.form.text("reference") ?? "")
        let code = VerifyCode(exchange.form.text("code") ?? "")
        var line: ComplaintLine?
        if let reference, let code {
            line = try await complaints.database.read { db in
                try ComplaintLine.find(reference, code, in: db)
            }
        }
        guard let line else {
            return askPage(exchange, card("<p>\(t("Reference and code do not fit together."))</p>"))
        }
        let received = t.date(complaints.zone.day(of: line.receivedAt))
        let words =
            line.readAt.map { t("Read on {date}.", ["date": t.date(complaints.zone.day(of: $0))]) }
            ?? t("Not read yet.")
        return askPage(
            exchange, card("<p>\(t("Received on {date}.", ["date": received])) \(words)</p>"))
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let lines = try await complaints.database.read { db in
            try ComplaintLine.all(for: principal, in: db)
        }
        let rows: [[HTML]] = lines.map { line in
            [
                rowLink(
                    t.date(complaints.zone.day(of: line.receivedAt)), to: "/complaints/\(line.id)"),
                line.readAt == nil ? tag(t("new"), .now) : tag(t("read")),
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(title: t("No complaints"), words: t("New ones appear here."))
            : sortableTable(
                t, caption: t("Complaints"), captionHidden: true,
                columns: [Column(t("Received")), Column(t("State"))],
                rows: rows)
        return .page(t("Complaints"), width: .desk, "<h1>\(t("Complaints"))</h1>\(table)")
    }

    @Sendable private func read(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let action = ReadComplaint(id: try exchange.id("id", of: ComplaintThing.self))
        let now = exchange.now
        let (complaint, received) = try await complaints.database.write { db in
            try action.perform(by: principal, at: now, in: db)
        }
        return .page(
            t("Complaint"), width: .desk,
            """
            <p><a href="/complaints">\(t("Complaints"))</a></p><h1>\(t("Complaint"))</h1>
            \(definitionList(t, [
                Fact(t("Received"), "\(t.date(complaints.zone.day(of: received)))"),
                Fact(t("How to reach the person"), "\(complaint.contact ?? t("not said"))"),
                Fact(t("What it was about"), "\(complaint.ground?.words(t) ?? t("not said"))"),
                Fact(t("What happened"), "\(complaint.text)"),
            ]))
            """)
    }
}

/// Ten printed pages.
private let textMax = 30_000
private let contactMax = 300
