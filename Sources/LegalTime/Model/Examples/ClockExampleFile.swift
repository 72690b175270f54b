public import Formats
public import Kernel

/// The civil time of a place: a filing at half past eleven at night has another day in the Azores.
public typealias PlaceZones = @Sendable (Place) -> Zone

extension ClockExample {
    private static let keys = [
        "name", "article", "rule", "place", "office", "person", "lawOf", "declared", "events",
        "asKnown", "at", "expect",
    ]

    /// The examples of a file of `policy/pt/clocks/examples`.
    public static func read(
        _ file: YAML, dilations: [DilationTable], zones: PlaceZones
    ) throws -> [ClockExample] {
        try file.map().unknownKeys(allowed: ["clocks", "examples"])
        let rules = try ClockRule.read(file, dilations: dilations)
        return try file.list("examples").map {
            try ClockExample($0, rules, dilations, zones)
        }
    }

    private init(
        _ node: YAML, _ rules: [ClockRule], _ dilations: [DilationTable], _ zones: PlaceZones
    ) throws {
        try node.map().unknownKeys(allowed: Self.keys)
        let place = Place(
            municipality: try node.optionalString("place"),
            office: try node.optionalString("office"))
        let zone = zones(place)
        name = try node.string("name")
        article = try node.string("article")
        (file, line) = (node.file, node.line)
        rule = try Choice(node.required("rule"), rules, dilations)
        self.place = place
        person = try node["person"].map { try PersonPlace(word: $0) }
        events = try node.list("events").map { try ClockEvent($0, zone) }
        declared = try node.optionalList("declared").map { try Holiday(declared: $0) }
        lawOf = try node.optionalDay("lawOf")
        asKnown = try node.optionalDay("asKnown")
        at = try node.optionalDay("at")
        expected = try Expected(node.map("expect"), at)
    }
}

extension ClockExample.Choice {
    fileprivate init(
        _ node: YAML, _ rules: [ClockRule], _ dilations: [DilationTable]
    ) throws {
        guard case .scalar = node.content else {
            self = .written(try ClockRule(node, dilations), rules)
            return
        }
        let name = try node.string()
        self = rules.first { $0.name == name }.map { .written($0, rules) } ?? .named(name)
    }
}

extension ClockExample.Expected {
    private static let keys = [
        "start", "end", "counted", "state", "effect", "daysLeft", "steps", "skipped", "warnings",
        "waitsFor", "refusal", "verified", "calendarKnown",
    ]
    private static let states = [
        "notStarted", "running", "stopped", "met", "metLate", "overdue",
    ]

    fileprivate init(_ node: YAML, _ at: Day?) throws {
        try node.unknownKeys(allowed: Self.keys)
        guard !node.entries.isEmpty else { throw node.error("an example claims something") }
        start = try node.optionalDay("start")
        end = try node.optionalString("end")
        if let end, end != "none", Day(iso: end) == nil {
            throw try node.required("end").error("write a day as 2026-12-25, or none")
        }
        counted = try node.optionalInt("counted")
        state = try node.optionalChoice(
            "state", { Self.states.contains($0) ? $0 : nil }, Self.states.joined(separator: ", "))
        effect = try node.optionalChoice(
            "effect", ClockEffect.init(rawValue:),
            ClockEffect.allCases.map(\.rawValue).joined(separator: ", "))
        daysLeft = try node.optionalInt("daysLeft")
        steps = try node["steps"].map { try $0.list().map { try Self.kind($0) } }
        skipped = try node.optionalStrings("skipped")
        warnings = try node["warnings"].map { try $0.list().map { try $0.day() } }
        waitsFor = node["waitsFor"] == nil ? nil : try node.optionalStrings("waitsFor")
        refusal = try node.optionalChoice(
            "refusal", ExtensionRefusal.init(rawValue:),
            ExtensionRefusal.allCases.map(\.rawValue).joined(separator: ", "))
        isVerified = try node.optionalBool("verified")
        isCalendarKnown = try node.optionalBool("calendarKnown")
        if at == nil, state != nil || effect != nil || daysLeft != nil {
            throw node.error("state, effect and daysLeft need the day 'at' of the example")
        }
    }

    private static func kind(_ node: YAML) throws -> String {
        let word = try node.string()
        guard ClockStep.Kind(rawValue: word) != nil else {
            throw node.error(
                "write one of: "
                    + ClockStep.Kind.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return word
    }
}

extension PersonPlace {
    fileprivate init(word node: YAML) throws {
        let word = try node.string()
        let town = PlaceCode(word).map { PersonPlace(Place(municipality: $0.text)) }
        guard let place = PersonPlace(rawValue: word) ?? town else {
            throw node.error("write mainland, islands, europe, elsewhere or a code as 1106")
        }
        self = place
    }
}

extension ClockEvent {
    /// `{event, day, known, withdrawn}`; days, or instants of which the day at the office counts.
    public init(_ node: YAML, _ zone: Zone) throws {
        try node.map().unknownKeys(allowed: ["event", "day", "known", "withdrawn"])
        self.init(
            try node.string("event"), try node.required("day").day(in: zone),
            known: try node["known"]?.day(in: zone),
            withdrawn: try node["withdrawn"]?.day(in: zone))
    }
}

extension YAML {
    /// A day, or an instant in UTC as `2026-10-24T23:30:00Z`.
    fileprivate func day(in zone: Zone) throws -> Day {
        let text = try string()
        if let day = Day(iso: text) { return day }
        let parts = text.split(separator: "T").map(String.init)
        let clock = parts.last?.dropLast().split(separator: ":").compactMap { Int($0) } ?? []
        guard parts.count == 2, text.hasSuffix("Z"), let day = Day(iso: parts[0]),
            clock.count == 3, zip(clock, [24, 60, 60]).allSatisfy({ (0..<$1).contains($0) })
        else {
            throw error("write a day as 2026-12-25, or an instant as 2026-12-25T23:30:00Z")
        }
        return zone.day(of: Moment(day, hour: clock[0], minute: clock[1], second: clock[2]))
    }
}

extension Holiday {
    fileprivate init(declared node: YAML) throws {
        try node.map().unknownKeys(
            allowed: [
                "date", "kind", "scope", "place", "part", "name", "declared", "withdrawn",
            ])
        let kinds: [String: Category] = [
            "holiday": .public, "tolerance": .tolerance, "closure": .closure,
        ]
        let (word, code) = (
            try node.optionalString("scope") ?? "country", try node.optionalString("place") ?? ""
        )
        guard let scope = Scope(word, code) else {
            throw node.error("write country, region PT-20, municipality 1106 or office")
        }
        self.init(
            day: try node.required("date").day(), scope: scope, name: try node.string("name"),
            category: try node.choice("kind", { kinds[$0] }, "holiday, tolerance or closure"))
        part =
            try node.optionalChoice("part", Part.init(rawValue:), "whole, morning or afternoon")
            ?? .whole
        known = try node.required("declared").day()
        withdrawn = try node.optionalDay("withdrawn")
    }
}
