import Kernel
import Storage

extension Take {
    private static let columns: SQL = "taken_by, taker, taken_at, acted_at"

    /// Reads `columns` from where they begin in a row.
    private init(row: Row, from start: Int = 0) throws {
        self.init(
            account: try row[start], name: try row[start + 1], takenAt: try row[start + 2],
            actedAt: try row[start + 3])
    }

    /// Who has a case, or had it last without giving it back; nil where nobody did.
    static func of(_ kase: CaseID, in db: Reader) throws -> Take? {
        try db.first("SELECT \(columns) FROM case_take WHERE kase = \(kase)")
            .map { try Take(row: $0) }
    }

    /// The same for the page of a case, with how many pairs of its people and others wait to be told apart, of those
    /// that its reader may see.
    static func aheadWithPairs(
        of kase: CaseID, for principal: Principal, in db: Reader
    ) throws -> Ahead<(take: Take?, pairs: Int)> {
        let pairs = DuplicateList(kase: kase).counted(principal)
        return try db.ahead(
            """
            SELECT (\(pairs)) AS pairs, \(columns)
            FROM kase LEFT JOIN case_take ON case_take.kase = kase.id
            WHERE kase.id = \(kase) AND \(principal.mayRead())
            """
        ) { rows in
            guard let row = rows.first else { return (nil, 0) }
            let account: AccountID? = try row[1]
            return (try account.map { _ in try Take(row: row, from: 1) }, try row[0])
        }
    }
}
