import Kernel
import Languages
import Web

/// A person's own referrals; or those of a desk: sent by it, and sent to it.
struct ReferralListView {
    let exchange: Exchange
    let words: ReferralWords
    let own: [Referral]
    let made: [Referral]
    let received: [Received]

    private var t: Translator { exchange.t }

    func page(_ principal: Principal) -> Reply {
        if principal.has(.person) {
            return .page(t("My referrals"), "<h1>\(t("My referrals"))</h1>\(ofPerson)")
        }
        let makes = referralMakers.allows(principal)
        return .page(
            t("Referrals"), width: .desk,
            "<h1>\(t("Referrals"))</h1>\(toDesk)\(makes ? byDesk : HTML())")
    }

    private var ofPerson: HTML {
        let nothing = emptyState(
            title: t("Nobody has referred you"),
            words: t(
                "When a centre refers you to another body, you see here to whom, what they may be told, and what came of it."
            ))
        let list = own.html { referral -> HTML in
            let last = referral.sendings.last
            let state = last?.tag(t, at: words.now, today: words.today)
            return card(
                """
                \(referral.isDemo ? demoNote(t) : HTML())<h2><a href="/referrals/\(referral.id)">\(serviceWords(referral.need.need, t))</a></h2>
                <p>\(last?.receiver.name ?? "") \(state)</p>
                <p class="quiet">\(words.day(referral.madeAt))</p>
                """)
        }
        return """
            \(own.isEmpty ? nothing : list)
            <h2>\(t("Let a desk refer you"))</h2>
            <p>\(t("Show a code at the desk. The referral then stands here, and no body is asked before you say yes."))</p>
            \(postForm(to: "/referrals/code", fields: exchange.formFields, button(t("Make a code"), kind: .secondary)))
            <p><a href="/consents">\(t("My consents"))</a></p>
            """
    }

    private var toDesk: HTML {
        let rows = received.map { one -> [HTML] in
            let (sending, need) = (one.sending, one.seen.need)
            return [
                "<a href=\"/referrals/received/\(sending.id)\">\(need.map { serviceWords($0.need, t) } ?? t("Ended"))</a>",
                "\(need.map { words.town($0.municipality) } ?? "")",
                "\(need.map { words.languageName($0.language, t) } ?? "")",
                "\(need?.urgency.words(t) ?? "")",
                sending.tag(t, at: words.now, today: words.today),
                "\(sending.due.map { t.date($0) } ?? "")",
            ]
        }
        let columns = [
            Column(t("Need")), Column(t("Municipality")), Column(t("Language")),
            Column(t("How soon")), Column(t("State")), Column(t("Answer by")),
        ]
        return section(t("Sent to you"), t("Nothing was sent to you."), columns, rows)
    }

    private var byDesk: HTML {
        let rows = made.map { one -> [HTML] in
            let last = one.sendings.last
            return [
                "<a href=\"/referrals/\(one.id)\">\(serviceWords(one.need.need, t))</a>",
                "\(one.content?.name ?? t("Name deleted"))", "\(last?.receiver.name ?? "")",
                last?.tag(t, at: words.now, today: words.today) ?? HTML(),
                "\(last?.due.map { t.date($0) } ?? "")", "\(words.day(one.madeAt))",
            ]
        }
        let columns = [
            Column(t("Need")), Column(t("Person")), Column(t("Body")), Column(t("State")),
            Column(t("Answer by")), Column(t("Written on")),
        ]
        return section(t("Sent by your desk"), t("Your desk has referred nobody."), columns, rows)
            + actions(buttonLink(t("Refer a person"), to: "/referrals/new"))
    }

    private func section(
        _ title: String, _ nothing: String, _ columns: [Column], _ rows: [[HTML]]
    ) -> HTML {
        let table: HTML =
            rows.isEmpty
            ? "<p>\(nothing)</p>"
            : sortableTable(t, caption: title, captionHidden: true, columns: columns, rows: rows)
        let more: HTML? =
            rows.count == referralsMax
            ? "<p>\(t("Only the first {n} are shown.", ["n": t.number(referralsMax)]))</p>" : nil
        return "<section><h2>\(title)</h2>\(table)\(more)</section>"
    }
}

extension Sending.Seen {
    var need: ReferralNeed? {
        switch self {
        case .nothing: nil
        case .need(let need), .person(let need, _): need
        }
    }
}
