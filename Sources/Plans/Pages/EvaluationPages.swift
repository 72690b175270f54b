import Kernel
import Languages
import Storage
import Web

/// Evaluations of plans: what was found, what is recommended, what is answered, and whether it was done.
struct EvaluationPages: Sendable {
    let database: Database

    var routes: [Route] {
        let writers = Permission.role(.coordinator, .analyst)
        let coordinators = Permission.role(.coordinator)
        return [
            .get("/plan/evaluations", may: .everyone, "The evaluations of a plan", list),
            .get(
                "/plan/evaluations/{evaluation}", may: .everyone,
                "An evaluation: findings, recommendations, answers and their clocks", show),
            .post("/desk/plan/evaluations", may: writers, "Writes an evaluation down", write),
            .post(
                "/desk/plan/evaluations/{evaluation}/findings", may: writers, "Adds a finding",
                find),
            .post(
                "/desk/plan/evaluations/{evaluation}/recommendations", may: writers,
                "Adds a recommendation", recommend),
            .post(
                "/desk/plan/recommendations/{recommendation}/response", may: coordinators,
                "Answers a recommendation", respond),
            .post(
                "/desk/plan/recommendations/{recommendation}/outcome", may: coordinators,
                "Says what became of a recommendation", follow),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let (plan, own, before) = try await database.read {
            db -> (PlanHeader, [Evaluation], [Evaluation]) in
            let plan = try PlanHeader.shown(
                exchange.query["plan"], to: exchange.principal, in: db)
            let before = plan.follows.isEmpty ? [] : try Evaluation.all(plan: plan.follows, in: db)
            return (plan, try Evaluation.all(plan: plan.key, in: db), before)
        }
        let lessons: HTML =
            before.isEmpty
            ? "" : "<h2>\(t("Lessons of the plan before"))</h2>\(lines(before, exchange))"
        let none: HTML = own.isEmpty ? "<p>\(t("Nobody has evaluated this plan yet."))</p>" : ""
        let form: HTML =
            exchange.principal?.mayEvaluate == true
            ? EvaluationForms(exchange: exchange).begin(plan) : ""
        return .page(
            t("Evaluations"),
            """
            \(breadcrumbs(t, [NavItem(plan.name(t), path: "/plan?plan=\(plan.key)"), NavItem(t("Evaluations"), path: "", current: true)]))
            <h1>\(t("Evaluations"))</h1>\(none)\(lines(own, exchange))\(lessons)\(form)
            """)
    }

    private func lines(_ all: [Evaluation], _ exchange: Exchange) -> HTML {
        let (t, today) = (exchange.t, exchange.now.utcDay)
        let items = all.html { one -> HTML in
            let late = one.recommendations.count { $0.clock(on: today).isLate }
            let words = t(
                "{n} recommendations, {late} late",
                ["n": t.number(one.recommendations.count), "late": t.number(late)])
            return """
                <li><span><a href="/plan/evaluations/\(one.id)">\(one.name)</a> \
                <span class="quiet small">\(one.evaluator), \(t.date(one.day))</span></span>\(tag(words, late > 0 ? .care : .plain))</li>
                """
        }
        return "<ul class=\"lines\">\(items)</ul>"
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("evaluation", of: Evaluation.self)
        let (evaluation, plan, nodes) = try await database.read {
            db -> (Evaluation, PlanHeader, [MeasureID: PlanNode]) in
            guard let found = try Evaluation.find(id, in: db) else { throw Refused.notFound }
            let plan = try PlanHeader.shown(found.plan, to: exchange.principal, in: db)
            let nodes = try found.findings.compactMap(\.node).compactMap {
                try PlanNode.find($0, in: db)
            }
            return (
                found, plan,
                Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            )
        }
        let page = EvaluationPage(
            evaluation: evaluation, plan: plan, nodes: nodes, exchange: exchange)
        return .page(evaluation.name, page.html)
    }

    @Sendable private func write(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let plan = exchange.form.text("plan") ?? ""
        let (name, evaluator) = (input.text("name"), input.text("evaluator"))
        let (day, source) = (input.day("day"), input.text("source", max: wordsMax))
        guard input.isValid, let day else { throw incomplete }
        let action = WriteEvaluation(
            plan: plan, name: name, evaluator: evaluator, day: day, source: source)
        return try await once(exchange) { person, now, db in
            try action.perform(by: person, at: now, in: db)
        }
    }

    @Sendable private func find(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let id = try exchange.id("evaluation", of: Evaluation.self)
        let criterion = input.choice("criterion", of: Criterion.allCases.map(\.rawValue)).flatMap(
            Criterion.init)
        let (words, code) = (input.text("finding", max: wordsMax), input.optionalText("code"))
        guard input.isValid, let criterion else { throw incomplete }
        return try await once(exchange) { person, now, db in
            try AddFinding(evaluation: id, criterion: criterion, code: code, words: words)
                .perform(by: person, at: now, in: db)
            return id
        }
    }

    @Sendable private func recommend(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let id = try exchange.id("evaluation", of: Evaluation.self)
        let words = input.text("recommendation", max: wordsMax)
        guard input.isValid else { throw incomplete }
        return try await once(exchange) { person, now, db in
            try AddRecommendation(evaluation: id, words: words).perform(
                by: person, at: now, in: db)
            return id
        }
    }

    @Sendable private func respond(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let id = try exchange.id("recommendation", of: Recommendation.self)
        let decision = input.choice(
            "decision-\(id)", of: Recommendation.Decision.allCases.map(\.rawValue)
        ).flatMap(Recommendation.Decision.init)
        let (words, due) = (
            input.text("words-\(id)", max: wordsMax), input.optionalDay("due-\(id)")
        )
        guard input.isValid, let decision else { throw incomplete }
        return try await once(exchange) { person, now, db in
            try RespondToRecommendation(
                recommendation: id, decision: decision, words: words, due: due
            ).perform(by: person, at: now, in: db)
            return try place(of: id, in: db)
        }
    }

    @Sendable private func follow(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let id = try exchange.id("recommendation", of: Recommendation.self)
        let (words, proof) = (
            input.text("words-\(id)", max: wordsMax), input.text("proof-\(id)", max: wordsMax)
        )
        guard input.isValid else { throw incomplete }
        return try await once(exchange) { person, now, db in
            try FollowUp(recommendation: id, words: words, proof: proof).perform(
                by: person, at: now, in: db)
            return try place(of: id, in: db)
        }
    }

    private func place(of id: ID<Recommendation>, in db: Reader) throws -> ID<Evaluation> {
        guard let found = try Recommendation.evaluation(of: id, in: db) else {
            throw Refused.notFound
        }
        return found.id
    }

    private var incomplete: Refused {
        Refused(.invalid, "Something is missing. Go back and fill it in.")
    }

    private func once(
        _ exchange: Exchange,
        _ act: @escaping @Sendable (Principal, Moment, Writer) throws -> ID<Evaluation>
    ) async throws -> Reply {
        let person = try exchange.signedIn()
        let (key, now) = (exchange.onceKey, exchange.now)
        return .seeOther(
            try await database.write { db in
                try db.once(key, at: now) { "/plan/evaluations/\(try act(person, now, db))" }
            })
    }
}

private let wordsMax = 3_000
