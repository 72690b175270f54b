public import Figures
import Kernel
import Languages
import Storage

extension Cases {
    /// Pending, decided and the median age of what is pending, of each procedure; none of one that keeps some of the staff
    /// apart: they read figures too, and a file that is closed to them moves no number that they see.
    public var figures: [Figure] {
        house.policy.procedures.filter { $0.recusal == nil }
            .flatMap { [pending($0), decided($0), medianAge($0), answerDays($0)] + heard($0) }
            + recognitionFigures
    }

    private func pending(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            FigureKey("cases.pending.\(code)"),
            title: { t in t("Pending files: {procedure}", ["procedure": procedure.title(t)]) },
            definition: { t in
                t("Files that were handed in and are not decided. A household is one file.")
            },
            unit: { t in t("files") }, source: { t in t("The case files of this installation") },
            direction: .down, protection: procedure.countGuard,
            query: "SELECT COUNT(*) FROM kase WHERE procedure = '\(code)' AND decided_at IS NULL",
            measure: { db, _ in
                .count(
                    try db.count(
                        "SELECT COUNT(*) FROM kase WHERE procedure = \(code) AND decided_at IS NULL"
                    ), isDemo: try hasDemo("decided_at IS NULL", code, in: db))
            })
    }

    private func decided(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            FigureKey("cases.decided.\(code)"),
            title: { t in t("Decided files: {procedure}", ["procedure": procedure.title(t)]) },
            definition: { t in
                t("Files with a decision, whatever it says. A household is one file.")
            },
            unit: { t in t("files") }, source: { t in t("The case files of this installation") },
            direction: .up, protection: procedure.countGuard,
            query:
                "SELECT COUNT(*) FROM kase WHERE procedure = '\(code)' AND decided_at IS NOT NULL",
            measure: { db, _ in
                .count(
                    try decidedCount(code, in: db),
                    isDemo: try hasDemo("decided_at IS NOT NULL", code, in: db))
            })
    }

    private func medianAge(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            FigureKey("cases.median-age-days.\(code)"),
            title: { t in
                t("Median age of pending files: {procedure}", ["procedure": procedure.title(t)])
            },
            definition: { t in
                t(
                    "Half of the files that are not decided have waited longer than this, counted in calendar days."
                )
            },
            unit: { t in t("days") }, source: { t in t("The case files of this installation") },
            direction: .down,
            protection: procedure.medianGuard,
            query:
                "the middle value of today minus filed_at over kase WHERE procedure = '\(code)' AND decided_at IS NULL",
            measure: { db, now in
                let count = try db.count(
                    "SELECT COUNT(*) FROM kase WHERE procedure = \(code) AND decided_at IS NULL")
                return .value(
                    try medianAgeDays(code, count, at: now, in: db), people: count,
                    isDemo: try hasDemo("decided_at IS NULL", code, in: db))
            })
    }
}

/// Whether an invented file is among those that are counted.
func hasDemo(_ condition: SQL, _ procedure: String, in db: Reader) throws -> Bool {
    let found: Int? = try db.value(
        "SELECT 1 FROM kase WHERE procedure = \(procedure) AND demo = 1 AND \(condition) LIMIT 1")
    return found != nil
}

/// What was handed in, from the sums of boards, less what waits: a nation's decided files are a million, and nobody counts
/// them while somebody looks.
private func decidedCount(_ procedure: String, in db: Reader) throws -> Int {
    let filed = try db.count(
        """
        SELECT COALESCE(SUM(n), 0) FROM case_tally
        WHERE kind = 'filed' AND procedure = \(procedure)
        """)
    let pending = try db.count(
        "SELECT COUNT(*) FROM kase WHERE procedure = \(procedure) AND decided_at IS NULL")
    return filed - pending
}

/// The middle one of so many in order, or the two middle ones together, whole days; nil of none. `part` reads some of them,
/// in their order.
func middleDays(
    of count: Int, _ part: (_ limit: Int, _ offset: Int) throws -> [Double]
) rethrows -> Double? {
    if count == 0 { return nil }
    let days = try part(count % 2 == 0 ? 2 : 1, (count - 1) / 2)
    return (days.reduce(0, +) / Double(max(1, days.count))).rounded(.down)
}

/// The age of the middle file.
private func medianAgeDays(
    _ procedure: String, _ count: Int, at now: Moment, in db: Reader
) throws -> Double? {
    try middleDays(of: count) { limit, offset in
        try db.all(
            """
            SELECT filed_at FROM kase WHERE procedure = \(procedure) AND decided_at IS NULL
            ORDER BY filed_at LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row -> Double in
            let filed: Moment = try row[0]
            return Double(now.seconds(since: filed)) / 86_400
        }
    }
}
