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
        let (endings, unknown) = try await read(exchange) { db, principal, scope, since in
            (
                try Ending.sums(for: principal, within: scope, since: since, in: db),
                try Ending.all(for: principal, within: scope, since: since, .presumed, in: db)
            )
        }
        let title = t("How files ended")
        let table = EndingPages.sums(endings, cases.house.policy, t)
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
            <h1>\(title)</h1><p class="lead">\(table.note)</p>\(sums)
            <h2>\(t("Nothing shows that they knew"))</h2>
            <p>\(t("A registered letter went out and nobody is known to have had it. Try to reach them: the case can be opened again."))</p>
            \(list(unknown, t))\(cutNote(t, shown: unknown.count, of: boardRows))
            """)
    }

    @Sendable private func file(_ exchange: Exchange) async throws -> Reply {
        let endings = try await read(exchange) { db, principal, scope, since in
            try Ending.sums(for: principal, within: scope, since: since, in: db)
        }
        let table = EndingPages.sums(endings, cases.house.policy, exchange.t)
        return .download(table.csv, type: "text/csv; charset=utf-8", name: "endings.csv")
    }

    /// Of the weeks of the board.
    private func read<Found: Sendable>(
        _ exchange: Exchange,
        _ ask: @escaping @Sendable (Reader, Principal, WorkOffices, Moment) throws -> Found
    ) async throws -> Found {
        let question = try BoardPages(cases: cases).question(exchange)
        let since = Moment(Day(week: exchange.now.week - boardWeeks + 1))
        return try await cases.database.read { db in
            try ask(db, question.principal, question.scope, since)
        }
    }

    /// By procedure and outcome, in the order of the policy.
    static func sums(_ endings: [EndingSum], _ policy: Policy, _ t: Translator) -> BoardTable {
        let groups = Dictionary(grouping: endings) { [$0.procedure, $0.outcome] }
            .mapValues { sums in
                Dictionary(sums.map { ($0.known, $0.count) }, uniquingKeysWith: +)
            }
        let most = groups.values.map { $0.values.reduce(0, +) }.max() ?? 0
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
                let found = groups[key] ?? [:]
                let (shown, presumed) = (found[.shown] ?? 0, found[.presumed] ?? 0)
                let procedure = policy.procedure(key[0])
                return [
                    .text(procedure?.title(t) ?? key[0]),
                    .text(procedure?.outcome(key[1])?.title(t) ?? key[1]),
                    .bar(shown + presumed, of: most), .count(shown), .count(presumed),
                ]
            })
    }

    private func list(_ endings: [Ending], _ t: Translator) -> HTML {
        if endings.isEmpty {
            return emptyState(
                title: t("Nothing here"), words: t("Of everybody something shows that they knew."))
        }
        let (zone, policy) = (cases.house.zone, cases.house.policy)
        let rows = endings.map { ending -> [HTML] in
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
            ], rows: rows)
    }
}
