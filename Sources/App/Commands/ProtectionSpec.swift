import Formats
import Foundation
import Statistics

/// What a person wrote of how a table is to be protected.
struct ProtectionSpec {
    struct Dimension {
        let column: String
        let total: String
        /// Codes with the code they belong to; nil where the table's own codes lie flat below the total.
        let below: [(code: String, parent: String)]?
    }

    let dimensions: [Dimension]
    let value: String
    let count: String?
    let largest: [String]
    let rules: [SensitivityRule]
    let cost: HidingCost
    let method: Suppression.Method

    init(_ path: String) throws {
        let yaml = try YAML.parse(try Files.bytes(path), file: path)
        try yaml.unknownKeys(allowed: [
            "dimensions", "value", "count", "largest", "rules", "cost", "method",
        ])
        let folder = (path as NSString).deletingLastPathComponent
        dimensions = try yaml.list("dimensions").map { try ProtectionSpec.dimension($0, folder) }
        guard (1...4).contains(dimensions.count) else {
            throw yaml.error("a table has one to four dimensions; name their columns")
        }
        value = try yaml.string("value")
        count = try yaml.optionalString("count")
        largest = try yaml.optionalStrings("largest")
        rules = try yaml.list("rules").map(ProtectionSpec.rule)
        guard !rules.isEmpty else {
            throw yaml.error("no rule says what is sensitive; give 'threshold: 3' for counts")
        }
        let isOfCounts = count == nil && largest.isEmpty
        if isOfCounts, rules.contains(where: { !$0.isThreshold }) {
            throw yaml.error("'prior' and 'dominance' need the columns 'count' and 'largest'")
        }
        cost = try ProtectionSpec.word(yaml, "cost", .value)
        method = try ProtectionSpec.word(yaml, "method", .circuits)
    }

    private static func word<Word: RawRepresentable & CaseIterable>(
        _ yaml: YAML, _ key: String, _ standard: Word
    ) throws -> Word where Word.RawValue == String {
        guard let text = try yaml.optionalString(key) else { return standard }
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw try yaml.required(key).error("'\(text)' is none of \(known)")
        }
        return word
    }

    private static func dimension(_ yaml: YAML, _ folder: String) throws -> Dimension {
        try yaml.unknownKeys(allowed: ["column", "total", "hierarchy"])
        let below = try yaml.optionalString("hierarchy").map { name in
            try parents(name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name)
        }
        return Dimension(
            column: try yaml.string("column"), total: try yaml.string("total"), below: below)
    }

    /// A file with the columns code and parent, parents first.
    private static func parents(_ path: String) throws -> [(code: String, parent: String)] {
        var rows = try CSVFields(FilePieces(path).chunks, file: path)
        guard let code = rows.header.firstIndex(of: "code"),
            let parent = rows.header.firstIndex(of: "parent")
        else {
            throw FormatError(
                file: path, line: 1, message: "a hierarchy has the columns 'code' and 'parent'")
        }
        var found: [(String, String)] = []
        while try rows.next() { found.append((rows.text(code), rows.text(parent))) }
        return found
    }

    private static func rule(_ yaml: YAML) throws -> SensitivityRule {
        if let minimum = try yaml.optionalInt("threshold") {
            try yaml.unknownKeys(allowed: ["threshold", "margin"])
            guard minimum > 1 else { throw yaml.error("a threshold under 2 hides nothing") }
            let margin = try yaml.optionalDouble("margin") ?? 2
            guard margin > 0 else { throw yaml.error("the margin must be above 0") }
            return .threshold(minimum: minimum, margin: margin)
        }
        if let percent = try yaml.optionalDouble("prior") {
            try yaml.unknownKeys(allowed: ["prior", "coalition"])
            guard percent > 0 else { throw yaml.error("p% must be above 0") }
            return .prior(percent: percent, coalition: try yaml.optionalInt("coalition") ?? 1)
        }
        if let percent = try yaml.optionalDouble("dominance") {
            try yaml.unknownKeys(allowed: ["dominance", "largest"])
            guard percent > 0, percent < 100 else { throw yaml.error("k% lies between 0 and 100") }
            return .dominance(largest: try yaml.optionalInt("largest") ?? 2, percent: percent)
        }
        throw yaml.error("a rule is 'threshold', 'prior' or 'dominance'")
    }
}

extension SensitivityRule {
    fileprivate var isThreshold: Bool { if case .threshold = self { true } else { false } }
}
