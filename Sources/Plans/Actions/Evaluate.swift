import Kernel
import Storage

/// An evaluation of a plan is written down; whoever coordinates the plan answers it.
struct WriteEvaluation: Sendable {
    let plan: String
    let name: String
    let evaluator: String
    let day: Day
    let source: String

    @discardableResult
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> ID<Evaluation> {
        guard person.mayEvaluate, try PlanHeader.find(plan, in: db) != nil else {
            throw Refused.notFound
        }
        if day > now.utcDay { throw ReportRefusal.future }
        let taken = try db.count(
            "SELECT COUNT(*) FROM plan_evaluation WHERE plan = \(plan) AND name = \(name)")
        if taken > 0 { throw Refused(.conflict, "This plan has an evaluation of that name.") }
        let id = ID<Evaluation>.new(at: now)
        try db.run(
            """
            INSERT INTO plan_evaluation (id, plan, name, evaluator, day, source, account, at)
            VALUES (\(id), \(plan), \(name), \(evaluator), \(day), \(source), \(person.account), \(now))
            """)
        try db.record(
            JournalEvent("plan.evaluated", subject: "plan/\(plan)", ["name": name]), by: person,
            at: now)
        return id
    }
}

/// What was found, by a criterion, perhaps about one measure.
struct AddFinding: Sendable {
    let evaluation: ID<Evaluation>
    let criterion: Criterion
    let code: String?
    let words: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.mayEvaluate, let found = try Evaluation.find(evaluation, in: db) else {
            throw Refused.notFound
        }
        let node = try code.map { code in
            guard let node = try PlanNode.find(code, plan: found.plan, in: db) else {
                throw Refused(.invalid, "The plan has no measure of that code.")
            }
            return node.id
        }
        try db.run(
            """
            INSERT INTO plan_finding (id, evaluation, criterion, node, words, at)
            VALUES (\(ID<Evaluation.Finding>.new(at: now)), \(evaluation), \(criterion), \(node), \(words), \(now))
            """)
        try db.record(
            JournalEvent("plan.finding", subject: "plan/\(found.plan)", ["words": words]),
            by: person, at: now)
    }
}

/// What the evaluation asks for.
struct AddRecommendation: Sendable {
    let evaluation: ID<Evaluation>
    let words: String

    @discardableResult
    func perform(
        by person: Principal, at now: Moment, in db: Writer
    ) throws -> ID<Recommendation> {
        guard person.mayEvaluate, let found = try Evaluation.find(evaluation, in: db) else {
            throw Refused.notFound
        }
        let id = ID<Recommendation>.new(at: now)
        try db.run(
            """
            INSERT INTO plan_recommendation (id, evaluation, words, at, decision, response, due, answered_by, answered_at,
                outcome, proof, followed_at)
            VALUES (\(id), \(evaluation), \(words), \(now), '', '', NULL, NULL, NULL, '', '', NULL)
            """)
        try db.record(
            JournalEvent("plan.recommended", subject: "plan/\(found.plan)", ["words": words]),
            by: person, at: now)
        return id
    }
}

/// The State answers a recommendation once, with a date for what it accepts.
struct RespondToRecommendation: Sendable {
    let recommendation: ID<Recommendation>
    let decision: Recommendation.Decision
    let words: String
    let due: Day?

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator),
            let found = try Recommendation.evaluation(of: recommendation, in: db)
        else { throw Refused.notFound }
        guard found.account != person.account else { throw ReportRefusal.notIndependent }
        guard decision == .rejected || due != nil else {
            throw Refused(.invalid, "What is accepted has a date.")
        }
        let changed = try db.run(
            """
            UPDATE plan_recommendation SET decision = \(decision.rawValue), response = \(words),
                due = \(decision == .rejected ? nil : due), answered_by = \(person.account), answered_at = \(now)
            WHERE id = \(recommendation) AND decision = ''
            """)
        guard changed == 1 else { throw Refused(.conflict, "This was answered already.") }
        try db.record(
            JournalEvent(
                "plan.recommendation.answered", subject: "plan/\(found.plan)",
                ["decision": decision.rawValue, "words": words]), by: person, at: now)
    }
}

/// What was promised is there; something shows it.
struct FollowUp: Sendable {
    let recommendation: ID<Recommendation>
    let words: String
    let proof: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator),
            let found = try Recommendation.evaluation(of: recommendation, in: db)
        else { throw Refused.notFound }
        if proof.isEmpty { throw ReportRefusal.needsEvidence }
        let changed = try db.run(
            """
            UPDATE plan_recommendation SET outcome = \(words), proof = \(proof), followed_at = \(now)
            WHERE id = \(recommendation) AND decision IN ('accepted', 'partly') AND followed_at IS NULL
            """)
        guard changed == 1 else {
            throw Refused(.conflict, "Only what was accepted is followed up, and once.")
        }
        try db.record(
            JournalEvent(
                "plan.recommendation.followed", subject: "plan/\(found.plan)",
                ["words": words, "proof": proof]), by: person, at: now)
    }
}

extension Principal {
    /// Those who write evaluations down.
    var mayEvaluate: Bool { has(.coordinator) || has(.analyst) }
}
