import Figures
import Kernel
import Languages
import Storage

extension Cases {
    /// Of each way of recognition and of each status of an investor: requests, how each ended, and how long the decided ones
    /// took.
    var recognitionFigures: [Figure] {
        house.policy.procedures.filter { $0.concern.figures != nil }.flatMap { procedure in
            [filed(procedure), duration(procedure)]
                + procedure.outcomes.map { ended(procedure, $0) }
        }
    }

    private func filed(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            procedure.figure("filed"),
            title: { t in t("Requests: {procedure}", ["procedure": procedure.title(t)]) },
            definition: { t in t("Requests that were handed in, decided or not.") },
            unit: { t in t("files") }, source: { t in t("The case files of this installation") },
            direction: .neither, query: "SELECT COUNT(*) FROM kase WHERE procedure = '\(code)'",
            measure: { db, _ in
                .count(
                    try db.count("SELECT COUNT(*) FROM kase WHERE procedure = \(code)"),
                    isDemo: try hasDemo("1 = 1", code, in: db))
            })
    }

    private func ended(_ procedure: Procedure, _ outcome: OutcomeRule) -> Figure {
        let (code, end) = (procedure.code, outcome.code)
        return Figure(
            procedure.figure("outcome", "." + end),
            title: { t in
                t(
                    "{outcome}: {procedure}",
                    ["outcome": outcome.title(t), "procedure": procedure.title(t)])
            },
            definition: { t in t("Requests that were decided so.") },
            unit: { t in t("files") }, source: { t in t("The case files of this installation") },
            direction: .neither,
            query:
                "SELECT COUNT(*) FROM kase WHERE procedure = '\(code)' AND outcome = '\(end)'",
            measure: { db, _ in
                .count(
                    try db.count(
                        "SELECT COUNT(*) FROM kase WHERE procedure = \(code) AND outcome = \(end)"),
                    isDemo: try hasDemo("outcome = \(end)", code, in: db))
            })
    }

    private func duration(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            procedure.figure("median-days"),
            title: { t in
                t("Median time to the decision: {procedure}", ["procedure": procedure.title(t)])
            },
            definition: { t in
                t(
                    "Half of the decided requests took longer than this, from the day they were handed in, in calendar days."
                )
            },
            unit: { t in t("days") }, source: { t in t("The case files of this installation") },
            direction: .down, protection: .basis(threshold: 5),
            query:
                "the middle value of decided_at minus filed_at over kase WHERE procedure = '\(code)' AND decided_at IS NOT NULL",
            measure: { db, _ in
                let count = try db.count(
                    "SELECT COUNT(*) FROM kase WHERE procedure = \(code) AND decided_at IS NOT NULL"
                )
                return .value(
                    try medianDays(code, count, in: db), people: count,
                    isDemo: try hasDemo("decided_at IS NOT NULL", code, in: db))
            })
    }
}

extension Concern {
    /// Under which name outcomes and times are counted; nil where none are.
    fileprivate var figures: String? {
        switch self {
        case .qualification: "recognition"
        case .investment: "investment"
        case .status, .service, .protection: nil
        }
    }
}

extension Procedure {
    fileprivate func figure(_ what: String, _ end: String = "") -> FigureKey {
        FigureKey("\(concern.figures ?? "cases").\(what).\(code)\(end)")
    }
}

/// How long the middle file took.
private func medianDays(_ procedure: String, _ count: Int, in db: Reader) throws -> Double? {
    try middleDays(of: count) { limit, offset in
        try db.all(
            """
            SELECT decided_at - filed_at FROM kase
            WHERE procedure = \(procedure) AND decided_at IS NOT NULL
            ORDER BY decided_at - filed_at, id LIMIT \(limit) OFFSET \(offset)
            """
        ).map { row -> Double in
            let microseconds: Int = try row[0]
            return Double(microseconds) / microsecondsPerDay
        }
    }
}

private let microsecondsPerDay = 86_400_000_000.0
