import Kernel
import Languages
import Storage
import Web

/// The plans for everybody: what is known, what was reported, what is done, late and silent.
struct PlanPages: Sendable {
    let database: Database
    let desk: FigureDesk

    var routes: [Route] {
        [
            .get(
                "/plan", may: .everyone,
                "The plan: its measures, what was reported, the published figures", show),
            .get("/plan/plans", may: .everyone, "All plans, national and municipal", list),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let desk = desk
        let key = exchange.query["plan"]
        let today = exchange.now.utcDay
        let found = try await database.read { db -> PlanView? in
            guard try key != nil || PlanHeader.find(nil, in: db) != nil else { return nil }
            let plan = try PlanHeader.shown(key, to: exchange.principal, in: db)
            let nodes = try PlanNode.all(plan: plan.key, in: db)
            let bound = try nodes.flatMap { node in
                try node.text.indicators.filter { !$0.figure.isEmpty }.map {
                    (node, try desk.bound($0, in: db))
                }
            }
            return PlanView(
                plan: plan, nodes: nodes,
                standings: try PlanNode.standings(of: nodes, on: today, in: db),
                codes: try PlanCode.all(.gcm, in: db), claims: try plan.claims(in: db),
                bound: bound, others: try PlanHeader.all(in: db).count - 1)
        }
        guard let found else {
            return .page(
                t("The plan"),
                emptyState(
                    title: t("The plan"), words: t("No plan is imported in this installation yet."))
            )
        }
        let page = PlanPage(
            view: found, t: t, filter: PlanFilter(exchange.query), number: exchange.listPage)
        return .page(found.plan.name(t), width: .desk, page.html)
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let isStaff = exchange.principal?.has(.coordinator) == true
        let plans = try await database.read { db in
            try PlanHeader.all(in: db).filter { isStaff || $0.stage != .draft }
        }
        let pages = max(1, (plans.count + plansShown - 1) / plansShown)
        let page = min(exchange.listPage, pages)
        let items = plans.dropFirst((page - 1) * plansShown).prefix(plansShown).html {
            plan -> HTML in
            let territory: HTML = plan.territory.isEmpty ? "" : " · \(plan.territory)"
            return """
                <li><span><a href="/plan?plan=\(plan.key)">\(plan.name(t))</a> \
                <span class="quiet small">\(plan.validFrom)\(territory)</span></span>\
                \(tag(plan.stage.words(t), plan.stage == .inForce ? .now : .plain))</li>
                """
        }
        return .page(
            t("All plans"),
            """
            <h1>\(t("All plans"))</h1><ul class="lines">\(items)</ul>
            \(pager(t, page: page, pages: pages, address: Address("/plan/plans")))
            """)
    }
}

/// What the page of a plan shows.
struct PlanView: Sendable {
    let plan: PlanHeader
    let nodes: [PlanNode]
    let standings: [MeasureID: Standing]
    let codes: [PlanCode]
    let claims: [PlanClaim]
    let bound: [(PlanNode, BoundFigure)]
    /// How many further plans there are.
    let others: Int

    var measures: [PlanNode] { nodes.filter { $0.text.kind == .measure } }
    var headings: [PlanNode] { nodes.filter { !$0.isReported } }

    var share: PlanShare {
        PlanShare(measures.compactMap { standings[$0.id] }, announced: plan.measureCount)
    }
}

/// What was asked for in the address.
struct PlanFilter {
    let words: String
    let heading: String?
    let objective: String?
    let status: PlanStatus?
    let isLate: Bool
    let isSilent: Bool
    let byHeading: Bool

    init(_ query: [String: String]) {
        words = String((query["q"] ?? "").prefix(100))
        heading = query["axis"].flatMap { $0.isEmpty ? nil : $0 }
        objective = query["objective"].flatMap { $0.isEmpty ? nil : $0 }
        status = query["status"].flatMap(PlanStatus.init)
        isLate = query["mark"] == "late"
        isSilent = query["mark"] == "silent"
        byHeading = query["by"] == "axis"
    }

    var isEmpty: Bool {
        words.isEmpty && heading == nil && objective == nil && status == nil && !isLate
            && !isSilent
    }

    func accepts(_ node: PlanNode, _ standing: Standing?) -> Bool {
        let text = folded(
            ([node.code] + node.text.titles.values.sorted() + node.text.bodies.map(\.name)).joined(
                separator: " "))
        return folded(words).split(separator: " ").allSatisfy { text.contains($0) }
            && (heading == nil || node.text.parent == heading)
            && (objective.map { node.text.codes(.gcm).contains($0) } ?? true)
            && (status == nil || standing?.status == status)
            && (!isLate || standing?.isOverdue == true)
            && (!isSilent || standing?.isSilent == true)
    }
}

/// A page of names to look through.
private let plansShown = 50
