import Formats
import Kernel
import SDMX
import Storage

/// A series as a cube of JSON-stat 2.0: each place between the dimensions that has a value names it by its number.
struct CubeAnswer {
    let plan: DataPlan
    let language: String

    func bytes(in db: Reader) throws -> [UInt8] {
        let read = try values(in: db)
        if read.isEmpty { throw ServiceError.nothingFound }
        let axes = plan.flow.dimensions.enumerated().map { position, dimension in
            let used = Set(read.map { $0.line.key[position] })
            return dimension.codes.map(\.id).filter { used.contains($0) }
        }
        let periods = Set(read.map(\.value.period)).sorted(by: isEarlierPeriod)
        let sizes = axes.map(\.count) + [periods.count]
        let places = sizes.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
        guard sizes.reduce(1.0, { $0 * Double($1) }) <= Double(placesMax) else {
            throw ServiceError.tooLarge(places, most: placesMax)
        }
        return Array(json(read, axes, periods, sizes).canonical.utf8)
    }

    private func values(in db: Reader) throws -> [(line: ServedLine, value: StoredValue)] {
        var all: [(line: ServedLine, value: StoredValue)] = []
        var chunks = DataChunks(plan)
        while let chunk = try chunks.next(in: db) {
            for (line, values) in chunk.lines { all += values.map { (line, $0) } }
        }
        return all
    }

    private func json(
        _ read: [(line: ServedLine, value: StoredValue)], _ axes: [[String]], _ periods: [String],
        _ sizes: [Int]
    ) -> JSON {
        let indexes = (axes + [periods]).map { codes in
            Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($0.element, $0.offset) })
        }
        var values: [String: JSON] = [:]
        var signs: [String: JSON] = [:]
        for (line, value) in read {
            let key = line.key + [value.period]
            let place = zip(zip(key, indexes), sizes).reduce(0) {
                $0 * $1.1 + ($1.0.1[$1.0.0] ?? 0)
            }
            if let number = value.value { values[String(place)] = plainNumber(number) }
            if !value.flag.isEmpty { signs[String(place)] = .string(value.flag) }
        }
        let series = plan.flow.series
        var cube: [String: JSON] = [
            "version": "2.0", "class": "dataset",
            "id": .array((plan.flow.dimensions.map(\.id) + [timeID]).map { .string($0) }),
            "size": .array(sizes.map { .int($0) }), "value": .object(values),
            "source": .string(series.source),
            "label": .string(word(plan.flow.names)), "updated": .string(since.description),
            "dimension": .object(dimensions(axes, periods)),
            "role": ["time": [.string(timeID)], "geo": .array(places.map { .string($0) })],
            "extension": [
                "vintage": .string(plan.parts.last?.state.vintage ?? ""),
                "unit": .string(series.unit),
                "licence": .string(series.licence), "dataflow": .string(plan.flow.reference.text),
            ],
        ]
        if !signs.isEmpty { cube["status"] = .object(signs) }
        return .object(cube)
    }

    private var since: Moment {
        plan.parts.map(\.state.knownSince).max() ?? plan.flow.series.updatedAt
    }

    private var places: [String] { plan.flow.dimensions.filter { $0.role == .territory }.map(\.id) }

    private func dimensions(_ axes: [[String]], _ periods: [String]) -> [String: JSON] {
        var all: [String: JSON] = [timeID: dimension("Time", periods, [:])]
        for (dimension, codes) in zip(plan.flow.dimensions, axes) {
            let labels = Dictionary(
                dimension.codes.map { ($0.id, JSON.string(word($0.names))) },
                uniquingKeysWith: { first, _ in first })
            all[dimension.id] = self.dimension(
                word(dimension.names), codes, labels.filter { codes.contains($0.key) })
        }
        return all
    }

    private func dimension(_ label: String, _ codes: [String], _ labels: [String: JSON]) -> JSON {
        let index = JSON.array(codes.map { .string($0) })
        let category: JSON =
            labels.isEmpty ? ["index": index] : ["index": index, "label": .object(labels)]
        return ["label": .string(label), "category": category]
    }

    private func word(_ texts: LocalTexts) -> String { texts[language] ?? texts["en"] ?? "" }
}

private func plainNumber(_ value: Double) -> JSON {
    Int(exactly: value).map { .int($0) } ?? .number(value)
}

/// Places between dimensions, with a value or not: what a browser holds in memory.
private let placesMax = 2_000_000
