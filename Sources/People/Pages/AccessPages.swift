import Kernel
import Languages
import Storage
import Web

/// At a desk: whoever lost every way into their account shows a document and gets a code, by a checked address or on paper.
struct AccessPages: Sendable {
    let people: People

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/access/{reference}", may: staff,
                "The form to give the person of a file a code for their account", show),
            .post(
                "/desk/access/{reference}", may: staff,
                "Give the person of a file, who showed a document, a code for their account", give),
            .post(
                "/desk/access/{reference}/confirmation", may: staff,
                "Confirm the code on paper that a colleague gave", confirm),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, FormInput(exchange))
    }

    /// A code on paper stands on this one page and nowhere else: asked again, it is another one.
    @Sendable private func give(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let person = try await person(exchange)
        var input = FormInput(exchange)
        let shown = input.text("shown")
        guard input.isValid else { return try await page(exchange, input) }
        let (t, code) = (exchange.t, AccessCode.new())
        let action = GiveDeskCode(person: person, shown: shown, code: code)
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        let given = try await people.database.write { db in
            let isTheirs = try behind(reference, principal, db) == person
            return try action.perform(by: principal, mayServe: isTheirs, at: now, in: db)
        }
        let content: HTML
        switch given {
        case .sent: content = sent(t)
        case .onPaper: content = onPaper(code, t)
        }
        return .page(
            t("A code for the account"),
            """
            <h1>\(t("A code for the account"))</h1>
            \(content)
            <p>\(t("They open {path}, type their user name and this code, and choose a new password.", ["path": people.address + "/sign-in/recovery/code"]))</p>
            <p class="no-print"><a href="/desk/cases/\(reference)">\(t("Back"))</a></p>
            """)
    }

    private func sent(_ t: Translator) -> HTML {
        let hours = t.number(Int(AccessCode.deskSecondsMax / 3_600))
        return """
            <p class="lead">\(t("The code is on its way to every address that the person checked. Nobody at this desk sees it. It counts once, for {hours} hours.", ["hours": hours]))</p>
            """
    }

    private func onPaper(_ code: Reference, _ t: Translator) -> HTML {
        let hours = [
            "wait": t.number(Int(AccessCode.deskWaitSeconds / 3_600)),
            "hours": t.number(Int(AccessCode.deskSecondsMax / 3_600)),
        ]
        return """
            <p class="code">\(code)</p>
            <p>\(t("Hand this to the person and to nobody else."))</p>
            <p>\(t("It does not count yet: a second officer confirms it on this page. {wait} hours after that it counts once, for {hours} hours.", hours))</p>
            \(printButton(t))
            """
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let person = try await person(exchange)
        let action = ConfirmDeskCode(person: person)
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        return try await people.acting(exchange, then: "/desk/access/\(reference)") { db in
            let isTheirs = try behind(reference, principal, db) == person
            try action.perform(by: principal, mayServe: isTheirs, at: now, in: db)
        }
    }

    /// Whose file it is, for those who work on it; to everyone else there is none.
    private func person(_ exchange: Exchange) async throws -> PersonID {
        let principal = try exchange.signedIn()
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        return try await people.database.read { db in try behind(reference, principal, db) }
    }

    private func page(_ exchange: Exchange, _ input: FormInput) async throws -> Reply {
        let (t, now) = (exchange.t, exchange.now)
        let person = try await person(exchange)
        let standing = try await people.database.read { db -> DeskCode? in
            let id: AccountID? = try db.value("SELECT id FROM account WHERE person = \(person)")
            return try id.flatMap { try DeskCode.standing(of: $0, at: now, in: db) }
        }
        let reference = exchange.parameters["reference"] ?? ""
        return .page(
            t("A code for the account"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("A code for the account"))</h1>
                \(standing.map { state($0, exchange) } ?? HTML())
                <p class="lead">\(t("Only for a person who stands before you and shows who they are. Every address of the account is told, and your name is kept."))</p>
                <form method="post" action="/desk/access/\(reference)" novalidate>\(exchange.formFields)
                \(textField(t, name: "shown", label: t("Which document did they show?"),
                    value: input.form.text("shown") ?? "", error: input.error("shown")))
                \(actions(button(t("Give a code"))))</form>
                <p><a href="/desk/cases/\(reference)">\(t("Back"))</a></p>
                """))
    }

    /// What stands already, and the button of the second officer.
    private func state(_ code: DeskCode, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        if let from = code.countsFrom {
            let time = momentWords(from, t, people.zone)
            return "<p>\(t("A code was given. It counts from {time} on.", ["time": time]))</p>"
        }
        let time = momentWords(code.given, t, people.zone)
        let facts = [
            Fact(t("Given"), "\(time)"),
            Fact(t("Which document did they show?"), "\(code.shown)"),
        ]
        let reference = exchange.parameters["reference"] ?? ""
        let isMine = code.givenBy == exchange.principal?.account
        let deed: HTML =
            isMine
            ? "<p>\(t("A second officer confirms it on this page."))</p>"
            : smallForm(
                exchange, "/desk/access/\(reference)/confirmation",
                t("I saw this person too: confirm the code"))
        return "<h2>\(t("A code waits to be confirmed"))</h2>\(definitionList(t, facts))\(deed)"
    }
}
