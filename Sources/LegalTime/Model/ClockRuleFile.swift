public import Formats
public import Kernel

extension ClockRule {
    private static let keys = [
        "name", "title", "length", "unit", "starts", "suspended_by", "resumed_by", "met_by",
        "article", "source",
        "verified", "effect", "validFrom", "validTo", "whose",
    ]

    /// The rules under `clocks:` of a procedure; empty where it has none.
    public static func read(_ procedure: YAML) throws -> [ClockRule] {
        let rules = try procedure.optionalList("clocks").map { try ClockRule($0) }
        var seen: Set<String> = []
        for (index, rule) in rules.enumerated() {
            // One name may stand twice only for two periods of validity.
            guard seen.insert("\(rule.name) \(rule.validFrom?.description ?? "")").inserted else {
                throw try procedure.list("clocks")[index].error(
                    "the clock '\(rule.name)' stands twice; keep one")
            }
        }
        return rules
    }

    public init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ClockRule.keys)
        self.init(
            name: try node.string("name"), length: try node.int("length"),
            unit: try node.choice("unit", ClockUnit.init(rawValue:), "working, calendar or months"),
            starts: try node.string("starts"), article: try node.string("article"),
            source: try node.string("source"))
        guard (1...10_000).contains(length) else {
            throw try node.required("length").error("a length from 1 to 10000 is expected")
        }
        for entry in try node.optionalMap("title")?.entries ?? [] {
            titles[entry.key] = try entry.value.string()
        }
        suspendedBy = try node.optionalStrings("suspended_by")
        resumedBy = try node.optionalStrings("resumed_by")
        metBy = try node.optionalStrings("met_by")
        isVerified = try node.bool("verified")
        effect =
            try node.optionalChoice(
                "effect", ClockEffect.init(rawValue:),
                "none, tacitApproval, tacitRefusal, lapse or rightToSue") ?? .none
        whose =
            try node.optionalChoice(
                "whose", { ClockOwner(rawValue: $0.lowercased()) }, "state or person") ?? .state
        validFrom = try node.optionalDay("validFrom")
        validTo = try node.optionalDay("validTo")
        try checkOrder(node)
    }

    private func checkOrder(_ node: YAML) throws {
        if let validFrom, let validTo, validTo < validFrom {
            throw try node.required("validTo").error("the rule ends before it begins")
        }
        if suspendedBy.isEmpty != resumedBy.isEmpty {
            throw node.error("suspended_by and resumed_by belong together; give both or none")
        }
    }
}

extension [ClockRule] {
    /// The rule of a name as it was in force on a day.
    public func rule(_ name: String, on day: Day) -> ClockRule? {
        first { $0.name == name && $0.isValid(on: day) }
    }
}

extension YAML {
    fileprivate func choice<Value>(
        _ key: String, _ make: (String) -> Value?, _ allowed: String
    ) throws -> Value {
        let node = try required(key)
        guard let value = make(try node.string()) else { throw node.error("write \(allowed)") }
        return value
    }

    fileprivate func optionalChoice<Value>(
        _ key: String, _ make: (String) -> Value?, _ allowed: String
    ) throws -> Value? {
        self[key] == nil ? nil : try choice(key, make, allowed)
    }

    fileprivate func optionalDay(_ key: String) throws -> Day? {
        guard let node = self[key] else { return nil }
        guard let day = Day(iso: try node.string()) else {
            throw node.error("write a day as 2026-12-25")
        }
        return day
    }
}
