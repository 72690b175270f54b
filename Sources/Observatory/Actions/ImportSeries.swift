import Kernel
import Languages
import SDMX
import Storage

/// A checked file becomes a vintage: whole, once, beside the vintages before it.
struct ImportSeries: Sendable {
    let file: SeriesFile
    let name: String
    /// The file's own text, by which it is known again.
    let content: String

    /// Returns the vintage, and whether it is new.
    func perform(
        by person: Principal, at now: Moment, in db: Writer
    ) throws -> (vintage: String, isNew: Bool) {
        let digest = hex(db.keys.lookup(content, use: "series-file"))
        let known: String? = try db.value(
            "SELECT vintage FROM series_import WHERE family = \(file.family) AND digest = \(digest)"
        )
        let vintage = try known ?? freeVintage(in: db)
        for (position, series) in file.series.enumerated() {
            try store(series, position, vintage, isNew: known == nil, in: db)
        }
        try storeBreaks(in: db)
        if let known { return (known, false) }
        let id = ID<SeriesFile>.new(at: now)
        try db.run(
            """
            INSERT INTO series_import (id, family, file, digest, at, rows, accepted, rejected, label, vintage)
            VALUES (\(id), \(file.family), \(name), \(digest), \(now), \(file.rows), \(file.lines.count), 0,
                \(file.vintage), \(vintage))
            """)
        for series in file.series { try storeValues(of: series.key, id, vintage, at: now, in: db) }
        let fields = ["file": name, "vintage": vintage, "values": String(file.lines.count)]
        try db.record(
            JournalEvent("series.imported", subject: "series/\(file.family)", fields), by: person,
            at: now)
        return (vintage, true)
    }

    /// The source's name for this state; a corrected file under the same name is numbered.
    private func freeVintage(in db: Reader) throws -> String {
        let before = try db.count(
            "SELECT COUNT(*) FROM series_import WHERE family = \(file.family) AND label = \(file.vintage)"
        )
        return before == 0 ? file.vintage : "\(file.vintage) (\(before + 1))"
    }

    /// The description follows the file; the newest vintage moves on only with new values.
    private func store(
        _ s: Series, _ position: Int, _ vintage: String, isNew: Bool, in db: Writer
    ) throws {
        let words = folded([s.key, s.titlePt, s.titleEn, s.source].joined(separator: " "))
        try db.run(
            """
            INSERT INTO series (key, family, position, title_pt, title_en, definition_pt, definition_en, unit,
                source, method, licence, contact, frequency, headline, folded, vintage, number)
            VALUES (\(s.key), \(s.family), \(position), \(s.titlePt), \(s.titleEn), \(s.definitionPt),
                \(s.definitionEn), \(s.unit), \(s.source), \(s.method), \(s.licence), \(s.contact),
                \(s.frequency), \(s.headline), \(words), \(vintage), \(ID<Row>.new(at: Moment(microseconds: Int64.random(in: 0...1 << 50)))))
            ON CONFLICT (key) DO UPDATE SET family = excluded.family, position = excluded.position,
                title_pt = excluded.title_pt, title_en = excluded.title_en,
                definition_pt = excluded.definition_pt, definition_en = excluded.definition_en,
                unit = excluded.unit, source = excluded.source, method = excluded.method,
                licence = excluded.licence, contact = excluded.contact, frequency = excluded.frequency,
                headline = excluded.headline, folded = excluded.folded
            """)
    }

    private func storeBreaks(in db: Writer) throws {
        // Breaks are said of the whole; a part of a file is marked by its own flags.
        guard let key = file.series.first?.key, key == file.family else { return }
        try db.run("DELETE FROM break_mark WHERE series = \(key)")
        for mark in file.breaks {
            try db.run(
                """
                INSERT INTO break_mark (series, dims, period, reason_pt, reason_en, source) VALUES
                (\(key), \(mark.dims), \(mark.period), \(mark.reasonPt), \(mark.reasonEn), \(mark.source))
                """)
        }
    }

    private func storeValues(
        of key: String, _ id: ID<SeriesFile>, _ vintage: String, at now: Moment, in db: Writer
    ) throws {
        let number: Int64? = try db.value("SELECT number FROM series WHERE key = \(key)")
        guard let number else { return }
        let own = file.lines.filter { $0.series == key }.map(\.value)
        let state = ID<SeriesView>.new(at: now)
        try db.run(
            """
            INSERT INTO series_state (id, series, digest, amount) VALUES (\(state), \(number), '', \(own.count))
            """)
        var lines: [String: Int64] = [:]
        for row in try db.all("SELECT dims, line FROM series_line WHERE series = \(number)") {
            lines[try row[0]] = try row[1]
        }
        for value in own {
            let line = lines[value.dims] ?? Int64(lines.count)
            if lines.updateValue(line, forKey: value.dims) == nil {
                try db.run(
                    "INSERT INTO series_line (series, line, dims) VALUES (\(number), \(line), \(value.dims))"
                )
            }
            try db.run(
                """
                INSERT INTO series_value (state, line, starts, period, value, flag, confidentiality, note) VALUES
                (\(state), \(line), \(TimePeriod(value.period).map { sorted($0.firstDay) } ?? 0), \(value.period),
                    \(value.value), \(value.flag), \(value.confidentiality), \(value.note))
                """)
        }
        try db.run(
            "INSERT INTO series_vintage (series, import, state) VALUES (\(number), \(id), \(state))"
        )
        try db.run(
            """
            UPDATE series SET vintage = \(vintage), state = \(state), updated_at = \(now) WHERE key = \(key)
            """)
    }
}
