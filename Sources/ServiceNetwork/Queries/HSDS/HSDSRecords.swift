import Formats
import Kernel
import Storage

extension HSDSRecord {
    init(row: Row) throws {
        let body: String = try row["body"]
        self.init(try row["kind"], try row["id"])
        values = try JSON.parse(Array(body.utf8), file: "hsds_record").objectValue ?? [:]
    }

    static func find(_ table: String, _ id: String, in db: Reader) throws -> HSDSRecord? {
        try db.first("SELECT kind, id, body FROM hsds_record WHERE kind = \(table) AND id = \(id)")
            .map(HSDSRecord.init)
    }

    /// One page of a table in the order of its identifiers, and how many records there are.
    static func page(
        _ question: HSDSQuestion, in db: Reader
    ) throws -> (
        records: [HSDSRecord], count: Int
    ) {
        let condition = question.condition
        let count = try db.count("SELECT COUNT(*) FROM hsds_record r WHERE \(condition)")
        let records = try db.all(
            """
            SELECT r.kind, r.id, r.body FROM hsds_record r WHERE \(condition) ORDER BY r.id
            LIMIT \(question.size) OFFSET \((question.page - 1) * question.size)
            """
        ).map(HSDSRecord.init)
        return (records, count)
    }

    /// The records of some tables that name one of some owners, in one question.
    static func under(
        _ owners: [String], _ nests: [HSDSNest], in db: Reader
    ) throws -> [(field: String, owner: String, record: HSDSRecord)] {
        let (tables, fields) = (Set(nests.map(\.table)).sorted(), Set(nests.map(\.field)).sorted())
        if owners.isEmpty || nests.isEmpty { return [] }
        return try db.all(
            """
            SELECT r.kind, r.id, r.body, l.field, l.target
            FROM hsds_link l JOIN hsds_record r ON r.kind = l.kind AND r.id = l.id
            WHERE l.target IN \(list: owners) AND l.kind IN \(list: tables) AND l.field IN \(list: fields)
            ORDER BY r.kind, r.id
            """
        ).map { (try $0["field"], try $0["target"], try HSDSRecord(row: $0)) }
    }

    static func named(_ table: String, _ ids: [String], in db: Reader) throws -> [HSDSRecord] {
        ids.isEmpty
            ? []
            : try db.all(
                "SELECT kind, id, body FROM hsds_record WHERE kind = \(table) AND id IN \(list: ids)"
            ).map(HSDSRecord.init)
    }
}

/// A record with nothing but since when it is as it is.
struct HSDSMinimal: Sendable {
    let id: String
    let modified: Moment

    /// All at once, so that a program can tell in one question what it must ask for again.
    static func all(_ question: HSDSQuestion, in db: Reader) throws -> [HSDSMinimal] {
        try db.all(
            """
            SELECT r.id, r.modified_at FROM hsds_record r WHERE \(question.condition) ORDER BY r.id
            LIMIT \(minimalMax)
            """
        ).map { HSDSMinimal(id: try $0[0], modified: try $0[1]) }
    }
}

/// More services than a country has for this; a bound all the same.
private let minimalMax = 100_000
