import Kernel
import Languages
import Storage
import Web

/// What an owner reads by the link of a mail: which fields of its places are overdue; each is confirmed or put right.
struct OwnerPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/directory/owner/{token}", may: .everyone,
                "What the directory asks an owner of places, by a link, while it does.", show),
            .post(
                "/directory/owner/{token}/confirm", may: .everyone,
                "Says by a link that a field of one's place still holds.", confirm),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let token = exchange.parameters["token"] ?? ""
        let (t, now) = (exchange.t, exchange.now)
        let (ask, overdue) = try await network.database.read { db in
            let ask = try OwnerAsk.find(link: token, at: now, in: db)
            let directory = try network.shelf.snapshot(in: db)
            return (ask, try OverduePlace.all(of: directory, on: now.utcDay, in: db))
        }
        let mine = overdue.filter { $0.owner == ask.address }
        let asked = t.date(network.capitalZone.day(of: ask.askedAt))
        let lead =
            mine.isEmpty
            ? t("Everything is confirmed. Thank you.")
            : t(
                "Say of each whether it still holds. Whoever looks for help reads that nobody confirmed it."
            )
        return .page(
            t("Does this still hold?"),
            """
            <h1>\(t("Does this still hold?"))</h1><p class="lead">\(lead)</p>
            <p class="quiet">\(t("Last asked on {date}", ["date": asked]))</p>
            \(mine.html { place($0, token, exchange) })
            """)
    }

    private func place(_ one: OverduePlace, _ token: String, _ exchange: Exchange) -> HTML {
        let today = exchange.now.utcDay
        return """
            <h2><a href="/places/\(one.place.id)">\(one.place.name)</a></h2>
            <ul>\(one.checks.html { "<li>\(field($0, one.place, token, exchange, today))</li>" })</ul>
            \(actions(buttonLink(exchange.t("Something has changed"), to: "/places/\(one.place.id)/suggest",
                kind: .secondary)))
            """
    }

    private func field(
        _ check: FieldCheck, _ place: Place, _ token: String, _ exchange: Exchange, _ today: Day
    ) -> HTML {
        let t = exchange.t
        let name = check.field.words(t)
        return postForm(
            to: "/directory/owner/\(percentEncoded(token))/confirm", fields: exchange.formFields,
            """
            <p>\(name): \(overdueWords(t, check, on: today))</p>
            \(hiddenField("location", "\(place.id)"))\(hiddenField("field", check.field.rawValue))
            \(button(t("{field} still holds", ["field": name]), kind: .secondary))
            """)
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let token = exchange.parameters["token"] ?? ""
        guard let location = LocationID(exchange.form.text("location") ?? ""),
            let field = PlaceField(rawValue: exchange.form.text("field") ?? "")
        else { throw Refused.notFound }
        let now = exchange.now
        try await network.database.write { db in
            try ConfirmByLink(token: token, location: location, field: field).perform(
                at: now, in: db)
        }
        return .seeOther("/directory/owner/" + percentEncoded(token))
    }
}

/// An owner says by a link that a field of one of its own places still holds; said twice on a day is said once.
struct ConfirmByLink {
    let token: String
    let location: LocationID
    let field: PlaceField

    func perform(at now: Moment, in db: Writer) throws {
        let ask = try OwnerAsk.find(link: token, at: now, in: db)
        guard let place = try Place.find(location, in: db),
            place.email.map(ownerAddress) == ask.address
        else { throw Refused.notFound }
        if try FieldCheck.isNoted(field, of: location, on: now.utcDay, in: db) { return }
        try ConfirmField(location: location, field: field, owner: place.name)
            .perform(by: .house, at: now, in: db)
    }
}

/// Since when a field is overdue.
func overdueWords(_ t: Translator, _ check: FieldCheck, on day: Day) -> String {
    guard let last = check.checkedOn else { return t("never confirmed") }
    return t(
        "overdue since {date}", ["date": t.date(last.adding(days: check.field.budgetDays + 1))])
}
