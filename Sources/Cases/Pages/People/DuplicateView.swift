import Kernel
import Languages
import Web

/// Pairs of people who may be one, as a list and side by side.
struct DuplicateView {
    let t: Translator
    let zone: Zone

    func table(_ found: DuplicateList.Result) -> HTML {
        let rows = found.pairs.map { pair -> [HTML] in
            [
                rowLink(
                    "\(pair.one.name) · \(pair.other.name)",
                    to: "/desk/duplicates?pair=\(pair.pair.text)"),
                "\(pair.one.reference)", "\(pair.other.reference)", "\(pair.score)",
                "\(why(pair))\(mark(pair))",
            ]
        }
        return sortableTable(
            t, caption: t.plural("{n} pair", "{n} pairs", found.count),
            columns: [
                Column(t("Names")), Column(t("One file")), Column(t("Other file")),
                Column(t("Likeness, of 100"), numeric: true), Column(t("What speaks for it")),
            ], rows: rows)
    }

    func page(_ found: PossibleDuplicate, _ exchange: Exchange, _ errors: [FieldError]) -> Reply {
        let title = t("Perhaps one person")
        return .page(
            title, status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(title, path: "/desk/duplicates"), NavItem("\(found.one.reference) · \(found.other.reference)", path: "/desk/duplicates", current: true)]))
                <h1>\(title)</h1>\(sides(found))
                <h2>\(t("What speaks for it"))</h2><p>\(why(found))</p>
                <p class="quiet small">\(t("A program found this by comparing; it knows nothing more than these lines, and decides nothing."))</p>
                \(found.settled == nil ? open(found, exchange, errors) : settled(found, exchange, errors))
                """))
    }

    private func sides(_ found: PossibleDuplicate) -> HTML {
        let rows = [found.one, found.other].map { mention -> [HTML] in
            [
                "\(mention.name)", "\(t.date(mention.birth))", "\(mention.relation.title(t))",
                "<a href=\"/desk/cases/\(mention.reference)\">\(mention.reference)</a>",
            ]
        }
        return sortableTable(
            t, caption: t("The two side by side"), captionHidden: true,
            columns: [
                Column(t("Name")), Column(t("Date of birth")), Column(t("In the file as")),
                Column(t("Case")),
            ], rows: rows)
    }

    private func open(
        _ found: PossibleDuplicate, _ exchange: Exchange, _ errors: [FieldError]
    ) -> HTML {
        // One field for both answers: a form each would ask for two reasons.
        let press: HTML = """
            \(button(t("They are one person")))
            <button class="button secondary" formaction="/desk/duplicates/differences">\(t("They are two people"))</button>
            """
        return """
            <h2>\(t("Say what is true"))</h2>
            \(form("merges", found, exchange, errors, t("How do you know?"), actions(press)))
            """
    }

    private func settled(
        _ found: PossibleDuplicate, _ exchange: Exchange, _ errors: [FieldError]
    ) -> HTML {
        let words =
            found.settled == .same
            ? t(
                "An officer said that they are one person. Their files are shown together to those who may open both."
            )
            : t("An officer said that they are two people.")
        let press = button(t("Undo this"), kind: .secondary)
        return """
            <p>\(mark(found)) \(words)</p>
            \(form("reversals", found, exchange, errors, t("Why is it undone?"), actions(press)))
            """
    }

    private func form(
        _ noun: String, _ found: PossibleDuplicate, _ exchange: Exchange, _ errors: [FieldError],
        _ label: String, _ press: HTML
    ) -> HTML {
        postForm(
            to: "/desk/duplicates/\(noun)", fields: exchange.formFields,
            """
            \(hiddenField("pair", found.pair.text))
            \(textArea(t, name: "reason", label: label,
                hint: t("Such as which papers you saw. It is kept with your name."),
                value: exchange.form.text("reason") ?? "",
                error: errors.first { $0.field == "reason" }?.message, rows: 3))
            \(press)
            """)
    }

    private func why(_ found: PossibleDuplicate) -> String {
        t.list(found.reasons.map { likenessWords($0, t) })
    }

    private func mark(_ found: PossibleDuplicate) -> HTML {
        switch found.settled {
        case nil: HTML()
        case .same: " \(tag(t("one person"), .good))"
        case .apart: " \(tag(t("two people")))"
        }
    }
}
