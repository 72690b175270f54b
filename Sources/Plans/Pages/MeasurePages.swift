import Kernel
import Storage
import Web

/// The page of a measure, and the form with which those responsible report on it.
struct MeasurePages: Sendable {
    let database: Database
    let desk: FigureDesk

    var routes: [Route] {
        [
            .get(
                "/plan/measures/{ref}", may: .everyone,
                "A measure: text, sources, figures, reports", show),
            .post(
                "/plan/measures/{ref}/reports", may: .role(.coordinator, .focalPoint),
                "Reports where a measure stands, with evidence", report),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [], status: 200)
    }

    @Sendable private func report(_ exchange: Exchange) async throws -> Reply {
        let person = try exchange.signedIn()
        let ref = exchange.parameters["ref"] ?? ""
        var input = FormInput(exchange)
        let status = input.choice("status", of: MeasureStatus.allCases.map(\.rawValue))
        let text = input.optionalText("text", max: textMax) ?? ""
        let evidence = Evidence(input.optionalText("evidence", max: textMax))
        guard input.isValid, let status = status.flatMap(MeasureStatus.init) else {
            return try await page(exchange, errors: input.errors, status: 422)
        }
        let action = ReportOnMeasure(ref: ref, status: status, text: text, evidence: evidence)
        let (key, now) = (exchange.onceKey, exchange.now)
        do {
            let path = try await database.write { db in
                try db.once(key, at: now) {
                    try action.perform(by: person, at: now, in: db)
                    return "/plan/measures/\(ref)"
                }
            }
            return .seeOther(path)
        } catch let refusal as ReportRefusal {
            input.refuse(refusal.field, refusal.words(exchange.t))
            return try await page(exchange, errors: input.errors, status: 422)
        }
    }

    private func page(_ exchange: Exchange, errors: [FieldError], status: Int) async throws -> Reply
    {
        let ref = exchange.parameters["ref"] ?? ""
        let desk = desk
        let view = try await database.read { db -> MeasureView? in
            guard let measure = try Measure.find(ref, in: db),
                let plan = try Plan.find(measure.plan, in: db)
            else {
                return nil
            }
            return MeasureView(
                plan: plan, measure: measure, axes: try plan.axes(in: db),
                objectives: try plan.objectives(in: db), reports: try measure.reports(in: db),
                evidence: try measure.evidence(in: db),
                bound: try measure.bindings.map { try desk.bound($0, in: db) })
        }
        guard let view else { throw Refused.notFound }
        let page = MeasurePage(view: view, exchange: exchange, errors: errors)
        return .page(view.measure.title(exchange.t), status: status, page.html)
    }
}

/// What the page of a measure shows.
struct MeasureView: Sendable {
    let plan: Plan
    let measure: Measure
    let axes: [Heading]
    let objectives: [Heading]
    let reports: [MeasureReport]
    let evidence: [ID<MeasureReport>: [Evidence]]
    let bound: [BoundFigure]
}

/// A page of text is enough for one report.
private let textMax = 3_000
