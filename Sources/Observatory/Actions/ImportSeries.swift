import Formats
import Kernel
import Languages
import Storage

/// A checked file becomes a vintage: whole, once, beside the vintages before it.
struct ImportSeries: Sendable {
    let file: SeriesFile
    let name: String

    /// Returns the vintage, and whether it is new; values that were stored once are not stored again.
    func perform(
        by person: Principal, at now: Moment, in db: Writer
    ) throws -> (vintage: String, isNew: Bool) {
        let stored = try file.parts.enumerated().map { position, part in
            try StoreContent(part: part, position: position, at: now).perform(in: db)
        }
        try storeBreaks(in: db)
        if let known = try known(stored, in: db) {
            return (
                known.vintage, try known.isWithdrawn && reinstate(known, by: person, now, in: db)
            )
        }
        let vintage = try freeVintage(in: db)
        let id = ID<SeriesFile>.new(at: now)
        let amount = file.parts.reduce(0) { $0 + $1.content.entries.count }
        let digest = digestText(([vintage] + stored.map { "\($0.state)" }).joined(separator: " "))
        try db.run(
            """
            INSERT INTO series_import (id, family, file, digest, at, rows, accepted, rejected, label, vintage,
                format)
            VALUES (\(id), \(file.family), \(name), \(digest), \(now), \(file.rows), \(amount), 0,
                \(file.vintage), \(vintage), \(file.format))
            """)
        for part in stored {
            try db.run(
                """
                INSERT INTO series_vintage (series, import, state)
                VALUES (\(part.series), \(id), \(part.state))
                """)
            try Series.showNewest(part.series, in: db)
        }
        let fields = ["file": name, "vintage": vintage, "values": String(amount)]
        try db.record(
            JournalEvent("series.imported", subject: "series/\(file.family)", fields), by: person,
            at: now)
        return (vintage, true)
    }

    private struct Known {
        let id: Int64
        let vintage: String
        let isWithdrawn: Bool
    }

    /// The import under the same name that said the same of each series.
    private func known(_ stored: [StoreContent.Stored], in db: Reader) throws -> Known? {
        let before = try db.all(
            """
            SELECT id, vintage, withdrawn_at FROM series_import
            WHERE family = \(file.family) AND label = \(file.vintage) ORDER BY at DESC, id DESC
            """)
        for row in before {
            let id: Int64 = try row[0]
            var shown: [Int64: Int64] = [:]
            for vintage in try db.all(
                "SELECT series, state FROM series_vintage WHERE import = \(id)")
            {
                shown[try vintage[0]] = try vintage[1]
            }
            let said = Dictionary(stored.map { ($0.series, $0.state) }) { first, _ in first }
            guard shown == said else { continue }
            let withdrawn: Moment? = try row[2]
            return Known(id: id, vintage: try row[1], isWithdrawn: withdrawn != nil)
        }
        return nil
    }

    /// What was withdrawn by mistake is taken in again; the journal keeps both.
    private func reinstate(
        _ known: Known, by person: Principal, _ now: Moment, in db: Writer
    ) throws -> Bool {
        try db.run(
            "UPDATE series_import SET withdrawn_at = NULL, withdrawn_why = '' WHERE id = \(known.id)"
        )
        for row in try db.all("SELECT series FROM series_vintage WHERE import = \(known.id)") {
            try Series.showNewest(try row[0], in: db)
        }
        try db.record(
            JournalEvent(
                "series.reinstated", subject: "series/\(file.family)",
                ["file": name, "vintage": known.vintage]),
            by: person, at: now)
        return true
    }

    /// The source's name for this state; a corrected file under the same name is numbered.
    private func freeVintage(in db: Reader) throws -> String {
        let before = try db.count(
            "SELECT COUNT(*) FROM series_import WHERE family = \(file.family) AND label = \(file.vintage)"
        )
        return before == 0 ? file.vintage : "\(file.vintage) (\(before + 1))"
    }

    private func storeBreaks(in db: Writer) throws {
        // Breaks are said of the whole; a part of a file is marked by its own flags.
        guard let key = file.parts.first?.series.key, key == file.family else { return }
        try db.run("DELETE FROM break_mark WHERE series = \(key)")
        var marks = ManyRows(
            "break_mark",
            [
                ("series", .text), ("dims", .text), ("period", .text), ("reason_pt", .text),
                ("reason_en", .text), ("source", .text),
            ], passesKnown: true)
        for mark in file.breaks {
            marks.append(
                [key, mark.dims, mark.period, mark.reasonPt, mark.reasonEn, mark.source].map(
                    Value.text))
        }
        try db.insert(marks)
    }
}

extension Series {
    /// Shows the newest vintage that is not withdrawn, and its newest value; none where there is no such.
    static func showNewest(_ number: Int64, in db: Writer) throws {
        let newest = try db.first(
            """
            SELECT i.vintage, v.state, i.at FROM series_vintage v JOIN series_import i ON i.id = v.import
            WHERE v.series = \(number) AND i.withdrawn_at IS NULL ORDER BY i.at DESC, i.id DESC LIMIT 1
            """)
        let vintage: String = try newest.map { try $0[0] } ?? ""
        let state: Int64 = try newest.map { try $0[1] } ?? 0
        let at: Moment = try newest.map { try $0[2] } ?? Moment(microseconds: 0)
        let value = try db.first(
            """
            SELECT v.period, v.value FROM series s
            JOIN series_line l ON l.series = s.number AND l.dims = s.headline
            JOIN series_value v ON v.state = \(state) AND v.line = l.line AND v.value IS NOT NULL
            WHERE s.number = \(number) ORDER BY v.starts DESC, v.period DESC LIMIT 1
            """)
        let period: String? = try value.map { try $0[0] }
        let amount: Double? = try value.map { try $0[1] }
        try db.run(
            """
            UPDATE series SET vintage = \(vintage), state = \(state), updated_at = \(at),
                newest_period = \(period), newest_value = \(amount) WHERE number = \(number)
            """)
    }
}
