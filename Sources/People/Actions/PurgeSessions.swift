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

    /// Forgets a batch of addresses that were taken away and are told of nothing more, and says how many.
    @Sendable public func purgeFormerChannels(
        before: Moment, limit: Int, in db: Writer
    ) throws -> Int {
        try db.run(
            """
            DELETE FROM former_channel WHERE id IN
                (SELECT id FROM former_channel WHERE told_until <= \(before) ORDER BY id LIMIT \(limit))
            """)
    }
}
