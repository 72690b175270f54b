import Kernel
import Storage

extension BoardQuestion {
    /// Who has which case, those taken first in front; a file in which somebody has no part is in none of their lists.
    func takes(in db: Reader) throws -> [DeskBoard.Held] {
        let own: SQL = " AND \(principal.mayWork(on: "kase.id"))"
        return try db.all(
            """
            SELECT kase.reference, at_office, taker, taken_at, acted_at
            FROM case_take JOIN kase ON kase.id = case_take.kase
            WHERE \(offices("at_office")) AND acted_at > \(Take.lapsed(at: now))\(own)
            ORDER BY taken_at, case_take.kase LIMIT \(boardRows)
            """
        ).map { row in
            DeskBoard.Held(
                reference: try row[0], office: try row[1], name: try row[2], takenAt: try row[3],
                actedAt: try row[4])
        }
    }

    /// What such files add to the sums of an office: it is taken off for whom they are closed to.
    func hidden(_ kind: Tally.Kind, in db: Reader) throws -> [Tally] {
        try db.all(
            """
            SELECT \(Case.columns) FROM kase
            WHERE apart > '' AND NOT (\(principal.takesPart())) AND \(offices("office"))
            """
        ).flatMap { row -> [Tally] in
            let kase = try Case(row: row)
            return kase.tallies(kase.projection).filter { $0.kind == kind }
        }
    }
}
