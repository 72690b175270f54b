public import Languages

/// How much a button asks to be pressed.
public enum ButtonKind: Sendable {
    case primary
    /// Beside the main action.
    case secondary
    /// Looks like a link, acts like a button.
    case quiet
}

/// A button that sends its form.
public func button(
    _ label: String, kind: ButtonKind = .primary, name: String? = nil, value: String = ""
) -> HTML {
    let named: HTML? = name.map { " name=\"\($0)\" value=\"\(value)\"" }
    return "<button class=\"\(buttonClass(kind))\"\(named)>\(label)</button>"
}

/// A link that looks like a button: it goes somewhere and changes nothing.
public func buttonLink(_ label: String, to path: String, kind: ButtonKind = .primary) -> HTML {
    "<a class=\"\(buttonClass(kind))\" href=\"\(path)\">\(label)</a>"
}

/// The main action of a page and those beside it.
public func actions(_ parts: HTML...) -> HTML { "<div class=\"actions\">\(parts)</div>" }

/// Prints the page; shown only where script runs.
public func printButton(_ t: Translator) -> HTML {
    """
    <button type="button" class="button secondary" data-print hidden>\(icon(.print))\(t("Print"))</button>
    """
}

private func buttonClass(_ kind: ButtonKind) -> String {
    switch kind {
    case .primary: "button"
    case .secondary: "button secondary"
    case .quiet: "button plain-link"
    }
}

/// A value that travels with a form unseen.
public func hiddenField(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
}

/// The token against forged requests; every form that posts carries it.
public func csrfField(_ token: String?) -> HTML {
    token.map { hiddenField(WebPath.csrfField, $0) } ?? HTML()
}

/// A form that posts. `fields` are the exchange's `formFields`; `files` where it carries documents.
public func postForm(to path: String, fields: HTML, files: Bool = false, _ content: HTML) -> HTML {
    """
    <form method="post" action="\(path)"\(if: files, " enctype=\"multipart/form-data\"") novalidate>\
    \(fields)
    \(content)</form>
    """
}
