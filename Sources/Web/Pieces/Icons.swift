/// One of our few icons, drawn on 24 px with a stroke of 1.75 (`web/css/cais.css`).
///
/// They stand in the page itself: no request on a slow line, and a saved or printed page keeps them.
public enum Icon: String, Sendable, CaseIterable {
    case help, request, clock, country, search, print, download, done, warning, onward, person,
        place
    case calendar, letter, document

    var path: String {
        switch self {
        case .help:
            """
            M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM15.5 12a3.5 3.5 0 1 1-7 0 3.5 3.5 \
            0 0 1 7 0zM5.6 5.6l3.9 3.9m5 5 3.9 3.9m0-12.8-3.9 3.9m-5 5-3.9 3.9
            """
        case .request:
            """
            M14 3H6.5A1.5 1.5 0 0 0 5 4.5v15A1.5 1.5 0 0 0 6.5 21h11a1.5 1.5 0 0 0 \
            1.5-1.5V8zM14 3v5h5M9 13h6m-6 4h4
            """
        case .clock:
            "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0zM12 7v5.3l3.3 2"
        case .country:
            "M3.5 3.5v17h17M7.5 16l3.7-4.6 3.3 2.6L20 7"
        case .search:
            "M17 10.5a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0zM15.3 15.3l5.2 5.2"
        case .print:
            """
            M7 8.5v-5h10v5M7 17H4.5A1.5 1.5 0 0 1 3 15.5V10a1.5 1.5 0 0 1 \
            1.5-1.5h15A1.5 1.5 0 0 1 21 10v5.5a1.5 1.5 0 0 1-1.5 1.5H17M7 14h10v6.5H7z
            """
        case .download:
            "M12 3.5v12M7.5 11l4.5 4.5 4.5-4.5M4 20.5h16"
        case .done:
            "M5 12.5l4.7 4.7L19.5 7"
        case .warning:
            "M12 4 2.8 20h18.4zM12 10v4.5m0 2.7v.1"
        case .onward:
            "M9 5l7 7-7 7"
        case .person:
            "M16 8a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM4.5 20.5a7.5 6.5 0 0 1 15 0"
        case .place:
            """
            M12 21s-7-6.2-7-11.5a7 7 0 0 1 14 0C19 14.8 12 21 12 21zM14.5 9.5a2.5 \
            2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z
            """
        case .calendar:
            """
            M4 6.5A1.5 1.5 0 0 1 5.5 5h13A1.5 1.5 0 0 1 20 6.5v12a1.5 1.5 0 0 1-1.5 \
            1.5h-13A1.5 1.5 0 0 1 4 18.5zM4 10h16M8 3v4m8-4v4
            """
        case .letter:
            "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7"
        case .document:
            "M8 7.5v8a4 4 0 0 0 8 0v-9a2.5 2.5 0 0 0-5 0v9a1 1 0 0 0 2 0V8"
        }
    }
}

/// An icon as decoration: a word always stands beside it.
public func icon(_ name: Icon) -> HTML {
    """
    <svg class="icon\(if: name == .onward, " turns")" viewBox="0 0 24 24" width="24" height="24" fill="none" \
    aria-hidden="true"><path d="\(name.path)"/></svg>
    """
}
