import Formats
import Kernel
import Languages
import Web

/// A file before it is stored, in the order of the questions: can it be stored, what would change, how was it read.
struct DraftView {
    let exchange: Exchange
    let draft: ImportDraft
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var path: String { "/desk/series/drafts/\(draft.id)" }
    private var outcome: DraftOutcome { draft.outcome }

    var html: HTML {
        let title = t("Bring in {file}", ["file": draft.file])
        let isBusy = draft.state == .reading || draft.state == .storing
        return """
            \(breadcrumbs(t, [
                NavItem(t("Imports of series"), path: "/desk/series"),
                NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1><p role="status">\(stateTag(draft, t))</p>
            \(isBusy ? busy : checked)
            """
    }

    private var busy: HTML {
        """
        <progress max="100" value="\(draft.progress)" aria-label="\(t("Progress"))">\(t.number(draft.progress)) %</progress>
        <p>\(t("This page shows itself again every few seconds. You can leave: the work goes on."))</p>
        \(actions(buttonLink(t("Look again"), to: path, kind: .secondary), buttonLink(t("Back to the imports"), to: "/desk/series", kind: .secondary)))
        """
    }

    private var checked: HTML {
        """
        \(notices)\(problems)\(growth)\(changes)\(confirmation)\(understood)\(correction)\(removal)
        """
    }

    private var notices: HTML {
        var all: [String] = []
        if outcome.wasOvertaken {
            all.append(
                t("Another file of this series came in meanwhile. Look at the changes again."))
        }
        if outcome.isRemembered {
            all.append(
                t(
                    "The description was remembered from the last file of this source. Look whether it still fits."
                ))
        }
        return all.html { "<p class=\"notice\">\($0)</p>" }
    }

    // MARK: - What is wrong

    private var problems: HTML {
        guard let report = outcome.report else {
            return """
                <p>\(t("What the columns are is not known yet. The guesses below come from the headings and the first cells: correct them and read the file again."))</p>
                """
        }
        if report.problems.isEmpty { return warnings(report) }
        let columns = [
            Column(t("Line"), numeric: true), Column(t("Field")),
            Column(t("What is wrong, and the way out")),
        ]
        // Formats tell in English what is wrong with a row, as on every import.
        let rows = report.problems.map { problem -> [HTML] in
            [
                "\(problem.line.map { t.number($0) } ?? "–")", "\(problem.field ?? "–")",
                "<span lang=\"en\">\(problem.why)</span>",
            ]
        }
        let count = t.plural(
            "{n} row cannot be stored. Nothing was changed.",
            "{n} rows cannot be stored. Nothing was changed.", max(report.rejected, 1))
        return """
            <h2>\(t("What is wrong"))</h2><p><b>\(count)</b></p>
            \(sortableTable(t, caption: t("Rows to put right"), captionHidden: true, columns: columns, rows: rows))
            <p><a href="\(path)/problems.csv">\(t("Download this list (CSV)"))</a></p>\(warnings(report))
            """
    }

    private func warnings(_ report: Observatory.ImportReport) -> HTML {
        let growth = Set(growthWarnings(report.growth))
        let lines = report.warnings.filter { !growth.contains($0) }.html {
            "<li lang=\"en\">\($0)</li>"
        }
        return lines.isEmpty ? "" : "<h2>\(t("To be looked at"))</h2><ul>\(lines)</ul>"
    }

    private var growth: HTML {
        let findings = outcome.report?.growth ?? []
        if findings.isEmpty { return "" }
        let columns = [
            Column(t("Line")), Column(t("Year"), numeric: true),
            Column(t("Printed"), numeric: true),
            Column(t("Recomputed"), numeric: true),
        ]
        let rows = findings.prefix(findingsMax).map { one -> [HTML] in
            [
                "\(one.line.isEmpty ? one.series : one.line)", "\(one.year)",
                "\(t.decimal(one.published, digits: 2)) %",
                "\(t.decimal(one.recomputed, digits: 2)) %",
            ]
        }
        return """
            <h2>\(t("Growth that does not fit its levels"))</h2>
            <p>\(tag(t("Look at it"), .care)) \(t("The growth that the file prints is not what its own levels give. Both are kept, and the values carry a note."))</p>
            \(sortableTable(t, caption: t("Growth as printed and as recomputed"), captionHidden: true, columns: columns, rows: rows))
            """
    }

    // MARK: - What would change

    private var changes: HTML {
        if outcome.changes.isEmpty { return "" }
        return "<h2>\(t("What would change"))</h2>\(outcome.changes.html(change))"
    }

    private func change(_ one: SeriesChange) -> HTML {
        let against =
            one.vintage.map { t("compared with the vintage {vintage}", ["vintage": t.period($0)]) }
            ?? t("a new series")
        let counts = [
            t.plural("{n} value changed", "{n} values changed", one.changed),
            t.plural("{n} value new", "{n} values new", one.added),
            t.plural("{n} value gone", "{n} values gone", one.removed),
            t.plural("{n} value as before", "{n} values as before", one.same),
        ].html { "<li>\($0)</li>" }
        let columns = [
            Column(t("Line")), Column(t("Period")), Column(t("Before"), numeric: true),
            Column(t("After"), numeric: true),
        ]
        let title = t.either(pt: one.titlePt, en: one.titleEn)
        let rows = one.examples.map { example -> [HTML] in
            [
                "\(example.line.isEmpty ? title : example.line)", "\(t.period(example.period))",
                "\(example.before ?? "–")", "\(example.after ?? "–")",
            ]
        }
        let isSame = one.added + one.changed + one.removed == 0
        let table: HTML =
            isSame
            ? "<p>\(t("The file says the same as the newest vintage: confirming stores nothing new."))</p>"
            : sortableTable(
                t, caption: t("The first differences of {series}", ["series": title]),
                columns: columns, rows: rows)
        return "<h3>\(title) (\(against))</h3><ul>\(counts)</ul>\(table)"
    }

    private var confirmation: HTML {
        guard draft.isReady else { return "" }
        return postForm(
            to: path + "/confirmation", fields: exchange.formFields,
            actions(button(t("Store as a new vintage")), printButton(t)))
    }

    // MARK: - How it was read

    private var understood: HTML {
        guard let report = outcome.report, !report.format.isEmpty else { return look }
        let columns = [
            Column(t("Series")), Column(t("Line")), Column(t("Period")),
            Column(t("Value"), numeric: true),
            Column(t("Flag")),
        ]
        let rows = report.preview.map { row -> [HTML] in
            [
                "<code class=\"small\">\(row.series)</code>", "\(row.line)",
                "\(t.period(row.period))",
                "\(row.value.map { t.number(of: $0) } ?? "–")", "\(row.flag)",
            ]
        }
        let facts = [
            Fact(t("Format"), "\(report.format)"), Fact(t("Vintage"), "\(report.vintage)"),
            Fact(t("Rows read"), "\(t.number(report.accepted + report.rejected))"),
        ]
        return """
            <h2>\(t("How the file was understood"))</h2>\(definitionList(t, facts))\(look)
            \(sortableTable(t, caption: t("The first values as they were read"), columns: columns, rows: rows))
            """
    }

    private var look: HTML {
        guard let sketch = outcome.sketch, !sketch.encoding.isEmpty else { return "" }
        let sign = sketch.delimiter == ";" ? t("semicolon") : t("comma")
        return definitionList(
            t, [Fact(t("Encoding"), "\(sketch.encoding)"), Fact(t("Between cells"), "\(sign)")])
    }

    private var correction: HTML {
        let fields = MappingFields(exchange: exchange, draft: draft, errors: errors)
        let isOpen = !draft.isReady
        let download: HTML =
            draft.description.isEmpty
            ? ""
            : "<p><a href=\"\(path)/description.yaml\">\(t("Download this description (YAML)"))</a></p>"
        let asText = postForm(
            to: path + "/description", fields: exchange.formFields,
            """
            \(textArea(t, name: "yaml", label: t("The whole description (YAML)"),
                hint: t("Code lists, breaks, parts and merged headings can be said here."),
                value: exchange.form.text("yaml") ?? draft.description,
                error: message(for: "yaml", in: errors), rows: 14))\
            \(actions(button(t("Read with this description"), kind: .secondary)))
            """)
        return """
            <details\(if: isOpen || !errors.isEmpty, " open")><summary>\(t("Correct how the file is understood"))</summary>
            \(postForm(to: path + "/description", fields: exchange.formFields, "\(fields.html)\(actions(button(t("Read again"), kind: isOpen ? .primary : .secondary)))"))
            </details>
            <details\(if: exchange.form.text("yaml") != nil, " open")><summary>\(t("The description as text"))</summary>\(download)\(asText)</details>
            """
    }

    private var removal: HTML {
        postForm(
            to: path + "/removal", fields: exchange.formFields,
            actions(button(t("Let this file go"), kind: .quiet)))
    }
}

/// As many as stand on a page to be read.
private let findingsMax = 60
