public import Formats
public import Kernel

/// All rules of a State by name: `cpa/answer`, `family-reunification/decision`; each with its versions.
public struct ClockLibrary: Sendable {
    private var files: [String: [ClockRule]] = [:]
    private var tables: [DilationTable] = []

    /// The files of `policy/pt/clocks` and the procedures.
    public init(_ files: [YAML]) throws {
        tables = try files.flatMap {
            try $0.optionalList("dilations").map { try DilationTable($0) }
        }
        for file in files {
            let name = try file["code"]?.string() ?? file.string("name")
            if file["code"] == nil { try Self.checkHead(file) }
            guard self.files[name] == nil else {
                throw file.error("another file is called '\(name)' too")
            }
            self.files[name] = try ClockRule.read(file, dilations: tables)
        }
    }

    public var names: [String] {
        files.flatMap { file in Set(file.value.map { "\(file.key)/\($0.name)" }) }.sorted()
    }

    /// The tables of dilation, for a clock that is written out elsewhere.
    public var dilations: [DilationTable] { tables }

    /// The version of a rule that is in force on a day. A name without its file does where only one file has it.
    public func rule(_ name: String, on day: Day) throws(ClockLibraryRefusal) -> ClockRule {
        let (file, clock) = try split(name)
        guard let rule = files[file]?.rule(clock, on: day) else { throw .notInForce(name, day) }
        return rule
    }

    /// The day whose law holds for a clock: that of the first event from which a version in force on it starts. Where
    /// none has happened, the earliest event speaks; nil without any.
    public func lawDay(
        of name: String, for events: [ClockEvent], asKnown known: Day? = nil
    ) throws(ClockLibraryRefusal) -> Day? {
        let versions = try versions(of: name)
        let coming = versions.reduce(into: Set<String>()) { $0.formUnion($1.coming) }
        let valid = events.asKnown(on: known, coming: coming)
        let file = files[try split(name).file] ?? []
        let own = Self.starts(of: versions, valid)
        // A clock that starts from the silence of another follows the law of that one.
        return (own.min() ?? Self.starts(of: file, valid).min()) ?? valid.map(\.day).min()
    }

    private static func starts(of rules: [ClockRule], _ events: [ClockEvent]) -> [Day] {
        rules.flatMap { rule in
            events.filter { event in
                rule.isValid(on: event.day) && rule.starts.contains { $0.event == event.name }
            }.map(\.day)
        }
    }

    /// Every rule of the file of a name, in force on a day: for clocks that start from one another.
    public func neighbours(of name: String, on day: Day) throws(ClockLibraryRefusal) -> [ClockRule]
    {
        try (files[split(name).file] ?? []).filter { $0.isValid(on: day) }
    }

    /// Every version of a rule, in the order of its file.
    public func versions(of name: String) throws(ClockLibraryRefusal) -> [ClockRule] {
        let (file, clock) = try split(name)
        return (files[file] ?? []).filter { $0.name == clock }
    }

    private func split(_ name: String) throws(ClockLibraryRefusal) -> (file: String, clock: String)
    {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        if parts.count == 2, files[parts[0]]?.contains(where: { $0.name == parts[1] }) ?? false {
            return (parts[0], parts[1])
        }
        let holders = files.filter { $0.value.contains { $0.name == name } }.keys.sorted()
        guard let holder = holders.first else { throw .unknown(name) }
        guard holders.count == 1 else { throw .ambiguous(name, holders) }
        return (holder, name)
    }

    private static func checkHead(_ file: YAML) throws {
        try file.map().unknownKeys(
            allowed: ["name", "title", "lastVerified", "dilations", "clocks"])
        _ = try file.map("title")
        _ = try file.required("lastVerified").day()
        _ = try file.list("clocks")
    }
}

/// Why a name gives no rule.
public enum ClockLibraryRefusal: Refusal, Equatable {
    case unknown(String)
    case ambiguous(String, [String])
    case notInForce(String, Day)

    public var kind: RefusalKind { .invalid }

    public var explanation: String {
        switch self {
        case .unknown: "No rule is called {name}."
        case .ambiguous: "Several files have a rule {name}: {files}. Write file/name."
        case .notInForce: "No version of {name} is in force on {day}."
        }
    }

    public var values: [String: String] {
        switch self {
        case .unknown(let name): ["name": name]
        case .ambiguous(let name, let files):
            ["name": name, "files": files.joined(separator: ", ")]
        case .notInForce(let name, let day): ["name": name, "day": day.description]
        }
    }
}
