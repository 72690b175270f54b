public import Kernel
public import Storage

extension Observatory {
    /// Days after which a file that nobody stored is let go: a choice of this house, said on the page.
    public static let draftDays: Int64 = 30

    /// Forgets files that were brought before a moment and were never stored, with all that was read of them; answers how
    /// many. What is being stored stays.
    public func purgeDrafts(before: Moment, limit: Int, in db: Writer) throws -> Int {
        let old: SQL =
            """
            SELECT id FROM import_draft WHERE at < \(before) AND state IN ('reading', 'checked')
            ORDER BY at, id LIMIT \(limit)
            """
        try db.run("DELETE FROM import_piece WHERE draft IN (\(old))")
        return try db.run("DELETE FROM import_draft WHERE id IN (\(old))")
    }
}
