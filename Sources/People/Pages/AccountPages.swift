import Kernel
import Languages
import Storage
import Web

/// One's own account: addresses, devices, who may act, who looked.
struct AccountPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get("/account", may: .signedIn, "One's own account", show),
            .post("/account/password", may: .signedIn, "Set a new password", setPassword),
            .post(
                "/account/sessions/{id}/end", may: .signedIn, "End a session on another device",
                endSession),
            .post(
                "/account/desk-code/removal", may: .signedIn,
                "Stop a code that a desk gave for one's own account", stopDeskCode),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, FormInput(exchange))
    }

    func page(_ exchange: Exchange, _ input: FormInput) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (people, now) = (self.people, exchange.now)
        let reference = try await people.mandateReference(of: principal)
        let session = exchange.identity.flatMap { ID<Session>($0.session) }
        let facts = try await people.database.read { db in
            try AccountFacts(principal, people, reference, session, at: now, in: db)
        }
        return .page(
            exchange.t("Your account"), status: input.isValid ? 200 : 422,
            AccountView(exchange: exchange, input: input, facts: facts).main)
    }

    @Sendable private func setPassword(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let account = try await people.database.read { db in
            try Account.find(principal.account, for: principal, in: db)
        }
        if people.limiter.take("password " + account.login, at: exchange.now) != .go {
            throw tooManyAttempts
        }
        let new = exchange.form.text("new") ?? ""
        let input = try await checkedPasswords(exchange, account, new: new)
        guard input.isValid else { return try await page(exchange, input) }
        let action = SetPassword(
            account: account.id, passwordHash: try await people.passwords.hash(new),
            keeping: exchange.identity.flatMap { ID($0.session) })
        return try await act(exchange) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    private func checkedPasswords(
        _ exchange: Exchange, _ account: Account, new: String
    ) async throws -> FormInput {
        let t = exchange.t
        var input = FormInput(exchange)
        let old = String((exchange.form.text("old") ?? "").prefix(PasswordRule.charactersMax))
        if try await !people.passwords.verify(old, account.passwordHash) {
            input.refuse("old", t("This is not your present password."))
        }
        if !PasswordRule.accepts(new, login: account.login) {
            let values = ["n": t.number(PasswordRule.charactersMin)]
            input.refuse(
                "new", t("Use at least {n} characters, and not your sign-in name.", values))
        }
        return input
    }

    @Sendable private func endSession(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let action = EndSession(session: try exchange.id("id"))
        return try await act(exchange) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func stopDeskCode(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        return try await act(exchange) { db in
            try StopDeskCode().perform(by: principal, at: exchange.now, in: db)
        }
    }

    private func act(
        _ exchange: Exchange, _ action: @escaping @Sendable (Writer) throws -> Void
    ) async throws -> Reply {
        try await people.acting(exchange, then: "/account", action)
    }
}

extension People {
    /// How people name this account in a mandate; made when its owner first looks.
    func mandateReference(of principal: Principal) async throws -> Reference? {
        guard principal.duties.allowMandates else { return nil }
        let account = principal.account
        let known: Reference? = try await database.read { db in
            try db.value("SELECT mandate_reference FROM account WHERE id = \(account)")
        }
        if let known { return known }
        return try await database.write { db in
            try NameForMandates(account: account).perform(in: db)
        }
    }

    /// Acts once for one form, however often it is sent.
    func acting(
        _ exchange: Exchange, then path: String,
        _ action: @escaping @Sendable (Writer) throws -> Void
    ) async throws -> Reply {
        let (key, now) = (exchange.onceKey, exchange.now)
        let answer = try await database.write { db in
            try db.once(key, at: now) {
                try action(db)
                return path
            }
        }
        return .seeOther(answer)
    }
}
