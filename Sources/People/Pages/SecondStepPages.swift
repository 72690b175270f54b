import Kernel
import Languages
import Storage
import Web

/// Setting up and removing the code app of one's own account.
struct SecondStepPages: Sendable {
    let people: People

    var routes: [Route] {
        [
            .post("/account/code-app", may: .signedIn, "Ask for a code app", offer),
            .post(
                "/account/code-app/confirmation", may: .signedIn,
                "Confirm the code app with a code", confirm),
            .post("/account/code-app/removal", may: .signedIn, "Remove the code app", remove),
        ]
    }

    @Sendable private func offer(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let action = OfferSecondStep(secret: OneTimeCode.newSecret())
        return try await people.acting(exchange, then: "/account#code-app") { db in
            try action.perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        try await check(exchange) { principal, typed, db in
            try ConfirmSecondStep(typed: typed).perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func remove(_ exchange: Exchange) async throws -> Reply {
        try await check(exchange) { principal, typed, db in
            try RemoveSecondStep(account: principal.account, typed: typed)
                .perform(by: principal, at: exchange.now, in: db)
        }
    }

    private func check(
        _ exchange: Exchange,
        _ action: @escaping @Sendable (Principal, String, Writer) throws -> Bool
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        if people.limiter.take("code \(principal.account)", at: exchange.now) != .go {
            throw tooManyAttempts
        }
        var input = FormInput(exchange)
        let typed = input.text("code", max: 12)
        if input.isValid {
            let isRight = try await people.database.write { db in try action(principal, typed, db) }
            if isRight { return .seeOther("/account#code-app") }
            input.refuse(
                "code", exchange.t("This code is wrong or was used already. Wait for the next one.")
            )
        }
        return try await AccountPages(people: people).page(exchange, input)
    }
}

/// The part of the account's page about the code app.
struct SecondStepView: Sendable {
    let exchange: Exchange
    let input: FormInput
    let facts: AccountFacts

    private var t: Translator { exchange.t }

    var main: HTML {
        """
        <section id="code-app"><h2>\(t("Code at sign-in"))</h2>
        <p>\(t("A code from an app on your phone keeps others out even when they know your password."))</p>
        \(content)</section>
        """
    }

    private var content: HTML {
        if facts.account.totpSecret != nil {
            return "<p>\(tag(t("In use"), .good))</p>"
                + codeForm("/account/code-app/removal", t("Remove the code app"))
        }
        guard let secret = facts.offered else {
            return smallForm(exchange, "/account/code-app", t("Set up a code app"))
        }
        return offer(secret)
    }

    private func offer(_ secret: [UInt8]) -> HTML {
        let address = OneTimeCode.address(secret, login: facts.account.login)
        return """
            <p>\(t("Scan this with your code app, or type the secret into it. Then enter the code it shows."))</p>
            <p>\(qrCode(address, label: t("Secret for the code app")))</p>
            <p>\(t("Secret:")) <code>\(OneTimeCode.base32(secret))</code></p>
            \(codeForm("/account/code-app/confirmation", t("Confirm")))
            """
    }

    private func codeForm(_ path: String, _ label: String) -> HTML {
        """
        <form method="post" action="\(path)" novalidate>\(exchange.formFields)
        \(textField(t, name: "code", label: t("Code"), hint: t("Six digits from your code app."),
            error: input.error("code"), autocomplete: "one-time-code", short: true))
        \(actions(button(label, kind: .secondary)))</form>
        """
    }
}
