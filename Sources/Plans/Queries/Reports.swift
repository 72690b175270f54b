import Kernel
import Storage

extension PlanReport {
    /// What was reported of a node, newest first, without drafts.
    static func of(_ node: MeasureID, in db: Reader) throws -> [PlanReport] {
        try select("r.node = \(node) AND r.state <> 'draft'", in: db)
    }

    static func find(_ id: ID<PlanReport>, in db: Reader) throws -> PlanReport? {
        try select("r.id = \(id)", in: db).first
    }

    /// What waits for approval, of every plan, oldest first.
    static func waiting(in db: Reader) throws -> [PlanReport] {
        try select("r.state = 'submitted'", in: db).reversed()
    }

    /// What a person has begun and not sent, or was sent back.
    static func draft(
        of node: MeasureID, round: ID<PlanRound>?, by account: AccountID, in db: Reader
    ) throws -> PlanReport? {
        let number = round?.value ?? 0
        return try select(
            """
            r.node = \(node) AND r.account = \(account) AND COALESCE(r.round, 0) = \(number)
            AND r.state IN ('draft', 'returned')
            """, in: db
        ).first
    }

    /// What stands of all nodes of some plans, for their status.
    static func standing(plans: [String], in db: Reader) throws -> [PlanReport] {
        try select(
            """
            r.state = 'validated'
            AND r.node IN (SELECT id FROM plan_node WHERE plan IN \(list: plans))
            """, in: db)
    }

    static func standing(nodes: [MeasureID], in db: Reader) throws -> [PlanReport] {
        try select("r.state = 'validated' AND r.node IN \(list: nodes)", in: db)
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [PlanReport] {
        let rows = try db.all(
            """
            SELECT r.id, r.node, r.round, r.voice, r.body, r.account, r.role, r.state, r.claim, r.day, r.text, r.cause,
                r.decided_by, r.at
            FROM plan_report r WHERE \(condition) ORDER BY r.at DESC, r.id DESC
            """)
        if rows.isEmpty { return [] }
        let parts = try ReportParts(condition, in: db)
        return try rows.map { row in
            let id: ID<PlanReport> = try row[0]
            let claim: String = try row[8]
            var report = PlanReport(
                id: id, node: try row[1], round: try row[2], voice: try row[3], body: try row[4],
                account: try row[5], role: try row[6], state: try row[7],
                text: ReportText(
                    claim: ReportClaim(rawValue: claim), day: try row[9], text: try row[10],
                    cause: try row[11], proofs: parts.proofs[id] ?? [],
                    values: parts.values[id] ?? [:]),
                approvedBy: try row[12], at: try row[13])
            report.steps = parts.steps[id] ?? []
            report.errata = parts.errata[id] ?? []
            report.answer = parts.answers[id]
            return report
        }
    }
}

/// What hangs on the reports of one question.
private struct ReportParts {
    typealias Number = ID<PlanReport>

    var proofs: [Number: [Proof]] = [:]
    var values: [Number: [ID<Indicator>: Double]] = [:]
    var steps: [Number: [PlanReport.Step]] = [:]
    var errata: [Number: [PlanReport.Erratum]] = [:]
    var answers: [Number: PlanReport.Answer] = [:]

    init(_ condition: SQL, in db: Reader) throws {
        for row in try db.all(
            """
            SELECT x.report, x.kind, x.content FROM plan_proof x JOIN plan_report r ON r.id = x.report
            WHERE \(condition) ORDER BY x.position, x.id
            """
        ) {
            proofs[try row[0], default: []].append(
                Proof(kind: try row[1], content: try row[2]))
        }
        for row in try db.all(
            """
            SELECT x.report, x.indicator, x.value FROM plan_value x JOIN plan_report r ON r.id = x.report
            WHERE \(condition)
            """
        ) { values[try row[0], default: [:]][try row[1]] = try row[2] }
        for row in try db.all(
            """
            SELECT x.report, x.act, x.account, x.role, x.at, x.digest, x.seen, x.words FROM plan_step x
            JOIN plan_report r ON r.id = x.report WHERE \(condition) ORDER BY x.at, x.id
            """
        ) {
            steps[try row[0], default: []].append(
                PlanReport.Step(
                    act: try row[1], account: try row[2], role: try row[3], at: try row[4],
                    digest: try row[5], seen: try row[6], words: try row[7]))
        }
        for row in try db.all(
            """
            SELECT x.report, x.field, x.was, x.becomes, x.why, x.account, x.at, x.seal FROM plan_erratum x
            JOIN plan_report r ON r.id = x.report WHERE \(condition) ORDER BY x.at, x.id
            """
        ) {
            errata[try row[0], default: []].append(
                PlanReport.Erratum(
                    field: try row[1], was: try row[2], becomes: try row[3], why: try row[4],
                    account: try row[5], at: try row[6], seal: try row[7]))
        }
        for row in try db.all(
            """
            SELECT x.report, x.words, x.at FROM plan_answer x JOIN plan_report r ON r.id = x.report
            WHERE \(condition)
            """
        ) { answers[try row[0]] = PlanReport.Answer(words: try row[1], at: try row[2]) }
    }
}
