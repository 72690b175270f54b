import Formats
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

/// What a program asks of the service: a table, a page of it, and what narrows it.
struct HSDSQuestion: Sendable {
    let table: HSDSTable
    var page = 1
    var size = 50
    /// Fields that must name a record: `organization_id`, `taxonomy_term_id`.
    var naming: [(field: String, target: String)] = []
    /// Folded words of the name and the description.
    var words: [String] = []

    /// Goes with `FROM hsds_record r`.
    var condition: SQL {
        var all: SQL = "r.kind = \(table.name)"
        for (field, target) in naming {
            all = all + " AND (\(link(field, target)))"
        }
        for word in words {
            let pattern = "% " + word + "%"
            all = all + " AND r.searched LIKE \(pattern)"
        }
        return all
    }

    /// A term stands at an attribute of the record, everything else at the record itself.
    private func link(_ field: String, _ target: String) -> SQL {
        if field == "taxonomy_term_id" {
            return """
                EXISTS (SELECT 1 FROM hsds_link a JOIN hsds_link o ON o.kind = 'attribute' AND o.id = a.id
                    AND o.field = 'link_id' WHERE a.target = \(target) AND a.kind = 'attribute'
                    AND a.field = 'taxonomy_term_id' AND o.target = r.id)
                """
        }
        return """
            EXISTS (SELECT 1 FROM hsds_link l WHERE l.target = \(target) AND l.kind = r.kind AND l.field = \(field)
                AND l.id = r.id)
            """
    }
}
