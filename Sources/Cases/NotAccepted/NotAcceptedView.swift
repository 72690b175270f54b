import Kernel
import Languages
import Web

/// The pages of papers that were not accepted.
struct NotAcceptedView {
    let exchange: Exchange
    let house: CaseHouse

    private var t: Translator { exchange.t }

    func ofPerson(
        _ kase: Case, _ reports: [NotAccepted], _ letters: [LetterLine], _ errors: [FieldError],
        mayAct: Bool
    ) -> Reply {
        let base = "/cases/\(kase.reference)"
        let title = t("A paper that was not accepted")
        let told = reports.html { report -> HTML in
            "<li>\(t.date(report.day)): \(report.name) (\(words(report.body))), \(paper(report.paper))</li>"
        }
        let list: HTML? =
            reports.isEmpty ? nil : "<h2>\(t("What you told us"))</h2><ul>\(told)</ul>"
        return .page(
            title, status: errors.isEmpty ? 200 : 422,
            withErrors(
                t, errors,
                """
                \(kase.isDemo ? demoNote(t) : HTML())<h1>\(title)</h1>
                <p class="lead">\(t("Each paper of this case has a code. Anybody can check it, without a password, at {address}: show them that first.", ["address": house.verifyBase + "/verify"]))</p>
                <p>\(t("Tell us who did not accept it. The office sees where this happens again and again, and can write to them. It changes nothing in your case."))</p>
                \(list)\(mayAct ? form(base + "/not-accepted", letters, errors) : HTML())
                <p><a href="\(base)">\(t("Back to the case"))</a></p>
                """))
    }

    private func form(
        _ path: String, _ letters: [LetterLine], _ errors: [FieldError]
    ) -> HTML {
        func typed(_ field: String) -> String { exchange.form.text(field) ?? "" }
        func error(_ field: String) -> String? { message(for: field, in: errors) }
        let choose = [Choice("", t("Choose"))]
        let kinds = Set(letters.map(\.kind))
        let papers = NotAccepted.papers.filter { kinds.contains($0.rawValue) }.map {
            Choice($0.rawValue, $0.title(t))
        }
        let bodies = NotAccepted.Body.allCases.map { Choice($0.rawValue, words($0)) }
        let places = house.neighbours.municipalities.map { Choice($0.code.text, $0.name) }
        return postForm(
            to: path, fields: exchange.formFields,
            """
            \(selectField(t, name: "paper", label: t("Which paper was it?"), options: choose + papers,
                value: typed("paper"), error: error("paper")))
            \(selectField(t, name: "body", label: t("Who did not accept it?"), options: choose + bodies,
                value: typed("body"), error: error("body")))
            \(textField(t, name: "name", label: t("Their name"),
                hint: t("The bank, the company, the office. Not the person at the counter."),
                value: typed("name"), error: error("name")))
            \(selectField(t, name: "place", label: t("In which municipality?"),
                options: [Choice("", t("Elsewhere, or I do not know"))] + places, value: typed("place"), required: false))
            \(dateField(t, name: "day", label: t("On which day?"), value: typed("day"), error: error("day")))
            \(textArea(t, name: "words", label: t("What did they say?"), value: typed("words"),
                error: error("words"), rows: 3, required: false))
            \(actions(button(t("Tell the office"))))
            """)
    }

    func list(_ lines: [NotAcceptedLine]) -> Reply {
        let title = t("Papers that were not accepted")
        let table = patterns(NotAcceptedPattern.all(lines))
        let shown =
            lines.isEmpty
            ? emptyState(title: t("Nothing here"), words: table.note) : each(lines, table)
        return .page(
            title, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(title, path: "/desk/not-accepted", current: true)]))
            <h1>\(title)</h1>
            <p class="lead">\(t("What people told of the last {n} days. It is their word: ask before you write to anybody.", ["n": t.number(notAcceptedDays)]))</p>
            \(shown)
            """)
    }

    private func each(_ lines: [NotAcceptedLine], _ table: BoardTable) -> HTML {
        let rows = lines.prefix(shownMax).map { line -> [HTML] in
            [
                "<span class=\"nowrap\">\(t.shortDate(line.report.day))</span>",
                "\(line.report.name)", "\(paper(line.report.paper))",
                "\(house.neighbours.municipalities.first { $0.code.text == line.report.place }?.name ?? "–")",
                rowLink(line.reference.text, to: "/desk/cases/\(line.reference)"),
            ]
        }
        let latest = sortableTable(
            t, caption: t("The latest"), captionHidden: true,
            columns: [
                Column(t("Day")), Column(t("Who")), Column(t("Paper")), Column(t("Where")),
                Column(t("Case")),
            ], rows: Array(rows))
        return """
            <h2>\(table.title)</h2><p>\(table.note)</p>\(table.html(t))\(cutNote(t, shown: lines.count, of: notAcceptedRows))
            <p><a href="/desk/not-accepted/data.csv">\(t("Download"))</a> (CSV)</p>
            <h2>\(t("The latest"))</h2>\(latest)\(cutNote(t, shown: min(lines.count, shownMax), of: shownMax))
            """
    }

    /// Who did it, and how often: no case stands in it.
    func patterns(_ found: [NotAcceptedPattern]) -> BoardTable {
        let most = found.map(\.times).max() ?? 0
        return BoardTable(
            title: t("Who, and how often"),
            note: found.isEmpty
                ? t("Nobody told of a paper that was not accepted.")
                : t("Names are as people wrote them."),
            columns: [
                Column(t("Kind")), Column(t("Who")), Column(t("Times"), numeric: true),
                Column(t("Cases"), numeric: true), Column(t("Last")),
            ],
            rows: found.map { pattern in
                [
                    .text(words(pattern.body)), .text(pattern.name),
                    .bar(pattern.times, of: most), .count(pattern.files), .day(pattern.last),
                ]
            })
    }

    private func paper(_ kind: String) -> String {
        LetterKind(rawValue: kind)?.title(t) ?? kind
    }

    private func words(_ body: NotAccepted.Body) -> String {
        switch body {
        case .bank: t("a bank")
        case .employer: t("an employer")
        case .landlord: t("a landlord")
        case .health: t("a health service")
        case .school: t("a school or university")
        case .publicService: t("another public service")
        case .border: t("a border, an airline or a carrier")
        case .other: t("somebody else")
        }
    }
}

/// Below the sums a page of them is enough.
private let shownMax = 100
