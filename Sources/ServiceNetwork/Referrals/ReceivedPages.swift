import Kernel
import Languages
import Storage
import Web

/// The pages of a body that was sent a referral: by its accounts, or by the link of a small organisation.
struct ReceivedPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let staff = Permission.roles(referralStaff)
        return [
            .get(
                "/referrals/received/{id}", may: staff,
                "A referral that was sent to one's body; who it is only once it accepted.",
                show),
            .post(
                "/referrals/received/{id}/answer", may: staff, "Accepts, or declines and says why.",
                answer),
            .post(
                "/referrals/received/{id}/outcome", may: staff, "Says what became of somebody.",
                outcome),
            .get(
                "/referrals/link/{token}", may: .everyone,
                "The one referral that a link opens, while it does.", show),
            .post(
                "/referrals/link/{token}/answer", may: .everyone,
                "Accepts or declines by a link.", answer),
            .post(
                "/referrals/link/{token}/outcome", may: .everyone,
                "Says by a link what became of somebody; it ends the link.",
                outcome),
        ]
    }

    /// The door that the address names.
    private func opened(_ exchange: Exchange) throws -> (door: ReceivingDoor, path: String) {
        if let token = exchange.parameters["token"] {
            return (.link(token), "/referrals/link/\(percentEncoded(token))")
        }
        let id = try exchange.id("id", of: SendingThing.self)
        return (.account(id, try exchange.signedIn()), "/referrals/received/\(id)")
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, FormInput(exchange))
    }

    private func page(
        _ exchange: Exchange, _ input: FormInput, status: Int = 200
    ) async throws -> Reply {
        let (door, path) = try opened(exchange)
        let (now, network) = (exchange.now, self.network)
        let (found, towns) = try await network.database.read { db in
            (try door.open(at: now, in: db), try Municipality.all(in: db))
        }
        let view = ReceivedView(
            exchange: exchange, words: ReferralWords(exchange, network, towns), received: found,
            path: path, input: input)
        return .page(
            view.title, status: status, withErrors(exchange.t, input.errors, view.html))
    }

    @Sendable private func answer(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let isYes = input.form.text("answer") == ReferralAnswer.accepted.rawValue
        let reason =
            isYes
            ? nil
            : input.choice("reason", of: DeclineReason.allCases.map(\.rawValue))
                .flatMap(DeclineReason.init)
        let words = isYes ? nil : input.optionalText("words", max: answerWordsMax)
        guard input.isValid else { return try await page(exchange, input, status: 422) }
        let (door, path) = try opened(exchange)
        let action = AnswerReferral(
            door: door, answer: isYes ? .accepted : .declined, reason: reason, words: words)
        let (now, settings) = (exchange.now, network.referrals)
        try await once(exchange, door) { db in try action.perform(at: now, in: db, settings) }
        if case .link = door, !isYes { return thanks(exchange) }
        return .seeOther(path)
    }

    @Sendable private func outcome(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let outcome = input.choice("outcome", of: ReferralOutcome.allCases.map(\.rawValue))
            .flatMap(ReferralOutcome.init)
        let on = input.day("on")
        guard input.isValid, let outcome, let on else {
            return try await page(exchange, input, status: 422)
        }
        let (door, path) = try opened(exchange)
        let (now, settings) = (exchange.now, network.referrals)
        let action = ReturnOutcome(door: door, outcome: outcome, on: on)
        try await once(exchange, door) { db in try action.perform(at: now, in: db, settings) }
        if case .link = door { return thanks(exchange) }
        return .seeOther(path)
    }

    /// One action however often the form is sent. The key of a link's form holds the link: its keyed hash is stored.
    private func once(
        _ exchange: Exchange, _ door: ReceivingDoor,
        _ action: @escaping @Sendable (Writer) throws -> Void
    ) async throws {
        let (given, now) = (exchange.onceKey, exchange.now)
        _ = try await network.database.write { db in
            var key = given
            if case .link = door {
                let hash = hex(Received.hash(given.text, db.keys))
                key = OnceKey("referral " + hash, contents: given.contents)
            }
            return try db.once(key, at: now) {
                try action(db)
                return ""
            }
        }
    }

    private func thanks(_ exchange: Exchange) -> Reply {
        let t = exchange.t
        return .page(
            t("Thank you"),
            "<h1>\(t("Thank you"))</h1><p>\(t("Whoever referred the person reads your answer. This link is closed now."))</p>"
        )
    }
}

private let answerWordsMax = 500
