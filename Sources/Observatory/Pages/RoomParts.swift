import Languages
import Web

/// The rooms of the observatory, on each of its pages; the one the reader stands in is marked.
func roomNav(_ t: Translator, at path: String = "") -> HTML {
    let items = [
        NavItem(t("All series"), path: "/observatory"),
        NavItem(t("Maps"), path: "/observatory/maps"),
        NavItem(t("Compare countries"), path: "/observatory/compare"),
        NavItem(t("Countries"), path: "/observatory/countries"),
        NavItem(t("Progress board"), path: "/observatory/progress"),
        NavItem(t("Method"), path: "/observatory/method"),
    ]
    let links = items.html { item -> HTML in
        item.path == path
            ? "<li aria-current=\"page\"><span>\(item.label)</span></li>"
            : "<li><a href=\"\(item.path)\">\(item.label)</a></li>"
    }
    return "<nav aria-label=\"\(t("Observatory"))\"><ul class=\"inline\">\(links)</ul></nav>"
}

/// The way up from a page of a series.
func seriesCrumbs(_ t: Translator, _ series: Series, page: String? = nil) -> HTML {
    let own = NavItem(
        series.title(t), path: "/observatory/\(series.key)", current: page == nil)
    let last = page.map { [NavItem($0, path: "", current: true)] } ?? []
    return breadcrumbs(t, [NavItem(t("Observatory"), path: "/observatory"), own] + last)
}

/// A form that asks by its address alone, so that what it shows can be linked.
func askForm(
    to path: String, label: String, hidden: [(String, String)] = [], _ fields: HTML
) -> HTML {
    """
    <form method="get" action="\(path)" role="search" aria-label="\(label)">\
    \(hidden.html { hiddenField($0.0, $0.1) })\(fields)</form>
    """
}

/// The same address with the values of a page's question.
func address(_ path: String, _ query: [String: String], but names: Set<String> = []) -> Address {
    query.filter { !names.contains($0.key) && $0.key != "lang" && !$0.value.isEmpty }
        .sorted { $0.key < $1.key }
        .reduce(Address(path)) { $0.setting($1.key, to: $1.value) }
}

extension Exchange {
    var key: String { parameters["key"] ?? "" }
}
