import Kernel
import Languages
import Storage
import Web

/// Where anybody says what is wrong with a place.
struct SuggestPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/places/{id}/suggest", may: .everyone, "A form to say what is wrong with a place.",
                show),
            .post(
                "/places/{id}/suggest", may: .everyone,
                "Sends what is wrong with a place to the moderators.", send),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    @Sendable private func send(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: LocationThing.self)
        var input = FormInput(exchange)
        let field = input.choice("field", of: PlaceField.allCases.map(\.rawValue))
        let value = input.text("value", max: valueMax)
        let note = input.optionalText("note", max: valueMax)
        guard input.isValid, let field = field.flatMap(PlaceField.init) else {
            return try await page(exchange, errors: input.errors, status: 422)
        }
        guard exchange.mayTry(in: "suggest " + RateLimiter.key(of: exchange.address)) else {
            throw Refused(
                .tooMany, "Many suggestions came from your connection. Send it again in a minute.")
        }
        let action = SuggestChange(location: id, field: field, value: value, note: note)
        let (key, now) = (exchange.onceKey, exchange.now)
        _ = try await network.database.write { db in
            try db.once(key, at: now) { "\(try action.perform(at: now, in: db))" }
        }
        let t = exchange.t
        return .page(
            t("Thank you"),
            """
            <h1>\(t("Thank you"))</h1>
            <p class="lead">\(t("Somebody reads it before the page changes."))</p>
            \(actions(buttonLink(t("Back to the place"), to: "/places/\(id)", kind: .secondary)))
            """)
    }

    private func page(
        _ exchange: Exchange, errors: [FieldError], status: Int = 200
    ) async throws -> Reply {
        let id = try exchange.id("id", of: LocationThing.self)
        let t = exchange.t
        let place = try await network.database.read { db in try Place.find(id, in: db) }
        guard let place else { throw Refused.notFound }
        func error(_ field: String) -> String? { errors.first { $0.field == field }?.message }
        let fields = PlaceField.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let title = t("What is wrong here?")
        let form: HTML = """
            \(breadcrumbs(t, [NavItem(place.name, path: "/places/\(id)"), NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1><p class="lead">\(place.name)</p>
            <p>\(t("We do not ask who you are. Write no names of people."))</p>
            <form method="post" action="/places/\(id)/suggest" novalidate>\(exchange.formFields)
            \(selectField(t, name: "field", label: t("What is wrong"), options: fields,
                value: exchange.form.text("field") ?? "", error: error("field")))
            \(textField(t, name: "value", label: t("What is right"), value: exchange.form.text("value") ?? "",
                error: error("value")))
            \(textArea(t, name: "note", label: t("How do you know?"), value: exchange.form.text("note") ?? "",
                error: error("note"), rows: 2, required: false))
            \(actions(button(t("Send"))))</form>
            """
        return .page(title, status: status, withErrors(t, errors, form))
    }
}

private let valueMax = 300
