import Kernel
import Languages
import Web

/// One referral for the person or for the desk that made it.
struct ReferralView {
    let exchange: Exchange
    let words: ReferralWords
    let referral: Referral
    let part: Referral.Part
    let form: ReferralForm

    private var t: Translator { exchange.t }
    private var isOwn: Bool { part == .person }

    var title: String {
        t("Referral: {need}", ["need": serviceWords(referral.need.need, t)])
    }

    var html: HTML {
        let told: HTML =
            referral.content.map { definitionList(t, words.facts($0)) }
            ?? "<p>\(t("The consent is over: who it was and what they told is deleted here, and no body sees anything of it."))</p>"
        let all = isOwn ? t("My referrals") : t("Referrals")
        return """
            \(breadcrumbs(t, [NavItem(all, path: "/referrals"), NavItem(title, path: "", current: true)]))
            \(referral.isDemo ? demoNote(t) : HTML())<h1>\(title)</h1>
            \(definitionList(t, words.facts(referral.need)))
            <h2>\(t("Written once, for whoever accepts"))</h2>\(told)
            <h2>\(t("Where it was sent"))</h2>\(referral.sendings.reversed().html { card(sending($0)) })
            \(next)\(withdrawal)
            """
    }

    private func sending(_ one: Sending) -> HTML {
        let facts =
            [Fact(t("May be told once it accepts"), "\(factsList(t, one.facts))")]
            + words.answer(one)
        return """
            <h3>\(one.receiver.name)</h3>
            <p>\(one.tag(t, at: words.now, today: words.today))</p>\(words.clock(one, referral.need))
            \(definitionList(t, facts))\(isOwn ? decision(one) : desk(one))
            """
    }

    /// The person is asked whether this body may be asked.
    private func decision(_ one: Sending) -> HTML? {
        guard one.phase(at: words.now) == .asked else { return nil }
        let lines = t(
            "May {name} be asked? It sees only the need, the language, the municipality and how soon. If it accepts, it reads: {facts}. Your yes stands for {days} days at most; you can take it back on this page at any time.",
            [
                "name": one.receiver.name, "facts": factsList(t, one.facts),
                "days": t.number(words.settings.policy.consentDays),
            ])
        let buttons = actions(
            button(t("Yes, ask them"), name: "agrees", value: "yes"),
            button(t("No"), kind: .secondary, name: "agrees", value: "no"))
        return """
            <p>\(lines)</p>
            \(postForm(to: "/referrals/sendings/\(one.id)/consent", fields: exchange.formFields, buttons))
            """
    }

    private func desk(_ one: Sending) -> HTML? {
        let (phase, path) = (one.phase(at: words.now), "/referrals/sendings/\(one.id)")
        let link: HTML? =
            one.receiver.way == .link && (phase == .waiting || phase == .accepted)
            ? postForm(
                to: path + "/link", fields: exchange.formFields,
                button(one.linkEnds == nil ? t("Make the link") : t("Make a new link"))) : nil
        let recall: HTML? =
            one.blocksNext && referral.content != nil
            ? postForm(
                to: path + "/recall", fields: exchange.formFields,
                button(t("Take it back"), kind: .secondary)) : nil
        return link == nil && recall == nil ? nil : "<div class=\"actions\">\(link)\(recall)</div>"
    }

    /// The same text to another body, where nothing stands against it.
    private var next: HTML? {
        guard !isOwn, referral.refusal(at: words.now) == nil else { return nil }
        let fields = form.addressFields(way: referral.personHash == nil ? .required : .none)
        return """
            <h2>\(t("Send it to another body"))</h2>
            <p>\(t("The same text goes on; nobody has to tell it again. The person agrees to each body."))</p>
            \(postForm(to: "/referrals/\(referral.id)/sendings", fields: exchange.formFields,
                fields + actions(button(t("Send on")))))
            """
    }

    private var withdrawal: HTML? {
        guard referral.content != nil, isOwn || referral.personHash == nil else { return nil }
        let words =
            isOwn
            ? t(
                "You can end this at any time. It ends everywhere at once, and what you told is deleted."
            )
            : t(
                "Where the person says so, end it: it ends everywhere at once, and what they told is deleted."
            )
        return """
            <h2>\(t("Withdraw the consent"))</h2><p>\(words)</p>
            \(postForm(to: "/referrals/\(referral.id)/withdrawal", fields: exchange.formFields,
                button(t("Withdraw"), kind: .secondary)))
            """
    }
}
