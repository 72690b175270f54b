/// One of the few icons of `web/icons/icons.svg`.
public enum Icon: String, Sendable, CaseIterable {
    case help, request, clock, country, search, print, download, done, warning, onward, person, place
    case calendar, letter, document
}

/// An icon as decoration: a word always stands beside it.
public func icon(_ name: Icon) -> HTML {
    """
    <svg class="icon\(if: name == .onward, " turns")" aria-hidden="true" focusable="false" \
    width="24" height="24"><use href="\(WebPath.assets)/icons/icons.svg#\(name.rawValue)"/></svg>
    """
}
