import Formats
import Statistics

/// The published class and ours of each series of a file; a YAML beside it says what is better and what is to be reached.
public func progress(_ path: String, spec: String) throws -> Answer {
    let asked = try YAML.parse(try Files.bytes(spec), file: spec)
    try asked.unknownKeys(allowed: ["series"])
    let lines = try SeriesLines(path).series
    let found = try asked.map("series").entries.map { entry in
        guard let line = lines.first(where: { $0.name == entry.key }) else {
            throw entry.value.error("\(path) has no series '\(entry.key)'")
        }
        return try SeriesProgress(entry.key, line.points, line.breaks, entry.value)
    }
    return Answer(found.map(\.text).joined(separator: "\n"), .array(found.map(\.json)))
}

/// One series of a specification, assessed in both ways.
private struct SeriesProgress {
    let name: String
    let published: PublishedProgress
    let ours: ProgressFinding
    let travel: DirectionOfTravel

    init(_ name: String, _ points: [TimePoint], _ breaks: [Break], _ node: YAML) throws {
        self.name = name
        try node.unknownKeys(allowed: ["better", "target", "by", "limit", "base"])
        let better = try SeriesProgress.direction(node)
        let target = try node.optionalDouble("target").map {
            Target($0, by: try node.optionalDouble("by") ?? 2030)
        }
        let start = try node.optionalDouble("base") ?? -.infinity
        let used = points.filter { $0.time >= start }
        guard let first = used.first, let last = used.last else {
            throw node.error("there is no value from 'base' on; name an earlier year")
        }
        published = PublishedProgress(
            base: first, current: last, direction: better, target: target,
            limit: try node.optionalDouble("limit"))
        ours = ProgressFinding(used, SeriesFacts(better: better, target: target, breaks: breaks))
        travel = DirectionOfTravel(used, better: better, breaks: breaks)
    }

    private static func direction(_ node: YAML) throws -> Direction {
        switch try node.string("better") {
        case "up": return .up
        case "down": return .down
        default: throw try node.required("better").error("better is up or down")
        }
    }

    private var reason: ProgressClass.Reason? {
        if case .cannotBeAssessed(let reason) = ours.progress { reason } else { nil }
    }

    var text: String {
        "\(name): \(ours.progress.code)" + (reason.map { " (\($0.code))" } ?? "")
            + "; published method: \(published.status.rawValue)"
            + (published.score.map { ", score \($0)" } ?? "")
    }

    var json: JSON {
        let status: JSON = .string(published.status.rawValue)
        return [
            "series": .string(name), "status": status, "score": number(published.score),
            "published": [
                "status": status, "score": number(published.score),
                "value": number(published.value),
            ],
            "ours": oursJSON, "directionOfTravel": .string(travel.rawValue),
        ]
    }

    private var oursJSON: JSON {
        [
            "class": .string(ours.progress.code),
            "reason": reason.map { .string($0.code) } ?? .null, "n": .int(ours.points.count),
            "from": number(ours.points.first?.time), "to": number(ours.points.last?.time),
            "slope": number(ours.line?.slope), "low": number(ours.line?.low),
            "high": number(ours.line?.high), "rate": number(ours.rate),
            "p": number(ours.trend?.p), "neededPace": number(ours.pace?.needed),
            "targetMetIn": number(ours.pace?.metIn), "earliest": number(ours.pace?.earliest),
            "latest": number(ours.pace?.latest),
        ]
    }
}
