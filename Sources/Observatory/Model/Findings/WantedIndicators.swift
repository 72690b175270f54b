import Formats
import FoundationEssentials
import Languages
import Statistics

/// What a series is read for on the progress board, and which way is wanted: only where a published text says so.
struct WantedIndicator: Sendable, Equatable {
    let series: String
    /// Objectives of the Global Compact for Migration, 1 to 23.
    let objectives: [Int]
    /// Nil where nobody declared a direction; then nothing is assessed.
    let better: Direction?
    let target: Target?
    /// The natural maximum of what is to rise.
    let limit: Double?
    /// The first year that is assessed.
    let base: Double?
    /// Codes of the dimensions that are not territories; those of the headline where none is given.
    let codes: [String: String]
    /// Where the direction is written; where there is none, why not.
    let reasonPt: String
    let reasonEn: String
    let source: String

    func reason(_ t: Translator) -> String { t.either(pt: reasonPt, en: reasonEn) }
}

/// An objective of the Global Compact for Migration.
struct WantedObjective: Sendable {
    let number: Int
    let titlePt: String
    let titleEn: String

    func title(_ t: Translator) -> String { t.either(pt: titlePt, en: titleEn) }
}

/// The declarations of a country's policy folder: `progress/indicators.yaml`.
struct WantedIndicators: Sendable {
    let all: [WantedIndicator]
    /// Those that any indicator names.
    let objectives: [WantedObjective]

    static let none = WantedIndicators(all: [], objectives: [])

    /// The first declaration for a series.
    subscript(series: String) -> WantedIndicator? { all.first { $0.series == series } }

    static func read(policy: String?) throws -> WantedIndicators {
        let name = "progress/indicators.yaml"
        guard let policy, let data = FileManager.default.contents(atPath: policy + "/" + name)
        else { return .none }
        return try WantedIndicators(YAML.parse([UInt8](data), file: name))
    }

    init(all: [WantedIndicator], objectives: [WantedObjective]) {
        (self.all, self.objectives) = (all, objectives)
    }

    init(_ yaml: YAML) throws {
        try yaml.unknownKeys(allowed: ["indicators", "objectives", "lastReviewed"])
        all = try yaml.list("indicators").map(WantedIndicator.init)
        objectives = try yaml.list("objectives").map { node in
            try node.unknownKeys(allowed: ["number", "pt", "en"])
            return WantedObjective(
                number: try node.int("number"), titlePt: try node.string("pt"),
                titleEn: try node.string("en"))
        }
        let known = Set(objectives.map(\.number))
        for indicator in all {
            if let stranger = indicator.objectives.first(where: { !known.contains($0) }) {
                throw yaml.error("'objectives' has no title for \(stranger)")
            }
        }
    }
}

extension WantedIndicator {
    init(_ yaml: YAML) throws {
        try yaml.unknownKeys(allowed: [
            "series", "objectives", "better", "target", "by", "limit", "base", "codes", "reason",
            "source",
        ])
        series = try yaml.string("series")
        objectives = try yaml.list("objectives").map { node in
            let number = try node.int()
            guard (1...23).contains(number) else { throw node.error("objectives run from 1 to 23") }
            return number
        }
        switch try yaml.optionalString("better") {
        case nil: better = nil
        case "up": better = .up
        case "down": better = .down
        default: throw try yaml.required("better").error("better is up or down")
        }
        let goal = try yaml.optionalDouble("target")
        let year = try yaml.optionalDouble("by")
        guard (goal == nil) == (year == nil) else {
            throw yaml.error("'target' and 'by' stand together: what is to be reached, and when")
        }
        target = goal.flatMap { goal in year.map { Target(goal, by: $0) } }
        limit = try yaml.optionalDouble("limit")
        base = try yaml.optionalDouble("base")
        codes = try Dictionary(
            uniqueKeysWithValues: (yaml.optionalMap("codes")?.entries ?? []).map {
                ($0.key, try $0.value.string())
            })
        let reason = try yaml.map("reason")
        (reasonPt, reasonEn) = (try reason.string("pt"), try reason.string("en"))
        source = try yaml.string("source")
    }
}
