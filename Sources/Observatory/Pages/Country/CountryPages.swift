import Kernel
import Languages
import Storage
import Web

/// A country's numbers and facts, alone or beside two others.
struct CountryPages: Sendable {
    let database: Database
    let atlas: Atlas
    let wanted: WantedIndicators

    var routes: [Route] {
        [
            .get("/observatory/countries", may: .everyone, "Countries with a profile", list),
            .get(
                "/observatory/countries/{iso}", may: .everyone,
                "A country: numbers, law, policy, budget, structure; beside others", show),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let regions = ["154", "155", "039", "151", "143", "145", "021"]
        let groups = regions.html { region -> HTML in
            "<h2>\(regionName(region, t))</h2>\(links(atlas.countries.members(ofRegion: region), t))"
        }
        let cplp = atlas.countries.members(of: .cplp).filter { $0.region == nil }
        let portugal = buttonLink(
            t("Portugal"), to: "/observatory/countries/PT", kind: .secondary)
        return .page(
            t("Countries"), width: .desk,
            """
            <h1>\(t("Countries"))</h1>
            <p class="lead">\(t("Each profile has numbers with their source, and dated facts on law, policy, budget and structure. What was not found stays empty: empty does not mean no."))</p>
            \(roomNav(t, at: "/observatory/countries"))
            <div class="actions">\(portugal)</div>\(groups)
            <h2>\(CountryGroup.cplp.name(t))</h2>\(links(cplp, t))
            """)
    }

    private func links(_ countries: [Country], _ t: Translator) -> HTML {
        let named = countries.map { ($0, folded($0.name(t))) }.sorted { $0.1 < $1.1 }.map(\.0)
        let items = named.html {
            "<li><a href=\"/observatory/countries/\($0.alpha2)\">\($0.name(t))</a></li>"
        }
        return "<ul class=\"inline\">\(items)</ul>"
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        guard let country = atlas.countries[exchange.parameters["iso"] ?? ""] else {
            throw Refused.notFound
        }
        let (t, query) = (exchange.t, exchange.query)
        let beside = atlas.countries.chosen(
            [query["with"], query["and"]].compactMap(\.self).joined(separator: ","))
        let countries = [country] + beside.filter { $0 != country }.prefix(besideMax)
        let isHome = country.alpha2 == "PT"
        let (values, national, story) = try await database.read { db in
            let national = isHome && countries.count == 1 ? try Series.national(in: db) : []
            return (
                try Series.newest(for: countries, in: db), national,
                try HomeStory.find(among: national, in: db)
            )
        }
        let view = CountryView(
            t: t, atlas: atlas, countries: countries, values: values, national: national,
            story: story.map { one in
                HomeStoryView(t: t, story: one, wanted: wanted[one.series.key])
            })
        let title =
            countries.count == 1
            ? country.name(t)
            : t(
                "Side by side: {names}",
                ["names": countries.map { $0.name(t) }.joined(separator: ", ")])
        return .page(title, width: .desk, view.html(title))
    }
}

/// Three columns fit a page that is read.
private let besideMax = 2
