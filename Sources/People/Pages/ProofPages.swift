import Kernel
import Languages
import Storage
import Web

/// The page before what only the owner of an account may do: the password once more, or a code of the app.
struct ProofPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get(
                "/account/proof", may: .signedIn,
                "The form in which somebody shows that the account is theirs", show),
            .post(
                "/account/proof", may: .signedIn,
                "Show with the password or a code that the account is one's own", prove),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        page(exchange, FormInput(exchange), try await people.ownAccount(exchange))
    }

    @Sendable private func prove(_ exchange: Exchange) async throws -> Reply {
        let (principal, t) = (try exchange.signedIn(), exchange.t)
        let account = try await people.ownAccount(exchange)
        guard let session = exchange.identity.flatMap({ ID<Session>($0.session) }) else {
            throw Refused.notFound
        }
        if people.limiter.take("password " + account.login, at: exchange.now) != .go {
            throw tooManyAttempts
        }
        var input = FormInput(exchange)
        let proof = try await proof(exchange, account)
        guard let proof else {
            input.refuse(field(account), t("Fill in this field."))
            return page(exchange, input, account)
        }
        let action = ProveSelf(session: session, proof: proof)
        let isRight = try await people.database.write { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
        if isRight { return .seeOther("/account") }
        let words =
            account.totpSecret == nil
            ? t("This is not your present password.")
            : t("This code is wrong or was used already. Wait for the next one.")
        input.refuse(field(account), words)
        return page(exchange, input, account)
    }

    /// What was typed; nil where nothing was.
    private func proof(_ exchange: Exchange, _ account: Account) async throws -> ProveSelf.Proof? {
        let typed = exchange.form.text(field(account)) ?? ""
        if typed.isEmpty { return nil }
        if account.totpSecret != nil { return .code(String(typed.prefix(12))) }
        let password = String(typed.prefix(PasswordRule.charactersMax))
        return .password(try await people.passwords.verify(password, account.passwordHash))
    }

    private func field(_ account: Account) -> String {
        account.totpSecret == nil ? "password" : "code"
    }

    private func page(_ exchange: Exchange, _ input: FormInput, _ account: Account) -> Reply {
        let t = exchange.t
        return .page(
            t("Show that it is you"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Show that it is you"))</h1>
                <p class="lead">\(t("Before you change how you are reached: this keeps out whoever finds your account open."))</p>
                \(account.hasOwnProof ? form(exchange, input, account) : anew(t))
                <p><a href="/account">\(t("Back"))</a></p>
                """))
    }

    private func form(_ exchange: Exchange, _ input: FormInput, _ account: Account) -> HTML {
        let t = exchange.t
        let field: HTML =
            account.totpSecret == nil
            ? textField(
                t, name: "password", label: t("Present password"), error: input.error("password"),
                type: .password, autocomplete: "current-password")
            : textField(
                t, name: "code", label: t("Code"), hint: t("Six digits from your code app."),
                error: input.error("code"), autocomplete: "one-time-code", short: true)
        return """
            <form method="post" action="/account/proof" novalidate>\(exchange.formFields)
            \(field)\(actions(button(t("Go on"))))</form>
            """
    }

    /// Who signs in with a provider alone does so once more.
    private func anew(_ t: Translator) -> HTML {
        """
        <p>\(t("Sign in once more; then you have ten minutes."))</p>
        \(actions(buttonLink(t("Sign in once more"), to: "/sign-in/provider?next=%2Faccount")))
        """
    }
}

extension People {
    /// The account of whoever asks.
    func ownAccount(_ exchange: Exchange) async throws -> Account {
        let principal = try exchange.signedIn()
        return try await database.read { db in
            try Account.find(principal.account, for: principal, in: db)
        }
    }

    /// The way to the proof, where this session has shown none for a while.
    func proofFirst(_ exchange: Exchange) async throws -> Reply? {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        let session = exchange.identity.flatMap { ID<Session>($0.session) }
        let isFresh = try await database.read { db in
            let account = try Account.find(principal.account, for: principal, in: db)
            return try session.map { try ProveSelf.isFresh($0, of: account, at: now, in: db) }
                ?? false
        }
        return isFresh ? nil : .seeOther("/account/proof")
    }
}
