public import Languages

/// A page with all complaints about its forms above it, each a link to its field; the list takes the focus.
///
/// A complaint is short beside its field. Here it names the field too, by the label that the page itself shows:
/// no form hands its labels in a second time, and none can be forgotten.
public func withErrors(_ t: Translator, _ errors: [FieldError], _ page: HTML) -> HTML {
    if errors.isEmpty { return page }
    let lines = inOrder(errors, of: page).html { error -> HTML in
        "<li><a href=\"#\(fieldID(error.field))\">\(named(error, page, t))</a></li>"
    }
    return """
        <div class="error-summary" role="alert" tabindex="-1" autofocus aria-labelledby="error-summary-title">
        <h2 id="error-summary-title">\(t("There is something to put right"))</h2>
        <ul>\(lines)</ul></div>
        \(page)
        """
}

/// As their fields follow each other on the page; those without a label come last.
private func inOrder(_ errors: [FieldError], of page: HTML) -> [FieldError] {
    let placed = errors.enumerated().map { index, error in
        (page.offset(of: "id=\"\(labelID(error.field))\"") ?? Int.max, index, error)
    }
    return placed.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
}

/// The first message for one field, or nil where there is none.
public func message(for name: String, in errors: [FieldError]) -> String? {
    errors.first { $0.field == name }?.message
}

/// `Date of birth: fill in this field.`; a question keeps its mark, and what comes after it begins anew.
private func named(_ error: FieldError, _ page: HTML, _ t: Translator) -> String {
    guard let label = page.words(of: labelID(error.field)) else { return error.message }
    let isQuestion = label.last.map { "?؟".contains($0) } ?? false
    let line =
        isQuestion
        ? label + " " + error.message
        : t("{field}: {message}", ["field": label, "message": continuing(error.message)])
    return error.group.map { t("{group} – {line}", ["group": $0, "line": line]) } ?? line
}

/// Behind a colon a sentence goes on in small letters; `PDF` and what has no small letters stay.
private func continuing(_ message: String) -> String {
    let second = message.dropFirst().first
    if second?.isUppercase ?? false { return message }
    return message.prefix(1).lowercased() + message.dropFirst()
}
