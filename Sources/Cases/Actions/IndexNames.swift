import Kernel
public import Storage

extension Cases {
    /// Makes members of older files findable by name, a batch at a time; returns how many it took.
    public func indexNames(in db: Writer) throws -> Int {
        let rows = try db.all(
            """
            SELECT m.id, m.kase, m.name, k.office FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.indexed = 0 ORDER BY m.id LIMIT \(indexBatch)
            """)
        for row in rows {
            let (member, kase): (CaseMemberID, CaseID) = (try row[0], try row[1])
            try indexName(try row[2], of: kase, at: try row[3], in: db)
            try db.run("UPDATE case_member SET indexed = 1 WHERE id = \(member)")
        }
        return rows.count
    }
}

/// Keeps the words of a name, so that the file is found by them.
func indexName(
    _ name: String, of kase: CaseID, at office: LocationID, in db: Writer
) throws {
    for word in indexedWords(name) {
        try db.run(
            """
            INSERT INTO case_name (word, kase, at_office) VALUES (\(word), \(kase), \(office))
            ON CONFLICT DO NOTHING
            """)
    }
}

/// Short enough that nobody who files waits for it.
private let indexBatch = 200
