/// What was agreed on: the format, and for CSV how its cells are written.
struct Agreed<Format: Sendable>: Sendable {
    let format: Format
    var csv = CSVWishes()
}

/// Reads an Accept header against what is written here (SDMX REST, "HTTP Content-Negotiation").
enum Negotiation {
    static func data(
        _ accept: String, _ generation: ServiceGeneration
    ) throws(ServiceError) -> Agreed<DataFormat> {
        for range in MediaRange.all(accept) {
            let found =
                DataFormat.plain(range.type, generation)
                ?? newest(DataFormat.self, range, generation.defaults)
            guard let found, let wishes = CSVWishes(range.parameters, found) else { continue }
            return Agreed(format: found, csv: wishes)
        }
        throw .notAcceptable(DataFormat.allCases.map { prefix + $0.rawValue })
    }

    static func structure(
        _ accept: String, _ generation: ServiceGeneration
    ) throws(ServiceError) -> StructureFormat {
        for range in MediaRange.all(accept) {
            if let found = StructureFormat.plain(range.type, generation) { return found }
            if let found = newest(StructureFormat.self, range, generation.structureDefaults) {
                return found
            }
        }
        throw .notAcceptable(StructureFormat.allCases.map { prefix + $0.rawValue })
    }

    /// The syntax in which an error is said: of the first range that has one.
    static func syntax(_ accept: String, _ generation: ServiceGeneration) -> Syntax {
        for range in MediaRange.all(accept) {
            if range.type.hasSuffix("xml") { return .xml }
            if range.type.hasSuffix("json") { return .json }
            if range.type.hasSuffix("csv") { return .csv }
        }
        return generation == .older ? .xml : .json
    }

    /// The newest of our formats of a type of SDMX that has the version asked for; without one, the door's own.
    private static func newest<Format: CaseIterable & RawRepresentable<String>>(
        _: Format.Type, _ range: MediaRange, _ defaults: [String: String]
    ) -> Format? {
        guard range.type.hasPrefix(prefix) else { return nil }
        let kind = String(range.type.dropFirst(prefix.count))
        guard let wanted = VersionQuery(range.parameters["version"] ?? defaults[kind] ?? "+") else {
            return nil
        }
        return Format.allCases.filter { format in
            let sides = format.rawValue.split(separator: ";version=")
            return sides.first.map(String.init) == kind
                && sides.last.map { wanted.matches(String($0)) } ?? false
        }.last
    }

    static let prefix = "application/vnd.sdmx."
}

extension ServiceGeneration {
    fileprivate var defaults: [String: String] {
        self == .older
            ? ["data+json": "1.0.0", "data+csv": "1.0.0"]
            : ["data+json": "2.0.0", "data+csv": "2.0.0"]
    }

    fileprivate var structureDefaults: [String: String] {
        self == .older
            ? ["structure+xml": "2.1"] : ["structure+json": "2.0.0", "structure+xml": "3.0.0"]
    }
}

extension CSVWishes {
    /// Nil where the range wishes for what is not written here: names in columns of their own, keys, normalized times.
    init?(_ parameters: [String: String], _ format: DataFormat) {
        self.init()
        guard format.syntax == .csv else { return }
        switch parameters["labels"] ?? "id" {
        case "id": break
        case "both": hasLabels = true
        default: return nil
        }
        guard ["none", nil].contains(parameters["keys"]),
            ["original", nil].contains(parameters["timeformat"])
        else { return nil }
    }
}
