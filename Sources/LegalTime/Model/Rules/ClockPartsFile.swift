public import Formats

extension ClockStart {
    /// One name, or a list of names and of events with more about them.
    static func read(_ node: YAML) throws -> [ClockStart] {
        let value = try node.required("starts")
        if case .scalar = value.content { return [ClockStart(try value.string())] }
        let starts = try value.list().map { try one($0) }
        guard (1...PreparedRule.partsMax).contains(starts.count) else {
            throw value.error("from 1 to \(PreparedRule.partsMax) events are expected")
        }
        return starts
    }

    private static func one(_ node: YAML) throws -> ClockStart {
        if case .scalar = node.content { return ClockStart(try node.string()) }
        try node.map().unknownKeys(allowed: ["event", "clock", "presumed"])
        if let clock = try node.optionalString("clock") {
            return ClockStart(silence(of: clock))
        }
        return ClockStart(
            try node.string("event"),
            presumed: try node.optionalMap("presumed").map { try Presumption($0) })
    }
}

extension ClockStart.Presumption {
    fileprivate init(_ node: YAML) throws {
        try node.unknownKeys(allowed: ["length", "unit", "article", "verified"])
        self.init(
            length: try node.days("length"), inWorkingDays: try node.inWorkingDays(),
            article: try node.optionalString("article") ?? "",
            isVerified: try node.optionalBool("verified") ?? false)
    }
}

extension Suspension {
    /// Each entry of `suspensions`, and the short form with two keys.
    static func read(_ node: YAML, _ isVerified: Bool) throws -> [Suspension] {
        let (by, until) = (
            try node.optionalStrings("suspended_by"), try node.optionalStrings("resumed_by")
        )
        if by.isEmpty != until.isEmpty {
            throw node.error("suspended_by and resumed_by belong together; give both or none")
        }
        let short = by.isEmpty ? [] : [Suspension(by: by, until: until)]
        return try short + node.optionalList("suspensions").map { try Suspension($0, isVerified) }
    }

    private init(_ node: YAML, _ isVerified: Bool) throws {
        try node.map().unknownKeys(allowed: ["by", "until", "max", "article", "verified"])
        self.init(
            by: try node.optionalStrings("by"), until: try node.optionalStrings("until"),
            article: try node.optionalString("article"),
            isVerified: try node.optionalBool("verified") ?? isVerified,
            longest: try node.optionalMap("max").map { try Longest($0) })
        if by.isEmpty || until.isEmpty { throw node.error("give both 'by' and 'until'") }
        if !Set(by).isDisjoint(with: until) {
            throw node.error("one event cannot both stop the clock and let it run on")
        }
    }
}

extension Suspension.Longest {
    fileprivate init(_ node: YAML) throws {
        try node.unknownKeys(allowed: ["length", "unit"])
        self.init(
            length: try node.days("length"),
            inMonths: try node.choice(
                "unit", { $0 == "months" ? true : $0 == "calendar" ? false : nil },
                "calendar or months"))
    }
}

extension Extension {
    init(_ node: YAML, _ isVerified: Bool) throws {
        try node.map().unknownKeys(
            allowed: ["by", "length", "times", "needs", "unless", "article", "verified"])
        self.init(by: try node.string("by"), length: try node.int("length"))
        times = try node.optionalInt("times") ?? 1
        needs = try node.optionalStrings("needs")
        unless = try node.optionalStrings("unless")
        article = try node.optionalString("article")
        self.isVerified = try node.optionalBool("verified") ?? isVerified
        guard (1...10_000).contains(length), (1...100).contains(times) else {
            throw node.error("length is from 1 to 10000, times from 1 to 100")
        }
    }
}

extension ClockLimit {
    init(_ node: YAML, _ rule: ClockRule) throws {
        try node.unknownKeys(allowed: ["length", "article", "verified"])
        self.init(
            length: try node.int("length"),
            article: try node.optionalString("article") ?? rule.article,
            isVerified: try node.optionalBool("verified") ?? rule.isVerified)
        guard length >= rule.length, length <= 10_000 else {
            throw node.error("a limit is not shorter than the period, and 10000 at most")
        }
    }
}

extension Warning {
    init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["name", "length", "unit"])
        self.init(
            name: try node.string("name"), length: try node.days("length"),
            inWorkingDays: try node.inWorkingDays())
    }
}

extension DilationTable {
    public init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["name", "article", "source", "entries"])
        self.init(
            name: try node.string("name"), article: try node.string("article"),
            source: try node.string("source"),
            entries: try node.list("entries").map { try Entry($0) })
    }
}

extension DilationTable.Entry {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["person", "service", "length", "unit", "verified"])
        let service = try node.optionalChoice(
            "service", { $0 == "islands" ? true : $0 == "mainland" ? false : nil },
            "mainland or islands")
        self.init(
            person: try node.choice(
                "person", PersonPlace.init(rawValue:), "mainland, islands, europe or elsewhere"),
            serviceOnIslands: service, length: try node.days("length"),
            inWorkingDays: try node.inWorkingDays(), isVerified: try node.bool("verified"))
    }
}

extension YAML {
    func inWorkingDays() throws -> Bool {
        try choice(
            "unit", { $0 == "working" ? true : $0 == "calendar" ? false : nil },
            "working or calendar")
    }

    func days(_ key: String) throws -> Int {
        let days = try int(key)
        guard (1...366).contains(days) else {
            throw try required(key).error("from 1 to 366 days are expected")
        }
        return days
    }
}
