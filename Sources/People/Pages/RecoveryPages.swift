import Kernel
import Languages
import Storage
import Web

/// The way back into an account: a code to a channel that was checked, or from a desk, and a new password.
struct RecoveryPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get("/sign-in/recovery", may: .everyone, "The way back into an account", show),
            .post(
                "/sign-in/recovery", may: .everyone,
                "Ask for a code to the checked addresses of an account", ask),
            .get("/sign-in/recovery/code", may: .everyone, "The form for a code", showCode),
            .post(
                "/sign-in/recovery/code", may: .everyone,
                "Open an account again with a code and a new password", recover),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        askPage(exchange, FormInput(exchange))
    }

    /// The same answer whether or not there is such a name, and whatever it has.
    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let typed = input.text("login")
        guard input.isValid else { return askPage(exchange, input) }
        guard exchange.mayTry() else { throw tooManyAttempts }
        if let login = Login(typed) {
            let (line, now) = (RateLimiter.key(of: exchange.address), exchange.now)
            if people.limiter.take("recovery \(line) \(login.text)", at: now) != .go {
                throw tooManyAttempts
            }
            try await people.database.write { db in
                try RecoveryOrder.post(login, from: line, at: now, in: db)
            }
        }
        return .seeOther("/sign-in/recovery/code?sent=1")
    }

    @Sendable private func showCode(_ exchange: Exchange) async throws -> Reply {
        codePage(exchange, FormInput(exchange))
    }

    @Sendable private func recover(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        var input = FormInput(exchange)
        let (login, code) = (Login(input.text("login")), AccessCode.read(input.text("code")))
        let new = exchange.form.text("new") ?? ""
        if input.isValid, code == nil {
            input.refuse("code", t("This is no code of ours: check what you typed."))
        }
        if !PasswordRule.accepts(new, login: login?.text ?? "") {
            let values = ["n": t.number(PasswordRule.charactersMin)]
            input.refuse(
                "new", t("Use at least {n} characters, and not your sign-in name.", values))
        }
        guard input.isValid, let code else { return codePage(exchange, input) }
        guard exchange.mayTry() else { throw tooManyAttempts }
        guard let login else { return codePage(exchange, refused(input, t)) }
        let (line, now) = (RateLimiter.key(of: exchange.address), exchange.now)
        if people.limiter.take("recovery \(line) \(login.text)", at: now) != .go {
            throw tooManyAttempts
        }
        let action = RecoverAccess(
            login: login, code: code, passwordHash: try await people.passwords.hash(new),
            line: line)
        let outcome = try await people.database.write { db in try action.perform(at: now, in: db) }
        switch outcome {
        case .isIn: return .seeOther("/sign-in")
        case .refused: return codePage(exchange, refused(input, t))
        case .early(let from): return codePage(exchange, early(from, input, t))
        }
    }

    /// Said to whoever has the right code, and to nobody else.
    private func early(_ from: Moment?, _ input: FormInput, _ t: Translator) -> FormInput {
        var input = input
        let words =
            from.map {
                t("This code counts from {time} on.", ["time": momentWords($0, t, people.zone)])
            } ?? t("A second officer has still to confirm this code.")
        input.refuse("code", words)
        return input
    }

    private func refused(_ input: FormInput, _ t: Translator) -> FormInput {
        var input = input
        input.refuse(
            "code", t("This code does not belong to this name, was used, or its time is over."))
        return input
    }

    private func askPage(_ exchange: Exchange, _ input: FormInput) -> Reply {
        let t = exchange.t
        return .page(
            t("Back into your account"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Back into your account"))</h1>
                <p class="lead">\(t("We send a code to the addresses that you checked in your account before."))</p>
                <form method="post" action="/sign-in/recovery" novalidate>\(exchange.formFields)
                \(textField(t, name: "login", label: t("User name"), value: input.form.text("login") ?? "",
                    error: input.error("login"), autocomplete: "username"))
                \(actions(button(t("Send me a code"))))</form>
                <h2>\(t("You have none of these addresses any more?"))</h2>
                <p>\(t("Go to an office with your passport or residence card. There you get a code on paper, which counts a day after a second officer confirmed it."))</p>
                <p><a href="/sign-in/recovery/code">\(t("I have a code"))</a></p>
                """))
    }

    private func codePage(_ exchange: Exchange, _ input: FormInput) -> Reply {
        let t = exchange.t
        let sent: HTML? =
            exchange.query["sent"] == nil
            ? nil
            : "<p role=\"status\">\(t("If this name is known here and has checked addresses, a code is on its way to each of them."))</p>"
        return .page(
            t("Enter your code"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Enter your code"))</h1>\(sent)
                <form method="post" action="/sign-in/recovery/code" novalidate>\(exchange.formFields)
                \(textField(t, name: "login", label: t("User name"), value: input.form.text("login") ?? "",
                    error: input.error("login"), autocomplete: "username"))
                \(textField(t, name: "code", label: t("Code"), hint: t("Such as RC-7K3M-9QPT-X."),
                    error: input.error("code"), autocomplete: "one-time-code", short: true))
                \(textField(t, name: "new", label: t("New password"),
                    hint: t("At least {n} characters.", ["n": t.number(PasswordRule.charactersMin)]),
                    error: input.error("new"), type: .password, autocomplete: "new-password"))
                \(actions(button(t("Go on"))))</form>
                <p><a href="/sign-in/recovery">\(t("Send me another code"))</a></p>
                """))
    }
}
