import Formats
import LegalTime

extension StepLetter {
    /// Every error names file, line and key.
    init(_ node: YAML, _ sources: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["kind", "ends", "says"])
        let kind = try node.required("kind").word(LetterKind.self)
        guard StepLetter.kinds.contains(kind) else {
            let known = StepLetter.kinds.map(\.rawValue).joined(separator: ", ")
            throw try node.required("kind").error("a step makes one of: \(known)")
        }
        let ends = try node["ends"]?.string()
        let end: PaperEnd = ends.map { $0 == "stated" ? .stated : .clock($0) } ?? .open
        guard kind == .stay || end == .open else {
            throw try node.required("ends").error("only a title ends")
        }
        let says = try node.list("says").map { try StatedRule($0, sources) }
        if says.isEmpty { throw try node.required("says").error("say what the paper is good for") }
        self.init(kind: kind, end: end, says: says)
    }

    /// Each paper is made by one step, of the office, for all people at once, and ends with a clock that the step begins.
    static func check(_ nodes: [YAML], _ steps: [StepRule], _ clocks: [ClockRule]) throws {
        var seen = Set<LetterKind>()
        for (node, step) in zip(nodes, steps) {
            guard let letter = step.letter else { continue }
            guard step.by == .office, !step.isByVisit, !step.isPerMember else {
                throw try node.required("letter").error(
                    "the office makes a paper, once for all people, and no visit does")
            }
            guard seen.insert(letter.kind).inserted else {
                throw try node.required("letter").error("another step makes this paper already")
            }
            guard case .clock(let name) = letter.end else { continue }
            let isBegun = clocks.contains { clock in
                clock.name == name && clock.starts.contains { $0.event == step.event }
            }
            guard isBegun else {
                throw try node.required("letter").error(
                    "no clock '\(name)' under 'clocks' begins with this step")
            }
        }
    }
}
