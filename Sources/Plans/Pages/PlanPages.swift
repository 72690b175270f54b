import Kernel
import Languages
import Storage
import Web

/// The plan for everybody: what is known of it, what was reported, which live numbers follow it.
struct PlanPages: Sendable {
    let database: Database
    let desk: FigureDesk

    var routes: [Route] {
        [
            .get(
                "/plan", may: .everyone,
                "The plan: its measures, what was reported, the published figures", show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let desk = desk
        let key = exchange.query["plan"]
        let found = try await database.read { db -> PlanView? in
            guard let plan = try Plan.find(key, in: db) else { return nil }
            let measures = try Measure.all(plan: plan.key, in: db)
            let bound = try measures.flatMap { measure in
                try measure.bindings.map { (measure, try desk.bound($0, in: db)) }
            }
            return PlanView(
                plan: plan, axes: try plan.axes(in: db), objectives: try plan.objectives(in: db),
                measures: measures, claims: try plan.claims(in: db), bound: bound)
        }
        guard let found else {
            if key != nil { throw Refused.notFound }
            return .page(
                t("The plan"),
                emptyState(
                    title: t("The plan"), words: t("No plan is imported in this installation yet."))
            )
        }
        let page = PlanPage(view: found, t: t, filter: PlanFilter(exchange.query))
        return .page(found.plan.name(t), width: .desk, page.html)
    }
}

/// What the page of a plan shows.
struct PlanView: Sendable {
    let plan: Plan
    let axes: [Heading]
    let objectives: [Heading]
    let measures: [Measure]
    let claims: [PlanFolder.Claim]
    let bound: [(Measure, BoundFigure)]
}

/// What was asked for in the address.
struct PlanFilter {
    let words: String
    let axis: Int?
    let objective: Int?
    let status: MeasureStatus?
    let byAxis: Bool

    init(_ query: [String: String]) {
        words = String((query["q"] ?? "").prefix(100))
        axis = query["axis"].flatMap { Int($0) }
        objective = query["objective"].flatMap { Int($0) }
        status = query["status"].flatMap(MeasureStatus.init)
        byAxis = query["by"] == "axis"
    }

    func accepts(_ measure: Measure) -> Bool {
        let text = folded(
            [measure.ref, measure.titlePt, measure.titleEn, measure.responsible].joined(
                separator: " "))
        return folded(words).split(separator: " ").allSatisfy { text.contains($0) }
            && (axis == nil || measure.axis == axis) && (status == nil || measure.status == status)
            && (objective.map { measure.objectives.contains($0) } ?? true)
    }
}
