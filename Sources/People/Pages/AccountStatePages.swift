import Kernel
import Languages
import Storage
import Web

/// What an administrator does with an account beside its tasks: who uses it, whether it is open, and the second word to a
/// task that another asked for.
struct AccountStatePages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .post(
                "/accounts/{id}/human", may: .role(.administrator),
                "Say which human being uses an account", name),
            .post(
                "/accounts/{id}/human/removal", may: .role(.administrator),
                "Take back which human being uses an account", unname),
            .post("/accounts/{id}/closure", may: .role(.administrator), "Close an account", close),
            .post(
                "/accounts/{id}/reopening", may: .role(.administrator), "Open a closed account",
                reopen),
            .post(
                "/accounts/{id}/waiting-duties/{waiting}/confirmation", may: .role(.administrator),
                "Confirm a duty that another administrator asked for", confirm),
            .post(
                "/accounts/{id}/waiting-duties/{waiting}/removal", may: .role(.administrator),
                "Strike a duty that waits", strike),
        ]
    }

    @Sendable private func name(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        var input = FormInput(exchange)
        let typed = input.text("other", max: 100)
        let other = Login(typed)
        if !typed.isEmpty, other == nil {
            input.refuse("other", exchange.t(DutyRefusal.unknownOther.explanation))
        }
        guard input.isValid, let other else {
            return try await AccountsPages(people: people).showPage(exchange, input)
        }
        do {
            return try await act(exchange, id) { db in
                try NameHuman(account: id, other: other).perform(
                    by: principal, at: exchange.now, in: db)
            }
        } catch let refusal as DutyRefusal where refusal.kind == .invalid {
            input.refuse("other", exchange.t(refusal.explanation))
            return try await AccountsPages(people: people).showPage(exchange, input)
        }
    }

    @Sendable private func unname(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        return try await act(exchange, id) { db in
            try NameHuman(account: id, other: nil).perform(
                by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func close(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        let action = CloseAccount(account: id, told: people.mandateEnded, left: people.left)
        return try await act(exchange, id) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func reopen(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        return try await act(exchange, id) { db in
            try OpenAccount(account: id).perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        let action = ConfirmDuty(account: id, waiting: try exchange.id("waiting"))
        return try await act(exchange, id) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func strike(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id: AccountID = try exchange.id("id")
        let action = RefuseDuty(account: id, waiting: try exchange.id("waiting"))
        return try await act(exchange, id) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    private func act(
        _ exchange: Exchange, _ id: AccountID, _ action: @escaping @Sendable (Writer) throws -> Void
    ) async throws -> Reply {
        try await people.acting(exchange, then: "/accounts/\(id)", action)
    }
}
