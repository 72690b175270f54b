import Kernel
import Languages
import Storage
import Web

/// What somebody allowed by their account: each consent with what it is about, to whom, until when, and a way to take it
/// back. Theirs alone: no mandate opens it.
struct ConsentPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let people = Permission.role(.person)
        return [
            .get("/consents", may: people, "What one allowed about referrals and paths.", show),
            .post("/consents/{id}/withdrawal", may: people, "Takes back one consent.", withdraw),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, person) = (exchange.t, try exchange.signedIn())
        let (consents, referrals, paths) = try await network.database.read { db in
            (
                try Consent.all(of: person, in: db), try Referral.own(person, in: db),
                try IntegrationPath.held(by: person, in: db)
            )
        }
        let about = ConsentNames(t: t, referrals: referrals, paths: paths)
        let shown = consents.prefix(shownMax)
        let more: HTML? =
            consents.count > shownMax
            ? "<p>\(t("Only the first {n} are shown.", ["n": t.number(shownMax)]))</p>" : nil
        let nothing = emptyState(
            title: t("You have allowed nothing"),
            words: t("When you say yes to a referral or to a path, it stands here."))
        return .page(
            t("My consents"),
            """
            <h1>\(t("My consents"))</h1>
            <p class="lead">\(t("What you allowed by this account. You can take back each at any time, and it ends at once."))</p>
            \(consents.isEmpty ? nothing : shown.html { one($0, about, exchange) })\(more)
            """)
    }

    private func one(_ consent: Consent, _ names: ConsentNames, _ exchange: Exchange) -> HTML {
        let (t, zone) = (exchange.t, network.referrals.zone)
        let told = ConsentFact.allCases.filter(consent.scope.facts.contains).map { $0.words(t) }
        let (title, body) = names.of(consent)
        let form: HTML? =
            consent.isInForce(at: exchange.now)
            ? postForm(
                to: "/consents/\(consent.id)/withdrawal", fields: exchange.formFields,
                "\(button(t("Take it back"), kind: .secondary))<span class=\"visually-hidden\">: \(body)</span>"
            ) : nil
        return card(
            """
            <h2>\(title)</h2>
            \(definitionList(t, [
                Fact(t("To whom"), "\(body)"), Fact(t("May be told"), "\(t.list(told))"),
                Fact(t("Since"), "\(t.date(zone.day(of: consent.givenAt)))"),
                Fact(t("Until"), "\(t.date(zone.day(of: consent.endsAt.adding(seconds: -1))))"),
                Fact(t("State"), consent.stateTag(t, zone, at: exchange.now)),
            ]))\(form)
            """)
    }

    @Sendable private func withdraw(_ exchange: Exchange) async throws -> Reply {
        let action = WithdrawConsent(consent: try exchange.id("id", of: ConsentThing.self))
        return try await network.acting(exchange, then: "/consents") { person, now, db in
            try action.perform(by: person, at: now, in: db)
        }
    }
}

/// What consents are about and whom they name. Bodies of a path stand on its own page: some are discreet.
private struct ConsentNames {
    let t: Translator
    let referrals: [Referral]
    let paths: [IntegrationPath]

    func of(_ consent: Consent) -> (title: HTML, body: String) {
        let subject = consent.scope.subject
        if let id = subject.referral {
            let referral = referrals.first { $0.id == id }
            let sending = referral?.sendings.first { $0.consent?.id == consent.id }
            let title = referral.map {
                t("Referral: {need}", ["need": serviceWords($0.need.need, t)])
            }
            return (
                "<a href=\"/referrals/\(id)\">\(title ?? t("My referrals"))</a>",
                sending?.receiver.name ?? ""
            )
        }
        let path = paths.first { $0.id == subject.path }
        let title: HTML =
            path.map { "<a href=\"/paths/\($0.id)\">\(t("My path"))</a>" } ?? "\(t("My path"))"
        return (title, t("The bodies of its steps"))
    }
}

extension Consent {
    fileprivate func stateTag(_ t: Translator, _ zone: Zone, at now: Moment) -> HTML {
        if let withdrawnAt {
            return tag(t("Taken back on {date}", ["date": t.date(zone.day(of: withdrawnAt))]))
        }
        return isInForce(at: now) ? tag(t("in force"), .good) : tag(t("Ended"))
    }
}

private let shownMax = 50
