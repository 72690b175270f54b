import Kernel
import Languages
import Storage
import Web

/// What stands beside the first page of accounts.
struct AccountsBeside: Sendable {
    var latest: [DutyLine] = []
    /// Complaints that nobody who works here may open.
    var unopened: [Reference] = []

    init() {}

    init(_ rights: FileRights, in db: Reader) throws {
        latest = try DutyLine.latest(in: db)
        unopened = try rights.unopened(db)
    }
}

/// Whose an account is, whether it is open, and which tasks wait or were given last.
extension AccountsView {
    func human(_ line: AccountLine) -> Fact {
        let t = exchange.t
        let named = line.account.human != nil || !line.others.isEmpty
        let words =
            line.others.isEmpty
            ? t("no other account")
            : line.others.map(\.login)
                .joined(separator: ", ")
        return Fact(t("The same human being uses"), "\(named ? words : t("nobody said"))")
    }

    func state(_ line: AccountLine, _ zone: Zone) -> Fact {
        let t = exchange.t
        let words = line.account.closed.map {
            t("closed on {date}", ["date": momentWords($0, t, zone)])
        }
        return Fact(t("This account is"), "\(words ?? t("open"))")
    }

    /// Tasks that a second administrator confirms, or strikes.
    func waiting(_ line: AccountLine, _ path: String, _ zone: Zone) -> HTML {
        let t = exchange.t
        if line.waiting.isEmpty { return HTML() }
        let columns = [
            Column(t("Task")), Column(t("Purpose")), Column(t("Place"), numeric: true),
            Column(t("Asked for by")), Column(t("Action")),
        ]
        let rows = line.waiting.map { one -> [HTML] in
            let base = path + "/waiting-duties/\(one.id)"
            let place = one.duty.location?.description ?? t("everywhere")
            let confirm = smallForm(exchange, base + "/confirmation", t("Confirm"))
            let strike = smallForm(exchange, base + "/removal", t("Strike"))
            return [
                "\(roleWords(one.duty.role, t))", "\(purposeWords(one.duty.purpose, t))",
                "\(place)", "\(one.askedName), \(momentWords(one.asked, t, zone))",
                "\(confirm)\(strike)",
            ]
        }
        let title = t("Tasks that wait for a second administrator")
        let table = sortableTable(
            t, caption: title, captionHidden: true, columns: columns, rows: rows)
        return "<h3>\(title)</h3>\(table)"
    }

    /// An officer's account for their own files, or their second one for work.
    func humanForm(_ line: AccountLine, _ path: String) -> HTML {
        let t = exchange.t
        let hint = t(
            "The account for their own requests, or a second one for work. No file of theirs or of their family then opens to them at the desk, and they are no second person for a decision of their own."
        )
        let removal =
            line.account.human == nil
            ? HTML() : smallForm(exchange, path + "/human/removal", t("Take back what was said"))
        let field = textField(
            t, name: "other", label: t("User name of another account of the same human being"),
            hint: hint, value: input.form.text("other") ?? "", error: input.error("other"),
            autocomplete: "off")
        return """
            <section><h2>\(t("Who uses this account"))</h2>
            <form method="post" action="\(path)/human" novalidate>\(exchange.formFields)
            \(field)\(actions(button(t("Name it"), kind: .secondary)))</form>\(removal)</section>
            """
    }

    func closing(_ line: AccountLine, _ path: String) -> HTML {
        let t = exchange.t
        if line.account.closed != nil {
            let words = t("Nobody signs in with it. Its tasks come back with it.")
            let form = smallForm(exchange, path + "/reopening", t("Open this account again"))
            return
                "<section><h2>\(t("Open this account again"))</h2><p>\(words)</p>\(form)</section>"
        }
        let words = t(
            "Its sessions end, nobody signs in with it any more, and whoever let it act for them is told that this has ended. What it allowed ends too, and its referrals and paths are deleted: opening it again does not bring them back."
        )
        let form = smallForm(exchange, path + "/closure", t("Close this account"))
        return "<section><h2>\(t("Close it"))</h2><p>\(words)</p>\(form)</section>"
    }

    /// By number alone: what a complaint says is none of an administrator's business.
    func unopened(_ references: [Reference]) -> HTML {
        let t = exchange.t
        if references.isEmpty { return HTML() }
        let title = t("Complaints that nobody may open")
        let words = t(
            "Everybody who works on them bears a name that the complaint gives. Give the task to somebody else: time runs."
        )
        let items = references.html { "<li class=\"number\">\($0)</li>" }
        return "<section><h2>\(title)</h2><p>\(words)</p><ul>\(items)</ul></section>"
    }

    /// So that every administrator sees what another did.
    func lastDuties(_ lines: [DutyLine], _ zone: Zone) -> HTML {
        let t = exchange.t
        if lines.isEmpty { return HTML() }
        let columns = [
            Column(t("When")), Column(t("User name")), Column(t("Task")), Column(t("Purpose")),
            Column(t("What")), Column(t("Administrator")),
        ]
        let rows = lines.map { line -> [HTML] in
            let link: HTML = "<a href=\"/accounts/\(line.account)\">\(line.login)</a>"
            return [
                "\(momentWords(line.at, t, zone))", link, "\(roleWords(line.role, t))",
                "\(purposeWords(line.purpose, t))", "\(words(line.what))", "\(line.by)",
            ]
        }
        let title = t("Tasks given and taken last")
        let table = sortableTable(
            t, caption: title, captionHidden: true, columns: columns, rows: rows)
        return "<section><h2>\(title)</h2>\(table)</section>"
    }

    private func words(_ what: DutyLine.What) -> String {
        let t = exchange.t
        return switch what {
        case .asked: t("waits for a second administrator")
        case .given: t("given")
        case .refused: t("struck")
        case .taken: t("taken away")
        }
    }
}
