import Kernel
import Languages
import Web

/// An account with its duties.
struct AccountLine: Sendable {
    let account: Account
    let duties: [GivenDuty]
    /// Those that wait for a second administrator.
    var waiting: [WaitingDuty] = []
    /// What else the same human being signs in with.
    var others: [Account] = []
}

/// The administrator's list of accounts, and the page of one.
struct AccountsView: Sendable {
    let exchange: Exchange
    let input: FormInput

    private var t: Translator { exchange.t }

    func list(
        _ lines: [AccountLine], page: Int, pages: Int, _ beside: AccountsBeside, _ zone: Zone
    ) -> HTML {
        let columns = [Column(t("User name")), Column(t("Name")), Column(t("Tasks"))]
        let rows = lines.map { line -> [HTML] in
            let link: HTML = "<a href=\"/accounts/\(line.account.id)\">\(line.account.login)</a>"
            let state = line.account.closed == nil ? HTML() : " \(tag(t("closed"), .plain))"
            return [link, "\(line.account.name)\(state)", "\(tasks(line))"]
        }
        let table = sortableTable(
            t, caption: t("Accounts"), captionHidden: true, columns: columns, rows: rows)
        return withErrors(
            t, input.errors,
            """
            <h1>\(t("Accounts"))</h1>\(table)
            \(pager(t, page: page, pages: pages, address: Address("/accounts")))\(unopened(beside.unopened))\(lastDuties(beside.latest, zone))\(addForm)
            """)
    }

    private func tasks(_ line: AccountLine) -> String {
        let own = line.account.person == nil ? [] : [roleWords(.person, t)]
        return (own + line.duties.map { roleWords($0.duty.role, t) }).joined(separator: ", ")
    }

    private var addForm: HTML {
        let box = checkboxFields(
            t, name: "person", legend: t("What for"),
            options: [Choice("yes", t("For somebody's own requests"))],
            values: input.ticked("person") ? ["yes"] : [], required: false)
        return """
            <section><h2>\(t("Add an account"))</h2>
            <form method="post" action="/accounts" novalidate>\(exchange.formFields)
            \(textField(t, name: "login", label: t("User name"), value: input.form.text("login") ?? "",
                error: input.error("login"), autocomplete: "off"))
            \(textField(t, name: "name", label: t("Name"), value: input.form.text("name") ?? "",
                error: input.error("name"), autocomplete: "off"))
            \(textField(t, name: "password", label: t("First password"), error: input.error("password"),
                type: .password, autocomplete: "new-password"))
            \(box)\(actions(button(t("Add"))))</form></section>
            """
    }

    func one(_ line: AccountLine, sessions: Int, _ zone: Zone) -> HTML {
        let account = line.account
        let path = "/accounts/\(account.id)"
        let hasCode = account.totpSecret != nil
        let facts = [
            Fact(t("User name"), "\(account.login)"), Fact(t("Name"), "\(account.name)"),
            Fact(t("Code at sign-in"), "\(hasCode ? t("yes") : t("no"))"),
            Fact(t("Sessions running"), "\(t.number(sessions))"), human(line), state(line, zone),
        ]
        let removal =
            hasCode
            ? smallForm(exchange, path + "/code-app/removal", t("Remove the code app")) : HTML()
        return withErrors(
            t, input.errors,
            """
            <p><a href="/accounts">\(t("All accounts"))</a></p>
            <h1>\(account.name)</h1>\(definitionList(t, facts))
            \(smallForm(exchange, path + "/sessions/end", t("End all sessions")))\(removal)
            <h2>\(t("Tasks"))</h2>\(duties(line, path))\(waiting(line, path, zone))\(dutyForm(path))
            \(humanForm(line, path))\(closing(line, path))
            """)
    }

    private func duties(_ line: AccountLine, _ path: String) -> HTML {
        if line.duties.isEmpty { return "<p>\(t("No tasks yet."))</p>" }
        let columns = [
            Column(t("Task")), Column(t("Purpose")), Column(t("Organisation"), numeric: true),
            Column(t("Place"), numeric: true), Column(t("Action")),
        ]
        let rows = line.duties.map { given -> [HTML] in
            let duty = given.duty
            let place = duty.location?.description ?? t("everywhere")
            return [
                "\(roleWords(duty.role, t))", "\(purposeWords(duty.purpose, t))",
                "\(duty.organisation)",
                "\(place)", smallForm(exchange, path + "/duties/\(given.id)/removal", t("Remove")),
            ]
        }
        return sortableTable(
            t, caption: t("Tasks"), captionHidden: true, columns: columns, rows: rows)
    }

    private func dutyForm(_ path: String) -> HTML {
        let roles = givenRoles.map { Choice($0.rawValue, roleWords($0, t)) }
        let purposes = givenPurposes.map { Choice($0.rawValue, purposeWords($0, t)) }
        let form = input.form
        return """
            <section><h2>\(t("Give a task"))</h2>
            <form method="post" action="\(path)/duties" novalidate>\(exchange.formFields)
            \(selectField(t, name: "role", label: t("Task"), options: roles,
                value: form.text("role") ?? "", error: input.error("role")))
            \(selectField(t, name: "purpose", label: t("Purpose"), options: purposes,
                value: form.text("purpose") ?? "", error: input.error("purpose")))
            \(textField(t, name: "organisation", label: t("Number of the organisation"),
                value: form.text("organisation") ?? "1", error: input.error("organisation"), short: true))
            \(textField(t, name: "location", label: t("Number of the place"),
                hint: t("Leave empty for every place."), value: form.text("location") ?? "",
                error: input.error("location"), required: false, short: true))
            \(actions(button(t("Give this task"))))</form></section>
            """
    }
}
