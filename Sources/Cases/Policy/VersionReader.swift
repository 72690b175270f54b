import Formats
import Kernel

extension ProcedureVersion {
    init(_ node: YAML) throws {
        try node.unknownKeys(allowed: [
            "name", "title", "validFrom", "validTo", "lastVerified", "notes",
        ])
        name = try node.string("name")
        title = try LocalText(node.required("title"))
        validFrom = try node["validFrom"]?.day()
        validTo = try node["validTo"]?.day()
        lastVerified = try node.required("lastVerified").day()
        notes = try node.list("notes").map { try ClockNote($0) }
        try node.required("notes").refuseRepeated(notes.map(\.clock))
    }
}

extension ClockNote {
    init(_ node: YAML) throws {
        try node.unknownKeys(allowed: ["clock", "ifSilent", "verified", "pauseVerified"])
        clock = try node.string("clock")
        ifSilent = try LocalText(node.required("ifSilent"))
        verified = try node.bool("verified")
        pauseVerified = try node.bool("pauseVerified")
    }
}

extension YAML {
    func day() throws -> Day {
        let text = try string()
        guard let day = Day(iso: text) else { throw error("'\(text)' is no day; write 2026-11-23") }
        return day
    }

    func compartment() throws -> Compartment {
        let text = try string()
        guard let compartment = Compartment(text) else {
            throw error("'\(text)' names no compartment")
        }
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
