import Languages
import Web

/// The profile of a country, or of two or three side by side with their differences marked.
struct CountryView {
    let t: Translator
    let atlas: Atlas
    let countries: [Country]
    let values: [String: [CountryValue]]
    /// The series of this country alone; only on its own profile.
    let national: [ListedSeries]
    /// What its own numbers tell in words; only on its own profile.
    let story: HomeStoryView?

    private var isAlone: Bool { countries.count == 1 }

    func html(_ title: String) -> HTML {
        """
        \(crumbs(title))<h1>\(title)</h1>\(belongs)\(home)\(story?.html ?? HTML())\(chooser)
        <h2>\(t("Numbers"))</h2>\(numbers)\(nationalSeries)
        <h2 id="facts">\(t("Law, policy, budget and structure"))</h2>\(facts)
        """
    }

    private func crumbs(_ title: String) -> HTML {
        breadcrumbs(
            t,
            [
                NavItem(t("Observatory"), path: "/observatory"),
                NavItem(t("Countries"), path: "/observatory/countries"),
                NavItem(title, path: "", current: true),
            ])
    }

    private var belongs: HTML {
        guard isAlone, let country = countries.first else { return HTML() }
        let groups = CountryGroup.allCases.filter(country.groups.contains).map { $0.name(t) }
        let all = groups + [country.region.map { regionName($0, t) }].compactMap(\.self)
        return all.isEmpty ? HTML() : "<p class=\"lead\">\(all.joined(separator: " · "))</p>"
    }

    /// What there is of this country beyond numbers of others.
    private var home: HTML {
        guard isAlone, let country = countries.first else { return HTML() }
        let accounts: HTML =
            "<li><a href=\"/observatory/accounts/\(country.alpha3)\">\(t("Population account: do stocks and flows agree?"))</a></li>"
        let own: HTML =
            country.alpha2 == "PT"
            ? """
            <li><a href="/observatory/maps/census-2021">\(t("Foreign nationals in each municipality, census of 2021"))</a></li>\
            <li><a href="/plan">\(t("The plan"))</a></li><li><a href="/figures">\(t("Figures of this house"))</a></li>
            """ : ""
        return "<ul>\(own)\(accounts)</ul>"
    }

    private var chooser: HTML {
        let others = atlas.countries.all.filter { country in
            country != countries[0] && (country.region != nil || country.groups.contains(.cplp))
        }
        let named = others.map { ($0, folded($0.name(t))) }.sorted { $0.1 < $1.1 }.map(\.0)
        let options = [Choice("", "–")] + named.map { Choice($0.alpha2, $0.name(t)) }
        func value(_ index: Int) -> String {
            countries.indices.contains(index) ? countries[index].alpha2 : ""
        }
        return askForm(
            to: "/observatory/countries/\(countries[0].alpha2)", label: t("Put others beside it"),
            """
            <div class="filters">\
            \(selectField(t, name: "with", label: t("Beside it"), options: options, value: value(1), required: false))\
            \(selectField(t, name: "and", label: t("And"), options: options, value: value(2), required: false))</div>
            <div class="actions">\(button(t("Show side by side"), kind: .secondary))</div>
            """)
    }

    private var numbers: HTML {
        var order: [String] = []
        var byKey: [String: [String: CountryValue]] = [:]
        for country in countries {
            for value in values[country.alpha3] ?? [] {
                if byKey[value.series.key] == nil { order.append(value.series.key) }
                byKey[value.series.key, default: [:]][country.alpha3] = value
            }
        }
        if order.isEmpty {
            return "<p>\(t("No series here has a number for this country yet."))</p>"
        }
        let columns =
            [Column(t("Series"))]
            + countries.map { Column(isAlone ? t("Newest value") : $0.name(t), numeric: true) }
            + [Column(t("Source"))]
        let rows = order.map { key -> [HTML] in
            let found = byKey[key] ?? [:]
            let series = found.values.first?.series
            let title: HTML =
                series.map { "<a href=\"/observatory/\(key)\">\($0.title(t))</a>" } ?? ""
            let cells = countries.map { number(found[$0.alpha3]) }
            return [title] + cells + [source(series)]
        }
        return sortableTable(
            t, caption: t("Newest numbers, each with its period"), columns: columns, rows: rows)
    }

    private func source(_ series: Series?) -> HTML {
        guard let series else { return "" }
        let name = series.publisher.isEmpty ? firstClause(series.source) : series.publisher
        return "<span lang=\"en\">\(name)</span>"
    }

    private func number(_ found: CountryValue?) -> HTML {
        guard let found else { return "–" }
        return """
            \(found.value.cell(t)) <span class="quiet small">\(unitWord(found.series.unit, t)), \(t.period(found.value.period))</span>
            """
    }

    private var nationalSeries: HTML {
        if national.isEmpty { return HTML() }
        let columns = [
            Column(t("Series")), Column(t("Newest value"), numeric: true), Column(t("Period")),
        ]
        let rows = national.map { listed -> [HTML] in
            let value: HTML =
                listed.value.map {
                    "\(t.number(of: $0)) \(unitWord(listed.series.unit, t))"
                } ?? "\(t("no value"))"
            return [
                "<a href=\"/observatory/\(listed.series.key)\">\(listed.series.title(t))</a>",
                value, "\(listed.period.map { t.period($0) } ?? "–")",
            ]
        }
        return sortableTable(
            t, caption: t("Series of Portugal alone"), columns: columns, rows: rows)
    }

    private var facts: HTML {
        FactsTable(t: t, facts: atlas.facts, countries: countries).html
    }
}
