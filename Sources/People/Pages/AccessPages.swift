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
        _ = try await person(exchange)
        return page(exchange, FormInput(exchange))
    }

    /// The code stands on this one page and nowhere else: asked again, it is another one.
    @Sendable private func give(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let person = try await person(exchange)
        var input = FormInput(exchange)
        let shown = input.text("shown")
        guard input.isValid else { return page(exchange, input) }
        let (t, code) = (exchange.t, AccessCode.new())
        let action = GiveDeskCode(person: person, shown: shown, code: code)
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        try await people.database.write { db in
            let isTheirs = try behind(reference, principal, db) == person
            try action.perform(by: principal, mayServe: isTheirs, at: now, in: db)
        }
        let hours = t.number(Int(AccessCode.deskSecondsMax / 3_600))
        return .page(
            t("A code for the account"),
            """
            <h1>\(t("A code for the account"))</h1>
            <p class="code">\(code)</p>
            <p>\(t("Hand this to the person and to nobody else. It counts once, for {hours} hours.", ["hours": hours]))</p>
            <p>\(t("They open {path}, type their user name and this code, and choose a new password.", ["path": people.address + "/sign-in/recovery/code"]))</p>
            <p class="no-print"><a href="/desk/cases/\(reference)">\(t("Back"))</a></p>\(printButton(t))
            """)
    }

    /// Whose file it is, for those who work on it; to everyone else there is none.
    private func person(_ exchange: Exchange) async throws -> PersonID {
        let principal = try exchange.signedIn()
        let (behind, reference) = (people.behind, try exchange.reference("reference"))
        return try await people.database.read { db in try behind(reference, principal, db) }
    }

    private func page(_ exchange: Exchange, _ input: FormInput) -> Reply {
        let t = exchange.t
        let reference = exchange.parameters["reference"] ?? ""
        return .page(
            t("A code for the account"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("A code for the account"))</h1>
                <p class="lead">\(t("Only for a person who stands before you and shows who they are. Every address of the account is told, and your name is kept."))</p>
                <form method="post" action="/desk/access/\(reference)" novalidate>\(exchange.formFields)
                \(textField(t, name: "shown", label: t("Which document did they show?"),
                    value: input.form.text("shown") ?? "", error: input.error("shown")))
                \(actions(button(t("Give a code"))))</form>
                <p><a href="/desk/cases/\(reference)">\(t("Back"))</a></p>
                """))
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
