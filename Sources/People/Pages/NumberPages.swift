import Kernel
import Languages
import Storage
import Web

/// A file that was kept elsewhere becomes its person's: with a code on paper, for an account that is there or a new one.
struct NumberPages: Sendable {
    let people: People

    var routes: [Route] {
        let own = Permission.role(.person)
        return [
            .get("/account/files", may: own, "The files that a code tied to one's account", show),
            .post(
                "/account/files", may: own, "Tie a file to one's account with a code from a desk",
                tie),
            .post(
                "/account/files/end", may: own, "Say that a file that was tied is not one's own",
                end),
            .get(
                "/sign-in/first", may: .everyone, "The form for a first account with a code",
                showFirst),
            .post(
                "/sign-in/first", may: .everyone,
                "Make a first account with a code from a desk, which opens one's file", first),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, FormInput(exchange))
    }

    @Sendable private func tie(_ exchange: Exchange) async throws -> Reply {
        let (principal, now) = (try exchange.signedIn(), exchange.now)
        var input = FormInput(exchange)
        let (file, code) = NumberPages.read(&input, exchange.t)
        guard let file, let code, input.isValid else { return try await page(exchange, input) }
        if people.limiter.take("number \(principal.account)", at: now) != .go {
            throw tooManyAttempts
        }
        let action = TieNumber(file: file, code: code)
        let isIn = try await people.database.write { db in
            try action.perform(by: principal, at: now, in: db)
        }
        if isIn { return .seeOther("/cases/\(file)") }
        input.refuse("code", NumberPages.wrong(exchange.t))
        return try await page(exchange, input)
    }

    @Sendable private func end(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let person = principal.person, let typed = exchange.form.text("tie"),
            let id = ID<TiedNumber>(typed)
        else { throw Refused.notFound }
        return try await people.acting(exchange, then: "/account/files") { db in
            guard let tie = try TiedNumber.find(id, of: person, in: db) else {
                throw Refused.notFound
            }
            try EndTiedNumber(tie: tie, reason: "").perform(by: principal, at: exchange.now, in: db)
        }
    }

    @Sendable private func showFirst(_ exchange: Exchange) async throws -> Reply {
        firstPage(exchange, FormInput(exchange))
    }

    @Sendable private func first(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        var input = FormInput(exchange)
        let (file, code) = NumberPages.read(&input, t)
        let typed = input.text("login")
        let login = Login(typed)
        if !typed.isEmpty, login == nil { input.refuse("login", t("This is no user name.")) }
        let new = exchange.form.text("new") ?? ""
        if !PasswordRule.accepts(new, login: login?.text ?? "") {
            let values = ["n": t.number(PasswordRule.charactersMin)]
            input.refuse(
                "new", t("Use at least {n} characters, and not your sign-in name.", values))
        }
        guard let file, let code, let login, input.isValid else {
            return firstPage(exchange, input)
        }
        if people.limiter.take("number \(file)", at: exchange.now) != .go {
            throw tooManyAttempts
        }
        let action = OpenFirstAccount(
            file: file, code: code, login: login,
            passwordHash: try await people.passwords.hash(new), language: t.language.code)
        let outcome = try await people.database.write { db in
            try action.perform(at: exchange.now, in: db)
        }
        switch outcome {
        case .opened: return .seeOther("/sign-in?next=" + percentEncoded("/cases/\(file)"))
        case .wrongCode: input.refuse("code", NumberPages.wrong(t))
        case .nameTaken:
            input.refuse("login", t("This sign-in name is taken. Choose another one."))
        }
        return firstPage(exchange, input)
    }

    /// The reference and the code, however they were typed; a named error where one cannot be any.
    private static func read(
        _ input: inout FormInput, _ t: Translator
    ) -> (file: Reference?, code: Reference?) {
        let (typedFile, typedCode) = (input.text("file"), input.text("code"))
        let (file, code) = (Reference(typedFile), AccessCode.read(typedCode))
        if !typedFile.isEmpty, file == nil {
            input.refuse("file", t("This is no reference of ours: check what you typed."))
        }
        if !typedCode.isEmpty, code == nil {
            input.refuse("code", t("This is no code of ours: check what you typed."))
        }
        return (file, code)
    }

    private static func wrong(_ t: Translator) -> String {
        t("This code does not belong to this file, was used, or its time is over.")
    }

    private func page(_ exchange: Exchange, _ input: FormInput) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        guard let person = principal.person else { throw Refused.notFound }
        let tied = try await people.database.read { db in
            try TiedNumber.all(of: person, in: db)
        }
        return .page(
            t("Files of yours that were kept elsewhere"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Files of yours that were kept elsewhere"))</h1>
                <p class="lead">\(t("A file that another system or another office kept does not know your account. Go to the office with your passport or residence card: there you get a code on paper."))</p>
                <form method="post" action="/account/files" novalidate>\(exchange.formFields)
                \(NumberPages.fields(t, input))
                \(actions(button(t("Open this file to me"))))</form>\(table(tied, exchange))
                <p><a href="/account">\(t("Back"))</a></p>
                """))
    }

    private func table(_ tied: [TiedNumber], _ exchange: Exchange) -> HTML? {
        if tied.isEmpty { return nil }
        let t = exchange.t
        let rows = tied.map { tie -> [HTML] in
            [
                "<a href=\"/cases/\(tie.file)\">\(tie.file)</a>",
                "\(t.date(people.zone.day(of: tie.tiedAt)))", "\(tie.givenName)", "\(tie.shown)",
                """
                <form method="post" action="/account/files/end">\(exchange.formFields)\
                \(hiddenField("tie", "\(tie.id)"))\(button(t("This is not my file"), kind: .quiet))</form>
                """,
            ]
        }
        let columns = [
            Column(t("File")), Column(t("Day")), Column(t("Who saw you")),
            Column(t("What you showed")), Column(t("Action")),
        ]
        let title = t("Opened to you with a code")
        let list = sortableTable(
            t, caption: title, captionHidden: true, columns: columns, rows: rows)
        return "<h2>\(title)</h2>\(list)"
    }

    private func firstPage(_ exchange: Exchange, _ input: FormInput) -> Reply {
        let t = exchange.t
        return .page(
            t("Your first account"), status: input.isValid ? 200 : 422,
            withErrors(
                t, input.errors,
                """
                <h1>\(t("Your first account"))</h1>
                <p class="lead">\(t("An office gave you a code on paper for your file. With it you make an account: you see whose turn it is, hand in papers and answer."))</p>
                <form method="post" action="/sign-in/first" novalidate>\(exchange.formFields)
                \(NumberPages.fields(t, input))
                \(textField(t, name: "login", label: t("User name"), hint: t("You choose it."),
                    value: input.form.text("login") ?? "", error: input.error("login"),
                    autocomplete: "username"))
                \(textField(t, name: "new", label: t("New password"),
                    hint: t("At least {n} characters.", ["n": t.number(PasswordRule.charactersMin)]),
                    error: input.error("new"), type: .password, autocomplete: "new-password"))
                \(actions(button(t("Make my account"))))</form>
                <p><a href="/sign-in">\(t("I have an account"))</a></p>
                """))
    }

    private static func fields(_ t: Translator, _ input: FormInput) -> HTML {
        """
        \(textField(t, name: "file", label: t("Reference of the file"),
            hint: t("It stands on the paper with the code."), value: input.form.text("file") ?? "",
            error: input.error("file"), short: true))
        \(textField(t, name: "code", label: t("Code"), hint: t("Such as RC-7K3M-9QPT-X."),
            error: input.error("code"), autocomplete: "one-time-code", short: true))
        """
    }
}
