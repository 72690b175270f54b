import Kernel
import Storage
import TestSupport

@testable import Observatory

/// A series put straight into the store, so that a page is tested without any importer.
struct ExplorerShelf {
    var key = "people"
    var number: Int64 = 1
    var title = "People by country and sex"
    var definition = "Residents on 1 January."
    var unit = "persons"
    var publisher = "Statistics Office"
    var concept = ""
    var topic = "population"
    var headline = "geo=PT|sex=T"
    var dimensions = [
        SeriesDimension(
            id: "geo", titlePt: "País", titleEn: "Country", role: .territory,
            codes: [
                code("EU", "Union", aggregate: true), code("PT", "Portugal", place: "PRT"),
                code("ES", "Spain", place: "ESP"), code("FR", "France", place: "FRA"),
            ]),
        SeriesDimension(
            id: "sex", titlePt: "Sexo", titleEn: "Sex", role: .sex,
            codes: [code("T", "Total", aggregate: true), code("F", "Women"), code("M", "Men")]),
    ]
    /// Vintages from the oldest to the newest, each with all its values.
    var vintages: [(name: String, values: [SeriesValue])] = []

    static func code(
        _ code: String, _ label: String, place: String = "", aggregate: Bool = false
    ) -> SeriesCode {
        SeriesCode(
            code: code, labelPt: label, labelEn: label, parent: nil, isAggregate: aggregate,
            place: place)
    }

    static func value(
        _ dims: String, _ period: String, _ value: Double?, flag: String = ""
    ) -> SeriesValue {
        SeriesValue(dims: dims, period: period, value: value, flag: flag, note: "")
    }

    func put(in db: Writer) throws {
        try db.run(
            """
            INSERT INTO series (key, family, position, title_pt, title_en, definition_pt, definition_en, unit,
                source, method, licence, contact, frequency, headline, folded, vintage, number, state, topic,
                concept, publisher)
            VALUES (\(key), \(key), 0, \(title), \(title), \(definition), \(definition), \(unit),
                \(publisher), '', 'CC BY 4.0', '', 'annual', \(headline), \(title.lowercased()), '',
                \(number), 0, \(topic), \(concept), \(publisher))
            """)
        for (place, dimension) in dimensions.enumerated() {
            try put(dimension, at: place, in: db)
        }
        let lines = Array(Set(vintages.flatMap(\.values).map(\.dims))).sorted()
        for (line, dims) in lines.enumerated() {
            try db.run(
                "INSERT INTO series_line (series, line, dims) VALUES (\(number), \(line), \(dims))")
            for pair in Dimensions(text: dims).pairs {
                try db.run(
                    """
                    INSERT INTO line_code (series, dimension, code, line)
                    VALUES (\(number), \(pair.name), \(pair.value), \(line))
                    """)
            }
        }
        for (index, vintage) in vintages.enumerated() {
            try put(vintage.name, vintage.values, Int64(index), lines, in: db)
        }
    }

    private func put(_ dimension: SeriesDimension, at place: Int, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO series_dimension (series, id, position, role, title_pt, title_en)
            VALUES (\(number), \(dimension.id), \(place), \(dimension.role.rawValue),
                \(dimension.titlePt), \(dimension.titleEn))
            """)
        for (place, code) in dimension.codes.enumerated() {
            try db.run(
                """
                INSERT INTO series_code (series, dimension, code, position, label_pt, label_en, aggregate, place)
                VALUES (\(number), \(dimension.id), \(code.code), \(place), \(code.labelPt), \(code.labelEn),
                    \(code.isAggregate ? 1 : 0), \(code.place))
                """)
        }
    }

    private func put(
        _ name: String, _ values: [SeriesValue], _ index: Int64, _ lines: [String], in db: Writer
    ) throws {
        let id = number * 1_000 + index
        let at = noon.adding(seconds: (index - 10) * 86_400)
        try db.run(
            """
            INSERT INTO series_import (id, family, file, digest, at, rows, accepted, rejected, label, vintage)
            VALUES (\(id), \(key), \(key + ".csv"), \(name), \(at), \(values.count), \(values.count), 0,
                \(name), \(name))
            """)
        try db.run(
            "INSERT INTO series_state (id, series, digest, amount) VALUES (\(id), \(number), \(name), \(values.count))"
        )
        try db.run(
            "INSERT INTO series_vintage (series, import, state) VALUES (\(number), \(id), \(id))")
        for value in values {
            let year = Int64(value.period.prefix(4)) ?? 0
            try db.run(
                """
                INSERT INTO series_value (state, line, starts, period, value, flag, confidentiality, note)
                VALUES (\(id), \(lines.firstIndex(of: value.dims) ?? 0), \(year * 10_000 + 101),
                    \(value.period), \(value.value), \(value.flag), '', '')
                """)
        }
        try db.run(
            "UPDATE series SET vintage = \(name), state = \(id), updated_at = \(at) WHERE key = \(key)"
        )
    }
}

extension ExplorerShelf {
    /// Three countries, two sexes and their sum, four years; Spain breaks in 2022.
    static var people: ExplorerShelf {
        var shelf = ExplorerShelf()
        let sizes = ["EU": 900.0, "PT": 100, "ES": 400, "FR": 500]
        func all(_ more: Double) -> [SeriesValue] {
            sizes.sorted { $0.key < $1.key }.flatMap { geo, size in
                (2020...2023).flatMap { year -> [SeriesValue] in
                    let grown = size + Double(year - 2020) * 10 + (geo == "PT" ? more : 0)
                    let flag = geo == "ES" && year == 2022 ? "B" : ""
                    return [
                        value("geo=\(geo)|sex=F", "\(year)", grown - 40, flag: flag),
                        value("geo=\(geo)|sex=M", "\(year)", 40, flag: flag),
                        value("geo=\(geo)|sex=T", "\(year)", grown, flag: flag),
                    ]
                }
            }
        }
        shelf.vintages = [("first", all(0)), ("second", all(3))]
        return shelf
    }

    /// A browser before a store with these series alone.
    static func browser(
        _ shelves: [ExplorerShelf], engine: Engine = .sqlite, language: String = "en"
    ) async throws -> RoomBrowser {
        let (observatory, database) = try await house(engine)
        try await database.write { db in for shelf in shelves { try shelf.put(in: db) } }
        return try RoomBrowser(observatory.routes, language: language)
    }
}
