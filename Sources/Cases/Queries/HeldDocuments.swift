public import Storage

extension Cases {
    /// Which of these documents stand in a file, or wait for it. Nil where no file has any: such a database can tell nothing of a
    /// folder with documents in it, which may be another's.
    public func held(_ digests: [String], in db: Reader) throws -> Set<String>? {
        guard try db.first("SELECT id FROM case_document LIMIT 1") != nil else { return nil }
        let rows = try db.all(
            """
            SELECT digest FROM case_document WHERE digest IN \(list: digests)
            UNION SELECT digest FROM waiting_document WHERE digest IN \(list: digests)
            """)
        return Set(try rows.map { try $0[0] })
    }
}
