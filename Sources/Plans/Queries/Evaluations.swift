import Kernel
import Storage

extension Criterion: Storable {}

extension Evaluation {
    /// Newest first.
    static func all(plan: String, in db: Reader) throws -> [Evaluation] {
        try select("e.plan = \(plan)", in: db)
    }

    static func find(_ id: ID<Evaluation>, in db: Reader) throws -> Evaluation? {
        try select("e.id = \(id)", in: db).first
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [Evaluation] {
        var findings: [ID<Evaluation>: [Finding]] = [:]
        for row in try db.all(
            """
            SELECT f.evaluation, f.criterion, f.node, f.words FROM plan_finding f
            JOIN plan_evaluation e ON e.id = f.evaluation WHERE \(condition) ORDER BY f.at, f.id
            """
        ) {
            findings[try row[0], default: []].append(
                Finding(criterion: try row[1], node: try row[2], words: try row[3]))
        }
        var asked: [ID<Evaluation>: [Recommendation]] = [:]
        for row in try db.all(
            """
            SELECT r.* FROM plan_recommendation r JOIN plan_evaluation e ON e.id = r.evaluation WHERE \(condition)
            ORDER BY r.at, r.id
            """
        ) { asked[try row["evaluation"], default: []].append(try Recommendation(row: row)) }
        return try db.all(
            """
            SELECT e.id, e.plan, e.name, e.evaluator, e.day, e.source, e.account FROM plan_evaluation e
            WHERE \(condition) ORDER BY e.day DESC, e.id DESC
            """
        ).map { row in
            let id: ID<Evaluation> = try row[0]
            return Evaluation(
                id: id, plan: try row[1], name: try row[2], evaluator: try row[3],
                day: try row[4], source: try row[5], account: try row[6],
                findings: findings[id] ?? [], recommendations: asked[id] ?? [])
        }
    }
}

extension Recommendation {
    fileprivate init(row: Row) throws {
        let decision: String = try row["decision"]
        let (made, followed): (Moment, Moment?) = (try row["at"], try row["followed_at"])
        self.init(
            id: try row["id"], words: try row["words"], made: made.utcDay,
            decision: Decision(rawValue: decision), response: try row["response"],
            due: try row["due"], outcome: try row["outcome"], proof: try row["proof"],
            followed: followed?.utcDay)
    }

    /// The evaluation that a recommendation is of.
    static func evaluation(of id: ID<Recommendation>, in db: Reader) throws -> Evaluation? {
        let found: ID<Evaluation>? = try db.value(
            "SELECT evaluation FROM plan_recommendation WHERE id = \(id)")
        return try found.flatMap { try Evaluation.find($0, in: db) }
    }
}
