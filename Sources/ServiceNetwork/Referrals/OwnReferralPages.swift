import Kernel
import Languages
import Storage
import Web

/// What a person does with their referrals beside reading them: a code for a desk, a yes or a no.
struct OwnReferralPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .post(
                "/referrals/code", may: .role(.person),
                "Makes the code with which a desk refers somebody.",
                code),
            .post(
                "/referrals/sendings/{id}/consent", may: .role(.person),
                "Says whether a body may be asked.", decide),
        ]
    }

    /// The code stands on this page alone; the store keeps its keyed hash.
    @Sendable private func code(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (made, settings, now) = (ReferralCode.new(), network.referrals, exchange.now)
        try await network.database.write { db in
            try made.perform(by: principal, at: now, in: db, settings)
        }
        let t = exchange.t
        let minutes = t.plural(
            "It counts once, for {n} minute.", "It counts once, for {n} minutes.",
            settings.policy.codeMinutes)
        return .page(
            t("Code for a desk"),
            """
            <h1>\(t("Code for a desk"))</h1>
            <p class="lead"><b class="number">\(made.code)</b></p>
            <p>\(t("Show or say it at the desk that refers you.")) \(minutes)</p>
            \(actions(buttonLink(t("My referrals"), to: "/referrals", kind: .secondary)))
            """)
    }

    @Sendable private func decide(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: SendingThing.self)
        var input = FormInput(exchange)
        guard let agrees = input.choice("agrees", of: ["yes", "no"]) else {
            throw Refused(.invalid, "Choose one of the options.")
        }
        let settings = network.referrals
        return try await network.acting(exchange) { person, now, db in
            try DecideReferral(sending: id, agrees: agrees == "yes")
                .perform(by: person, at: now, in: db, settings)
            return "/referrals/\(try Sending.find(id, for: person, .person, in: db).0.id)"
        }
    }
}
