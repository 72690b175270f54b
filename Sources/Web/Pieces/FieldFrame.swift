import Languages

/// Label, hint and error around one control, tied to it by `aria-describedby`.
struct FieldFrame {
    let t: Translator
    let name: String
    let label: String
    let hint: String?
    let error: String?
    let required: Bool

    init(
        _ t: Translator, _ name: String, _ label: String, _ hint: String?, _ error: String?,
        _ required: Bool
    ) {
        (self.t, self.name, self.label) = (t, name, label)
        (self.hint, self.error, self.required) = (hint, error, required)
    }

    var id: String { fieldID(name) }

    var attributes: HTML { "id=\"\(id)\" name=\"\(name)\"\(states)" }

    /// What a control (or a group of them) says of itself.
    var states: HTML {
        "\(described)\(if: error != nil, " aria-invalid=\"true\"")\(if: required, " aria-required=\"true\"")"
    }

    /// The ties to hint and error.
    var described: HTML {
        let ties = [hint == nil ? nil : id + "-hint", error == nil ? nil : id + "-error"]
            .compactMap(\.self)
        return ties.isEmpty ? "" : " aria-describedby=\"\(ties.joined(separator: " "))\""
    }

    var optional: HTML? {
        required ? nil : " <span class=\"optional\">\(t("(optional)"))</span>"
    }

    var hintLine: HTML? { hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" } }

    var errorLine: HTML? {
        error.map { message in
            """
            <p class="error" id="\(id)-error"><span class="visually-hidden">\(t("Error:"))</span> \(message)</p>
            """
        }
    }

    func around(_ control: HTML) -> HTML {
        """
        <div class="field\(if: error != nil, " in-error")">\
        <label for="\(id)" id="\(labelID(name))">\(label)\(optional)</label>
        \(hintLine)\(errorLine)\(control)</div>
        """
    }
}

/// The id of a field's first control, to which an error summary links.
public func fieldID(_ name: String) -> String { "field-" + name }

/// The id of a field's label, from which an error summary takes the field's name.
func labelID(_ name: String) -> String { fieldID(name) + "-label" }
