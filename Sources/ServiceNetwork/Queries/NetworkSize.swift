import Kernel
import Storage

/// How many places of a kind we know, beside how many there are said to be.
struct NetworkSize: Sendable {
    let kind: PlaceKind
    let known: Int
    let total: Int
    let isApproximate: Bool
    let source: String
    let asOf: String?
    let also: String?

    static func all(in db: Reader) throws -> [NetworkSize] {
        try db.all(
            """
            SELECT kind, total, approximate, source, as_of, also,
                (SELECT COUNT(*) FROM location l WHERE l.kind = n.kind AND l.status = 'open') AS known
            FROM network_size n ORDER BY kind
            """
        ).map { row in
            NetworkSize(
                kind: try row["kind"], known: try row["known"], total: try row["total"],
                isApproximate: try row["approximate"], source: try row["source"],
                asOf: try row["as_of"],
                also: try row["also"])
        }
    }

    static func known(_ kind: PlaceKind, in db: Reader) throws -> Int {
        try db.count("SELECT COUNT(*) FROM location WHERE kind = \(kind) AND status = 'open'")
    }
}

/// A telephone line for everybody, wherever they are.
struct ContactLine: Sendable {
    let key: String
    let name: String
    let phone: String?
    let email: String?
    let hours: OpeningHours?
    let languages: Int?
    let source: String

    static func all(in db: Reader) throws -> [ContactLine] {
        try db.all(
            """
            SELECT key, name, phone, email, byday, opens_at, closes_at, languages, source FROM contact_line
            ORDER BY CASE key WHEN 'helpline' THEN 0 ELSE 1 END, key
            """
        ).map { row in
            ContactLine(
                key: try row[0], name: try row[1], phone: try row[2], email: try row[3],
                hours: try openingHours(row[4], row[5], row[6]), languages: try row[7],
                source: try row[8])
        }
    }
}

private func openingHours(_ days: String?, _ opens: Int?, _ closes: Int?) throws -> OpeningHours? {
    guard let days, let opens, let closes else { return nil }
    return OpeningHours(days: days, opens: opens, closes: closes)
}
