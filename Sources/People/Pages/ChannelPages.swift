import Kernel
import Languages
import Storage
import Web

/// The ways to reach a person, which they add, check and take away: each only after they showed that the account is
/// theirs, and all other addresses are told.
struct ChannelPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .post(
                "/account/channels", may: .role(.person), "Add an address to be reached at",
                addChannel),
            .post(
                "/account/channels/{id}/removal", may: .role(.person), "Remove an address",
                removeChannel),
            .post(
                "/account/channels/{id}/code", may: .role(.person),
                "Send a code to an address of one's own, to check it", sendCheck),
            .get(
                "/account/channels/{id}/confirmation", may: .role(.person),
                "The form for the code that went to an address of one's own", showCheck),
            .post(
                "/account/channels/{id}/confirmation", may: .role(.person),
                "Show with a code that an address is one's own", confirm),
        ]
    }

    @Sendable private func addChannel(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let person = principal.person else { throw Refused.notFound }
        if let proof = try await people.proofFirst(exchange) { return proof }
        let t = exchange.t
        var input = FormInput(exchange)
        let kind = input.choice("kind", of: givenChannels.map(\.rawValue)).flatMap {
            ChannelKind(rawValue: $0)
        }
        let address = input.text("address")
        if let kind, !address.isEmpty, !kind.fits(address) {
            input.refuse("address", t("This does not look like such an address."))
        }
        guard input.isValid, let kind else {
            return try await AccountPages(people: people).page(exchange, input)
        }
        let action = AddChannel(
            person: person, kind: kind, address: address, language: t.language.code)
        return try await people.acting(exchange, then: "/account") { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func removeChannel(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let channel = try await own(exchange)
        if let proof = try await people.proofFirst(exchange) { return proof }
        let action = RemoveChannel(channel: channel.id)
        return try await people.acting(exchange, then: "/account") { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    /// An address of one's own; to everyone else there is none.
    private func own(_ exchange: Exchange) async throws -> Channel {
        let principal = try exchange.signedIn()
        let id: ID<Channel> = try exchange.id("id")
        let channel = try await people.database.read { db in try Channel.find(id, in: db) }
        guard let channel, channel.person == principal.person, channel.kind != .portal else {
            throw Refused.notFound
        }
        return channel
    }

    @Sendable private func sendCheck(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let channel = try await own(exchange).id
        if let proof = try await people.proofFirst(exchange) { return proof }
        let action = SendChannelCheck(channel: channel)
        return try await people.acting(
            exchange, then: "/account/channels/\(channel)/confirmation"
        ) { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func showCheck(_ exchange: Exchange) async throws -> Reply {
        try await checkPage(exchange, FormInput(exchange))
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let t = exchange.t
        var input = FormInput(exchange)
        let code = AccessCode.read(input.text("code"))
        if people.limiter.take("check \(principal.account)", at: exchange.now) != .go {
            throw tooManyAttempts
        }
        if let code, input.isValid {
            let action = ConfirmChannel(channel: try exchange.id("id"), code: code)
            let isRight = try await people.database.write { db in
                try action.perform(by: principal, at: exchange.now, in: db)
            }
            if isRight { return .seeOther("/account") }
        }
        if input.isValid {
            input.refuse("code", t("This code is wrong, or its time is over."))
        }
        return try await checkPage(exchange, input)
    }

    private func checkPage(_ exchange: Exchange, _ input: FormInput) async throws -> Reply {
        let t = exchange.t
        let channel = try await own(exchange)
        let values = [
            "address": channel.address, "hours": t.number(Int(AccessCode.restSeconds / 3_600)),
        ]
        return .page(
            t("Check an address"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Check an address"))</h1>
                <p>\(t("A code is on its way to {address}. With a checked address you come back into your account if you lose your password, from {hours} hours after the check on.", values))</p>
                <form method="post" action="/account/channels/\(channel.id)/confirmation" novalidate>\(exchange.formFields)
                \(textField(t, name: "code", label: t("Code"), hint: t("Such as RC-7K3M-9QPT-X."),
                    error: input.error("code"), autocomplete: "one-time-code", short: true))
                \(actions(button(t("Go on"))))</form>
                <p><a href="/account">\(t("Back"))</a></p>
                """))
    }
}

/// The account itself is always a way; the others are given by the person.
let givenChannels: [ChannelKind] = [.email, .phone, .post]
