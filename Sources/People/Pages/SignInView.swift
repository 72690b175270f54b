import Kernel
import Languages
import Web

/// An invented account as the sign-in page shows it.
struct DemoLine: Sendable {
    let account: Account
    let roles: [Role]
}

/// The two pages of signing in.
struct SignInView: Sendable {
    let exchange: Exchange
    let input: FormInput
    let next: String

    private var t: Translator { exchange.t }

    func password(provider: String?, demo: [DemoLine]) -> HTML {
        withErrors(
            t, input.errors,
            """
            <h1>\(t("Sign in"))</h1>
            <form method="post" action="/sign-in" novalidate>\(exchange.formFields)\(hiddenField("next", next))
            \(textField(t, name: "login", label: t("User name"), value: input.form.text("login") ?? "",
            error: input.error("login"), autocomplete: "username"))
            \(textField(t, name: "password", label: t("Password"), error: input.error("password"),
            type: .password, autocomplete: "current-password"))
            \(actions(button(t("Sign in"))))</form>
            <p><a href="/sign-in/recovery">\(t("I cannot get in any more"))</a></p>
            <p><a href="/sign-in/first">\(t("An office gave me a code for my file"))</a></p>
            \(provider.map(providerButton))\(demo.isEmpty ? HTML() : demoTable(demo))
            """)
    }

    var code: HTML {
        withErrors(
            t, input.errors,
            """
            <h1>\(t("Enter the code"))</h1>
            <form method="post" action="/sign-in/code" novalidate>\(exchange.formFields)\(hiddenField("next", next))
            \(textField(t, name: "code", label: t("Code"), hint: t("Six digits from your code app."),
            error: input.error("code"), autocomplete: "one-time-code", short: true))
            \(actions(button(t("Go on"))))</form>
            <p><a href="/sign-in">\(t("Start again"))</a></p>
            """)
    }

    /// A link, not a form: `form-action` of our policy would stop a form that leads away.
    private func providerButton(_ name: String) -> HTML {
        let label = t("Sign in with {provider}", ["provider": name])
        let path = "/sign-in/provider?next=" + percentEncoded(next)
        return actions(buttonLink(label, to: path, kind: .secondary))
    }

    private func demoTable(_ lines: [DemoLine]) -> HTML {
        let columns = [Column(t("User name")), Column(t("Name")), Column(t("Task"))]
        let rows = lines.map { line -> [HTML] in
            let roles = line.roles.isEmpty ? [.person] : line.roles
            let tasks = roles.map { roleWords($0, t) }.joined(separator: ", ")
            return ["<code>\(line.account.login)</code>", "\(line.account.name)", "\(tasks)"]
        }
        let table = sortableTable(
            t, caption: t("Invented accounts"), captionHidden: true, columns: columns, rows: rows)
        // Whoever signs in needs two fields: the list waits until somebody asks for it.
        let summary = t.plural("Show the {n} account", "Show the {n} accounts", lines.count)
        return """
            <section><h2>\(t("Accounts to try"))</h2>
            <p>\(t("These accounts and their cases are invented. The password of each is:")) \
            <code>\(People.demoPassword)</code></p>
            <details><summary>\(summary)</summary>\(table)</details></section>
            """
    }
}
