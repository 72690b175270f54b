import Kernel
import Languages
import Web

/// The part of the account's page for somebody with own requests.
struct PersonView: Sendable {
    let exchange: Exchange
    let input: FormInput
    let facts: AccountFacts

    private var t: Translator { exchange.t }

    var main: HTML {
        channels + files + MandateView(exchange: exchange, input: input, facts: facts).given
            + readings
    }

    /// The way to a file that another system kept, or another office under another number.
    private var files: HTML {
        """
        <p><a href="/account/files">\(t("A file of yours is missing here?"))</a></p>
        """
    }

    private var channels: HTML {
        let columns = [
            Column(t("Way")), Column(t("Address")), Column(t("State")), Column(t("Action")),
        ]
        let rows = facts.channels.filter { !$0.address.isEmpty }.map { channel -> [HTML] in
            let isPortal = channel.kind == .portal
            let removal = "/account/channels/\(channel.id)/removal"
            return [
                "\(channelWords(channel.kind, t))", "\(isPortal ? "–" : channel.address)",
                state(channel),
                isPortal || !facts.isProven
                    ? HTML() : check(channel) + smallForm(exchange, removal, t("Remove")),
            ]
        }
        let table = sortableTable(
            t, caption: t("Ways to reach you"), captionHidden: true, columns: columns, rows: rows)
        return """
            <section><h2>\(t("How we reach you"))</h2>
            <p>\(t("We try them from top to bottom. A message that comes back never ends a request."))</p>
            \(table)\(facts.isProven ? channelForm : proofLink)</section>
            """
    }

    /// A session that was left open changes no way to reach its owner.
    private var proofLink: HTML {
        actions(buttonLink(t("Change your addresses"), to: "/account/proof", kind: .secondary))
    }

    private func state(_ channel: Channel) -> HTML {
        if channel.hasBounced { return tag(t("Does not work"), .care) }
        if channel.kind == .phone, !channel.isVerified {
            return tag(t("Check it: messages come only to a checked number"), .care)
        }
        let isChecked = channel.isVerified && channel.kind != .portal
        return tag(isChecked ? t("Checked") : t("In use"), .good)
    }

    /// A checked address leads back into the account of whoever lost the password.
    private func check(_ channel: Channel) -> HTML {
        let isPushed = channel.kind == .email || channel.kind == .phone
        guard isPushed, !channel.isVerified, !channel.hasBounced else { return HTML() }
        return smallForm(exchange, "/account/channels/\(channel.id)/code", t("Check this address"))
    }

    private var channelForm: HTML {
        let kinds = givenChannels.map { Choice($0.rawValue, channelWords($0, t)) }
        let hint = t("A mail address, a phone number or a postal address.")
        return """
            <form method="post" action="/account/channels" novalidate>\(exchange.formFields)
            \(selectField(t, name: "kind", label: t("Way"), options: kinds,
                value: input.form.text("kind") ?? "", error: input.error("kind")))
            \(textField(t, name: "address", label: t("Address"), hint: hint,
                value: input.form.text("address") ?? "", error: input.error("address")))
            \(actions(button(t("Add"), kind: .secondary)))</form>
            """
    }

    private var readings: HTML {
        let rows = DayOfReading.days(facts.readings, in: facts.zone).map { day -> [HTML] in
            let things = day.things.map(what).joined(separator: "; ")
            return ["\(t.date(day.day))", "\(day.who)", "\(things)", "\(day.times)"]
        }
        let columns = [
            Column(t("Day")), Column(t("Who")), Column(t("What")),
            Column(t("Times"), numeric: true),
        ]
        return section(
            t("Who looked at your files"), columns, rows,
            none: t("Nobody has looked at your files yet."))
    }

    private func what(_ what: Reading.What) -> String {
        switch what {
        case .messages: t("your messages, for you")
        case .messageList: t("the list of your messages, for you")
        case .files: t("the list of your files, for you")
        case .file(let reference, byMandate: true):
            t("file {reference}, for you", ["reference": reference.text])
        case .file(let reference, byMandate: false):
            t("file {reference}, at work", ["reference": reference.text])
        case .tied(let reference):
            t("your document, to open file {reference} to you", ["reference": reference.text])
        }
    }

    private func section(
        _ title: String, _ columns: [Column], _ rows: [[HTML]], none: String
    ) -> HTML {
        let list: HTML =
            rows.isEmpty
            ? "<p>\(none)</p>"
            : sortableTable(t, caption: title, captionHidden: true, columns: columns, rows: rows)
        return "<section><h2>\(title)</h2>\(list)</section>"
    }
}
