public import Figures
public import Kernel
public import Languages
import SDMX
public import Storage

/// The house's own figures as series, each named `figure.` and its key.
///
/// What was published of a day is copied once, the night it was published, into the tables of all other series: so it is found,
/// drawn, cited and handed out like them, by the same code. A period is the day of publication; the vintage of a day is the
/// series up to that day, so that all vintages share one state that grows by a row a night. Only what has passed the guard
/// of `Figures` is there to be copied.
public struct OwnSeries: Sendable {
    let figures: Figures
    let pt: Translator
    let en: Translator

    public init(_ figures: Figures, pt: Translator, en: Translator) {
        (self.figures, self.pt, self.en) = (figures, pt, en)
    }

    static let family = "figures"
    static let prefix = "figure."

    /// Figures that are not themselves the newest value of a series.
    static func isOwn(_ key: FigureKey) -> Bool { !key.text.hasPrefix("observatory.") }

    /// Copies what the series do not have yet; returns how many figures there are. Asked again, it changes nothing.
    @discardableResult
    public func keep(at now: Moment, in db: Writer) throws -> Int {
        let own = figures.all.filter { OwnSeries.isOwn($0.key) }
        let histories = try own.map { ($0, try figures.history($0.key, in: db)) }.filter {
            !$0.1.isEmpty
        }
        guard let newest = histories.compactMap(\.1.last?.day).max() else { return 0 }
        let night = try importOf(newest, rows: histories.count, at: now, in: db)
        for (position, (figure, history)) in histories.enumerated() {
            let number = try describe(figure, position, in: db)
            try keep(history, of: figure, number, night, in: db)
        }
        return histories.count
    }

    /// The import that stands for one day, which all own series share.
    private func importOf(
        _ day: Day, rows: Int, at now: Moment, in db: Writer
    ) throws -> ID<SeriesFile> {
        let name = day.description
        let known: ID<SeriesFile>? = try db.value(
            "SELECT id FROM series_import WHERE family = \(OwnSeries.family) AND vintage = \(name)")
        if let known { return known }
        let id = ID<SeriesFile>.new(at: now)
        try db.run(
            """
            INSERT INTO series_import (id, family, file, digest, at, rows, accepted, rejected, label, vintage, format)
            VALUES (\(id), \(OwnSeries.family), 'figures', \("figures " + name), \(now), \(rows), \(rows), 0, \(name),
                \(name), 'figures')
            """)
        return id
    }

    /// The description follows the figure; returns the number of the series.
    private func describe(_ figure: Figure, _ position: Int, in db: Writer) throws -> Int64 {
        let key = OwnSeries.prefix + figure.key.text
        let (titlePt, titleEn) = (figure.title(pt), figure.title(en))
        let words = folded([key, titlePt, titleEn, "Cais"].joined(separator: " "))
        let method = "\(ruleWords(figure.protection)) \(figure.query)"
        let next = try db.count("SELECT COALESCE(MAX(number), 0) + 1 FROM series")
        try db.run(
            """
            INSERT INTO series (key, family, position, title_pt, title_en, definition_pt, definition_en, unit,
                source, method, licence, contact, frequency, headline, folded, vintage, number, dataflow, publisher)
            VALUES (\(key), \(OwnSeries.family), \(position), \(titlePt), \(titleEn), \(figure.definition(pt)),
                \(figure.definition(en)), \(figure.unit(en)), \(figure.source(en)), \(method), '', '', 'daily', '',
                \(words), '', \(next), \("CAIS:\(Identifiers.name(key))(1.0)"), 'Cais')
            ON CONFLICT (key) DO UPDATE SET position = excluded.position, title_pt = excluded.title_pt,
                title_en = excluded.title_en, definition_pt = excluded.definition_pt,
                definition_en = excluded.definition_en, unit = excluded.unit, source = excluded.source,
                method = excluded.method, folded = excluded.folded
            """)
        return try db.value("SELECT number FROM series WHERE key = \(key)") ?? Int64(next)
    }

    private func keep(
        _ history: [Snapshot], of figure: Figure, _ number: Int64, _ night: ID<SeriesFile>,
        in db: Writer
    ) throws {
        guard let newest = history.last else { return }
        let state = try stateOf(number, at: newest.at, in: db)
        let known = Set(
            try db.all("SELECT period FROM series_value WHERE state = \(state)").map {
                row -> String in try row[0]
            })
        for snapshot in history {
            let value = snapshot.seriesValue(figure.protection)
            if !known.contains(value.period) {
                try insert(value, snapshot.day, state, in: db)
            } else if snapshot.day == newest.day {
                // What was published of today can be replaced today, by name; of no other day.
                try db.run(
                    """
                    UPDATE series_value SET value = \(value.value), flag = \(value.flag),
                        confidentiality = \(value.confidentiality), note = \(value.note)
                    WHERE state = \(state) AND line = 0 AND period = \(value.period)
                    """)
            }
        }
        try db.run(
            "INSERT INTO series_vintage (series, import, state) VALUES (\(number), \(night), \(state)) ON CONFLICT (series, import) DO NOTHING"
        )
        try db.run(
            "UPDATE series_state SET amount = (SELECT COUNT(*) FROM series_value WHERE state = \(state)) WHERE id = \(state)"
        )
        let last = history.last { $0.published.value != nil }
        try db.run(
            """
            UPDATE series SET vintage = \(newest.day.description), state = \(state), updated_at = \(newest.at),
                newest_period = \(last?.day.description), newest_value = \(last?.published.value)
            WHERE number = \(number)
            """)
    }

    private func insert(_ value: SeriesValue, _ day: Day, _ state: Int64, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO series_value (state, line, starts, period, value, flag, confidentiality, note)
            VALUES (\(state), 0, \(sorted(day)), \(value.period), \(value.value), \(value.flag),
                \(value.confidentiality), \(value.note))
            """)
    }

    /// The one state of the series, which grows; made with the one line where it is new.
    private func stateOf(_ number: Int64, at now: Moment, in db: Writer) throws -> Int64 {
        let known: Int64? = try db.value("SELECT id FROM series_state WHERE series = \(number)")
        if let known { return known }
        let id = ID<SeriesView>.new(at: now)
        try db.run(
            "INSERT INTO series_state (id, series, digest, amount) VALUES (\(id), \(number), 'grows', 0)"
        )
        try db.run("INSERT INTO series_line (series, line, dims) VALUES (\(number), 0, '')")
        return try db.value("SELECT id FROM series_state WHERE series = \(number)") ?? 0
    }
}

extension Snapshot {
    /// As a value of a series: what was hidden has no number and says why.
    func seriesValue(_ protection: Figure.Protection) -> SeriesValue {
        var notes: [String] = []
        let (flag, confidentiality): (String, String)
        switch published.status {
        case .exact: (flag, confidentiality) = ("", "")
        case .rounded:
            (flag, confidentiality) = ("", "")
            notes.append("rounded")
        case .hidden:
            (flag, confidentiality) = ("Q", "C")
            notes.append("hidden: too few people")
        case .none:
            (flag, confidentiality) = ("O", "")
            notes.append("nothing to count")
        }
        if let period = published.period { notes.append("about " + period) }
        if published.isDemo { notes.append("demonstration: rests on invented data") }
        let isShown = published.status == .exact || published.status == .rounded
        return SeriesValue(
            dims: "", period: day.description, value: isShown ? published.value : nil, flag: flag,
            note: notes.joined(separator: "; "), confidentiality: confidentiality)
    }
}

/// The rule of disclosure in English, beside the question behind the figure.
func ruleWords(_ protection: Figure.Protection) -> String {
    switch protection {
    case .none: "Counts no people."
    case .basis(let threshold): "Hidden when it rests on fewer than \(threshold) people."
    case .people(let threshold, let base):
        "Hidden below \(threshold) people, otherwise rounded to \(base)."
    }
}

extension Series {
    /// Whether it is a figure of this house.
    var isOwn: Bool { family == OwnSeries.family }

    /// The same selection, of an own series no further than its vintage goes.
    func bounded(_ selection: SeriesSelection, in db: Reader) throws -> SeriesSelection {
        guard isOwn else { return selection }
        var vintage = selection.vintage
        if vintage == nil, let moment = selection.knownAt {
            vintage = try db.value(
                """
                SELECT vintage FROM series_import WHERE family = \(family) AND at <= \(moment)
                ORDER BY at DESC, id DESC LIMIT 1
                """)
        }
        guard let vintage else { return selection }
        var bounded = selection
        let isEarlier = (selection.to.flatMap { TimePeriod($0) }).map {
            $0.lastDay.description < vintage
        }
        if isEarlier != true { bounded.to = vintage }
        return bounded
    }
}
