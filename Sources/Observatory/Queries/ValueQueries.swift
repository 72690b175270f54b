import Kernel
import SDMX
import Storage

extension Series {
    /// The values that are picked, line after line, each from its oldest period; at most `limit` of them.
    ///
    /// Two questions, or three where a vintage is named, for any number of vintages: a state is one range of the index.
    func values(
        _ selection: SeriesSelection, limit: Int, in db: Reader
    ) throws -> [SeriesValue] {
        guard let state = try state(selection, in: db) else { return [] }
        let picked = lineCondition(selection)
        var lines: [Int64: String] = [:]
        for row in try db.all(
            "SELECT line, dims FROM series_line l WHERE l.series = \(number)\(picked)")
        {
            lines[try row[0]] = try row[1]
        }
        let rows = try db.all(valueQuestion(selection, state, picked, limit))
        return try rows.map { row in
            let line: Int64 = try row[0]
            return SeriesValue(
                dims: lines[line] ?? "", period: try row[1], value: try row[2], flag: try row[3],
                note: try row[4], confidentiality: try row[5])
        }
    }

    private func valueQuestion(
        _ selection: SeriesSelection, _ state: Int64, _ picked: SQL, _ limit: Int
    ) -> SQL {
        let lines: SQL =
            picked.text.isEmpty
            ? ""
            : " AND v.line IN (SELECT l.line FROM series_line l WHERE l.series = \(number)\(picked))"
        let span = periodCondition(selection)
        guard selection.firstN != nil || selection.lastN != nil else {
            return """
                SELECT v.line, v.period, v.value, v.flag, v.note, v.confidentiality FROM series_value v
                WHERE v.state = \(state)\(lines)\(span) ORDER BY v.line, v.starts, v.period LIMIT \(limit)
                """
        }
        let (first, last) = (selection.firstN ?? 0, selection.lastN ?? 0)
        return """
            SELECT r.line, r.period, r.value, r.flag, r.note, r.confidentiality FROM (
                SELECT v.line, v.starts, v.period, v.value, v.flag, v.note, v.confidentiality,
                    ROW_NUMBER() OVER (PARTITION BY v.line ORDER BY v.starts, v.period) AS rise,
                    ROW_NUMBER() OVER (PARTITION BY v.line ORDER BY v.starts DESC, v.period DESC) AS fall
                FROM series_value v WHERE v.state = \(state)\(lines)\(span)) r
            WHERE r.rise <= \(first) OR r.fall <= \(last)
            ORDER BY r.line, r.starts, r.period LIMIT \(limit)
            """
    }

    /// The lines that have one of the codes in each dimension that is asked for.
    private func lineCondition(_ selection: SeriesSelection) -> SQL {
        selection.codes.sorted { $0.key < $1.key }.reduce("") { condition, wanted in
            """
            \(condition) AND l.line IN (SELECT c.line FROM line_code c WHERE c.series = \(number)
            AND c.dimension = \(wanted.key) AND c.code IN \(list: wanted.value.sorted()))
            """
        }
    }

    private func periodCondition(_ selection: SeriesSelection) -> SQL {
        var condition: SQL = ""
        if let from = selection.from {
            // What is no period begins after everything: nothing is picked, not all.
            condition = " AND v.starts >= \(TimePeriod(from).map { sorted($0.firstDay) } ?? .max)"
        }
        if let to = selection.to {
            let last = TimePeriod(to).map { sorted($0.lastDay) } ?? .min
            condition = "\(condition) AND v.starts <= \(last)"
        }
        return condition
    }

    /// The values that a vintage shows; nil where there is no such vintage, or none was known then.
    func state(_ selection: SeriesSelection, in db: Reader) throws -> Int64? {
        if let name = selection.vintage {
            return try db.value(
                """
                SELECT v.state FROM series_import i JOIN series_vintage v ON v.import = i.id
                WHERE i.family = \(family) AND i.vintage = \(name) AND v.series = \(number)
                """)
        }
        guard let moment = selection.knownAt else { return state == 0 ? nil : state }
        return try db.value(
            """
            SELECT v.state FROM series_vintage v JOIN series_import i ON i.id = v.import
            WHERE v.series = \(number) AND i.at <= \(moment)
                AND (i.withdrawn_at IS NULL OR i.withdrawn_at > \(moment))
            ORDER BY i.at DESC, i.id DESC LIMIT 1
            """)
    }

    /// Newest first; withdrawn ones among them, marked. The newest hundred.
    func vintages(in db: Reader) throws -> [SeriesVintage] {
        try db.all(
            """
            SELECT i.vintage, i.label, i.at, t.amount, i.file, i.digest, i.id, i.withdrawn_at,
                i.withdrawn_why
            FROM series_vintage v JOIN series_import i ON i.id = v.import
            JOIN series_state t ON t.id = v.state
            WHERE v.series = \(number) ORDER BY i.at DESC, i.id DESC LIMIT \(vintagesMax)
            """
        ).map { row in
            SeriesVintage(
                name: try row[0], label: try row[1], importedAt: try row[2], rows: try row[3],
                file: try row[4], digest: try row[5], importID: try row[6], withdrawnAt: try row[7],
                withdrawnWhy: try row[8])
        }
    }

    /// The dimensions in the order of the source, each with its codes.
    func dimensions(in db: Reader) throws -> [SeriesDimension] {
        var codes: [String: [SeriesCode]] = [:]
        let rows = try db.all(
            """
            SELECT dimension, code, label_pt, label_en, parent, aggregate, place FROM series_code
            WHERE series = \(number) ORDER BY dimension, position
            """)
        for row in rows {
            codes[try row[0], default: []].append(
                SeriesCode(
                    code: try row[1], labelPt: try row[2], labelEn: try row[3], parent: try row[4],
                    isAggregate: try row[5], place: try row[6]))
        }
        return try db.all(
            "SELECT id, title_pt, title_en, role FROM series_dimension WHERE series = \(number) ORDER BY position"
        ).map { row in
            let id: String = try row[0]
            return SeriesDimension(
                id: id, titlePt: try row[1], titleEn: try row[2],
                role: SeriesDimension.Role(rawValue: try row[3]) ?? .other, codes: codes[id] ?? [])
        }
    }
}

/// A day as 20190131: the order of values, readable in the table.
func sorted(_ day: Day) -> Int64 { Int64(day.year * 10_000 + day.month * 100 + day.day) }

private let vintagesMax = 100
