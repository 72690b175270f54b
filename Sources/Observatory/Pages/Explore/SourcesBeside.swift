import Languages
import Web

/// What several sources say of the same thing, side by side: each keeps its number, none is made the truth.
struct SourcesBeside {
    let t: Translator
    let own: Series
    let line: SeriesLine
    let others: [OtherSource]

    var html: HTML {
        let columns =
            [Column(t("Period")), Column(name(own), numeric: true)]
            + others.map { Column(name($0.series), numeric: true) }
            + [Column(t("Difference"), numeric: true)]
        let items = others.html { other -> HTML in
            "<li><a href=\"/observatory/\(other.series.key)\">\(other.series.title(t))</a>: \(differences(other.series))</li>"
        }
        return """
            <h2 id="sources">\(t("Other sources say otherwise"))</h2>
            <p>\(t("The same thing, counted by others. The numbers stand side by side and are never merged or averaged."))</p>
            <ul>\(items)</ul>
            \(sortableTable(t, caption: t("The newest periods by source"), columns: columns, rows: rows))
            """
    }

    private func name(_ series: Series) -> String {
        series.publisher.isEmpty ? firstClause(series.source) : series.publisher
    }

    /// The newest periods that this source and another have.
    private var rows: [[HTML]] {
        let theirs = others.map { other in
            Dictionary(other.values.map { ($0.period, $0) }) { first, _ in first }
        }
        let shared = line.values.filter { value in theirs.contains { $0[value.period] != nil } }
        return shared.suffix(rowsMax).reversed().map { value in
            let beside = theirs.map { $0[value.period] }
            return ["\(t.period(value.period))", value.cell(t)]
                + beside.map { $0?.cell(t) ?? "–" } + [difference(value, beside)]
        }
    }

    /// How far the sources lie apart, of the lower one.
    private func difference(_ value: SeriesValue, _ beside: [SeriesValue?]) -> HTML {
        let alike = zip(others, beside).filter { $0.0.series.unit == own.unit }.compactMap(\.1)
        let all = ([value] + alike).compactMap(\.value)
        guard let low = all.min(), let high = all.max(), all.count > 1 else { return "–" }
        guard low > 0 else { return "\(number(high - low, t))" }
        return "\(t.decimal((high - low) / low * 100, digits: 1)) %"
    }

    private func differences(_ other: Series) -> String {
        let words = other.differences(from: own).map { difference in
            switch difference {
            case .definition: t("another definition")
            case .unit: t("another unit")
            case .source: t("another source")
            case .frequency: t("another frequency")
            }
        }
        return words.isEmpty ? t("no difference that is stated") : words.joined(separator: ", ")
    }
}

private let rowsMax = 12
