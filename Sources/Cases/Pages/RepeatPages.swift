import Kernel
import Languages
import Storage
import Web

/// What repeats in the files of a supervisor's offices. It is a question to look into: no case is touched by it.
struct RepeatPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/desk/board/repeats", may: .role(.supervisor),
                "Numbers, copies, addresses, employers and officers that repeat beyond what was chosen",
                page)
        ]
    }

    @Sendable private func page(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let question = try BoardPages(cases: cases).question(exchange)
        let house = cases.house
        let title = t("What repeats")
        let head: HTML = """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(t("Board"), path: "/desk/board"), NavItem(title, path: "/desk/board/repeats", current: true)]))
            <h1>\(title)</h1>
            """
        guard let choices = house.policy.board.repeats else {
            let empty = emptyState(
                title: t("Nothing here"),
                words: t("This installation looks for nothing of the kind."))
            return .page(title, width: .desk, head + empty)
        }
        let (found, names) = try await cases.database.read { db in
            let found = try question.repeats(choices, in: db)
            let offices = found.things.map(\.office) + found.officers.map(\.office)
            return (found, try house.neighbours.names(of: offices, in: db))
        }
        return .page(
            title, width: .desk,
            """
            \(head)<p class="lead">\(t("A question for you, and nothing else: it says nothing of anybody, and changes no case. A family, an adviser or a shared house is a good reason for most of it."))</p>
            <p>\(tag(t("A choice of this installation"), .care)) \(rule(choices, t))</p>
            <h2>\(t("Numbers, copies, addresses and employers"))</h2>\(things(found.things, names, t))
            <h2>\(t("Officers"))</h2>\(officers(found.officers, names, t))
            <p class="quiet">\(t("Addresses and employers are those of answers that were given or put right here since they are compared."))</p>
            """)
    }

    private func rule(_ choices: BoardChoices.Repeats, _ t: Translator) -> String {
        t(
            "Shown is a number, a copy, an address or an employer in the files of {applicants} applicants or more of one office, as the last night found them; and an officer with {share}% or more of the decisions of an office in the last {weeks} weeks, where at least {officers} officers took at least {decisions}.",
            [
                "applicants": t.number(choices.applicants), "share": t.number(choices.share),
                "weeks": t.number(boardWeeks), "officers": t.number(choices.officers),
                "decisions": t.number(choices.decisions),
            ])
    }

    private func things(
        _ things: [BoardRepeats.Thing], _ names: [LocationID: String], _ t: Translator
    ) -> HTML {
        if things.isEmpty {
            return emptyState(
                title: t("Nothing here"), words: t("Nothing repeats beyond what was chosen."))
        }
        let rows = things.map { thing -> [HTML] in
            let links = thing.references.html { reference -> HTML in
                "<p>\(rowLink(reference.text, to: "/desk/cases/\(reference)"))</p>"
            }
            let what =
                switch thing.kind {
                case .number: t("Number of a document")
                case .copy: t("Copy of a paper")
                case .address: t("Address")
                case .employer: t("Employer")
                }
            // Of a copy nothing can be read but that it is the same.
            let value = thing.kind == .copy ? String(thing.value.prefix(12)) : thing.value
            return [
                "\(what)", "<span class=\"number\">\(value)</span>",
                "\(names[thing.office] ?? "")", "\(t.number(thing.applicants))", links,
            ]
        }
        return sortableTable(
            t, caption: t("Numbers, copies, addresses and employers"), captionHidden: true,
            columns: [
                Column(t("What")), Column(t("Which")), Column(t("Office")),
                Column(t("Applicants"), numeric: true), Column(t("Cases")),
            ], rows: rows)
    }

    private func officers(
        _ officers: [BoardRepeats.Officer], _ names: [LocationID: String], _ t: Translator
    ) -> HTML {
        if officers.isEmpty {
            return emptyState(
                title: t("Nothing here"), words: t("Nothing repeats beyond what was chosen."))
        }
        let rows = officers.map { officer -> [HTML] in
            let name = officer.name.isEmpty ? "\(officer.account)" : officer.name
            return [
                "\(name)", "\(names[officer.office] ?? "")", "\(t.number(officer.decided))",
                "\(t.number(officer.all))",
            ]
        }
        return sortableTable(
            t, caption: t("Officers"), captionHidden: true,
            columns: [
                Column(t("Officer")), Column(t("Office")), Column(t("Decided"), numeric: true),
                Column(t("All decisions"), numeric: true),
            ], rows: rows)
    }
}
