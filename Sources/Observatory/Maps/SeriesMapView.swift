import Languages
import Web

/// A series on a map: which period and which codes, the drawing, and what it rests on.
struct SeriesMapView {
    let t: Translator
    let atlas: Atlas
    let mapped: MappedSeries
    let query: [String: String]
    let page: Int

    private var series: Series { mapped.series }
    private var path: String { "/observatory/\(series.key)/map" }
    private var areTowns: Bool { mapped.territory.areMunicipalities }

    var html: HTML {
        """
        \(seriesCrumbs(t, series, page: t("Map")))
        <h1>\(t("Map: {series}", ["series": series.title(t)]))</h1>
        <p class="lead">\(series.definition(t))</p>
        \(seriesTabs(t, series, mapped.dimensions, query, at: "map"))
        \(form)\(mapped.period == nil ? nothing : drawing)
        <p class="quiet small">\(t("Source: {source}", ["source": firstClause(series.source) + ", " + mapped.vintage])). \
        \(areTowns ? drawingNote(t) : "")</p>
        """
    }

    private var nothing: HTML {
        emptyState(
            title: t("No value for this choice"),
            words: t("The source gives nothing for these codes and periods. Choose others."),
            action: buttonLink(t("Start again"), to: path, kind: .secondary))
    }

    private var form: HTML {
        let fields = mapped.dimensions.filter { $0.id != mapped.territory.id && $0.codes.count > 1 }
        let codes = fields.html { dimension -> HTML in
            selectField(
                t, name: "d-" + dimension.id, label: dimensionTitle(dimension, t),
                options: dimension.codes.map { Choice($0.code, codeLabel($0, t)) },
                value: mapped.fixed[dimension.id] ?? "")
        }
        let period: HTML =
            mapped.periods.count < 2
            ? ""
            : selectField(
                t, name: "period", label: t("Period"),
                options: mapped.periods.map { Choice($0, t.period($0)) },
                value: mapped.period ?? "")
        let share: HTML = canBeShare ? shareField : ""
        if fields.isEmpty && period.isEmpty && share.isEmpty { return HTML() }
        return askForm(
            to: path, label: t("Choose what is shown"),
            """
            <div class="filters">\(period)\(codes)\(share)</div>
            <div class="actions">\(button(t("Show"), kind: .secondary))</div>
            """)
    }

    /// Only people of the census year can be divided by the residents of the census.
    private var canBeShare: Bool {
        areTowns && series.unit == "persons" && mapped.period == "2021"
    }

    private var isShare: Bool { canBeShare && query["show"] != "count" }

    private var shareField: HTML {
        selectField(
            t, name: "show", label: t("What is shown"),
            options: [
                Choice("share", t("share of the residents")),
                Choice("count", t("number of people")),
            ], value: isShare ? "share" : "count")
    }

    private var drawing: HTML {
        let title = t(
            "{series}, {period}",
            ["series": series.title(t), "period": mapped.period.map { t.period($0) } ?? ""])
        if areTowns {
            return MunicipalityMap(
                t: t, atlas: atlas, data: MapData(towns), title: title,
                unit: isShare ? "%" : unitWord(series.unit, t), path: path, query: query,
                page: page, digits: isShare ? 1 : 0
            ).html
        }
        return CountryMap(
            t: t, atlas: atlas, data: MapData(lands), title: title,
            unit: unitWord(series.unit, t), path: path, query: query, page: page
        ).html
    }

    /// Every municipality, also those of which the source says nothing.
    private var towns: [MapData.Place] {
        let values = byCode
        return atlas.municipalities.all.map { town in
            let source = values[town.code]
            let share = source?.value.map { $0 / Double(max(town.population, 1)) * 100 }
            return MapData.Place(
                code: town.code, name: town.fullName, value: isShare ? share : source?.value,
                source: isShare ? nil : source)
        }
    }

    private var lands: [MapData.Place] {
        let values = byCode
        return mapped.territory.codes.compactMap { code in
            guard let country = atlas.countries[code.place], let source = values[code.code] else {
                return nil
            }
            return MapData.Place(
                code: country.alpha2, name: country.name(t), value: source.value, source: source)
        }
    }

    private var byCode: [String: SeriesValue] {
        Dictionary(
            mapped.values.compactMap { value in
                Dimensions(text: value.dims)[mapped.territory.id].map { ($0, value) }
            }, uniquingKeysWith: { first, _ in first })
    }
}
