import Kernel
import Languages
import Storage
import Web

/// The pages of whoever refers people; a person's own stand under the same addresses.
struct ReferralPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let (makers, both) = (referralMakers, Permission.roles([.person] + referralStaff))
        return [
            .get("/referrals", may: both, "One's own referrals, or those of one's desk.", list),
            .get("/referrals/new", may: makers, "A form to refer a person.", new),
            .post("/referrals", may: makers, "Refers a person to a first body.", make),
            .get("/referrals/{id}", may: both, "One referral and what became of it.", show),
            .post(
                "/referrals/{id}/sendings", may: makers, "Sends the same text to another body.",
                send),
            .post(
                "/referrals/{id}/withdrawal", may: both,
                "Withdraws the consent: the referral ends everywhere at once.", withdraw),
            .post(
                "/referrals/sendings/{id}/recall", may: makers,
                "Takes back what no body has answered.", recall),
            .post(
                "/referrals/sendings/{id}/link", may: makers,
                "Makes the link of a small organisation; it is shown once.", link),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (network, now) = (self.network, exchange.now)
        let view = try await network.database.read { db in
            ReferralListView(
                exchange: exchange,
                words: ReferralWords(exchange, network, try Municipality.all(in: db)),
                own: try Referral.own(principal, in: db),
                made: try Referral.made(by: principal, in: db),
                received: try Received.all(for: principal, at: now, in: db))
        }
        return view.page(principal)
    }

    @Sendable private func new(_ exchange: Exchange) async throws -> Reply {
        try await newForm(exchange).page()
    }

    private func newForm(_ exchange: Exchange) async throws -> ReferralForm {
        let principal = try exchange.signedIn()
        let choices = try await network.database.read { db in
            try ReferralChoices(for: principal, in: db)
        }
        return ReferralForm(exchange, network, choices)
    }

    @Sendable private func make(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        var form = try await newForm(exchange)
        guard let action = form.read(by: principal) else { return form.page(status: 422) }
        // Too long to be guessed, and nobody gets to try.
        if action.code != nil, !exchange.mayTry(in: "referral code \(principal.account)") {
            throw Refused(.tooMany, "Many codes were tried. Wait a minute.")
        }
        let settings = network.referrals
        return try await network.acting(exchange) { person, now, db in
            "/referrals/\(try action.perform(by: person, at: now, in: db, settings))"
        }
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let form = try await newForm(exchange)
        return try await page(exchange, form)
    }

    /// The page of one referral, perhaps with what must be put right in its form.
    private func page(
        _ exchange: Exchange, _ form: ReferralForm, status: Int = 200
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: ReferralThing.self)
        let (referral, part) = try await network.database.read { db in
            try Referral.find(id, for: principal, in: db)
        }
        let words = ReferralWords(exchange, network, form.choices.municipalities)
        let view = ReferralView(
            exchange: exchange, words: words, referral: referral, part: part, form: form)
        return .page(
            view.title, status: status, withErrors(exchange.t, form.input.errors, view.html))
    }

    @Sendable private func send(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: ReferralThing.self)
        let found = try await network.database.read { db in
            try Referral.find(id, for: principal, in: db).referral
        }
        var form = try await newForm(exchange)
        guard let address = form.readAddress(needsWay: found.personHash == nil),
            form.input.isValid
        else { return try await page(exchange, form, status: 422) }
        let settings = network.referrals
        return try await network.acting(exchange) { person, now, db in
            try SendReferral(referral: id, address: address)
                .perform(by: person, at: now, in: db, settings)
            return "/referrals/\(id)"
        }
    }

    @Sendable private func withdraw(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: ReferralThing.self)
        return try await network.acting(exchange) { person, now, db in
            try WithdrawReferral(referral: id).perform(by: person, at: now, in: db)
            return "/referrals/\(id)"
        }
    }

    @Sendable private func recall(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: SendingThing.self)
        return try await network.acting(exchange) { person, now, db in
            let found = try Sending.find(id, for: person, .maker, in: db)
            try RecallReferral(sending: id).perform(by: person, at: now, in: db)
            return "/referrals/\(found.0.id)"
        }
    }

    /// The link stands on this page alone: the store keeps a keyed hash of it, and no answer is kept with it.
    @Sendable private func link(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: SendingThing.self)
        let (token, settings, now) = (Keys.randomText(), network.referrals, exchange.now)
        let sending = try await network.database.write { db in
            try MakeLink(sending: id, token: token).perform(
                by: principal, at: now, in: db, settings)
            return try Sending.find(id, for: principal, .maker, in: db).1
        }
        let t = exchange.t
        let address = settings.address + "/referrals/link/" + token
        let end = sending.linkEnds.map { t.date(settings.zone.day(of: $0.adding(seconds: -1))) }
        return .page(
            t("Link for {name}", ["name": sending.receiver.name]),
            """
            <h1>\(t("Link for {name}", ["name": sending.receiver.name]))</h1>
            <p>\(t("Copy it now: it is shown once. Send it to somebody you know there."))</p>
            <p class="card"><a class="number" href="\(address)">\(address)</a></p>
            <p>\(t("It opens this one referral, and ends on {date}, with a refusal, or with the outcome. A new link ends this one.", ["date": end ?? ""]))</p>
            \(actions(buttonLink(t("Back to the referral"), to: "/referrals/\(sending.referral)", kind: .secondary)))
            """)
    }
}

/// Who refers people, and who may also be asked.
let referralStaff: [Role] = [.mediator, .partner, .officer, .supervisor]
let referralMakers = Permission.role(.mediator, .officer, .supervisor)

extension ServiceNetwork {
    /// All doors of referrals.
    var referralRoutes: [Route] {
        ReferralPages(network: self).routes + OwnReferralPages(network: self).routes
            + ReceivedPages(network: self).routes + ReceiverPages(network: self).routes
            + ConsentPages(network: self).routes
    }
}
