import Languages
import Web

/// The States of UNECE as squares in classes, and every country in a table.
struct CountryMap {
    let t: Translator
    let atlas: Atlas
    let data: MapData
    let title: String
    let unit: String
    let path: String
    let query: [String: String]
    let page: Int

    private var marked: Int? {
        query["class"].flatMap { Int($0) }.map { $0 - 1 }.flatMap {
            data.classes.bands.indices.contains($0) ? $0 : nil
        }
    }

    var html: HTML {
        let desc = t(
            "Squares of one size for the 56 States of UNECE, each with its letters and the number of its class; the table has every value."
        )
        return """
            <figure><figcaption><b>\(title)</b><span class="quiet">\(t("Every State is a square of one size, about where it lies: no file of borders was found that may be passed on, and a large country does not shout."))</span></figcaption>
            \(tileMap(tiles, title: title, desc: desc))\(mapKey(classes, label: t("Classes of the map")))</figure>
            \(table)
            """
    }

    private func words(_ name: String, _ value: Double?) -> String {
        "\(name): \(value.map { "\(number($0, t)) \(unit)" } ?? t("no value"))"
    }

    private var tiles: [MapTile] {
        let values = Dictionary(data.places.map { ($0.code, $0) }) { first, _ in first }
        return atlas.countries.members(of: .unece).compactMap { country in
            guard let tile = country.tile else { return nil }
            let place = values[country.alpha2]
            let level = place.flatMap(data.level)
            return MapTile(
                row: tile.row, column: tile.column, code: country.alpha2,
                words: words(country.name(t), place?.value), level: level,
                isMarked: level != nil && level == marked)
        }
    }

    private var classes: [MapClass] {
        data.classes.bands.enumerated().map { index, band in
            let link = address(path, query, but: ["class", "page"])
                .setting("class", to: String(index + 1)).text
            return MapClass(
                "\(number(band.from, t)) – \(number(band.to, t)) \(unit)", areas: [],
                count: band.count, link: index == marked ? nil : link)
        }
    }

    private var table: HTML {
        var places = data.places.sorted { ($0.value ?? -.infinity) > ($1.value ?? -.infinity) }
        if let marked { places = places.filter { data.level(of: $0) == marked } }
        let pages = max(1, (places.count + mapRowsMax - 1) / mapRowsMax)
        let current = min(page, pages)
        let columns = [
            Column(t("Country")), Column(t("Class"), numeric: true), Column(unit, numeric: true),
        ]
        let rows = places.dropFirst((current - 1) * mapRowsMax).prefix(mapRowsMax).map {
            place -> [HTML] in
            [
                "<a href=\"/observatory/countries/\(place.code)\">\(place.name)</a>",
                "\(data.level(of: place).map { String($0 + 1) } ?? "–")",
                place.source?.cell(t) ?? "\(place.value.map { number($0, t) } ?? "–")",
            ]
        }
        let here = address(path, query, but: ["page"])
        return """
            \(sortableTable(t, caption: t("All countries"), columns: columns, rows: rows))
            \(pager(t, page: current, pages: pages, address: here))
            """
    }
}
