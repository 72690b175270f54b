public import Languages

/// A list and the chosen thing side by side on wide screens, stacked on narrow ones.
public func split(list: HTML, detail: HTML) -> HTML {
    "<div class=\"split\"><div>\(list)</div><div>\(detail)</div></div>"
}

/// What can be done with the chosen rows; shows itself once a row is chosen.
/// Stands last in the form that holds the table.
public func bulkBar(_ t: Translator, _ content: HTML) -> HTML {
    "<div class=\"bulk\" role=\"group\" aria-label=\"\(t("With the chosen rows"))\">\(content)</div>"
}

/// The box by which a row is chosen (its form sends `chosen`).
public func rowBox(value: String, label: String) -> HTML {
    "<input type=\"checkbox\" name=\"chosen\" value=\"\(value)\" aria-label=\"\(label)\">"
}

/// The link of a row at which the arrow keys stop.
public func rowLink(_ label: String, to path: String) -> HTML {
    "<a href=\"\(path)\" data-stop>\(label)</a>"
}

/// The keys that work here, shown.
public func keyHints(_ t: Translator, _ keys: [(key: String, does: String)]) -> HTML {
    let parts = keys.html { "<kbd>\($0.key)</kbd> \($0.does) " }
    return "<p class=\"keys\">\(t("Keys:")) \(parts)</p>"
}
