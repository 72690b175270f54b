import Languages
import Web

/// One line of a series with its values in order.
struct SeriesLine {
    let dims: Dimensions
    /// What tells it from the other lines; empty where there is one line only.
    let name: String
    let values: [SeriesValue]

    var newest: SeriesValue? { values.last { $0.value != nil } }
    var oldest: SeriesValue? { values.first { $0.value != nil } }
    var chart: ChartSeries { ChartSeries(name, values.map { ChartPoint($0.period, $0.value) }) }

    /// Values grouped by line; they come line after line. The order is the one that was chosen, else this country's
    /// lines come first.
    static func lines(
        of values: [SeriesValue], dimensions: [SeriesDimension], order: [String] = [],
        by: String? = nil, _ t: Translator
    ) -> [SeriesLine] {
        var texts: [String] = []
        var groups: [String: [SeriesValue]] = [:]
        for value in values {
            if groups[value.dims] == nil { texts.append(value.dims) }
            groups[value.dims, default: []].append(value)
        }
        let all = texts.map { Dimensions(text: $0) }
        let names = Dimensions.varying(all)
        let lines = zip(texts, all).map { text, dims in
            let words = dims.pairs.filter { names.contains($0.name) }.map { pair in
                codeLabel(pair.value, of: pair.name, in: dimensions, t)
            }
            return SeriesLine(
                dims: dims, name: words.joined(separator: ", "), values: groups[text] ?? [])
        }
        guard let by, !order.isEmpty else {
            return lines.filter(\.dims.isHome) + lines.filter { !$0.dims.isHome }
        }
        return order.compactMap { code in lines.first { $0.dims[by] == code } }
    }
}

/// A code in the reader's language; a label that a source gave instead of a code is known by itself.
func codeLabel(
    _ code: String, of dimension: String, in dimensions: [SeriesDimension], _ t: Translator
) -> String {
    let known = dimensions.first { $0.id == dimension }?[code]
    return known.map { codeLabel($0, t) } ?? dimensionWord(code, t)
}

func codeLabel(_ code: SeriesCode, _ t: Translator) -> String {
    let hasLabel = !code.labelEn.isEmpty && code.labelEn != code.code
    return hasLabel ? code.label(t) : dimensionWord(code.code, t)
}
