import Kernel
import Languages
import Storage
import Web

/// Giving a mandate and taking it back.
struct MandatePages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .post("/account/mandates", may: .role(.person), "Let somebody act for oneself", grant),
            .post(
                "/account/mandates/{id}/revocation", may: .role(.person), "Take back a mandate",
                revoke),
        ]
    }

    @Sendable private func grant(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        // A reference is too long to be guessed, and nobody gets to try.
        if people.limiter.take("mandate \(principal.account)", at: exchange.now) != .go {
            throw tooManyAttempts
        }
        let t = exchange.t
        var input = FormInput(exchange)
        let typed = input.text("holder", max: 20)
        let holder = Reference(typed)
        if !typed.isEmpty, holder == nil {
            input.refuse("holder", t(MandateRefusal.unknownHolder.explanation))
        }
        let scope = input.choice("scope", of: MandateScope.allCases.map(\.rawValue)).flatMap {
            MandateScope(rawValue: $0)
        }
        let last = input.day("to")
        guard input.isValid, let holder, let scope, let last else {
            return try await AccountPages(people: people).page(exchange, input)
        }
        let action = GrantMandate(holder: holder, scope: scope, last: last, zone: people.zone)
        do {
            return try await people.acting(exchange, then: "/account#mandates") { db in
                try action.perform(by: principal, at: exchange.now, in: db)
            }
        } catch let refusal as MandateRefusal {
            input.refuse(refusal.field, t(refusal.explanation))
            return try await AccountPages(people: people).page(exchange, input)
        }
    }

    @Sendable private func revoke(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let action = RevokeMandate(mandate: try exchange.id("id"))
        return try await people.acting(exchange, then: "/account#mandates") { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }
}
