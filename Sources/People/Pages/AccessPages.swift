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
            .post(
                "/desk/access/{reference}/end", may: staff,
                "Say that an account that a code opened a file to is not its person's", end),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, FormInput(exchange))
    }

    /// What became of an officer's wish: a way back into an account, or a file that an account is yet to open.
    private enum Given {
        case recovery(GiveDeskCode.Given)
        case number
    }

    /// A code on paper stands on this one page and nowhere else: asked again, it is another one.
    @Sendable private func give(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let person = try await person(exchange)
        var input = FormInput(exchange)
        let shown = input.text("shown")
        guard input.isValid else { return try await page(exchange, input) }
        let (t, code) = (exchange.t, AccessCode.new())
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        let given = try await people.database.write { db -> Given in
            let isTheirs = try behind(reference, principal, db) == person
            let reader = try people.reader(of: person, in: db)
            if try people.hasAccount(reader, in: db) {
                let way = try GiveDeskCode(person: reader, shown: shown, code: code)
                    .perform(by: principal, mayServe: isTheirs, at: now, in: db)
                return .recovery(way)
            }
            try GiveNumberCode(number: person, file: reference, shown: shown, code: code)
                .perform(by: principal, mayServe: isTheirs, at: now, in: db)
            return .number
        }
        let content: HTML
        switch given {
        case .recovery(.sent): content = "\(sent(t))\(recoveryWay(t))"
        case .recovery(.onPaper): content = "\(onPaper(code, t))\(recoveryWay(t))"
        case .number: content = toNumber(code, reference, t)
        }
        return .page(
            t("A code for the account"),
            """
            <h1>\(t("A code for the account"))</h1>
            \(content)
            <p class="no-print"><a href="/desk/cases/\(reference)">\(t("Back"))</a></p>
            """)
    }

    private func recoveryWay(_ t: Translator) -> HTML {
        "<p>\(t("They open {path}, type their user name and this code, and choose a new password.", ["path": people.address + "/sign-in/recovery/code"]))</p>"
    }

    /// What is printed of a file that no account opens yet.
    private func toNumber(_ code: Reference, _ reference: Reference, _ t: Translator) -> HTML {
        let hours = t.number(Int(AccessCode.deskSecondsMax / 3_600))
        return """
            <p class="code">\(code)</p>
            <p>\(t("Hand this to the person and to nobody else. It counts once, for {hours} hours.", ["hours": hours]))</p>
            <p>\(t("File {reference}", ["reference": reference.text]))</p>
            <p>\(t("They open {path}, type this reference and this code, and make an account.", ["path": people.address + "/sign-in/first"]))</p>
            <p>\(t("Whoever has an account already signs in and opens {path}.", ["path": people.address + "/account/files"]))</p>
            \(printButton(t))
            """
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
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        return try await people.acting(exchange, then: "/desk/access/\(reference)") { db in
            let isTheirs = try behind(reference, principal, db) == person
            try ConfirmDeskCode(person: try people.reader(of: person, in: db))
                .perform(by: principal, mayServe: isTheirs, at: now, in: db)
        }
    }

    /// The wrong person got the code: the account that it opened the file to opens it no more.
    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let person = try await person(exchange)
        var input = FormInput(exchange)
        let reason = input.text("reason", max: 500)
        guard input.isValid else { return try await page(exchange, input) }
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        return try await people.acting(exchange, then: "/desk/access/\(reference)") { db in
            guard try behind(reference, principal, db) == person, !principal.isOwn(person),
                let tie = try TiedNumber.standing(of: person, in: db)
            else { throw Refused.notFound }
            try EndTiedNumber(tie: tie, reason: reason).perform(by: principal, at: now, in: db)
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
        let (standing, hasAccount, tie) = try await people.database.read { db in
            let reader = try people.reader(of: person, in: db)
            let id: AccountID? = try db.value("SELECT id FROM account WHERE person = \(reader)")
            return (
                try id.flatMap { try DeskCode.standing(of: $0, at: now, in: db) },
                try people.hasAccount(reader, in: db), try TiedNumber.standing(of: person, in: db)
            )
        }
        let lead =
            hasAccount
            ? t(
                "Only for a person who stands before you and shows who they are. Every address of the account is told, and your name is kept."
            )
            : t(
                "No account opens this file yet. Only for a person who stands before you and shows who they are: with the code they open it in the account that they have, or make one. Your name is kept."
            )
        let reference = exchange.parameters["reference"] ?? ""
        return .page(
            t("A code for the account"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("A code for the account"))</h1>
                \(standing.map { state($0, exchange) } ?? HTML())
                <p class="lead">\(lead)</p>
                <form method="post" action="/desk/access/\(reference)" novalidate>\(exchange.formFields)
                \(textField(t, name: "shown", label: t("Which document did they show?"),
                    value: input.form.text("shown") ?? "", error: input.error("shown")))
                \(actions(button(t("Give a code"))))</form>\(tie.map { tied($0, exchange, input) })
                <p><a href="/desk/cases/\(reference)">\(t("Back"))</a></p>
                """))
    }

    private func tied(_ tie: TiedNumber, _ exchange: Exchange, _ input: FormInput) -> HTML {
        let t = exchange.t
        let values = [
            "name": tie.givenName, "date": t.date(people.zone.day(of: tie.tiedAt)),
            "shown": tie.shown,
        ]
        return """
            <section><h2>\(t("A code opened this file to an account"))</h2>
            <p>\(t("{name} gave it; it was used on {date}. What was shown: {shown}", values))</p>
            <form method="post" action="/desk/access/\(tie.file)/end" novalidate>\(exchange.formFields)
            \(textField(t, name: "reason", label: t("Why is this account not its person's?"),
                value: input.form.text("reason") ?? "", error: input.error("reason")))
            \(actions(button(t("Close the file to this account"), kind: .secondary)))</form></section>
            """
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
