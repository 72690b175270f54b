import Kernel
import Storage

extension Take {
    /// Who has a case, or had it last without giving it back; nil where nobody did.
    static func of(_ kase: CaseID, in db: Reader) throws -> Take? {
        try db.first(
            "SELECT taken_by, taker, taken_at, acted_at FROM case_take WHERE kase = \(kase)"
        ).map { row in
            Take(
                account: try row[0], name: try row[1], takenAt: try row[2], actedAt: try row[3])
        }
    }
}
