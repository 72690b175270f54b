public import Languages

/// A column of a table; `key` makes it sortable, in the address.
public struct Column: Sendable {
    public let title: String
    public let key: String?
    public let numeric: Bool
    /// Named for ears only, such as a column of boxes; never names the row.
    public let hidden: Bool

    public init(_ title: String, key: String? = nil, numeric: Bool = false, hidden: Bool = false) {
        self.hidden = hidden
        self.title = title
        self.key = key
        self.numeric = numeric
    }
}

/// How a table is sorted now.
public struct Sorting: Sendable, Equatable {
    public let key: String
    public let descending: Bool

    public init(key: String, descending: Bool = false) {
        self.key = key
        self.descending = descending
    }

    /// Reads `sort=key` and `sort=-key`, and nothing that is not a column.
    public init?(_ parameter: String?, in columns: [Column]) {
        guard let parameter else { return nil }
        let descending = parameter.hasPrefix("-")
        let key = descending ? String(parameter.dropFirst()) : parameter
        guard columns.contains(where: { $0.key == key }) else { return nil }
        self.init(key: key, descending: descending)
    }

    /// As it stands in the address.
    public var parameter: String { descending ? "-" + key : key }
}

/// A table with caption and scopes; the first cell that is not hidden names its row.
/// With `sorting` and `address` its headings are links that keep the state in the address.
public func sortableTable(
    _ t: Translator, caption: String, captionHidden: Bool = false, columns: [Column],
    rows: [[HTML]],
    sorting: Sorting? = nil, address: Address? = nil
) -> HTML {
    let heads = columns.html { heading(t, $0, sorting, address) }
    let frames = cellFrames(columns)
    let body = rows.html { cells -> HTML in
        "<tr>\(zip(cells, frames).html { "\($1.start)\($0)\($1.end)" })</tr>"
    }
    let title: HTML =
        captionHidden ? "<span class=\"visually-hidden\">\(caption)</span>" : "\(caption)"
    // A phone shows each row as a small card; a table of numbers stays a table while it fits.
    let isOfNumbers = columns.filter(\.numeric).count >= columns.count - 1
    let isStacked = columns.count > (isOfNumbers ? phoneColumnsMax : 2)
    return """
        <div class="table\(if: isStacked, " stack")" role="region" aria-label="\(caption)" tabindex="0"><table><caption>\(title)</caption>
        <thead><tr>\(heads)</tr></thead><tbody data-walk>\(body)</tbody></table></div>
        """
}

/// As many columns of numbers fit on a phone.
private let phoneColumnsMax = 5

private func heading(
    _ t: Translator, _ column: Column, _ sorting: Sorting?, _ address: Address?
) -> HTML {
    let number: HTML = column.numeric ? " class=\"number\"" : ""
    guard let key = column.key, let address else {
        let title: HTML =
            column.hidden
            ? "<span class=\"visually-hidden\">\(column.title)</span>" : "\(column.title)"
        return "<th scope=\"col\"\(number)>\(title)</th>"
    }
    let current = sorting?.key == key
    let descending = current && sorting?.descending == true
    let next = Sorting(key: key, descending: current && !descending)
    let link = address.setting("sort", to: next.parameter).setting("page", to: nil)
    let state: HTML =
        current ? (descending ? " aria-sort=\"descending\"" : " aria-sort=\"ascending\"") : ""
    let arrow = current ? (descending ? "↓" : "↑") : "↕"
    return """
        <th scope="col"\(number)\(state)><a href="\(link.text)">\(column.title)\
        <span aria-hidden="true">\(arrow)</span></a></th>
        """
}

/// What stands around the cells of each row: the same in all of them.
private func cellFrames(_ columns: [Column]) -> [(start: HTML, end: HTML)] {
    let naming = columns.firstIndex { !$0.hidden }
    return columns.enumerated().map { index, column in
        let number: HTML = column.numeric ? " class=\"number\"" : ""
        return index == naming
            ? ("<th scope=\"row\"\(number)>", "</th>")
            : ("<td\(number) data-label=\"\(column.title)\">", "</td>")
    }
}

/// Earlier and later pages of a list; nothing where there is only one.
public func pager(_ t: Translator, page: Int, pages: Int, address: Address) -> HTML {
    if pages <= 1 { return HTML() }
    let place = t("Page {page} of {pages}", ["page": t.number(page), "pages": t.number(pages)])
    return """
        <nav class="pager" aria-label="\(t("Pages"))">\(pageLink(t("Previous"), page - 1, pages, address))
        <span>\(place)</span>\(pageLink(t("Next"), page + 1, pages, address))</nav>
        """
}

private func pageLink(_ label: String, _ page: Int, _ pages: Int, _ address: Address) -> HTML {
    guard (1...pages).contains(page) else { return HTML() }
    let link = address.setting("page", to: page == 1 ? nil : String(page))
    return "<a href=\"\(link.text)\">\(label)</a>"
}
