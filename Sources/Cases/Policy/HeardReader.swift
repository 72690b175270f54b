import Formats

/// A request that counts from the moment in which somebody of the staff hears it: one press writes it down.
struct HeardRule: Hashable, Sendable {
    /// On the button.
    let act: LocalText
    /// Why whoever hears it has to press it.
    let duty: StatedRule
    /// The field of the form that says which language the person understands.
    let language: String
    /// The step that is done with it where a child is alone.
    let childAlone: String

    /// Every error names file, line and key.
    init(
        _ node: YAML, _ steps: [StepRule], _ form: FilingForm, _ sources: SourceBook
    ) throws {
        try node.map().unknownKeys(allowed: ["act", "duty", "language", "childAlone"])
        act = try LocalText(node.required("act"))
        duty = try StatedRule(node.required("duty"), sources)
        let (language, childAlone) = (try node.string("language"), try node.string("childAlone"))
        let once = form.sections.filter { $0.repeats == nil }.flatMap(\.fields)
        guard once.contains(where: { $0.code == language && $0.kind == .language }) else {
            throw try node.required("language").error(
                "the form has no field '\(language)' for a language that is asked once")
        }
        guard
            steps.contains(where: {
                $0.code == childAlone && $0.by == .office && !$0.isPerMember && $0.note == nil
                    && $0.letter == nil
            })
        else {
            throw try node.required("childAlone").error(
                "no step '\(childAlone)' of the office that asks for nothing")
        }
        (self.language, self.childAlone) = (language, childAlone)
    }
}

/// A body outside the house that is told that a request was made, and never by whom.
struct ToldBody: Hashable, Sendable {
    /// As the gateway knows it.
    let code: String
    let title: LocalText
    /// What it is told beside the reference and the day.
    let says: LocalText
    /// The step that keeps the proof.
    let step: String
    let duty: StatedRule

    /// Those of a file; each has a step of the office that asks for the proof.
    static func read(
        _ root: YAML, _ steps: [StepRule], _ sources: SourceBook
    ) throws -> [ToldBody] {
        let nodes = try root.optionalList("bodies")
        let bodies = try nodes.map { try ToldBody($0, sources) }
        try root["bodies"]?.refuseRepeated(bodies.map(\.code))
        for (node, body) in zip(nodes, bodies) {
            let step = steps.first { $0.code == body.step }
            guard let step, step.by == .office, step.note != nil, !step.isPerMember,
                step.letter == nil
            else {
                throw try node.required("step").error(
                    "no step '\(body.step)' of the office that asks for a note as its proof")
            }
        }
        return bodies
    }

    private init(_ node: YAML, _ sources: SourceBook) throws {
        try node.unknownKeys(allowed: ["code", "title", "says", "step", "duty"])
        code = try node.string("code")
        title = try LocalText(node.required("title"))
        says = try LocalText(node.required("says"))
        step = try node.string("step")
        duty = try StatedRule(node.required("duty"), sources)
    }
}
