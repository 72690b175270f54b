/// One entry of an Accept header: `application/vnd.sdmx.data+csv;version=2.0.0;labels=both;q=0.8`.
struct MediaRange: Equatable {
    let type: String
    let parameters: [String: String]
    let quality: Double

    /// All entries, the most wanted first; those of equal weight stay in their order. An empty header accepts all.
    static func all(_ header: String) -> [MediaRange] {
        let ranges = header.prefix(headerMax).split(separator: ",").prefix(rangesMax).compactMap {
            MediaRange($0)
        }
        if ranges.isEmpty { return [MediaRange("*/*")].compactMap { $0 } }
        return ranges.enumerated().filter { $0.element.quality > 0 }.sorted {
            ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset)
        }.map(\.element)
    }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ";").map { $0.trimmed.lowercased() }
        guard let type = parts.first, type.split(separator: "/").count == 2 else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1).map(\.trimmed)
            guard sides.count == 2 else { return nil }
            parameters[sides[0]] = sides[1].filter { $0 != "\"" }
        }
        quality = parameters.removeValue(forKey: "q").map { Double($0) ?? 0 } ?? 1
        self.type = type
        self.parameters = parameters
    }
}

extension StringProtocol {
    /// Without blanks at its ends.
    var trimmed: String {
        String(
            drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

/// Browsers send some hundred bytes.
private let headerMax = 2_000
private let rangesMax = 30
