import Kernel
import Languages
import Storage
import Web

/// What branches gave somebody and their household: the numbers, each request, and why one was refused. Theirs alone.
struct NumberPages: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        let people = Permission.role(.person)
        return [
            .get("/numbers", may: people, "One's own numbers and requests to branches.", show),
            .post(
                "/numbers/{asked}/withdrawal", may: people,
                "Takes back a request to a branch that nobody answered.", withdraw),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, person) = (exchange.t, try exchange.signedIn())
        let asks = network.branches
        let (numbers, requests) = try await network.database.read { db in
            (try asks.numbers(person, db), try BranchRequest.all(of: person, in: db))
        }
        let nothing = emptyState(
            title: t("No branch was asked for you"),
            words: t("At a one-stop centre, ask the officer which branches are there."),
            action: buttonLink(
                t("What each branch delivers"), to: "/branches", kind: .secondary))
        let found: HTML =
            "\(numbers.html { card(number($0, t)) })\(asked(requests, exchange))"
        return .page(
            t("Numbers and branches"),
            """
            <h1>\(t("Numbers and branches"))</h1>
            <p class="lead">\(t("Only you read your numbers here. Officers of the agency see only that a request is done."))</p>
            \(found.isEmpty ? nothing : found)
            """)
    }

    private func number(_ one: BranchNumber, _ t: Translator) -> HTML {
        let demo: HTML? = one.isDemo ? demoNote(t) : nil
        let day = t.date(network.branches.zone.day(of: one.at))
        return """
            \(demo)<h2>\(network.book[one.kind]?.title(t) ?? one.kind)</h2>
            <p class="big-number">\(one.number)</p>
            \(definitionList(t, [
                Fact(t("Person"), "\(one.name)"), Fact(t("Body"), "<span lang=\"pt\">\(one.body)</span>"),
                Fact(t("Day"), "\(day)"),
            ]))
            """
    }

    private func asked(_ requests: [BranchRequest], _ exchange: Exchange) -> HTML? {
        if requests.isEmpty { return nil }
        let t = exchange.t
        let lines = requests.html { request -> HTML in
            let kind = network.book[request.branch.kind]?.title(t) ?? request.branch.kind
            let why: HTML? = request.reason.map {
                "<p>\(t("Why it was refused")): \(network.book.reason($0, t))</p>"
            }
            let back: HTML? =
                request.state == .asked
                ? postForm(
                    to: "/numbers/\(request.id)/withdrawal", fields: exchange.formFields,
                    "\(button(t("Take it back"), kind: .quiet))<span class=\"visually-hidden\">: \(kind)</span>"
                )
                : nil
            let zone = network.branches.zone
            let day = t.date(zone.day(of: request.askedAt))
            let read: HTML? = request.readAt.map {
                "<br><span class=\"quiet small\">\(t("The branch read it on {date}.", ["date": t.date(zone.day(of: $0))]))</span>"
            }
            return """
                <li><p><b>\(kind)</b> \(request.state.mark(t))<br>\
                <span class="quiet small">\(request.branch.placeName), \(day)</span>\(read)</p>\(why)\(back)</li>
                """
        }
        return "<h2>\(t("What was asked for you"))</h2><ul>\(lines)</ul>"
    }

    @Sendable private func withdraw(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("asked", of: BranchRequestThing.self)
        let action = WithdrawBranchRequest(request: id)
        return try await network.acting(exchange, then: "/numbers") { person, now, db in
            try action.perform(by: person, at: now, in: db)
        }
    }
}
