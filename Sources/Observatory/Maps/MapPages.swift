import Kernel
import Languages
import Storage
import Web

/// Maps of a series: the mainland's municipalities as areas with the islands in a list, or countries as squares.
struct MapPages: Sendable {
    let database: Database
    let atlas: Atlas

    var routes: [Route] {
        [
            .get("/observatory/maps", may: .everyone, "Which series can be seen on a map", list),
            .get(
                "/observatory/maps/census-2021", may: .everyone,
                "Foreign nationals by municipality, census of 2021, as a map and a table", census),
            .get(
                "/observatory/{key}/map", may: .everyone,
                "A series as a map of municipalities or countries", show),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let found = try await database.read { db in try Series.thatCanBeMapped(in: db) }
        func items(_ series: [Series]) -> HTML {
            series.html { "<li><a href=\"/observatory/\($0.key)/map\">\($0.title(t))</a></li>" }
        }
        let countries: HTML =
            found.countries.isEmpty
            ? ""
            : "<h2>\(t("Countries"))</h2><ul>\(items(found.countries))</ul>"
        return .page(
            t("Maps"), width: .desk,
            """
            <h1>\(t("Maps"))</h1>
            <p class="lead">\(t("Each map has its table, and each number its source. A map shows shares and classes, never single people."))</p>
            \(roomNav(t, at: "/observatory/maps"))
            <h2>\(t("Municipalities of Portugal"))</h2>
            <ul><li><a href="/observatory/maps/census-2021">\(t("Foreign nationals in each municipality, census of 2021"))</a></li>\
            \(items(found.municipalities))</ul>
            \(countries)
            """)
    }

    /// The share of foreign nationals: a count alone would show where many people live.
    @Sendable private func census(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let counts = exchange.query["show"] == "count"
        let places = atlas.municipalities.all.map { one in
            let share = Double(one.foreigners) / Double(max(one.population, 1)) * 100
            return MapData.Place(
                code: one.code, name: one.fullName,
                value: counts ? Double(one.foreigners) : share, source: nil)
        }
        let view = MunicipalityMap(
            t: t, atlas: atlas, data: MapData(places), title: t("Foreign nationals in 2021"),
            unit: counts ? t("persons") : "%", path: "/observatory/maps/census-2021",
            query: exchange.query, page: exchange.listPage, digits: counts ? 0 : 1)
        let total = atlas.municipalities.all.reduce(0) { $0 + $1.foreigners }
        return .page(
            t("Foreign nationals in each municipality, census of 2021"), width: .desk,
            """
            \(mapCrumbs(t, t("Census 2021")))
            <h1>\(t("Foreign nationals in each municipality, census of 2021"))</h1>
            <p class="lead">\(t("{n} of the residents counted on 19 April 2021 had only a foreign nationality.", ["n": t.number(total)]))</p>
            \(shareOrCount(t, counts))\(view.html)
            <p class="quiet small">\(t("Source: {source}", ["source": "INE, Censos 2021, Q1.2; CC BY 4.0"])). \(drawingNote(t))</p>
            """)
    }

    private func shareOrCount(_ t: Translator, _ counts: Bool) -> HTML {
        let path = "/observatory/maps/census-2021"
        let share = NavItem(t("share of the residents"), path: path, current: !counts)
        let count = NavItem(t("number of people"), path: path + "?show=count", current: counts)
        let items = [share, count].html { item -> HTML in
            item.current
                ? "<li aria-current=\"true\"><span>\(item.label)</span></li>"
                : "<li><a href=\"\(item.path)\">\(item.label)</a></li>"
        }
        return "<nav aria-label=\"\(t("What is shown"))\"><ul class=\"inline\">\(items)</ul></nav>"
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (key, query) = (exchange.key, exchange.query)
        let found = try await database.read { db in
            try Series.find(key, in: db)?.mapped(query, in: db)
        }
        guard let found else { throw Refused.notFound }
        let t = exchange.t
        let view = SeriesMapView(
            t: t, atlas: atlas, mapped: found, query: query, page: exchange.listPage)
        return .page(
            t("Map: {series}", ["series": found.series.title(t)]), width: .desk, view.html)
    }
}

func mapCrumbs(_ t: Translator, _ page: String) -> HTML {
    breadcrumbs(
        t,
        [
            NavItem(t("Observatory"), path: "/observatory"),
            NavItem(t("Maps"), path: "/observatory/maps"), NavItem(page, path: "", current: true),
        ])
}

/// Whose the drawing is, and that it is no boundary.
func drawingNote(_ t: Translator) -> String {
    t("Outlines: DGT, CAOP, simplified; a picture, no boundary.")
}
