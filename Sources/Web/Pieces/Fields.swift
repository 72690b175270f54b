public import Languages

/// What a text field expects.
public enum TextKind: String, Sendable {
    case text, email, tel, url, search, password, number
}

/// One line of text with its label, hint and error tied to it.
public func textField(
    _ t: Translator, name: String, label: String, hint: String? = nil, value: String = "",
    error: String? = nil, type: TextKind = .text, autocomplete: String? = nil,
    required: Bool = true,
    short: Bool = false
) -> HTML {
    let frame = FieldFrame(t, name, label, hint, error, required)
    let completion: HTML? = autocomplete.map { " autocomplete=\"\($0)\"" }
    return frame.around(
        """
        <input type="\(type.rawValue)" \(frame.attributes) value="\(value)"\(completion)\
        \(if: short, " class=\"short\"")>
        """)
}

/// Several lines of text.
public func textArea(
    _ t: Translator, name: String, label: String, hint: String? = nil, value: String = "",
    error: String? = nil, rows: Int = 5, required: Bool = true
) -> HTML {
    let frame = FieldFrame(t, name, label, hint, error, required)
    return frame.around("<textarea rows=\"\(rows)\" \(frame.attributes)>\n\(value)</textarea>")
}

/// A day, sent as ISO 8601.
public func dateField(
    _ t: Translator, name: String, label: String, hint: String? = nil, value: String = "",
    error: String? = nil, autocomplete: String? = nil, required: Bool = true
) -> HTML {
    let frame = FieldFrame(t, name, label, hint, error, required)
    let completion: HTML? = autocomplete.map { " autocomplete=\"\($0)\"" }
    return frame.around("<input type=\"date\" \(frame.attributes) value=\"\(value)\"\(completion)>")
}

/// A file to send; the form around it needs `enctype="multipart/form-data"`.
public func fileField(
    _ t: Translator, name: String, label: String, hint: String? = nil, error: String? = nil,
    accept: String? = nil, required: Bool = true
) -> HTML {
    let frame = FieldFrame(t, name, label, hint, error, required)
    let kinds: HTML? = accept.map { " accept=\"\($0)\"" }
    return frame.around("<input type=\"file\" \(frame.attributes)\(kinds)>")
}

/// One thing out of a list.
public func selectField(
    _ t: Translator, name: String, label: String, hint: String? = nil, options: [Choice],
    value: String = "", error: String? = nil, required: Bool = true
) -> HTML {
    let frame = FieldFrame(t, name, label, hint, error, required)
    let lines = options.html { option -> HTML in
        "<option value=\"\(option.value)\"\(if: option.value == value, " selected")>\(option.label)</option>"
    }
    return frame.around("<select \(frame.attributes)>\(lines)</select>")
}
