public import Kernel
public import Storage

extension People {
    /// Forgets a batch of sessions whose time ran out before a moment, ended or not, and says how many: one
    /// that its owner ended early waits until its time would have run out (at most 12 hours more).
    @Sendable public func purgeSessions(before: Moment, limit: Int, in db: Writer) throws -> Int {
        try db.run(
            """
            DELETE FROM session WHERE id IN
                (SELECT id FROM session WHERE expires < \(before) ORDER BY expires, id LIMIT \(limit))
            """)
    }
}
