import Formats
import Statistics

/// The assessments as a file: words that do not change with the language.
func progressFile(_ rows: [BoardRow]) -> [UInt8] {
    var csv = CSVWriter(header: [
        "series", "objectives", "country", "better", "from", "to", "values", "class", "reason",
        "class_before_restatement", "slope_a_year", "slope_low", "slope_high", "rate_a_year",
        "rate_low", "rate_high", "p", "needed_pace", "target_met_in", "published_status",
        "published_score", "direction_of_travel",
    ])
    for row in rows { csv.append(cells(row)) }
    return csv.bytes
}

private func cells(_ row: BoardRow) -> [String] {
    let ours = row.ours
    return [
        row.indicator.series, row.indicator.objectives.map(String.init).joined(separator: " "),
        row.place, row.indicator.better?.word ?? "", row.span.map { "\($0.lowerBound)" } ?? "",
        row.span.map { "\($0.upperBound)" } ?? "", "\(ours.points.count)", ours.progress.code,
        ours.progress.reasonCode, row.before?.code ?? "", text(ours.line?.slope),
        text(ours.line?.low), text(ours.line?.high), text(ours.rate),
        text(ours.rateInterval?.lowerBound), text(ours.rateInterval?.upperBound),
        text(ours.trend?.p), text(ours.pace?.needed), text(ours.pace?.metIn),
        row.published?.status.rawValue ?? "", text(row.published?.score), row.travel.rawValue,
    ]
}

private func text(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return plain(value)
}

extension Direction {
    fileprivate var word: String { self == .up ? "up" : "down" }
}

extension ProgressClass {
    fileprivate var reasonCode: String {
        if case .cannotBeAssessed(let reason) = self { reason.code } else { "" }
    }
}
