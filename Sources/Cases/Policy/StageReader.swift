import Formats
import LegalTime

extension Stage {
    /// The stages of a file: the first is where every case begins, each later one says when a case stands there.
    static func read(_ root: YAML, clocks: [ClockRule]) throws -> [Stage] {
        let nodes = try root.list("stages")
        let stages = try nodes.map { try Stage($0, clocks) }
        guard stages.first?.when == nil else {
            throw nodes[0].error("the first stage is where every case begins: it has no 'when'")
        }
        for (node, stage) in zip(nodes, stages).dropFirst() where stage.when == nil {
            throw node.error("say 'when' a case stands here; only the first stage needs none")
        }
        if stages.isEmpty { throw try root.required("stages").error("name at least one stage") }
        try root.required("stages").refuseRepeated(stages.map(\.code))
        return stages
    }

    private init(_ node: YAML, _ clocks: [ClockRule]) throws {
        try node.unknownKeys(allowed: [
            "code", "title", "turn", "clock", "aside", "when", "versions",
        ])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        turn = try node.required("turn").word(Turn.self)
        isAside = try node.optionalBool("aside") ?? false
        when = try node["when"].map { try Condition($0) }
        versions = try node.inVersions()
        clock = try node["clock"]?.string()
        if let clock, !clocks.contains(where: { $0.name == clock }) {
            throw node.error("no clock '\(clock)' under 'clocks'")
        }
    }
}

extension StepRule {
    /// For whom it is done, one by one.
    private enum Per: String, CaseIterable {
        case member
    }

    /// The steps of a file, each from stages that it has and heard by no clock that does not know it.
    static func read(
        _ root: YAML, _ stages: [Stage], clocks: [ClockRule], _ sources: SourceBook
    ) throws -> [StepRule] {
        let nodes = try root.optionalList("steps")
        let steps = try nodes.map { try StepRule($0, Set(stages.map(\.code)), sources) }
        try root["steps"]?.refuseRepeated(steps.map(\.code))
        try StepLetter.check(nodes, steps, clocks)
        for (node, step) in zip(nodes, steps) {
            let isBegun = clocks.contains { $0.starts.contains { $0.event == step.event } }
            guard step.named == nil || isBegun && step.by == .office && !step.isPerMember else {
                throw try node.required("named").error(
                    "a court names the end of a clock that this step of the office begins")
            }
            let unknown = step.reopens.first { code in !steps.contains { $0.code == code } }
            if let unknown {
                throw try node.required("reopens").error("no step '\(unknown)' under 'steps'")
            }
        }
        let events = Set(steps.map(\.event))
        for clock in clocks {
            let heard =
                clock.starts.map(\.event) + clock.metBy
                + clock.suspensions.flatMap { $0.by + $0.until } + clock.extensions.map(\.by)
            let unknown = heard.first { $0.hasPrefix(eventPrefix) && !events.contains($0) }
            if let unknown {
                throw try root.required("clocks").error(
                    "the clock '\(clock.name)' listens to '\(unknown)', which is no step here")
            }
        }
        return steps
    }

    private init(_ node: YAML, _ stages: Set<String>, _ sources: SourceBook) throws {
        try node.unknownKeys(allowed: [
            "code", "title", "act", "by", "from", "when", "otherwise", "repeats", "reopens",
            "visit",
            "per", "note", "named", "tells", "letter", "ends",
        ])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        act = try LocalText(node.required("act"))
        by = try node.required("by").word(Actor.self)
        from = try node.list("from").map { item in
            let stage = try item.string()
            guard stages.contains(stage) else {
                throw item.error("no stage '\(stage)' under 'stages'")
            }
            return stage
        }
        when = try node["when"].map { try Condition($0) }
        otherwise = try node["otherwise"].map { try LocalText($0) }
        guard (when == nil) == (otherwise == nil) else {
            throw node.error("'when' and 'otherwise' go together: say why it is not done yet")
        }
        repeats = try node["repeats"]?.bool() ?? false
        reopens = try node.optionalList("reopens").map { try $0.string() }
        isByVisit = try node["visit"]?.bool() ?? false
        note = try node["note"].map { try LocalText($0) }
        named = try node["named"].map { try LocalText($0) }
        isPerMember = try node["per"]?.word(Per.self) == .member
        tells = try node["tells"].map { try LocalText($0) }
        letter = try node["letter"].map { try StepLetter($0, sources) }
        ends = try node["ends"]?.string()
        guard ends == nil || by == .person && !isPerMember else {
            throw node.error("a step that ends the case is its person's, for all at once")
        }
        guard !isByVisit || by == .office && note == nil && !isPerMember else {
            throw node.error(
                "a visit does only what the office does for all people at once, and asks for no note"
            )
        }
    }
}
