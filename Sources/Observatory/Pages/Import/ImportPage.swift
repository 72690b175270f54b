import Kernel
import Languages
import Web

/// One import: what it brought, and the form to take it back.
func importPage(
    _ exchange: Exchange, _ one: SeriesImport, _ series: [Series], _ errors: [FieldError]
) -> HTML {
    let t = exchange.t
    let title = t("Import of {file}", ["file": one.file])
    let links = series.html {
        "<li><a href=\"/observatory/\($0.key)\">\($0.title(t))</a></li>"
    }
    let facts = [
        Fact(t("Vintage"), "\(t.period(one.vintage))"),
        Fact(t("Came in"), "\(t.date(one.at.utcDay))"), Fact(t("Format"), "\(one.format)"),
        Fact(t("Values"), "\(t.number(one.values))"),
        Fact(
            t("State"), one.isWithdrawn ? tag(t("Withdrawn"), .care) : tag(t("Stored"), .good)),
    ]
    return """
        \(breadcrumbs(t, [
            NavItem(t("Imports of series"), path: "/desk/series"),
            NavItem(title, path: "", current: true)]))
        <h1>\(title)</h1>\(definitionList(t, facts))
        <h2>\(t("Series"))</h2><ul>\(links)</ul>\(printButton(t))
        \(one.isWithdrawn ? withdrawn(one, t) : withdrawal(exchange, one, errors))
        """
}

private func withdrawn(_ one: SeriesImport, _ t: Translator) -> HTML {
    let day = one.withdrawnAt.map { t.date($0.utcDay) } ?? ""
    return """
        <h2>\(t("Taken back"))</h2>
        <p>\(t("Since {date}:", ["date": day])) \(one.withdrawnWhy)</p>
        <p>\(t("Bring the same file in again to put this import back."))</p>
        """
}

private func withdrawal(
    _ exchange: Exchange, _ one: SeriesImport, _ errors: [FieldError]
) -> HTML {
    let t = exchange.t
    return """
        <h2>\(t("Take this import back"))</h2>
        <p>\(t("The vintage before it is shown again. Who cited this one still finds it, marked as withdrawn with your reason."))</p>
        \(postForm(to: "/desk/series/\(one.id)/withdrawal", fields: exchange.formFields, """
            \(textField(t, name: "why", label: t("Why is it taken back?"),
                hint: t("Everybody can read this reason."), value: exchange.form.text("why") ?? "",
                error: message(for: "why", in: errors)))
            \(actions(button(t("Take this import back"), kind: .secondary)))
            """))
        """
}
