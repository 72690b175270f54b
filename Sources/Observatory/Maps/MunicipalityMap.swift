import Languages
import Web

/// The mainland drawn in classes, the islands in a list, and all municipalities in a table.
struct MunicipalityMap {
    let t: Translator
    let atlas: Atlas
    let data: MapData
    let title: String
    let unit: String
    let path: String
    let query: [String: String]
    let page: Int
    let digits: Int

    private var marked: Int? {
        query["class"].flatMap { Int($0) }.map { $0 - 1 }.flatMap {
            data.classes.bands.indices.contains($0) ? $0 : nil
        }
    }

    var html: HTML {
        let classes = classes
        return """
            <div class="split"><div><figure><figcaption><b>\(seen)</b><span class="quiet">\(t("Classes hold about as many municipalities each. Choose a class to see its places outlined and listed."))</span></figcaption>
            \(areaMap(classes, unknown: unknown, width: atlas.municipalities.width, height: atlas.municipalities.height, title: title, desc: described, marked: marked))
            \(mapKey(classes, label: t("Classes of the map")))</figure></div>
            <div>\(islands)\(table)</div></div>
            """
    }

    /// The place with the highest value.
    private var seen: String {
        let highest = data.places.max { ($0.value ?? -1) < ($1.value ?? -1) }
        guard let highest, let value = highest.value else { return title }
        return t(
            "Highest in {place}: {value} {unit}",
            ["place": highest.name, "value": shown(value), "unit": unit])
    }

    private var described: String {
        t(
            "Map of the mainland's municipalities in {n} classes; the table beside it has every value.",
            ["n": t.number(data.classes.bands.count)])
    }

    private func shown(_ value: Double) -> String {
        digits == 0 ? number(value, t) : t.decimal(value, digits: digits)
    }

    private func words(_ place: MapData.Place) -> String {
        "\(place.name): \(place.value.map { "\(shown($0)) \(unit)" } ?? t("no value"))"
    }

    private var classes: [MapClass] {
        var areas: [[MapArea]] = data.classes.bands.map { _ in [] }
        for place in data.places {
            guard let level = data.level(of: place),
                let path = atlas.municipalities.paths[place.code]
            else { continue }
            areas[level].append(MapArea(words(place), path: path))
        }
        return data.classes.bands.enumerated().map { index, band in
            let label = "\(shown(band.from)) – \(shown(band.to)) \(unit)"
            let link = address(path, query, but: ["class", "page"])
                .setting("class", to: String(index + 1)).text
            return MapClass(
                label, areas: areas[index], count: band.count,
                link: index == marked ? nil : link)
        }
    }

    private var unknown: [MapArea] {
        data.places.filter { $0.value == nil }.compactMap { place in
            atlas.municipalities.paths[place.code].map { MapArea(words(place), path: $0) }
        }
    }

    /// The islands have no outline that may be passed on: their municipalities stand in words.
    private var islands: HTML {
        let all = data.places.filter { atlas.municipalities.paths[$0.code] == nil }
        let items = all.html { place -> HTML in
            let mark = data.level(of: place).map { "\(shadeMark($0))\($0 + 1). " as HTML }
            return "<li>\(mark)\(words(place))</li>"
        }
        return """
            <details open><summary>\(t("Azores and Madeira: {n} municipalities", ["n": t.number(all.count)]))</summary>
            <p class="small">\(t("No outline of the islands was found that may be passed on: they stand here instead of on the drawing."))</p>
            <ul class="bands">\(items)</ul></details>
            """
    }

    private var table: HTML {
        let columns = [
            Column(t("Municipality"), key: "name"), Column(t("Class"), numeric: true),
            Column(unit, key: "value", numeric: true),
        ]
        let sorting = Sorting(query["sort"], in: columns) ?? Sorting(key: "value", descending: true)
        var places = data.places
        if let marked { places = places.filter { data.level(of: $0) == marked } }
        // Places come in the order of their codes; the order of names is that of folded letters.
        if sorting.key == "name" {
            places = places.map { (folded($0.name), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
        } else {
            places.sort { ($0.value ?? -.infinity) < ($1.value ?? -.infinity) }
        }
        if sorting.descending { places.reverse() }
        let pages = max(1, (places.count + mapRowsMax - 1) / mapRowsMax)
        let current = min(page, pages)
        let rows = places.dropFirst((current - 1) * mapRowsMax).prefix(mapRowsMax).map {
            place -> [HTML] in
            [
                officialName(place.name), "\(data.level(of: place).map { String($0 + 1) } ?? "–")",
                cell(place),
            ]
        }
        let caption =
            marked.map { t("The municipalities of class {n}", ["n": String($0 + 1)]) }
            ?? t("All municipalities")
        let here = address(path, query, but: ["page"])
        let all: HTML =
            marked == nil
            ? ""
            : "<p><a href=\"\(address(path, query, but: ["class", "page"]).text)\">\(t("All municipalities"))</a></p>"
        return """
            \(all)\(sortableTable(t, caption: caption, columns: columns, rows: rows, sorting: sorting, address: here))
            \(pager(t, page: current, pages: pages, address: here))
            """
    }

    private func cell(_ place: MapData.Place) -> HTML {
        if let source = place.source { return source.cell(t) }
        return "\(place.value.map(shown) ?? t("no value"))"
    }
}

let mapRowsMax = 50
