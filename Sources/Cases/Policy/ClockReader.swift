import Formats
import Kernel

extension ProcedureVersion {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.unknownKeys(allowed: ["name", "title", "validFrom", "validTo", "lastVerified", "clocks"])
        name = try node.string("name")
        title = try LocalText(node.required("title"))
        validFrom = try node["validFrom"]?.day()
        validTo = try node["validTo"]?.day()
        lastVerified = try node.required("lastVerified").day()
        clocks = try node.list("clocks").map { try ClockRule($0, book) }
        try node.required("clocks").refuseRepeated(clocks.map(\.code))
        guard clock("decision") != nil else { throw node.error("a version needs a clock 'decision'") }
    }
}

extension ClockRule {
    init(_ node: YAML, _ book: SourceBook) throws {
        try node.unknownKeys(allowed: ClockRule.keys)
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        whose = try node.required("whose").word(Turn.self)
        startsOn = try node.string("startsOn")
        endsOn = try node.strings("endsOn")
        length = try node.int("length")
        unit = try node.required("unit").word(Unit.self)
        suspendedFrom = try node.optionalString("suspendedFrom")
        suspendedTo = try node.optionalString("suspendedTo")
        effect = try node.required("effect").word(Effect.self)
        effectText = try LocalText(node.required("effectText"))
        article = try node.string("article")
        sources = try book.read(node)
        verified = try node.bool("verified")
        effectVerified = try node.optionalBool("effectVerified") ?? verified
        suspensionVerified = try node.optionalBool("suspensionVerified") ?? verified
        guard length > 0 else { throw try node.required("length").error("a period has at least 1") }
        guard (suspendedFrom == nil) == (suspendedTo == nil) else {
            throw node.error("'suspendedFrom' and 'suspendedTo' stand together or not at all")
        }
    }

    static let keys = [
        "code", "title", "whose", "startsOn", "endsOn", "length", "unit", "suspendedFrom", "suspendedTo", "effect",
        "effectText", "article", "sources", "verified", "effectVerified", "suspensionVerified",
    ]
}

extension YAML {
    func day() throws -> Day {
        let text = try string()
        guard let day = Day(iso: text) else { throw error("'\(text)' is no day; write 2026-11-23") }
        return day
    }

    func compartment() throws -> Compartment {
        let text = try string()
        guard let compartment = Compartment(text) else { throw error("'\(text)' names no compartment") }
        return compartment
    }

    /// One of the words of an enumeration.
    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) throws -> Word
    where Word.RawValue == String {
        let text = try string()
        guard let word = Word(rawValue: text) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            throw error("'\(text)' is not known; use one of: \(known)")
        }
        return word
    }

    func refuseRepeated(_ names: [String]) throws {
        var seen = Set<String>()
        for name in names where !seen.insert(name).inserted {
            throw error("'\(name)' stands here twice; keep one")
        }
    }
}
