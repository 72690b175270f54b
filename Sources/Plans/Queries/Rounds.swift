import Kernel
import Storage

extension PlanRound {
    static func find(_ id: ID<PlanRound>, in db: Reader) throws -> PlanRound? {
        try select("id = \(id)", in: db).first
    }

    /// Newest first.
    static func all(plan: String? = nil, in db: Reader) throws -> [PlanRound] {
        try select(plan.map { "plan = \($0)" } ?? "1 = 1", in: db)
    }

    static func open(plan: String? = nil, on day: Day, in db: Reader) throws -> [PlanRound] {
        try all(plan: plan, in: db).filter { $0.isOpen(on: day) }
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [PlanRound] {
        try db.all(
            """
            SELECT id, plan, name, covers_from, covers_until, opens, due, closed_at FROM plan_round
            WHERE \(condition) ORDER BY opens DESC, id DESC
            """
        ).map {
            PlanRound(
                id: try $0[0], plan: try $0[1], name: try $0[2], coversFrom: try $0[3],
                coversUntil: try $0[4], opens: try $0[5], due: try $0[6], closedAt: try $0[7])
        }
    }
}

/// A report that somebody owes in a round, and how far it has come.
struct Owed: Sendable {
    let round: ID<PlanRound>
    let node: MeasureID
    let voice: Voice
    let body: String
    /// Why it is late, in the words of the body; empty where it says nothing.
    let excuse: String
    /// The furthest that a report of this voice has come; nil where nobody has begun.
    let state: ReportState?

    var isHeard: Bool { state == .submitted || state == .validated }

    static func of(_ round: ID<PlanRound>, in db: Reader) throws -> [Owed] {
        try select("o.round = \(round)", in: db)
    }

    /// What a node owes in rounds that are open.
    static func of(node: MeasureID, in db: Reader) throws -> [Owed] {
        try select(
            "o.node = \(node) AND o.round IN (SELECT id FROM plan_round WHERE closed_at IS NULL)",
            in: db)
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [Owed] {
        let rows = try db.all(
            """
            SELECT o.round, o.node, o.voice, o.body, o.excuse,
                MAX(CASE r.state WHEN 'validated' THEN 4 WHEN 'submitted' THEN 3 WHEN 'returned' THEN 2
                    WHEN 'draft' THEN 1 ELSE 0 END)
            FROM plan_owed o LEFT JOIN plan_report r ON r.round = o.round AND r.node = o.node AND r.voice = o.voice
                AND r.body = o.body
            JOIN plan_node n ON n.id = o.node
            WHERE \(condition)
            GROUP BY o.round, o.node, o.voice, o.body, o.excuse, n.position
            ORDER BY n.position, o.node, o.voice, o.body
            """)
        return try rows.map { row in
            let reached: Int = try row[5]
            let states: [ReportState?] = [nil, .draft, .returned, .submitted, .validated]
            return Owed(
                round: try row[0], node: try row[1], voice: try row[2], body: try row[3],
                excuse: try row[4], state: states[max(0, min(reached, 4))])
        }
    }
}
