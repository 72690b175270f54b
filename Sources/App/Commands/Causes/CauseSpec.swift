import Formats
import Statistics

/// What a study of a candidate cause asks, as its YAML file declares it before the numbers are read.
struct CauseSpec {
    let yaml: YAML
    let method: CausalResult.Method
    let outcome: CauseTable
    /// What is said to have done it; for accounts the side that is said to account for most.
    let cause: CandidateCause
    let disturbances: [Disturbance]
    /// Whether the key `rivals` stands there, be its list empty: then somebody looked.
    let areRivalsSought: Bool

    init(_ yaml: YAML) throws {
        self.yaml = try yaml.map()
        method = try CauseSpec.word(yaml.required("method"))
        try yaml.unknownKeys(allowed: CauseSpec.common + CauseSpec.own(method))
        outcome = try CauseTable(yaml.map("outcome"))
        cause = try CauseSpec.cause(
            yaml.map("cause"), isDated: !method.isAccount && method != .lagged)
        let breaks = try yaml.optionalList("breaks").map { try Disturbance($0, .seriesBreak) }
        let rivals = try yaml.optionalList("rivals").map { try Disturbance($0, .rival) }
        disturbances = breaks + rivals
        areRivalsSought = yaml["rivals"] != nil
    }

    private static let common = ["title", "outcome", "cause", "method", "breaks", "rivals"]

    private static func own(_ method: CausalResult.Method) -> [String] {
        switch method {
        case .interrupted: ["treated", "season", "lags", "scale"]
        case .controlled: ["treated", "comparison", "season", "lags", "scale"]
        case .differences: ["treated", "comparison", "scale"]
        case .synthetic: ["treated", "comparison", "scale", "centred"]
        case .lagged: ["treated", "driver", "lags", "change"]
        case .kitagawa: ["first", "second", "before", "side"]
        case .shiftShare: ["first", "second", "before", "side", "region"]
        case .oaxaca: ["groups", "numbers", "categories", "side", "reference"]
        }
    }

    /// One of the words that an enumeration knows.
    static func word<T: RawRepresentable & CaseIterable>(_ yaml: YAML) throws -> T
    where T.RawValue == String {
        let text = try yaml.string()
        if let value = T(rawValue: text) { return value }
        let known = T.allCases.map(\.rawValue).joined(separator: ", ")
        throw yaml.error("'\(text)' is not known; use one of: \(known)")
    }

    func optionalWord<T: RawRepresentable & CaseIterable>(_ key: String, _ usual: T) throws -> T
    where T.RawValue == String {
        try yaml[key].map { try CauseSpec.word($0) } ?? usual
    }

    private static func cause(_ yaml: YAML, isDated: Bool) throws -> CandidateCause {
        try yaml.unknownKeys(allowed: [
            "name", "kind", "code", "from", "delay", "expects", "relevant", "source",
        ])
        let direction: Claim.Direction = try yaml["expects"].map { try word($0) } ?? .change
        let relevant = try yaml.optionalDouble("relevant")
        if let relevant, relevant <= 0 {
            throw try yaml.required("relevant").error("a size that matters is above zero")
        }
        let delay = try yaml.optionalDouble("delay") ?? 0
        guard delay >= 0 else { throw try yaml.required("delay").error("months, not below zero") }
        return CandidateCause(
            name: try yaml.string("name"), kind: try word(yaml.required("kind")),
            code: try word(yaml.required("code")),
            from: isDated ? try CauseTime(yaml.required("from")).years : 0, delay: delay / 12,
            claim: Claim(direction, relevant: relevant),
            source: try yaml.optionalString("source") ?? "")
    }
}

extension Disturbance {
    init(_ yaml: YAML, _ kind: Kind) throws {
        try yaml.unknownKeys(
            allowed: ["at", "reason", "unit"] + (kind == .rival ? ["common"] : []))
        self.init(
            kind, at: try CauseTime(yaml.required("at")).years, reason: try yaml.string("reason"),
            unit: try yaml.optionalString("unit"),
            isCommon: try yaml.optionalBool("common") ?? false)
    }
}
