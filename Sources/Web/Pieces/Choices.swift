public import Languages

/// One answer of a list: what is sent, what is read, and a word of help.
public struct Choice: Sendable {
    public let value: String
    public let label: String
    public let hint: String?

    public init(_ value: String, _ label: String, hint: String? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
    }
}

/// Exactly one answer.
public func radioFields(
    _ t: Translator, name: String, legend: String, hint: String? = nil, options: [Choice],
    value: String = "", error: String? = nil, required: Bool = true
) -> HTML {
    let frame = FieldFrame(t, name, legend, hint, error, required)
    return group(frame, role: "radiogroup", choices(frame, "radio", options, chosen: [value]))
}

/// Any number of answers.
public func checkboxFields(
    _ t: Translator, name: String, legend: String, hint: String? = nil, options: [Choice],
    values: Set<String> = [], error: String? = nil, required: Bool = true
) -> HTML {
    let frame = FieldFrame(t, name, legend, hint, error, required)
    return group(frame, role: nil, choices(frame, "checkbox", options, chosen: values))
}

/// Fields that belong together under one question.
public func fieldset(legend: String, title: Bool = false, _ content: HTML) -> HTML {
    "<fieldset><legend\(if: title, " class=\"title\"")>\(legend)</legend>\(content)</fieldset>"
}

/// `aria-required` and `aria-invalid` are only allowed on a group that is a `radiogroup`.
private func group(_ frame: FieldFrame, role: String?, _ content: HTML) -> HTML {
    let states = role == nil ? frame.described : frame.states
    let roleName: HTML? = role.map { " role=\"\($0)\"" }
    return """
        <fieldset\(roleName)\(states)\(if: frame.error != nil, " class=\"in-error\"")>
        <legend id="\(labelID(frame.name))">\(frame.label)\(frame.optional)</legend>\
        \(frame.hintLine)\(frame.errorLine)\(content)</fieldset>
        """
}

private func choices(
    _ frame: FieldFrame, _ type: String, _ options: [Choice], chosen: Set<String>
) -> HTML {
    options.enumerated().html { index, option in
        let id = index == 0 ? frame.id : frame.id + "-\(index + 1)"
        let hint: HTML? = option.hint.map { "<span class=\"hint\">\($0)</span>" }
        return """
            <div class="choice"><input type="\(type)" id="\(id)" name="\(frame.name)" value="\(option.value)"\
            \(if: chosen.contains(option.value), " checked")><label for="\(id)">\(option.label)\(hint)</label></div>
            """
    }
}
