public import Kernel

/// What serves nothing any more goes; lines of the journal never do. Each takes a batch and says how many went.
extension Writer {
    /// Forgets keys and answers of requests that were answered before a moment: a key sent again after that
    /// is a new request.
    public func purgeAnswered(before: Moment, limit: Int) throws -> Int {
        let old: SQL =
            "SELECT key FROM answered WHERE at < \(before) ORDER BY at, key LIMIT \(limit)"
        try run("DELETE FROM asked WHERE key IN (\(old))")
        return try run("DELETE FROM answered WHERE key IN (\(old))")
    }

    /// Forgets messages that were delivered before a moment; what waits or fails stays, however old.
    public func purgeDelivered(before: Moment, limit: Int) throws -> Int {
        try run(
            """
            DELETE FROM outbox WHERE id IN
                (SELECT id FROM outbox WHERE done < \(before) ORDER BY done, due, id LIMIT \(limit))
            """)
    }
}
