import Kernel
import Languages
import Storage

/// Puts one series of a file into its tables: what it is, its dimensions, its lines, and its values as a state.
struct StoreContent: Sendable {
    struct Stored {
        let series: Int64
        let state: Int64
    }

    let part: SeriesFile.Part
    let position: Int
    let at: Moment

    func perform(in db: Writer) throws -> Stored {
        let number = try storeSeries(in: db)
        try storeDimensions(number, in: db)
        let lines = try storeLines(number, in: db)
        return Stored(series: number, state: try storeValues(number, lines, in: db))
    }

    /// The description follows the file.
    private func storeSeries(in db: Writer) throws -> Int64 {
        let s = part.series
        let words = folded(
            [s.key, s.titlePt, s.titleEn, s.source, s.definitionPt, s.definitionEn]
                .joined(separator: " "))
        let new = ID<Series>.new(at: at)
        try db.run(
            """
            INSERT INTO series (key, family, position, title_pt, title_en, definition_pt, definition_en, unit,
                source, method, licence, contact, frequency, headline, folded, vintage, number, dataflow, topic,
                concept, publisher)
            VALUES (\(s.key), \(s.family), \(position), \(s.titlePt), \(s.titleEn), \(s.definitionPt),
                \(s.definitionEn), \(s.unit), \(s.source), \(s.method), \(s.licence), \(s.contact),
                \(s.frequency), \(s.headline), \(words), '', \(new), \(s.dataflow), \(s.topic),
                \(s.concept), \(s.publisher))
            ON CONFLICT (key) DO UPDATE SET family = excluded.family, position = excluded.position,
                title_pt = excluded.title_pt, title_en = excluded.title_en,
                definition_pt = excluded.definition_pt, definition_en = excluded.definition_en,
                unit = excluded.unit, source = excluded.source, method = excluded.method,
                licence = excluded.licence, contact = excluded.contact, frequency = excluded.frequency,
                headline = excluded.headline, folded = excluded.folded, dataflow = excluded.dataflow,
                topic = excluded.topic, concept = excluded.concept, publisher = excluded.publisher
            """)
        guard let number: Int64 = try db.value("SELECT number FROM series WHERE key = \(s.key)")
        else { throw Refused.notFound }
        return number
    }

    /// Titles and labels follow the file; codes of older vintages stay beside them.
    private func storeDimensions(_ number: Int64, in db: Writer) throws {
        for (place, dimension) in part.dimensions.enumerated() {
            try db.run(
                """
                INSERT INTO series_dimension (series, id, position, role, title_pt, title_en)
                VALUES (\(number), \(dimension.id), \(place), \(dimension.role.rawValue),
                    \(dimension.titlePt), \(dimension.titleEn))
                ON CONFLICT (series, id) DO UPDATE SET position = excluded.position, role = excluded.role,
                    title_pt = excluded.title_pt, title_en = excluded.title_en
                """)
        }
        let codes = part.dimensions.map { (id: $0.id, codes: $0.codes.map(\.code)) }
        for (id, some) in codes {
            for start in stride(from: 0, to: some.count, by: codesAtOnce) {
                let piece = Array(some[start..<min(start + codesAtOnce, some.count)])
                try db.run(
                    "DELETE FROM series_code WHERE series = \(number) AND dimension = \(id) AND code IN \(list: piece)"
                )
            }
        }
        var rows = ManyRows(
            "series_code",
            [
                ("series", .integer), ("dimension", .text), ("code", .text), ("position", .integer),
                ("label_pt", .text), ("label_en", .text), ("parent", .text),
                ("aggregate", .integer), ("place", .text),
            ])
        for dimension in part.dimensions {
            for (place, code) in dimension.codes.enumerated() {
                rows.append([
                    .integer(number), .text(dimension.id), .text(code.code), .integer(Int64(place)),
                    .text(code.labelPt), .text(code.labelEn), code.parent.stored,
                    .integer(code.isAggregate ? 1 : 0), .text(code.place),
                ])
            }
        }
        try db.insert(rows)
    }

    /// The number of each line of the file; a line keeps its number over all vintages.
    private func storeLines(_ number: Int64, in db: Writer) throws -> [Int64] {
        var known: [String: Int64] = [:]
        for row in try db.all("SELECT dims, line FROM series_line WHERE series = \(number)") {
            known[try row[0]] = try row[1]
        }
        var lines = ManyRows(
            "series_line", [("series", .integer), ("line", .integer), ("dims", .text)])
        var codes = ManyRows(
            "line_code",
            [("series", .integer), ("dimension", .text), ("code", .text), ("line", .integer)])
        let content = part.content
        let numbers = content.lines.enumerated().map { place, text -> Int64 in
            if let line = known[text] { return line }
            let line = Int64(known.count)
            known[text] = line
            lines.append([.integer(number), .integer(line), .text(text)])
            for (id, code) in zip(content.dimensions, content.codes[place]) where !code.isEmpty {
                codes.append([.integer(number), .text(id), .text(code), .integer(line)])
            }
            return line
        }
        try db.insert(lines)
        try db.insert(codes)
        return numbers
    }

    /// The state that holds these values: an earlier one, or a new one.
    private func storeValues(_ number: Int64, _ lines: [Int64], in db: Writer) throws -> Int64 {
        let (content, digest) = (part.content, part.content.digest)
        try nameOldStates(number, in: db)
        let known: Int64? = try db.value(
            "SELECT id FROM series_state WHERE series = \(number) AND digest = \(digest) LIMIT 1")
        if let known { return known }
        let state = ID<SeriesContent>.new(at: at)
        try db.run(
            """
            INSERT INTO series_state (id, series, digest, amount)
            VALUES (\(state), \(number), \(digest), \(content.entries.count))
            """)
        let entries = content.entries
        for start in stride(from: 0, to: entries.count, by: valuesAtOnce) {
            var rows = ManyRows(
                "series_value",
                [
                    ("state", .integer), ("line", .integer), ("starts", .integer),
                    ("period", .text),
                    ("value", .real), ("flag", .text), ("confidentiality", .text), ("note", .text),
                ])
            for entry in entries[start..<min(start + valuesAtOnce, entries.count)] {
                let value = content.value(entry)
                rows.append([
                    state.stored, .integer(lines[Int(entry.line)]), .integer(Int64(entry.starts)),
                    .text(value.period), value.value.stored, .text(value.flag),
                    .text(value.confidentiality), .text(value.note),
                ])
            }
            try db.insert(rows)
        }
        return state.value
    }

    /// States that were carried over from the older table get their digest when they are first compared.
    private func nameOldStates(_ number: Int64, in db: Writer) throws {
        for row in try db.all(
            "SELECT id FROM series_state WHERE series = \(number) AND digest LIKE 'import %'")
        {
            let id: Int64 = try row[0]
            let values = try db.all(
                """
                SELECT l.dims, v.period, v.value, v.flag, v.note, v.confidentiality, v.starts
                FROM series_value v JOIN series_line l ON l.series = \(number) AND l.line = v.line
                WHERE v.state = \(id)
                """
            ).map { row -> (starts: Int64, value: SeriesValue) in
                let value = SeriesValue(
                    dims: try row[0], period: try row[1], value: try row[2], flag: try row[3],
                    note: try row[4], confidentiality: try row[5])
                return (try row[6], value)
            }
            let sorted = values.sorted { left, right in
                (left.value.dims, left.starts, left.value.period)
                    < (right.value.dims, right.starts, right.value.period)
            }
            let digest = ContentDigest.of(sorted.lazy.map(\.value))
            try db.run("UPDATE series_state SET digest = \(digest) WHERE id = \(id)")
        }
    }
}

/// Rows that stand in memory at once besides the content itself.
private let valuesAtOnce = 5_000
/// Bound values of one statement.
private let codesAtOnce = 500
