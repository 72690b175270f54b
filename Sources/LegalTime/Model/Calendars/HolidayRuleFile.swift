public import Formats
import Kernel

extension HolidayCalendar {
    /// Reads the rules of `holidays.yaml` and the dated decisions of `declarations.csv`.
    public init(rules: YAML, declarations: CSVReader? = nil) throws {
        try rules.map().unknownKeys(allowed: ["checked", "holidays", "courts"])
        let checked = try rules.map("checked")
        let (from, to) = (try checked.int("from"), try checked.int("to"))
        guard from <= to else { throw checked.error("'from' is a year before 'to'") }
        var declared: [Holiday] = []
        if var reader = declarations { declared = try Holiday.readDeclarations(&reader) }
        self.init(
            rules: try rules.list("holidays").map { try HolidayRule($0) }, declarations: declared,
            recesses: try rules.optionalList("courts").map { try CourtRecess($0) },
            years: from...to)
    }
}

extension HolidayRule {
    private static let keys = [
        "name", "fixed", "easter", "weekday", "region", "municipality", "category", "validFrom",
        "validTo", "known", "withdrawn", "source", "verified", "note",
    ]

    init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: Self.keys)
        self.init(
            name: try node.string("name"), scope: try Self.scope(node),
            category: try node.choice("category", Self.category, "public or optional"),
            when: try Pattern(node))
        validFrom = try node.optionalDay("validFrom")
        validTo = try node.optionalDay("validTo")
        known = try node.optionalDay("known")
        withdrawn = try node.optionalDay("withdrawn")
        if let known, let withdrawn, withdrawn < known {
            throw try node.required("withdrawn").error("a rule is withdrawn after it became known")
        }
        guard try !node.string("source").isEmpty, let read = try node["verified"]?.bool() else {
            throw node.error("say where the rule was read, and whether it was read in the law")
        }
        isVerified = read
    }

    private static func category(_ word: String) -> Holiday.Category? {
        ["public": .public, "optional": .optional][word]
    }

    private static func scope(_ node: YAML) throws -> Holiday.Scope {
        for key in ["region", "municipality"] where node[key] != nil {
            guard let scope = Holiday.Scope(key, try node.string(key)) else {
                throw try node.required(key).error("write a code as PT-20 or 1106")
            }
            return scope
        }
        return .country
    }
}

extension CourtRecess {
    /// `{name, from: 07-16, to: 08-31}`, or with `easter: {from: -7, to: 1}`.
    init(_ node: YAML) throws {
        try node.map().unknownKeys(
            allowed: ["name", "from", "to", "easter", "source", "verified", "note"])
        guard try !node.string("source").isEmpty, let read = try node["verified"]?.bool() else {
            throw node.error("say where the rule was read, and whether it was read in the law")
        }
        self.init(name: try node.string("name"), when: try Self.when(node), isVerified: read)
    }

    private static func when(_ node: YAML) throws -> Pattern {
        guard let easter = try node.optionalMap("easter") else {
            return .fixed(from: try yearDay(node, "from"), to: try yearDay(node, "to"))
        }
        try easter.unknownKeys(allowed: ["from", "to"])
        let (from, to) = (try easter.int("from"), try easter.int("to"))
        guard from <= to else { throw easter.error("'from' lies before 'to'") }
        return .easter(from: from, to: to)
    }

    private static func yearDay(_ node: YAML, _ key: String) throws -> YearDay {
        guard let day = Day(iso: "2001-" + (try node.string(key))) else {
            throw try node.required(key).error("write month and day as 07-16")
        }
        return YearDay(month: day.month, day: day.day)
    }
}

extension HolidayRule.Pattern {
    fileprivate init(_ node: YAML) throws {
        let given = ["fixed", "easter", "weekday"].filter { node[$0] != nil }
        guard given.count == 1 else {
            throw node.error("say once when it is: fixed, easter or weekday")
        }
        switch given[0] {
        case "fixed": self = try Self.fixed(node.required("fixed"))
        case "easter": self = .easter(try node.int("easter"))
        default: self = try Self.weekday(node.required("weekday"))
        }
    }

    /// `12-25`; the 29th of February is a day of some years only.
    private static func fixed(_ node: YAML) throws -> HolidayRule.Pattern {
        guard let day = Day(iso: "2000-" + (try node.string())) else {
            throw node.error("write month and day as 12-25")
        }
        return .fixed(month: day.month, day: day.day)
    }

    private static func weekday(_ node: YAML) throws -> HolidayRule.Pattern {
        try node.map().unknownKeys(allowed: ["nth", "day", "month"])
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        let day = try node.choice("day", days.firstIndex, days.joined(separator: ", "))
        let (nth, month) = (try node.int("nth"), try node.int("month"))
        guard (1...5).contains(abs(nth)), (1...12).contains(month) else {
            throw node.error("nth is from 1 to 5, or from -1 to -5; month from 1 to 12")
        }
        return .weekday(day + 1, nth: nth, month: month)
    }
}
