import Kernel
import Languages
import Storage
import Web

/// What a plan says across its measures: coverage, late reports, what serves a code, what a body does, open data.
struct PlanLists: Sendable {
    let database: Database

    var routes: [Route] {
        [
            .get(
                "/plan/coverage", may: .everyone,
                "Which body serves which objective, principle or action, with the empty cells",
                coverage),
            .get("/plan/late", may: .everyone, "Reports that are late, with the reasons", late),
            .get(
                "/plan/links/{scheme}/{code}", may: .everyone,
                "An objective, principle, action or target, and the measures that serve it", link),
            .get("/plan/bodies", may: .everyone, "The bodies of a plan", bodies),
            .get(
                "/plan/bodies/{body}", may: .everyone,
                "A body: its measures, where they stand, what it owes", body),
        ]
            + PlanFiles.Format.allCases.map { format in
                .get(
                    "/plan/data.\(format.rawValue)", may: .everyone,
                    "A plan as open data", gives: format.type
                ) { try await data($0, format) }
            }
    }

    private func chosen(_ exchange: Exchange, in db: Reader) throws -> PlanHeader {
        try PlanHeader.shown(exchange.query["plan"], to: exchange.principal, in: db)
    }

    @Sendable private func data(
        _ exchange: Exchange, _ format: PlanFiles.Format
    ) async throws -> Reply {
        let document = try await database.read { db in
            try chosen(exchange, in: db).document(in: db)
        }
        return .download(
            try PlanFiles.write(document, as: format), type: format.type,
            name: "\(document.header.key).\(format.rawValue)")
    }

    @Sendable private func coverage(_ exchange: Exchange) async throws -> Reply {
        let scheme =
            exchange.query["by"].flatMap(LinkScheme.init).flatMap {
                LinkScheme.listed.contains($0) ? $0 : nil
            } ?? .gcm
        let today = exchange.now.utcDay
        let view = try await database.read { db in
            let plan = try chosen(exchange, in: db)
            let nodes = try PlanNode.all(plan: plan.key, in: db)
            return CoverageMatrix(
                plan: plan, scheme: scheme, nodes: nodes,
                standings: try PlanNode.standings(of: nodes, on: today, in: db),
                codes: try PlanCode.all(in: db))
        }
        let t = exchange.t
        return .page(t("Coverage of the plan"), width: .desk, CoveragePage(view: view, t: t).html)
    }

    @Sendable private func late(_ exchange: Exchange) async throws -> Reply {
        let (t, today) = (exchange.t, exchange.now.utcDay)
        let (plan, lists) = try await database.read { db -> (PlanHeader, [LateRound]) in
            let plan = try chosen(exchange, in: db)
            let rounds = try PlanRound.all(plan: plan.key, in: db).filter { $0.due < today }
            let nodes = Dictionary(
                try PlanNode.all(plan: plan.key, in: db).map { ($0.id, $0) },
                uniquingKeysWith: { first, _ in first })
            let lists = try rounds.prefix(roundsShown).map { round in
                LateRound(
                    round: round, owed: try Owed.of(round.id, in: db).filter { !$0.isHeard },
                    nodes: nodes)
            }
            return (plan, lists)
        }
        let parts = lists.html { part($0.round, $0.owed, $0.nodes, t) }
        let none: HTML =
            lists.isEmpty
            ? "<p>\(t("No round of reports is over yet, so that nothing is late."))</p>" : ""
        return .page(
            t("Late reports"), width: .desk,
            """
            \(breadcrumbs(t, [NavItem(plan.name(t), path: "/plan?plan=\(plan.key)"), NavItem(t("Late reports"), path: "", current: true)]))
            <h1>\(t("Late reports"))</h1>\(none)\(parts)
            """)
    }

    private func part(
        _ round: PlanRound, _ owed: [Owed], _ nodes: [MeasureID: PlanNode], _ t: Translator
    ) -> HTML {
        let columns = [
            Column(t("Measure")), Column(t("Who")), Column(t("Reason that was given")),
        ]
        let rows = owed.prefix(lateShown).map { one -> [HTML] in
            let node = nodes[one.node]
            let link: HTML =
                node.map {
                    "<a href=\"\(measurePath($0))\">\($0.code) \($0.title(t))</a>"
                } ?? ""
            let who = one.body.isEmpty ? t("nobody is named") : one.body
            let reason: HTML =
                one.excuse.isEmpty
                ? "<span class=\"quiet\">\(t("none"))</span>" : "\(one.excuse)"
            return [link, "\(who) (\(one.voice.words(t)))", reason]
        }
        let title = t(
            "{round}, due {day}: {n} reports did not come",
            ["round": round.name, "day": t.date(round.due), "n": t.number(owed.count)])
        let table: HTML =
            rows.isEmpty
            ? ""
            : sortableTable(t, caption: title, captionHidden: true, columns: columns, rows: rows)
        return "<h2>\(title)</h2>\(table)"
    }

    @Sendable private func link(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let today = exchange.now.utcDay
        guard let scheme = LinkScheme(rawValue: exchange.parameters["scheme"] ?? ""),
            let code = exchange.parameters["code"]
        else { throw Refused.notFound }
        let (known, nodes, standings) = try await database.read { db in
            let nodes = try PlanNode.serving(scheme, code, in: db)
            return (
                try PlanCode.all(scheme, in: db).first { $0.code == code }, nodes,
                try PlanNode.standings(of: nodes, on: today, in: db)
            )
        }
        guard known != nil || !nodes.isEmpty else { throw Refused.notFound }
        let title = known.map { "\(code). \($0.title(t))" } ?? "\(scheme.words(t)) \(code)"
        let page = LinkPage(
            title: title, scheme: scheme, code: code, known: known, nodes: nodes,
            standings: standings, t: t, number: exchange.listPage)
        return .page(title, page.html)
    }

    @Sendable private func bodies(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (plan, lines) = try await database.read { db -> (PlanHeader, [BodyLine]) in
            let plan = try chosen(exchange, in: db)
            let rows = try db.all(
                """
                SELECT a.id, a.name, COUNT(DISTINCT b.node), COUNT(DISTINCT CASE b.role WHEN 'lead' THEN b.node END)
                FROM plan_actor a JOIN plan_body b ON b.name = a.name JOIN plan_node n ON n.id = b.node
                WHERE n.plan = \(plan.key) GROUP BY a.id, a.name ORDER BY a.name
                """)
            let lines = try rows.map { row in
                BodyLine(id: try row[0], name: try row[1], all: try row[2], leads: try row[3])
            }
            return (plan, lines)
        }
        let columns = [
            Column(t("Body")), Column(t("Responsible for"), numeric: true),
            Column(t("Has a part in"), numeric: true),
        ]
        let rows = lines.map { line -> [HTML] in
            [
                "<a href=\"/plan/bodies/\(line.id)\">\(line.name)</a>", "\(t.number(line.leads))",
                "\(t.number(line.all))",
            ]
        }
        let title = t("The bodies of the plan")
        let table: HTML =
            rows.isEmpty
            ? "<p>\(t("The plan, as far as it is known here, names no body."))</p>"
            : sortableTable(t, caption: title, captionHidden: true, columns: columns, rows: rows)
        return .page(
            title, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(plan.name(t), path: "/plan?plan=\(plan.key)"), NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1>\(table)
            """)
    }

    @Sendable private func body(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let today = exchange.now.utcDay
        let id = try exchange.id("body", of: PlanActor.self)
        let (actor, nodes, standings) = try await database.read { db in
            guard let actor = try PlanActor.find(id, in: db) else { throw Refused.notFound }
            let nodes = try PlanNode.of(body: actor.name, in: db)
            return (actor, nodes, try PlanNode.standings(of: nodes, on: today, in: db))
        }
        let own = nodes.filter { $0.text.names(.lead).contains(actor.name) }
        let share = PlanShare(own.compactMap { standings[$0.id] }, announced: 0)
        let parts = BodyRole.allCases.html { role -> HTML in
            let mine = nodes.filter { $0.text.names(role).contains(actor.name) }.prefix(
                measuresShown)
            if mine.isEmpty { return "" }
            return
                "<h2>\(role.words(t))</h2><ul class=\"lines\">\(mine.html { measureLine($0, standings[$0.id], t) })</ul>"
        }
        let done = t(
            "{done} of {total} measures are done.",
            ["done": t.number(share.done), "total": t.number(share.total)])
        return .page(
            actor.name,
            """
            <h1>\(actor.name)</h1><p class="lead">\(done)</p>
            <p class="quiet small">\(PlanShare.definition(t))</p>\(parts)
            """)
    }
}

private struct LateRound: Sendable {
    let round: PlanRound
    let owed: [Owed]
    let nodes: [MeasureID: PlanNode]
}

private struct BodyLine: Sendable {
    let id: ID<PlanActor>
    let name: String
    let all: Int
    let leads: Int
}

private let roundsShown = 4
/// A page to read; the plan can be searched for the body's name.
private let measuresShown = 80
/// A page to read; the file has all.
private let lateShown = 200
