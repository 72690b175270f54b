import Languages
import Web

/// One line of a series with its values in order.
struct SeriesLine {
    let dims: Dimensions
    /// What tells it from the other lines; empty where there is one line only.
    let name: String
    let values: [SeriesValue]

    var territory: String? { dims["geo"] ?? dims["REF_AREA"] }
    var newest: SeriesValue? { values.last { $0.value != nil } }
    var oldest: SeriesValue? { values.first { $0.value != nil } }
    var chart: ChartSeries { ChartSeries(name, values.map { ChartPoint($0.period, $0.value) }) }

    /// Values grouped by line; they come sorted by line and period.
    static func lines(of values: [SeriesValue], _ t: Translator) -> [SeriesLine] {
        var order: [String] = []
        var groups: [String: [SeriesValue]] = [:]
        for value in values {
            if groups[value.dims] == nil { order.append(value.dims) }
            groups[value.dims, default: []].append(value)
        }
        let names = Dimensions.varying(order.map(Dimensions.init(text:)))
        return order.map { text in
            let dims = Dimensions(text: text)
            let words = dims.values(of: names).map { dimensionWord($0, t) }
            return SeriesLine(
                dims: dims, name: words.joined(separator: ", "), values: groups[text] ?? [])
        }
    }
}

/// What the letters of a flag mean (Eurostat's and our own use the same ones).
func flagWords(_ flag: String, _ t: Translator) -> String {
    let words = flag.map { letter -> String in
        switch letter {
        case "b": t("break in the series: not comparable with the period before")
        case "e": t("estimated or rounded by the source")
        case "g": t("more than this: a lower bound of the source")
        case "p": t("provisional")
        case "u": t("low reliability")
        case "d": t("the definition differs")
        default: String(letter)
        }
    }
    return words.joined(separator: "; ")
}
