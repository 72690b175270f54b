public import Formats
public import Kernel

extension ClockRule {
    private static let keys = [
        "name", "title", "length", "unit", "direction", "starts", "begins", "needs", "event_day",
        "suspended_by", "resumed_by", "suspensions", "interrupted_by", "limit", "extensions",
        "dilation", "roll", "met_by", "warn", "article", "source", "verified", "effect",
        "effect_verified", "effect_after", "before",
        "validFrom", "validTo", "whose",
    ]

    /// The rules under `clocks:` of a procedure; empty where it has none. Tables of dilation stand in the same
    /// file, or are handed in.
    public static func read(
        _ file: YAML, dilations: [DilationTable] = []
    ) throws -> [ClockRule] {
        let own = try file.optionalList("dilations").map { try DilationTable($0) }
        let rules = try file.optionalList("clocks").map { try ClockRule($0, own + dilations) }
        var seen: Set<String> = []
        for (index, rule) in rules.enumerated() {
            let node = try file.list("clocks")[index]
            // One name may stand twice only for two periods of validity.
            guard seen.insert("\(rule.name) \(rule.validFrom?.description ?? "")").inserted else {
                throw node.error("the clock '\(rule.name)' stands twice; keep one")
            }
            for clock in rule.starts.compactMap(\.clock)
            where clock == rule.name || !rules.contains(where: { $0.name == clock }) {
                throw try node.required("starts").error("no other clock '\(clock)' in this file")
            }
        }
        return rules
    }

    public init(_ node: YAML, _ dilations: [DilationTable] = []) throws {
        try node.map().unknownKeys(allowed: ClockRule.keys)
        self.init(
            name: try node.string("name"), length: try node.int("length"),
            unit: try node.choice(
                "unit", ClockUnit.init(rawValue:), "working, calendar, months, years or hours"),
            starts: "", article: try node.string("article"), source: try node.string("source"))
        guard (1...10_000).contains(length) else {
            throw try node.required("length").error("a length from 1 to 10000 is expected")
        }
        for entry in try node.optionalMap("title")?.entries ?? [] {
            titles[entry.key] = try entry.value.string()
        }
        isVerified = try node.bool("verified")
        validFrom = try node.optionalDay("validFrom")
        validTo = try node.optionalDay("validTo")
        try readCourse(node)
        try readParts(node, dilations)
        try check(node)
    }

    /// What begins, meets and ends it.
    private mutating func readCourse(_ node: YAML) throws {
        starts = try ClockStart.read(node)
        beginsWithLast = try node.either("begins", "first", "last")
        isBackwards = try node.either("direction", "after", "before")
        countsEventDay = try node.either("event_day", "notCounted", "counted")
        isBeforeCourts = try node.either("before", "office", "courts")
        needs = try node.optionalStrings("needs")
        interruptedBy = try node.optionalStrings("interrupted_by")
        metBy = try node.optionalStrings("met_by")
        let effects = ClockEffect.allCases.map(\.rawValue).joined(separator: ", ")
        effect = try node.optionalChoice("effect", ClockEffect.init(rawValue:), effects) ?? .none
        isEffectVerified = try node.optionalBool("effect_verified") ?? isVerified
        effectAfter = try node.optionalMap("effect_after").map { try Self.effectAfter($0) } ?? 0
        whose =
            try node.optionalChoice(
                "whose", { ClockOwner(rawValue: $0.lowercased()) }, "state or person") ?? .state
        roll =
            try node.optionalChoice("roll", Roll.init(rawValue:), "next, none or previous")
            ?? (isBackwards ? .previous : .next)
    }

    private static func effectAfter(_ node: YAML) throws -> Int {
        try node.unknownKeys(allowed: ["length", "unit"])
        guard try node.inWorkingDays() else {
            throw try node.required("unit").error("an effect waits for working days only")
        }
        return try node.days("length")
    }

    private mutating func readParts(_ node: YAML, _ dilations: [DilationTable]) throws {
        suspensions = try Suspension.read(node, isVerified)
        extensions = try node.optionalList("extensions").map { try Extension($0, isVerified) }
        warnings = try node.optionalList("warn").map { try Warning($0) }
        limit = try node.optionalMap("limit").map { try ClockLimit($0, self) }
        if let name = try node.optionalString("dilation") {
            guard let table = dilations.first(where: { $0.name == name }) else {
                throw try node.required("dilation").error(
                    "no table of dilation is called '\(name)'")
            }
            dilation = table
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
    func choice<Value>(
        _ key: String, _ make: (String) -> Value?, _ allowed: String
    ) throws -> Value {
        let node = try required(key)
        guard let value = make(try node.string()) else { throw node.error("write \(allowed)") }
        return value
    }

    func optionalChoice<Value>(
        _ key: String, _ make: (String) -> Value?, _ allowed: String
    ) throws -> Value? {
        self[key] == nil ? nil : try choice(key, make, allowed)
    }

    /// One of two words; true for the second, false for the first and where the key is absent.
    func either(_ key: String, _ usual: String, _ other: String) throws -> Bool {
        try optionalChoice(
            key, { $0 == usual ? false : $0 == other ? true : nil }, "\(usual) or \(other)")
            ?? false
    }

    func optionalDay(_ key: String) throws -> Day? { try self[key]?.day() }

    func day() throws -> Day {
        guard let day = Day(iso: try string()) else { throw error("write a day as 2026-12-25") }
        return day
    }
}
