import Figures
import Kernel
import Languages
import Storage

extension Cases {
    /// How long people waited for an answer to what they asked in their cases, by procedure.
    func answerDays(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            FigureKey("cases.answer-days.\(code)"),
            title: { t in
                t("Median days until an answer: {procedure}", ["procedure": procedure.title(t)])
            },
            definition: { t in
                t(
                    "Half of the questions that people asked in their cases and that were answered waited longer than this, in calendar days. Questions that still wait are not in it."
                )
            },
            unit: { t in t("days") }, source: { t in t("The case files of this installation") },
            direction: .down, protection: procedure.medianGuard,
            query:
                "the middle value of answered_at minus asked_at over case_question of kase WHERE procedure = '\(code)' AND answered_at IS NOT NULL",
            measure: { db, _ in
                let answered = try Answered(code, in: db)
                return .value(
                    try answered.medianDays(in: db), people: answered.people,
                    isDemo: answered.isDemo)
            })
    }
}

/// The answered questions of a procedure.
private struct Answered {
    let procedure: String
    let count: Int
    /// How many files asked: one that asks often is one.
    let people: Int
    let isDemo: Bool

    init(_ procedure: String, in db: Reader) throws {
        self.procedure = procedure
        let rows = try db.all(
            """
            SELECT COUNT(*), COUNT(DISTINCT case_question.kase), COALESCE(MAX(demo), 0)
            FROM case_question JOIN kase ON kase.id = case_question.kase
            WHERE procedure = \(procedure) AND answered_at IS NOT NULL
            """)
        let counts: [Int] = try rows.flatMap { [try $0[0], try $0[1], try $0[2]] }
        (count, people, isDemo) = (counts[0], counts[1], counts[2] > 0)
    }

    func medianDays(in db: Reader) throws -> Double? {
        try middleDays(of: count) { limit, offset in
            try db.all(
                """
                SELECT answered_at - asked_at
                FROM case_question JOIN kase ON kase.id = case_question.kase
                WHERE procedure = \(procedure) AND answered_at IS NOT NULL
                ORDER BY answered_at - asked_at, question LIMIT \(limit) OFFSET \(offset)
                """
            ).map { row -> Double in
                let microseconds: Int = try row[0]
                return Double(microseconds) / microsecondsPerDay
            }
        }
    }
}

private let microsecondsPerDay = 86_400_000_000.0
