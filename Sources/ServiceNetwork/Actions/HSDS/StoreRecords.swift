import Formats
import Storage

extension HSDSRecord {
    /// Writes records that may be there already: what is new replaces what was, its links too.
    static func store(_ records: [HSDSRecord], origin: String, in db: Writer) throws {
        for record in records { try record.store(origin: origin, in: db) }
        try DirectorySnapshot.change(in: db)
    }

    /// Writes records of which none is there yet; one that another feed brought stays as it came.
    static func insert(_ records: [HSDSRecord], origin: String, in db: Writer) throws {
        var rows = ManyRows(
            "hsds_record",
            [
                ("kind", .text), ("id", .text), ("body", .text), ("searched", .text),
                ("origin", .text),
            ],
            passesKnown: true)
        var links = ManyRows(
            "hsds_link", [("kind", .text), ("id", .text), ("field", .text), ("target", .text)],
            passesKnown: true)
        for record in records {
            rows.append([
                record.table.stored, record.id.stored, record.body.stored, record.searched.stored,
                origin.stored,
            ])
            for (field, target) in record.links {
                links.append([record.table.stored, record.id.stored, field.stored, target.stored])
            }
        }
        try db.insert(rows)
        try db.insert(links)
    }

    private func store(origin: String, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO hsds_record (kind, id, body, searched, origin)
            VALUES (\(table), \(id), \(body), \(searched), \(origin))
            ON CONFLICT (kind, id) DO UPDATE SET body = excluded.body, searched = excluded.searched
            """)
        try db.run("DELETE FROM hsds_link WHERE kind = \(table) AND id = \(id)")
        for (field, target) in links {
            try db.run(
                """
                INSERT INTO hsds_link (kind, id, field, target) VALUES (\(table), \(id), \(field), \(target))
                """)
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
