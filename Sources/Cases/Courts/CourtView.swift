import Kernel
import Languages
import Web

/// The pages of cases at courts.
struct CourtView {
    let exchange: Exchange
    let house: CaseHouse

    private var t: Translator { exchange.t }

    func list(_ lines: [CourtLine], _ state: CourtRegister.State?, title: String) -> Reply {
        let path = "/desk/court"
        return .page(
            title, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(title, path: path, current: true)]))
            <h1>\(title)</h1>
            <p class="lead">\(t("What was decided since a case was lodged, the court may not know. Tell it."))</p>
            \(filter(state, path))\(table(lines, caption: title, withFile: true))\(cutNote(t, shown: lines.count, of: courtRows))
            \(files(path, state))
            """)
    }

    func ofFile(_ kase: Case, _ lines: [CourtLine], _ errors: [FieldError]) -> Reply {
        let base = "/desk/cases/\(kase.reference)"
        let title = t("Cases at courts about this file")
        return .page(
            title, status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(kase.reference.text, path: base), NavItem(title, path: base + "/court", current: true)]))
                <h1>\(title)</h1>
                <p class="lead">\(t("What the court orders is noted as a step on the page of the case: its period runs from then."))</p>
                \(table(lines, caption: title, withFile: false))\(if: !lines.isEmpty, listFileForms(exchange, Address(base + "/court.csv"), Address(base + "/court.json")))<h2>\(t("Note a case at a court"))</h2>\(form(base + "/court", errors))
                """))
    }

    private func filter(_ state: CourtRegister.State?, _ path: String) -> HTML {
        let states = [
            Choice("", t("All")),
            Choice(CourtRegister.State.open.rawValue, t("Nothing is decided in the file")),
            Choice(CourtRegister.State.decided.rawValue, t("The file is decided")),
        ]
        return """
            <form method="get" action="\(path)" class="filters">
            \(selectField(t, name: "state", label: t("State"), options: states, value: state?.rawValue ?? ""))
            \(actions(button(t("Show"), kind: .secondary)))</form>
            """
    }

    private func table(_ lines: [CourtLine], caption: String, withFile: Bool) -> HTML {
        if lines.isEmpty {
            return emptyState(
                title: t("Nothing here"), words: t("No case at a court is noted."))
        }
        let file = withFile ? [Column(t("Case"))] : []
        return sortableTable(
            t, caption: caption, captionHidden: true,
            columns: file + [
                Column(t("Number at the court")), Column(t("Court")), Column(t("Lodged")),
                Column(t("It is about")), Column(t("Stage")), Column(t("Decided since")),
            ],
            rows: lines.map { row($0, withFile: withFile) })
    }

    private func row(_ line: CourtLine, withFile: Bool) -> [HTML] {
        let (kase, reference) = (line.kase, line.kase.reference)
        let stage = house.policy.procedure(kase.procedure)?.stage(kase.projection.state)
        let since: HTML =
            line.isSettled
            ? "\(tag(t("decided since"), .care)) \(line.decided.map { t.shortDate($0) } ?? "")"
            : "\(t("no"))"
        let file: [HTML] = withFile ? [rowLink(reference.text, to: "/desk/cases/\(reference)")] : []
        return file + [
            "<span class=\"number\">\(line.court.number)</span>", "\(line.court.court)",
            "<span class=\"nowrap\">\(t.shortDate(line.court.lodged))</span>",
            "\(words(line.court.about))", "\(stage?.title(t) ?? kase.projection.state)", since,
        ]
    }

    private func words(_ about: CourtCase.About) -> String {
        switch about {
        case .silence: t("that nothing was decided")
        case .decision: t("the decision")
        }
    }

    private func form(_ path: String, _ errors: [FieldError]) -> HTML {
        func typed(_ field: String) -> String { exchange.form.text(field) ?? "" }
        let kinds =
            [Choice("", t("Choose"))]
            + CourtCase.About.allCases.map { Choice($0.rawValue, words($0)) }
        return postForm(
            to: path, fields: exchange.formFields,
            """
            \(textField(t, name: "court", label: t("Court"), value: typed("court"),
                error: message(for: "court", in: errors)))
            \(textField(t, name: "number", label: t("Number at the court"), value: typed("number"),
                error: message(for: "number", in: errors)))
            \(dateField(t, name: "lodged", label: t("Lodged on"), value: typed("lodged"),
                error: message(for: "lodged", in: errors)))
            \(selectField(t, name: "about", label: t("It is about"), options: kinds, value: typed("about"),
                error: message(for: "about", in: errors)))
            \(actions(button(t("Note it"), kind: .secondary)))
            """)
    }

    /// All, or those of which a court sent the numbers.
    private func files(_ path: String, _ state: CourtRegister.State?) -> HTML {
        func address(_ form: ListFile.Form) -> String {
            Address("\(path).\(form.rawValue)").setting("state", to: state?.rawValue).text
        }
        let presses = ListFile.Form.allCases.html { form -> HTML in
            let label = form == .csv ? t("Download as CSV") : t("Download as JSON")
            return """
                <button class="button secondary" formaction="\(address(form))">\(label)</button>
                """
        }
        let numbers = textArea(
            t, name: "numbers", label: t("Only these numbers"),
            hint: t(
                "One a line, as the court sent them. Left empty, all of your offices. Each file that goes along is told to its person."
            ),
            rows: 3, required: false)
        return """
            <h2>\(t("For the court"))</h2>
            \(postForm(to: address(.csv), fields: exchange.formFields, numbers + actions(presses)))
            """
    }
}
