import Kernel
import Languages
import Storage
import Web

/// What people read of the place where one works, and nobody confirmed in time: confirmed or put right here.
struct OwnPlacePages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(path, may: staff, "What is overdue of the places where one works.", show),
            .post(
                path + "/{id}/confirm", may: staff,
                "Says that a field of the place where one works still holds.", confirm),
            .post(
                path + "/{id}/correction", may: staff,
                "Writes what is right of the place where one works, for a moderator to read.",
                correct),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, now, person) = (exchange.t, exchange.now, try exchange.signedIn())
        let network = self.network
        let places = try await network.database.read { db in
            try OwnPlace.all(
                for: person, in: try network.shelf.snapshot(in: db), on: now.utcDay, in: db)
        }
        let view = OwnPlaceView(
            t: t, today: now.utcDay, zone: network.capitalZone, fields: { exchange.formFields },
            languageName: { network.languageName($0, t) })
        return .page(
            t("Our place in the directory"), width: .desk,
            """
            <h1>\(t("Our place in the directory"))</h1>
            <p class="lead">\(places.isEmpty
                ? t("Your duties name no place of the directory.")
                : t("What people read of the place where you work, and nobody confirmed in time. Say that it still holds, or write what is right."))</p>
            \(places.html { view.html($0) })
            """)
    }

    @Sendable private func confirm(_ exchange: Exchange) async throws -> Reply {
        let (id, field) = try asked(exchange)
        return try await network.acting(exchange, then: path) { person, now, db in
            try ConfirmOwnField(location: id, field: field).perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func correct(_ exchange: Exchange) async throws -> Reply {
        let (id, field) = try asked(exchange)
        var input = FormInput(exchange)
        let value = input.text("value", max: valueMax)
        if !input.isValid { throw Refused(.invalid, "Write what is to stand there.") }
        let note = exchange.t("Written by staff of the place.")
        return try await network.acting(exchange, then: path) { person, now, db in
            try CorrectOwnField(location: id, field: field, value: value, note: note)
                .perform(by: person, at: now, in: db)
        }
    }

    private func asked(_ exchange: Exchange) throws -> (LocationID, PlaceField) {
        guard let field = PlaceField(rawValue: exchange.form.text("field") ?? "") else {
            throw Refused(.invalid, "Choose one of the options.")
        }
        return (try exchange.id("id", of: LocationThing.self), field)
    }
}

/// One place with its overdue fields.
private struct OwnPlaceView {
    let t: Translator
    let today: Day
    let zone: Zone
    /// Hidden fields, new for each form.
    let fields: () -> HTML
    let languageName: (String) -> String

    func html(_ one: OwnPlace) -> HTML {
        let place = one.shelved.place
        let columns = [
            Column(t("Field")), Column(t("What stands there")),
            Column(t("Not confirmed for too long")), Column(t("To be confirmed within")),
            Column(t("Who keeps it")), Column(t("Action"), hidden: true),
        ]
        let table: HTML =
            one.overdue.checks.isEmpty
            ? "<p>\(t("Nothing is overdue here."))</p>"
            : sortableTable(
                t, caption: t("Not confirmed for too long"), captionHidden: true,
                columns: columns, rows: one.overdue.checks.map { row($0, one) })
        return """
            <h2><a href="/places/\(place.id)">\(officialName(place.name))</a></h2>
            <p class="quiet">\(askedWords(one))</p>\(table)
            """
    }

    /// Whom the house asks by mail, and when it last did.
    private func askedWords(_ one: OwnPlace) -> HTML {
        guard let owner = one.overdue.owner else {
            return "\(t("Owner")): \(t("Nobody to ask"))"
        }
        let asked =
            one.askedAt.map { t("Last asked on {date}", ["date": t.date(zone.day(of: $0))]) }
            ?? t("Not asked yet")
        return "\(t("Owner")): <bdi>\(owner)</bdi>. \(asked)"
    }

    private func row(_ check: FieldCheck, _ one: OwnPlace) -> [HTML] {
        let age = check.ageDays(on: today).map {
            t.plural("confirmed {n} day ago", "confirmed {n} days ago", $0)
        }
        return [
            "\(check.field.words(t))", value(check.field, one.shelved),
            "\(age.map { $0 + ", " } ?? "")\(overdueWords(t, check, on: today))",
            "\(t.plural("{n} day", "{n} days", check.field.budgetDays))",
            "<bdi>\(check.owner)</bdi>", answers(check.field, one),
        ]
    }

    private func value(_ field: PlaceField, _ shelved: ShelvedPlace) -> HTML {
        let place = shelved.place
        return switch field {
        case .address: "<bdi>\(place.address ?? "")</bdi>"
        case .phone: "<bdi>\(place.phone ?? "")</bdi>"
        case .email: "<bdi>\(place.email ?? "")</bdi>"
        case .hours: shelved.times.hours.html { "\($0.words(t))<br>" }
        case .languages: "\(t.list((shelved.detail?.languages ?? []).map(languageName)))"
        case .services: whatItDoes(t, place, shelved.services)
        }
    }

    private func answers(_ field: PlaceField, _ one: OwnPlace) -> HTML {
        let (place, name) = (one.shelved.place, field.words(t))
        let waiting: HTML? =
            one.waiting.contains(field.rawValue)
            ? "<p class=\"quiet small\">\(t("A correction waits to be read."))</p>" : nil
        let confirming = button(t("{field} still holds", ["field": name]), kind: .quiet)
        let correcting: HTML = """
            <label>\(t("What is right")) <input type="text" name="value" maxlength="\(valueMax)" required></label>
            <p class="quiet small">\(t("Somebody reads it before the page changes."))</p>
            \(button(t("Send"), kind: .secondary))
            """
        return """
            \(form(place, "confirm", field, confirming))\(waiting)
            <details><summary>\(t("Something has changed"))<span class="visually-hidden">: \(name)</span></summary>
            \(form(place, "correction", field, correcting))</details>
            """
    }

    private func form(
        _ place: Place, _ act: String, _ field: PlaceField, _ content: HTML
    ) -> HTML {
        let beside: HTML = "<span class=\"visually-hidden\">: \(place.name)</span>"
        return postForm(
            to: "\(path)/\(place.id)/\(act)", fields: fields(),
            "\(hiddenField("field", field.rawValue))\(content)\(beside)")
    }
}

private let path = "/our-places"
private let staff = Permission.role(.mediator, .officer, .supervisor)
private let valueMax = 300
