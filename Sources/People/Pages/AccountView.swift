import Kernel
import Languages
import Storage
import Web

/// What the account's page shows.
struct AccountFacts: Sendable {
    let account: Account
    let duties: [Duty]
    let sessions: [Session]
    let channels: [Channel]
    let mandates: [Mandate]
    let held: [HeldMandate]
    /// How people name this account in a mandate; nil where it may hold none.
    let mandateReference: Reference?
    let readings: [Reading]
    let unread: Int
    let zone: Zone
    /// The secret of a code app that is offered and not confirmed.
    let offered: [UInt8]?
    /// Whether this session showed a short while ago that the account is theirs.
    let isProven: Bool
    /// A code that a desk gave for this account, as long as it stands.
    let deskCode: DeskCode?
    /// Where staff read what they were trained in.
    let trainingPath: String?
    /// Where people read what they allowed.
    let consentsPath: String?

    init(
        _ principal: Principal, _ people: People, _ mandateReference: Reference?,
        _ session: ID<Session>?, at now: Moment, in db: Reader
    ) throws {
        self.mandateReference = mandateReference
        trainingPath = principal.duties.isEmpty ? nil : people.trainingPath
        consentsPath = principal.person == nil ? nil : people.consentsPath
        held = try HeldMandate.all(of: principal, at: now, in: db)
        zone = people.zone
        account = try Account.find(principal.account, for: principal, in: db)
        duties = principal.duties
        let own = account
        isProven = try session.map { try ProveSelf.isFresh($0, of: own, at: now, in: db) } ?? false
        deskCode = try DeskCode.standing(of: principal.account, at: now, in: db)
        sessions = try Session.running(of: principal.account, at: now, in: db)
        offered = try OfferSecondStep.offered(to: principal.account, in: db)
        let person = principal.person
        channels = try person.map { try Channel.all(of: $0, in: db) } ?? []
        mandates = try person.map { try Mandate.standing(of: $0, at: now, in: db) } ?? []
        readings = try person.map { try people.allReadings(of: $0, in: db) } ?? []
        unread = try Message.counts(of: principal.numbers, in: db).unread
    }
}

/// The page of one's own account.
struct AccountView: Sendable {
    let exchange: Exchange
    let input: FormInput
    let facts: AccountFacts

    private var t: Translator { exchange.t }
    private var isPerson: Bool { facts.account.person != nil }

    var main: HTML { withErrors(t, input.errors, page) }

    private var page: HTML {
        let own =
            isPerson ? PersonView(exchange: exchange, input: input, facts: facts).main : HTML()
        return """
            <h1>\(t("Your account"))</h1>
            \(desk)\(about)\(own)\(MandateView(exchange: exchange, input: input, facts: facts).held)\(sessions)
            \(SecondStepView(exchange: exchange, input: input, facts: facts).main)\(password)
            """
    }

    /// What a desk did with this account lately, where its owner sees it first.
    private var desk: HTML {
        let waits: HTML? = facts.deskCode.map { code -> HTML in
            let when = code.countsFrom.map { momentWords($0, t, facts.zone) }
            let words =
                when.map {
                    t(
                        "A desk gave a code for your account. It counts from {time} on.",
                        ["time": $0])
                }
                ?? t(
                    "A desk gave a code for your account. A second officer has still to confirm it."
                )
            return """
                <section><p>\(tag(words, .care))</p>
                <p>\(t("If you did not ask for it, stop it and tell an office."))</p>
                \(smallForm(exchange, "/account/desk-code/removal", t("Stop this code")))</section>
                """
        }
        let silent: HTML? =
            exchange.identity?.provesReceipt == false
            ? "<p>\(tag(t("A desk let you in with a code. For a day, what you read here does not count as received."), .care))</p>"
            : nil
        return "\(waits)\(silent)"
    }

    private var about: HTML {
        var lines = [
            Fact(t("Name"), "\(facts.account.name)"),
            Fact(t("User name"), "\(facts.account.login)"),
        ]
        for duty in facts.duties {
            lines.append(
                Fact(t("Task"), "\(roleWords(duty.role, t)), \(purposeWords(duty.purpose, t))"))
        }
        if let path = facts.trainingPath {
            lines.append(Fact(t("Training"), "<a href=\"\(path)\">\(t("My training"))</a>"))
        }
        if isPerson {
            lines.append(Fact(t("Messages"), "<a href=\"/messages\">\(unreadWords)</a>"))
        }
        if let path = facts.consentsPath {
            lines.append(Fact(t("What I allowed"), "<a href=\"\(path)\">\(t("My consents"))</a>"))
        }
        return definitionList(t, lines)
    }

    private var unreadWords: String {
        if facts.unread == 0 { return t("No new messages") }
        return t.plural("{n} new message", "{n} new messages", facts.unread)
    }

    private var sessions: HTML {
        let columns = [
            Column(t("Device")), Column(t("Signed in")), Column(t("Last seen")),
            Column(t("Action")),
        ]
        let rows = facts.sessions.map { session -> [HTML] in
            let isThis = exchange.identity?.session == "\(session.id)"
            let end =
                isThis
                ? tag(t("This device"), .now)
                : smallForm(exchange, "/account/sessions/\(session.id)/end", t("Sign out"))
            let times = [session.created, session.lastSeen].map {
                HTML(momentWords($0, t, facts.zone))
            }
            return ["\(session.device)"] + times + [end]
        }
        let table = sortableTable(
            t, caption: t("Your sessions"), captionHidden: true, columns: columns, rows: rows)
        return "<section><h2>\(t("Where you are signed in"))</h2>\(table)</section>"
    }

    private var password: HTML {
        if facts.account.passwordHash == nil { return HTML() }
        let hint = t("At least {n} characters.", ["n": t.number(PasswordRule.charactersMin)])
        return """
            <section><h2>\(t("New password"))</h2>
            <form method="post" action="/account/password" novalidate>\(exchange.formFields)
            \(textField(t, name: "old", label: t("Present password"), error: input.error("old"),
                type: .password, autocomplete: "current-password"))
            \(textField(t, name: "new", label: t("New password"), hint: hint, error: input.error("new"),
                type: .password, autocomplete: "new-password"))
            \(actions(button(t("Set password"), kind: .secondary)))</form></section>
            """
    }
}

/// A button with nothing to fill in.
func smallForm(_ exchange: Exchange, _ path: String, _ label: String) -> HTML {
    "<form method=\"post\" action=\"\(path)\">\(exchange.formFields)\(button(label, kind: .quiet))</form>"
}
