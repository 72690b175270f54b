import Formats
import Statistics

/// How neighbours that are alike are treated, by the word of `--method`.
private let corrections: [String: SerialCorrection] = [
    "hamed-rao": .hamedRao(), "yue-wang": .yueWang(), "prewhitening": .preWhitened,
    "trend-free-prewhitening": .trendFreePreWhitened,
]

/// The trend, the line and the changes of each series of a file.
public func trends(_ path: String, method: String = "original") throws -> Answer {
    let correction = corrections[method]
    guard correction != nil || method == "original" else {
        let known = (corrections.keys + ["original"]).sorted().joined(separator: ", ")
        throw Trouble("no method is named '\(method)'; --method takes \(known)")
    }
    let found = try SeriesLines(path).series.map { name, points, breaks in
        SeriesTrend(name, points, breaks, correction)
    }
    return Answer(found.map(\.text).joined(separator: "\n"), .array(found.map(\.json)))
}

/// What is told of one series.
private struct SeriesTrend {
    let name: String
    let points: [TimePoint]
    let breaks: [Break]
    let trend: MannKendall?
    let line: TheilSen?
    let pettitt: Pettitt?
    let changes: ChangePoints?

    init(
        _ name: String, _ points: [TimePoint], _ breaks: [Break], _ correction: SerialCorrection?
    ) {
        let values = points.map(\.value)
        (self.name, self.points, self.breaks) = (name, points, breaks)
        trend = correction.map { MannKendall(values, against: $0) } ?? MannKendall(values)
        // A step from one value to the next, as the tests count; not the years between.
        line = TheilSen(values)
        pettitt = Pettitt(values)
        let known = breaks.compactMap { one in points.firstIndex { $0.time >= one.at } }
        changes = ChangePoints.pelt(values, known: known)
    }

    var text: String {
        guard let trend, let line else { return "\(name): too few values (\(points.count))" }
        let times = changes?.found.map { periodText(points[$0].time) } ?? []
        return "\(name): S \(trend.s), p \(trend.p), \(line.slope) a step "
            + "(\(line.low) to \(line.high)); changes: "
            + (times.isEmpty ? "none" : times.joined(separator: ", "))
            + breaks.map { "; known break \(periodText($0.at)): \($0.reason)" }.joined()
    }

    var json: JSON {
        [
            "series": .string(name), "n": .int(points.count),
            "S": trend.map { .int($0.s) } ?? .null, "varS": number(trend?.variance),
            "tau": number(trend?.tau), "z": number(trend?.z), "p": number(trend?.p),
            "slope": number(line?.slope), "intercept": number(line?.intercept),
            "slopeLow": number(line?.low), "slopeHigh": number(line?.high),
            "pettittK": number(pettitt?.k),
            "pettittAt": number(pettitt.map { points[$0.lastBefore].time }),
            "pettittP": number(pettitt?.p),
            "changePoints": .array((changes?.found ?? []).map { number(points[$0].time) }),
            "breaks": .array(
                breaks.map { ["at": number($0.at), "reason": .string($0.reason)] }),
        ]
    }
}

/// A year without its decimals where it has none.
func periodText(_ time: Double) -> String {
    Int(exactly: time).map(String.init) ?? "\(time)"
}

/// A whole number as one; what is missing or no number as null.
func number(_ value: Double?) -> JSON {
    guard let value, value.isFinite else { return .null }
    return Int(exactly: value).map(JSON.int) ?? .number(value)
}
