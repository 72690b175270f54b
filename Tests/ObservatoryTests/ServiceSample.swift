import Formats
import Kernel
import SDMX
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// A series of invented permits in two vintages, laid into the store as an import lays it, and a visitor at the services.
///
/// Lines: geo (PT, ES, `Foreign country`) by sex (T, M, F). The second vintage has a year more, one value revised, one gone.
struct ServiceSample {
    let database: Database
    let browser: RoomBrowser

    static let flow = "CAIS,PERMITS,1.0"
    static let first = noon.adding(seconds: -10 * 86_400)
    static let second = noon.adding(seconds: -86_400)
    static let places = ["PT", "ES", "Foreign country"]
    static let sexes = ["T", "M", "F"]

    /// What the sample holds, said a second time: by vintage, line and year.
    static func value(_ vintage: Int, _ place: Int, _ sex: Int, _ year: Int) -> Double? {
        if vintage == 1, year == 2023 { return nil }
        if vintage == 2, place == 1, sex == 2, year == 2019 { return nil }
        let revised: Double = vintage == 2 && place == 0 && sex == 0 && year == 2022 ? 0.5 : 0
        return Double(100 * (place + 1) + 10 * sex + year - 2019) + revised
    }

    static func make(
        _ engine: Engine = .sqlite, observationsMax: Int? = nil
    ) async throws -> ServiceSample {
        let (observatory, database) = try await house(engine)
        try await database.write { db in try ServiceSample.fill(db) }
        var routes = observatory.routes
        if let observationsMax {
            routes = SDMXRoutes(database: database, observationsMax: observationsMax).all
        }
        return ServiceSample(
            database: database, browser: try RoomBrowser(routes, hasLimits: false))
    }

    private static func fill(_ db: Writer) throws {
        try db.run(
            """
            INSERT INTO series (key, family, position, title_pt, title_en, definition_pt, definition_en, unit, source,
                method, licence, contact, frequency, headline, folded, vintage, number, state, dataflow, topic,
                publisher, updated_at, newest_period, newest_value)
            VALUES ('permits', 'permits', 0, 'Autorizações <raras>', 'Permits & others', 'Definição', 'Definition',
                'persons', 'A test; https://example.org', '', 'CC BY 4.0', 'somebody', 'annual', 'geo=PT|sex=T',
                'permits', 'second', 1, 2, '', 'permits', 'A test', \(second), '2023', 104)
            """)
        for (position, id) in ["geo", "sex"].enumerated() {
            try db.run(
                """
                INSERT INTO series_dimension (series, id, position, role, title_pt, title_en)
                VALUES (1, \(id), \(position), \(id == "geo" ? "territory" : "sex"), \("Dimensão " + id), \("Dimension " + id))
                """)
        }
        for (position, place) in places.enumerated() {
            try code(
                "geo", place, position, aggregate: position == 2, place: position == 0 ? "PRT" : "",
                db)
        }
        for (position, sex) in sexes.enumerated() {
            try code("sex", sex, position, parent: position > 0 ? "T" : nil, db)
        }
        for (vintage, moment) in [(1, first), (2, second)] {
            let name = vintage == 1 ? "first" : "second"
            try db.run(
                """
                INSERT INTO series_import (id, family, file, digest, at, rows, accepted, rejected, label, vintage)
                VALUES (\(vintage), 'permits', 'permits.csv', \(name), \(moment), 0, 0, 0, \(name), \(name))
                """)
            try db.run(
                "INSERT INTO series_state (id, series, digest, amount) VALUES (\(vintage), 1, \(name), 45)"
            )
            try db.run(
                "INSERT INTO series_vintage (series, import, state) VALUES (1, \(vintage), \(vintage))"
            )
        }
        try lines(db)
        try db.run(
            """
            INSERT INTO break_mark (series, dims, period, reason_pt, reason_en, source)
            VALUES ('permits', '', '2021', 'Outra contagem', 'Another count', 'a test')
            """)
    }

    private static func lines(_ db: Writer) throws {
        for (p, place) in places.enumerated() {
            for (s, sex) in sexes.enumerated() {
                let line = p * 3 + s
                try db.run(
                    "INSERT INTO series_line (series, line, dims) VALUES (1, \(line), \("geo=\(place)|sex=\(sex)"))"
                )
                for (dimension, code) in [("geo", place), ("sex", sex)] {
                    try db.run(
                        "INSERT INTO line_code (series, dimension, code, line) VALUES (1, \(dimension), \(code), \(line))"
                    )
                }
                for vintage in 1...2 {
                    for year in 2019...2023 {
                        guard let value = value(vintage, p, s, year) else { continue }
                        try db.run(
                            """
                            INSERT INTO series_value (state, line, starts, period, value, flag, confidentiality, note)
                            VALUES (\(vintage), \(line), \(year * 10_000 + 101), \(String(year)), \(value),
                                \(year == 2021 ? "B" : ""), \(year == 2020 && s == 2 ? "N" : ""), \(year == 2021 ? "a <note>" : ""))
                            """)
                    }
                }
            }
        }
    }

    private static func code(
        _ dimension: String, _ code: String, _ position: Int, parent: String? = nil,
        aggregate: Bool = false,
        place: String = "", _ db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO series_code (series, dimension, code, position, label_pt, label_en, parent, aggregate, place)
            VALUES (1, \(dimension), \(code), \(position), \("pt " + code), \("en " + code), \(parent),
                \(aggregate ? 1 : 0), \(place))
            """)
    }
}

/// An observation of an answer in SDMX-CSV: the cells by their column.
typealias Cells = [String: String]

extension ServiceSample {
    func get(_ path: String, accept: String = csv10) async throws -> PlainAnswer {
        try await browser.get(path, headers: [("accept", accept)])
    }

    /// The rows of an answer that is SDMX-CSV.
    func rows(_ path: String, accept: String = csv10) async throws -> [Cells] {
        let answer = try await get(path, accept: accept)
        try #require(answer.status == 200, "\(path): \(answer.status) \(answer.text.prefix(300))")
        var reader = try CSVReader(bytes: answer.body, file: "answer")
        var rows: [Cells] = []
        while let row = try reader.next() {
            rows.append(
                Dictionary(
                    reader.header.map { ($0, row.optional($0) ?? "") },
                    uniquingKeysWith: { first, _ in first }))
        }
        return rows
    }
}

extension Cells {
    var place: String { "\(self["GEO"] ?? "") \(self["SEX"] ?? "") \(self["TIME_PERIOD"] ?? "")" }
}

let csv10 = "application/vnd.sdmx.data+csv;version=1.0.0"
let csv20 = "application/vnd.sdmx.data+csv;version=2.0.0"
let older = "/sdmx/2.1/data/PERMITS"
let newer = "/sdmx/3.0/data/dataflow/CAIS/PERMITS/1.0"
