import Kernel
import Languages
import Storage
import Web

/// Signing in with a password, the code that may follow, and signing out.
struct SignInPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get("/sign-in", may: .everyone, "Sign in", show),
            .post("/sign-in", may: .everyone, "Sign in with a name and a password", signIn),
            .get("/sign-in/code", may: .everyone, "The code after the password", showCode),
            .post("/sign-in/code", may: .everyone, "Sign in with the code of an app", enterCode),
            .post("/sign-out", may: .everyone, "End this session", signOut),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let next = localPath(exchange.query["next"])
        if exchange.principal != nil { return .seeOther(next) }
        return try await page(exchange, FormInput(exchange), next: next)
    }

    @Sendable private func signIn(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let typed = input.text("login")
        let password = exchange.form.text("password") ?? ""
        if password.isEmpty { input.refuse("password", exchange.t("Fill in this field.")) }
        let next = localPath(exchange.form.text("next"))
        guard input.isValid else { return try await page(exchange, input, next: next) }
        let token = randomToken()
        let outcome = try await outcome(typed, password, token, exchange)
        switch outcome {
        case .signedIn, .needsCode:
            return people.entered(outcome, token: token, next: next)
        case .locked(let minutes):
            input.refuse("login", waitWords(minutes, exchange.t))
        case .refused:
            input.refuse("login", exchange.t("This name and password do not belong together."))
        }
        return try await page(exchange, input, next: next)
    }

    private func outcome(
        _ typed: String, _ password: String, _ token: String, _ exchange: Exchange
    ) async throws -> SignInOutcome {
        let known = exchange.cookies[people.knownCookie]
        let login = Login(typed)
        let browser = login.flatMap { KnownBrowser(known, of: $0, keys: people.database.keys) }
        // Before any work: a flood from one line reaches neither the hash nor whoever was in from here before.
        let lane = browser.flatMap { _ in login.map { "known " + $0.text } }
        guard exchange.mayTry(in: lane) else { throw tooManyAttempts }
        // A name that cannot exist costs the same work as one that does.
        guard let login, password.count <= PasswordRule.charactersMax else {
            _ = try await people.passwords.verify("", nil)
            return .refused
        }
        if people.limiter.take(browser?.count ?? login.text, at: exchange.now) != .go {
            return .locked(minutes: 1)
        }
        let hash = try await people.database.read { db in
            try Account.find(login, in: db)?.passwordHash
        }
        let passed = try await people.passwords.verify(password, hash, isKnown: browser != nil)
        let action = SettlePassword(
            login: login, passed: passed, token: token, former: exchange.cookies[people.cookieName],
            device: deviceWords(exchange), known: known, isOpenToAll: people.secure)
        return try await people.database.write { db in try action.perform(at: exchange.now, in: db)
        }
    }

    @Sendable private func showCode(_ exchange: Exchange) async throws -> Reply {
        guard exchange.cookies[people.stepCookie] != nil else { return .seeOther("/sign-in") }
        return codePage(exchange, FormInput(exchange), next: localPath(exchange.query["next"]))
    }

    @Sendable private func enterCode(_ exchange: Exchange) async throws -> Reply {
        let (t, next) = (exchange.t, localPath(exchange.form.text("next")))
        guard let pending = exchange.cookies[people.stepCookie] else {
            return .seeOther("/sign-in")
        }
        var input = FormInput(exchange)
        let typed = input.text("code", max: 12)
        guard input.isValid else { return codePage(exchange, input, next: next) }
        let token = randomToken()
        let action = SettleCode(
            pending: pending, typed: typed, token: token,
            former: exchange.cookies[people.cookieName],
            device: deviceWords(exchange), known: exchange.cookies[people.knownCookie])
        let outcome = try await people.database.write { db in
            try action.perform(at: exchange.now, in: db)
        }
        switch outcome {
        case .signedIn, .needsCode:
            return people.entered(outcome, token: token, next: next)
                .setting(Cookie(people.stepCookie, "", secondsMax: 0, secure: people.secure))
        case .locked(let minutes): input.refuse("code", waitWords(minutes, t))
        case .refused:
            input.refuse(
                "code", t("This code is wrong or was used already. Wait for the next one."))
        }
        return codePage(exchange, input, next: next)
    }

    @Sendable private func signOut(_ exchange: Exchange) async throws -> Reply {
        if let identity = exchange.identity, let session = ID<Session>(identity.session) {
            let action = EndSession(session: session)
            try await people.database.write { db in
                try action.perform(by: identity.principal, at: exchange.now, in: db)
            }
        }
        return .seeOther("/").setting(
            Cookie(people.cookieName, "", secondsMax: 0, secure: people.secure))
    }

    private func page(_ exchange: Exchange, _ input: FormInput, next: String) async throws -> Reply
    {
        let isOpenToAll = people.secure
        let demo = try await people.database.read { db -> [DemoLine] in
            if try isOpenToAll && Account.hasReal(in: db) { return [] }
            return try Account.demo(in: db).map { account in
                DemoLine(account: account, roles: try account.principal(in: db).duties.map(\.role))
            }
        }
        let view = SignInView(exchange: exchange, input: input, next: next)
        return .page(
            exchange.t("Sign in"), status: input.isValid ? 200 : 422,
            view.password(provider: people.provider?.settings.name, demo: demo))
    }

    private func codePage(_ exchange: Exchange, _ input: FormInput, next: String) -> Reply {
        .page(
            exchange.t("Enter the code"), status: input.isValid ? 200 : 422,
            SignInView(exchange: exchange, input: input, next: next).code)
    }
}

func waitWords(_ minutes: Int, _ t: Translator) -> String {
    t.plural(
        "Too many attempts. Wait {n} minute, then try again.",
        "Too many attempts. Wait {n} minutes, then try again.", minutes)
}
