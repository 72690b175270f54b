import Kernel
import Languages
import Storage
import Web

/// Where those who keep the directory draw the codes for the cards of places.
struct OpinionDesk: Sendable {
    let network: ServiceNetwork

    var routes: [Route] {
        [
            .get(
                "/directory/cards", may: .role(.administrator),
                "The cards of places: which have a code, and which have none.", show),
            .post(
                "/directory/places/{id}/card", may: .role(.administrator),
                "Draws a code for the card of a place; the one that it had leads nowhere any more.",
                draw),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (places, points) = try await network.database.read { db in
            (
                try network.shelf.snapshot(in: db).places.map(\.place).filter(\.isOffered),
                try OpinionPoint.all(in: db)
            )
        }
        let sorted = places.sorted { ($0.searched, $0.id) < ($1.searched, $1.id) }
        let rows = sorted.map { place in
            [rowLink(place.name, to: "/places/\(place.id)")] + cells(exchange, place, points)
        }
        return .page(
            t("Cards for desks"), width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("The directory"), path: "/directory"),
                NavItem(t("Cards for desks"), path: "", current: true)]))
            <h1>\(t("Cards for desks"))</h1>
            <p>\(t("A card asks whoever was there how they were served. Draw a new code where the old one became known to people who were not there."))</p>
            \(sortableTable(t, caption: t("Cards for desks"), captionHidden: true,
                columns: [Column(t("Place")), Column(t("Card")), Column(t("Action"), hidden: true)],
                rows: rows))
            """)
    }

    /// The card that holds, and how to draw another.
    private func cells(
        _ exchange: Exchange, _ place: Place, _ points: [LocationID: OpinionPoint]
    ) -> [HTML] {
        let t = exchange.t
        let point = points[place.id]
        let label = point == nil ? t("Draw a code") : t("Draw another code")
        let card: HTML =
            point.map { "<a href=\"/opinion/\($0.code)/card\">\($0.code.text)</a>" } ?? "–"
        return [
            card,
            """
            <form method="post" action="/directory/places/\(place.id)/card">\(exchange.formFields)\
            \(button(label, kind: .quiet))<span class="visually-hidden">: \(place.name)</span></form>
            """,
        ]
    }

    @Sendable private func draw(_ exchange: Exchange) async throws -> Reply {
        let action = DrawOpinionCode(location: try exchange.id("id", of: LocationThing.self))
        let person = try exchange.signedIn()
        let (key, now) = (exchange.onceKey, exchange.now)
        _ = try await network.database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: person, at: now, in: db)
                return ""
            }
        }
        return .seeOther("/directory/cards")
    }
}
