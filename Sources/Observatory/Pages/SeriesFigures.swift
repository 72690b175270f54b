import Figures
import Kernel
import Languages
import Storage

extension SeriesFile {
    /// One figure for each line about this country; the first carries the series' own name.
    var figures: [Figure] {
        parts.flatMap { part -> [Figure] in
            let all = lines(of: part.series.key)
            let home = all.filter(\.isHome)
            // A figure of each nationality in each municipality would be a table, not figures.
            let lines =
                home.isEmpty || home.count > figureLinesMax ? Array((home + all).prefix(1)) : home
            let names = Dimensions.varying(lines)
            return lines.enumerated().map { index, line in
                let words = line.pairs.filter { names.contains($0.name) }.map { pair in
                    part.dimensions.first { $0.id == pair.name }?[pair.value]?.labelEn ?? pair.value
                }
                let suffix = index == 0 ? "" : "." + words.map(slug).joined(separator: ".")
                return figure(
                    part.series, line, key: "observatory." + part.series.key + suffix, words)
            }
        }
    }

    private func figure(
        _ series: Series, _ line: Dimensions, key: String, _ words: [String]
    ) -> Figure {
        let dims = line.text
        let vintage = self.vintage
        return Figure(
            FigureKey(key),
            title: { t in
                ([series.title(t)] + words.map { dimensionWord($0, t) }).joined(separator: ": ")
            },
            definition: { t in series.definition(t) },
            unit: { t in unitWord(series.unit, t) },
            source: { t in
                t("{source}; vintage {vintage}", ["source": series.source, "vintage": vintage])
            },
            direction: .neither, protection: .none,
            query: "newest value of series \(series.key) \(dims)",
            measure: { db, _ in
                let newest = try Series.newest(series.key, dims: dims, in: db)
                return .value(newest?.value, people: 0, period: newest?.period)
            })
    }
}

private func slug(_ word: String) -> String { foldedWords(word).joined(separator: "-") }

/// A unit in the reader's language; units that are symbols stay.
func unitWord(_ unit: String, _ t: Translator) -> String {
    switch unit {
    case "persons": t("persons")
    case "centres": t("centres")
    case "contacts": t("contacts")
    case "statuses": t("statuses")
    case "permits": t("permits")
    case "percent": "%"
    case "thousand persons": t("thousand persons")
    case "children per woman": t("children per woman")
    case "per 100,000 employees": t("per 100,000 employees")
    case "per 100,000 population": t("per 100,000 population")
    case "cases": t("cases")
    case "files": t("files")
    case "1 yes, 0 no": t("of 1 (yes) or 0 (no)")
    case "persons, or per 100,000 inhabitants": t("persons, or per 100,000 inhabitants")
    case "measures": t("measures")
    case "objectives": t("objectives")
    case "ministries": t("ministries")
    case "services": t("services")
    case "months": t("months")
    case "years": t("years")
    case "days": t("days")
    case "1 to 4": t("of 1 to 4")
    case "0 to 100": t("of 0 to 100")
    case "0 best to 10 worst": t("of 0 (best) to 10 (worst)")
    default: unit
    }
}

/// The labels of Eurostat's files that a reader meets; others stay as the source writes them.
func dimensionWord(_ label: String, _ t: Translator) -> String {
    switch label {
    case "Spain": t("Spain")
    case "France": t("France")
    case "Italy": t("Italy")
    case "Foreign country": t("Nationals of other countries")
    case "Reporting country": t("Nationals of the country")
    default: label
    }
}

/// The lines of one country that are still figures.
private let figureLinesMax = 12
