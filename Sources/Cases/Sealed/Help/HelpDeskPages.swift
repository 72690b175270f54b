import Kernel
import Languages
import Statistics
import Storage
import Web

/// For staff of the help room: its lists, several reports of one employer or address, and who turned people away.
struct HelpDeskPages: Sendable {
    let room: SealedRoom

    var routes: [Route] {
        [
            .get("/help-room", may: .role(.mediator), "The lists of the help room", start),
            .get(
                "/clusters", may: .role(.mediator),
                "Several reports of one employer or one address", clusters),
            .get(
                "/refusal-counts", may: .role(.mediator),
                "How often each health service turned people away, under the guard", refusals),
        ]
    }

    @Sendable private func start(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let open = room.procedures.filter { $0.mayWork(principal) }
        if open.isEmpty { throw Refused.notFound }
        let lists = open.html { one -> HTML in
            "<li><a href=\"/\(one.path)\">\(deskTitle(one, t))</a></li>"
        }
        return .page(
            t("Help room"), width: .desk,
            """
            <h1>\(t("Help room"))</h1><ul>\(lists)
            <li><a href="/clusters">\(t("Several reports of one employer or address"))</a></li>
            <li><a href="/refusal-counts">\(t("Who turned people away"))</a></li></ul>
            """)
    }

    /// Two of them have a title that says nothing outside this room.
    private func deskTitle(_ procedure: SealedProcedure, _ t: Translator) -> String {
        switch procedure.code {
        case Cluster.procedure: t("Reports of labour exploitation")
        case "adult-victim": t("Adults who ask for support")
        default: procedure.title(t)
        }
    }

    @Sendable private func clusters(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let (now, house) = (exchange.now, room.house)
        let found = try await room.database.write { db in
            try LookAtClusters().perform(by: principal, at: now, in: db, house)
        }
        let fields = try house.procedure(Cluster.procedure).fields
        let rows: [[HTML]] = found.map { cluster in
            let links = cluster.cases.enumerated().html { index, id -> HTML in
                buttonLink(t.number(index + 1), to: "/talks/\(id)", kind: .secondary)
            }
            return [
                "\(cluster.words)", "\(fields[cluster.field]?.title(t) ?? cluster.field)",
                "\(t.number(cluster.cases.count))", links,
            ]
        }
        let table =
            rows.isEmpty
            ? emptyState(title: t("No cluster"), words: t("New ones appear here."))
            : sortableTable(
                t, caption: t("Several reports of one employer or address"), captionHidden: true,
                columns: [
                    Column(t("As one report spells it")), Column(t("What is equal")),
                    Column(t("Reports"), numeric: true), Column(t("Open")),
                ], rows: rows)
        let rule = t(
            "{n} or more reports within {days} days in which a name or an address is equal. Capitals, accents, marks, Lda. and the like make no difference; a slip of the pen does, so that some are missed.",
            ["n": t.number(Cluster.reportsMin), "days": t.number(Cluster.days)])
        return .page(
            t("Several reports of one employer or address"), width: .desk,
            """
            <h1>\(t("Several reports of one employer or address"))</h1><p>\(rule)</p>\(table)
            <p class="quiet">\(t("A cluster is a hint, not a finding: people decide."))</p>
            """)
    }

    @Sendable private func refusals(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let (house, today) = (room.house, room.house.zone.day(of: exchange.now))
        let counts = try await room.database.read { db in
            try RefusalCount.all(for: principal, on: today, in: db, house)
        }
        let rows: [[HTML]] = counts.map { one in
            ["\(one.unit)", "\(one.count.value.map { t.number($0) } ?? t("too few to show"))"]
        }
        let table =
            rows.isEmpty
            ? emptyState(
                title: t("Nobody told of a refusal"),
                words: t("In the twelve months that are over."))
            : sortableTable(
                t, caption: t("Who turned people away"), captionHidden: true,
                columns: [Column(t("Health service")), Column(t("Told of"), numeric: true)],
                rows: rows)
        return .page(
            t("Who turned people away"), width: .desk,
            """
            <h1>\(t("Who turned people away"))</h1>
            <p>\(t("What people told in the twelve months that are over, in fives. Fewer than five are not shown. It is what was told, not what was found."))</p>\(table)
            """)
    }
}
