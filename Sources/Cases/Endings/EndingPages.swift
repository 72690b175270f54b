import Kernel
import Languages
import Storage
import Web

/// How files ended against their people, and of whom nothing shows that they knew: for supervisors.
struct EndingPages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get(
                "/desk/board/endings", may: .role(.supervisor),
                "How files ended against their people, and whether they knew of it", show),
            .get(
                "/desk/board/endings/data.csv", may: .role(.supervisor),
                "The sums of how files ended as CSV", gives: "text/csv", file),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let endings = try await endings(exchange)
        let title = t("How files ended")
        let table = EndingPages.sums(endings, cases.house.policy, t)
        let unknown = endings.filter { $0.known == .presumed }
        let sums: HTML =
            endings.isEmpty
            ? emptyState(title: t("Nothing here"), words: t("No file ended against its person."))
            : """
            \(table.html(t))<p><a href="/desk/board/endings/data.csv">\(t("Download"))</a> (CSV)</p>
            """
        return .page(
            title, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(t("Board"), path: "/desk/board"), NavItem(title, path: "/desk/board/endings", current: true)]))
            <h1>\(title)</h1><p class="lead">\(table.note)</p>\(sums)\(cutNote(t, shown: endings.count, of: endingRows))
            <h2>\(t("Nothing shows that they knew"))</h2>
            <p>\(t("A registered letter went out and nobody is known to have had it. Try to reach them: the case can be opened again."))</p>
            \(list(unknown, t))
            """)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        let table = EndingPages.sums(
            try await endings(exchange), cases.house.policy, exchange.t)
        return .download(table.csv, type: "text/csv; charset=utf-8", name: "endings.csv")
    }

    /// Of the weeks of the board.
    private func endings(_ exchange: Exchange) async throws -> [Ending] {
        let question = try BoardPages(cases: cases).question(exchange)
        let since = Moment(Day(week: exchange.now.week - boardWeeks + 1))
        return try await cases.database.read { db in
            try Ending.all(
                for: question.principal, within: question.scope, since: since, in: db)
        }
    }

    /// By procedure and outcome, in the order of the policy.
    static func sums(_ endings: [Ending], _ policy: Policy, _ t: Translator) -> BoardTable {
        let groups = Dictionary(grouping: endings) { [$0.kase.procedure, $0.outcome] }
        let most = groups.values.map(\.count).max() ?? 0
        let order = groups.keys.sorted { one, other in
            let places = [one, other].map { policy.place(of: $0[0]) ?? policy.procedures.count }
            return places[0] == places[1]
                ? one.lexicographicallyPrecedes(other) : places[0] < places[1]
        }
        return BoardTable(
            title: t("How files ended"),
            note: t(
                "Refused, lapsed or closed in the last {n} weeks, the present one too. Files that another system closed are in none of these numbers.",
                ["n": t.number(boardWeeks)]),
            columns: [
                Column(t("Procedure")), Column(t("Ended as")), Column(t("Files"), numeric: true),
                Column(t("They knew of the draft"), numeric: true),
                Column(t("Nothing shows it"), numeric: true),
            ],
            rows: order.map { key -> [BoardTable.Cell] in
                let found = groups[key] ?? []
                let procedure = policy.procedure(key[0])
                let shown = found.count { $0.known == .shown }
                return [
                    .text(procedure?.title(t) ?? key[0]),
                    .text(procedure?.outcome(key[1])?.title(t) ?? key[1]),
                    .bar(found.count, of: most), .count(shown), .count(found.count - shown),
                ]
            })
    }

    private func list(_ endings: [Ending], _ t: Translator) -> HTML {
        if endings.isEmpty {
            return emptyState(
                title: t("Nothing here"), words: t("Of everybody something shows that they knew."))
        }
        let (zone, policy) = (cases.house.zone, cases.house.policy)
        let rows = endings.prefix(boardRows).map { ending -> [HTML] in
            let (kase, procedure) = (ending.kase, policy.procedure(ending.kase.procedure))
            let day = kase.projection.decidedAt.map { t.shortDate(zone.day(of: $0)) } ?? "–"
            return [
                rowLink(kase.reference.text, to: "/desk/cases/\(kase.reference)"),
                "\(procedure?.title(t) ?? kase.procedure)",
                "\(procedure?.outcome(ending.outcome)?.title(t) ?? ending.outcome)",
                "<span class=\"nowrap\">\(day)</span>",
            ]
        }
        return sortableTable(
            t, caption: t("Nothing shows that they knew"), captionHidden: true,
            columns: [
                Column(t("Case")), Column(t("Procedure")), Column(t("Ended as")),
                Column(t("Decided")),
            ], rows: Array(rows))
    }
}
