import Figures
import Kernel
import Languages
import Storage

extension Procedure {
    /// Few people ask for protection, and each may be looked for: their cells are larger before anything is told.
    var countGuard: Figure.Protection {
        concern == .protection
            ? .people(threshold: protectedMin, base: protectedMin) : .standard
    }

    var medianGuard: Figure.Protection {
        .basis(threshold: concern == .protection ? protectedMin : openMin)
    }
}

extension Cases {
    /// What is heard at the desks, and which children alone nobody answers for; empty where no request is heard.
    func heard(_ procedure: Procedure) -> [Figure] {
        procedure.heard == nil ? [] : [heardCount(procedure), childrenAlone(procedure)]
    }

    private func heardCount(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            FigureKey("cases.heard.\(code)"),
            title: { t in
                t("Requests that staff heard: {procedure}", ["procedure": procedure.title(t)])
            },
            definition: { t in
                t(
                    "Requests that somebody of the staff heard and wrote down, whatever became of them."
                )
            },
            unit: { t in t("requests") }, source: { t in t("The case files of this installation") },
            direction: .up, protection: procedure.countGuard,
            query: "SELECT COUNT(*) FROM heard_request WHERE procedure = '\(code)'",
            measure: { db, _ in
                .count(
                    try db.count(
                        "SELECT COUNT(*) FROM heard_request WHERE procedure = \(code)"),
                    isDemo: try db.count(
                        """
                        SELECT COUNT(*) FROM heard_request h JOIN kase k ON k.id = h.kase
                        WHERE h.procedure = \(code) AND k.demo = 1
                        """) > 0)
            })
    }

    private func childrenAlone(_ procedure: Procedure) -> Figure {
        let code = procedure.code
        return Figure(
            FigureKey("cases.children-alone.\(code)"),
            title: { t in
                t(
                    "Children alone without a guardian: {procedure}",
                    ["procedure": procedure.title(t)])
            },
            definition: { t in
                t(
                    "Files that are not decided, of a child without an adult who answers for it by law, in which no guardian is named."
                )
            },
            unit: { t in t("files") }, source: { t in t("The case files of this installation") },
            direction: .down, protection: procedure.countGuard,
            query:
                "SELECT COUNT(*) FROM case_clock c JOIN kase k ON k.id = c.kase WHERE k.procedure = '\(code)' AND c.clock = 'guardian'",
            measure: { db, _ in
                .count(
                    try guardianless(code, demoOnly: false, in: db),
                    isDemo: try guardianless(code, demoOnly: true, in: db) > 0)
            })
    }
}

private func guardianless(_ code: String, demoOnly: Bool, in db: Reader) throws -> Int {
    let only: SQL = demoOnly ? "AND k.demo = 1" : ""
    return try db.count(
        """
        SELECT COUNT(*) FROM case_clock c JOIN kase k ON k.id = c.kase
        WHERE k.procedure = \(code) AND c.clock = \(guardianClock) \(only)
        """)
}

/// The clock of a file that runs while a child alone has no guardian.
private let guardianClock = "guardian"
/// A choice of this installation: twice what other figures ask.
private let protectedMin = 10
private let openMin = 5
