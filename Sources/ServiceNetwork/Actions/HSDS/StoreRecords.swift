import Formats
import Kernel
import Storage

extension HSDSRecord {
    /// Writes records that may be there already: what is new replaces what was, its links too; the same again is no
    /// change.
    static func store(
        _ records: [HSDSRecord], origin: String, at now: Moment, in db: Writer
    ) throws {
        for record in records { try record.store(origin: origin, at: now, in: db) }
        try DirectorySnapshot.change(in: db)
    }

    /// Writes records of which none is there yet, each with the moment since which it is so; one that another feed
    /// brought stays as it came.
    static func insert(
        _ records: [HSDSRecord], modified: [Moment], origin: String, in db: Writer
    ) throws {
        var rows = ManyRows(
            "hsds_record",
            [
                ("kind", .text), ("id", .text), ("body", .text), ("searched", .text),
                ("origin", .text), ("modified_at", .integer),
            ],
            passesKnown: true)
        var links = ManyRows(
            "hsds_link", [("kind", .text), ("id", .text), ("field", .text), ("target", .text)],
            passesKnown: true)
        for (record, moment) in zip(records, modified) {
            rows.append([
                record.table.stored, record.id.stored, record.body.stored, record.searched.stored,
                origin.stored, moment.stored,
            ])
            for (field, target) in record.links {
                links.append([record.table.stored, record.id.stored, field.stored, target.stored])
            }
        }
        try db.insert(rows)
        try db.insert(links)
    }

    private func store(origin: String, at now: Moment, in db: Writer) throws {
        let before: String? = try db.value(
            "SELECT body FROM hsds_record WHERE kind = \(table) AND id = \(id)")
        let body = self.body
        if before == body { return }
        try db.run(
            """
            INSERT INTO hsds_record (kind, id, body, searched, origin, modified_at)
            VALUES (\(table), \(id), \(body), \(searched), \(origin), \(now))
            ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, searched = excluded.searched,
                modified_at = excluded.modified_at
            """)
        try db.run("DELETE FROM hsds_link WHERE kind = \(table) AND id = \(id)")
        for (field, target) in links {
            try db.run(
                """
                INSERT INTO hsds_link (kind, id, field, target) VALUES (\(table), \(id), \(field), \(target))
                """)
        }
        // What a record names shows it: a service changes with its hours and with its terms.
        let owners = links.map(\.target)
        if !owners.isEmpty {
            try db.run("UPDATE hsds_record SET modified_at = \(now) WHERE id IN \(list: owners)")
        }
    }

    /// Takes away what the house itself wrote of its places, before it writes it anew.
    static func removeAll(origin: String, in db: Writer) throws {
        try db.run(
            """
            DELETE FROM hsds_link WHERE EXISTS (SELECT 1 FROM hsds_record r
                WHERE r.kind = hsds_link.kind AND r.id = hsds_link.id AND r.origin = \(origin))
            """)
        try db.run("DELETE FROM hsds_record WHERE origin = \(origin)")
    }

    /// Its name and description for searching: a blank before each word, so that a word is found by its beginning.
    private var searched: String {
        let text = ["name", "alternate_name", "description"].compactMap { self.text($0) }
        return " " + searchable(text.joined(separator: " "))
    }
}
