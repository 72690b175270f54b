import Kernel
import Languages
import Storage
import Web

/// Accounts and duties, for the administrator; nothing of any case shows here.
struct AccountsPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .get("/accounts", may: .role(.administrator), "Accounts and their duties", list),
            .post("/accounts", may: .role(.administrator), "Add an account", add),
            .get("/accounts/{id}", may: .role(.administrator), "One account", show),
            .post("/accounts/{id}/duties", may: .role(.administrator), "Give a duty", giveDuty),
            .post(
                "/accounts/{id}/duties/{duty}/removal", may: .role(.administrator), "Take a duty",
                takeDuty),
            .post(
                "/accounts/{id}/sessions/end", may: .role(.administrator), "End all sessions",
                endSessions),
            .post(
                "/accounts/{id}/code-app/removal", may: .role(.administrator),
                "Remove a lost code app",
                removeCode),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        try await listPage(exchange, FormInput(exchange))
    }

    private func listPage(_ exchange: Exchange, _ input: FormInput) async throws -> Reply {
        let page = exchange.listPage
        let (lines, all, beside) = try await people.database.read { db in
            let lines = try Account.page(page, in: db).map { account in
                AccountLine(account: account, duties: try GivenDuty.all(of: account.id, in: db))
            }
            let beside = try page == 1 ? AccountsBeside(people.rights, in: db) : AccountsBeside()
            return (lines, try db.count("SELECT COUNT(*) FROM account"), beside)
        }
        let pages = max(1, (all + accountsPerPage - 1) / accountsPerPage)
        let view = AccountsView(exchange: exchange, input: input)
        return .page(
            exchange.t("Accounts"), status: input.isValid ? 200 : 422, width: .desk,
            view.list(lines, page: page, pages: pages, beside, people.zone))
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await showPage(exchange, FormInput(exchange))
    }

    func showPage(_ exchange: Exchange, _ input: FormInput) async throws -> Reply {
        let principal = try exchange.signedIn()
        let now = exchange.now
        let id: AccountID = try exchange.id("id")
        let (line, sessions) = try await people.database.read { db in
            let account = try Account.find(id, for: principal, in: db)
            let line = AccountLine(
                account: account, duties: try GivenDuty.all(of: id, in: db),
                waiting: try WaitingDuty.all(of: id, in: db), others: try account.others(in: db))
            return (line, try Session.running(of: id, at: now, in: db).count)
        }
        let view = AccountsView(exchange: exchange, input: input)
        return .page(
            line.account.name, status: input.isValid ? 200 : 422, width: .desk,
            view.one(line, sessions: sessions, people.zone))
    }

    @Sendable private func add(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let t = exchange.t
        var input = FormInput(exchange)
        let typed = input.text("login", max: 100)
        let name = input.text("name")
        let password = exchange.form.text("password") ?? ""
        let login = Login(typed)
        if !typed.isEmpty, login == nil {
            input.refuse("login", t("Use 2 to 100 letters, digits or the signs . - _ @ +"))
        }
        if let login {
            let isTaken = try await people.database.read { db in
                try Account.find(login, in: db) != nil
            }
            if isTaken { input.refuse("login", t("This sign-in name is taken.")) }
        }
        if !PasswordRule.accepts(password, login: login?.text ?? "") {
            let values = ["n": t.number(PasswordRule.charactersMin)]
            input.refuse(
                "password", t("Use at least {n} characters, and not your sign-in name.", values))
        }
        guard input.isValid, let login else { return try await listPage(exchange, input) }
        let adding = AddAccount(
            login: login, name: name, language: t.language.code,
            passwordHash: try await people.passwords.hash(password),
            isPerson: input.ticked("person"), duties: [])
        return try await people.acting(exchange, then: "/accounts") { db in
            _ = try adding.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func giveDuty(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        var input = FormInput(exchange)
        let role = input.choice("role", of: givenRoles.map(\.rawValue)).flatMap {
            Role(rawValue: $0)
        }
        let purpose = input.choice("purpose", of: givenPurposes.map(\.rawValue)).flatMap {
            Purpose(rawValue: $0)
        }
        let organisation = input.number("organisation", in: 1...Int.max)
        let location = input.optionalText("location", max: 19)
        let place = location.flatMap { LocationID($0) }
        if location != nil, place == nil {
            input.refuse("location", exchange.t("Write the number of a place."))
        }
        guard input.isValid, let role, let purpose, let organisation else {
            return try await showPage(exchange, input)
        }
        let duty = Duty(
            role: role, organisation: ID(Int64(organisation)), location: place, purpose: purpose)
        return try await act(exchange, id) { db in
            try GiveDuty(account: id, duty: duty).perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func takeDuty(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        let action = TakeDuty(
            account: id, duty: try exchange.id("duty"), told: people.mandateEnded)
        return try await act(exchange, id) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func endSessions(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        return try await act(exchange, id) { db in
            try EndSessions(account: id, keeping: nil).perform(
                by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func removeCode(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        return try await act(exchange, id) { db in
            _ = try RemoveSecondStep(account: id, typed: nil).perform(
                by: principal, at: exchange.now, in: db)
        }
    }

    private func act(
        _ exchange: Exchange, _ id: AccountID, _ action: @escaping @Sendable (Writer) throws -> Void
    ) async throws -> Reply {
        try await people.acting(exchange, then: "/accounts/\(id)", action)
    }
}

/// Somebody's own files come with being a person, never with a duty.
let givenRoles = Role.allCases.filter { $0 != .person }
let givenPurposes = Purpose.allCases.filter { $0 != .own }
