import Kernel
import Languages
import Storage
import Web

/// At a desk: whoever lost every way into their account shows a document and gets a code on paper.
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
                "/desk/access/{reference}/end", may: staff,
                "Say that an account that a code opened a file to is not its person's", end),
            .post(
                "/account/channels/{id}/code", may: .role(.person),
                "Send a code to an address of one's own, to check it", sendCheck),
            .get(
                "/account/channels/{id}/confirmation", may: .role(.person),
                "The form for the code that went to an address of one's own", showCheck),
            .post(
                "/account/channels/{id}/confirmation", may: .role(.person),
                "Show with a code that an address is one's own", confirm),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, FormInput(exchange), of: try await person(exchange))
    }

    /// The code stands on this one page and nowhere else: asked again, it is another one.
    @Sendable private func give(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let person = try await person(exchange)
        var input = FormInput(exchange)
        let shown = input.text("shown")
        guard input.isValid else { return try await page(exchange, input, of: person) }
        let code = AccessCode.new()
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        let isRecovery = try await people.database.write { db in
            let isTheirs = try behind(reference, principal, db) == person
            let reader = try people.reader(of: person, in: db)
            if try people.hasAccount(reader, in: db) {
                try GiveDeskCode(person: reader, shown: shown, code: code)
                    .perform(by: principal, mayServe: isTheirs, at: now, in: db)
                return true
            }
            try GiveNumberCode(number: person, file: reference, shown: shown, code: code)
                .perform(by: principal, mayServe: isTheirs, at: now, in: db)
            return false
        }
        return paper(code, reference, isRecovery: isRecovery, exchange.t)
    }

    /// What is printed: the code, and where it is typed.
    private func paper(
        _ code: Reference, _ reference: Reference, isRecovery: Bool, _ t: Translator
    ) -> Reply {
        let hours = t.number(Int(AccessCode.deskSecondsMax / 3_600))
        let way: HTML =
            isRecovery
            ? "<p>\(t("They open {path}, type their user name and this code, and choose a new password.", ["path": people.address + "/sign-in/recovery/code"]))</p>"
            : """
            <p>\(t("File {reference}", ["reference": reference.text]))</p>
            <p>\(t("They open {path}, type this reference and this code, and make an account.", ["path": people.address + "/sign-in/first"]))</p>
            <p>\(t("Whoever has an account already signs in and opens {path}.", ["path": people.address + "/account/files"]))</p>
            """
        return .page(
            t("A code for the account"),
            """
            <h1>\(t("A code for the account"))</h1>
            <p class="code">\(code)</p>
            <p>\(t("Hand this to the person and to nobody else. It counts once, for {hours} hours.", ["hours": hours]))</p>
            \(way)
            <p class="no-print"><a href="/desk/cases/\(reference)">\(t("Back"))</a></p>\(printButton(t))
            """)
    }

    /// The wrong person got the code: the account that it opened the file to opens it no more.
    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let person = try await person(exchange)
        var input = FormInput(exchange)
        let reason = input.text("reason", max: 500)
        guard input.isValid else { return try await page(exchange, input, of: person) }
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

    private func page(
        _ exchange: Exchange, _ input: FormInput, of person: PersonID
    ) async throws -> Reply {
        let t = exchange.t
        let reference = exchange.parameters["reference"] ?? ""
        let (hasAccount, tie) = try await people.database.read { db in
            let reader = try people.reader(of: person, in: db)
            return (
                try people.hasAccount(reader, in: db), try TiedNumber.standing(of: person, in: db)
            )
        }
        let lead =
            hasAccount
            ? t("Only for a person who stands before you and shows who they are. Every address of the account is told, and your name is kept.")
            : t("No account opens this file yet. Only for a person who stands before you and shows who they are: with the code they open it in the account that they have, or make one. Your name is kept.")
        return .page(
            t("A code for the account"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("A code for the account"))</h1>
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

    @Sendable private func sendCheck(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let channel: ID<Channel> = try exchange.id("id")
        let action = SendChannelCheck(channel: channel)
        return try await people.acting(
            exchange, then: "/account/channels/\(channel)/confirmation"
        ) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func showCheck(_ exchange: Exchange) async throws -> Reply {
        try await checkPage(exchange, FormInput(exchange))
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let t = exchange.t
        var input = FormInput(exchange)
        let code = AccessCode.read(input.text("code"))
        if people.limiter.take("check \(principal.account)", at: exchange.now) != .go {
            throw tooManyAttempts
        }
        if let code, input.isValid {
            let action = ConfirmChannel(channel: try exchange.id("id"), code: code)
            let isRight = try await people.database.write { db in
                try action.perform(by: principal, at: exchange.now, in: db)
            }
            if isRight { return .seeOther("/account") }
        }
        if input.isValid {
            input.refuse("code", t("This code is wrong, or its time is over."))
        }
        return try await checkPage(exchange, input)
    }

    private func checkPage(_ exchange: Exchange, _ input: FormInput) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let id: ID<Channel> = try exchange.id("id")
        let channel = try await people.database.read { db in try Channel.find(id, in: db) }
        guard let channel, channel.person == principal.person, channel.kind != .portal else {
            throw Refused.notFound
        }
        return .page(
            t("Check an address"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Check an address"))</h1>
                <p>\(t("A code is on its way to {address}. With a checked address you come back into your account if you lose your password.", ["address": channel.address]))</p>
                <form method="post" action="/account/channels/\(id)/confirmation" novalidate>\(exchange.formFields)
                \(textField(t, name: "code", label: t("Code"), hint: t("Such as RC-7K3M-9QPT-X."),
                    error: input.error("code"), autocomplete: "one-time-code", short: true))
                \(actions(button(t("Go on"))))</form>
                <p><a href="/account">\(t("Back"))</a></p>
                """))
    }
}
