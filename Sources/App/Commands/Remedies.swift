import Cases
import Formats
import Kernel

/// What may be done against the decision of a case, and until when: what its page and its letter say.
public func remedies(_ options: Options, of typed: String) async throws -> Answer {
    guard let reference = Reference(typed) else {
        throw Trouble("\(typed) is no reference of a case")
    }
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let found = try await house.cases.remedies(of: reference)
    let lines = found.map { remedy in
        let mark = remedy.isVerified ? "" : "  (not confirmed in the text of the law)"
        let from = remedy.isServed ? "the letter came" : "if the letter came"
        let last = remedy.last?.description ?? "-"
        return "\(remedy.clock): \(last)  \(from) on \(remedy.served)  \(remedy.article)\(mark)"
    }
    return Answer(
        lines.isEmpty ? "nothing to challenge" : lines.joined(separator: "\n"),
        ["case": .string(reference.text), "remedies": .array(found.map(\.json))])
}

extension RemedyAnswer {
    fileprivate var json: JSON {
        [
            "clock": .string(clock), "served": .string(served.description),
            "isServed": .bool(isServed),
            "last": last.map { JSON.string($0.description) } ?? JSON.null,
            "article": .string(article), "verified": .bool(isVerified),
        ]
    }
}
