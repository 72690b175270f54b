public import Kernel
public import Storage

/// Keeps counts that another compartment hands on, once, for as long as the contract says.
public struct ReceiveDelivery: Sendable {
    let delivery: Delivery

    public init(_ delivery: Delivery) {
        self.delivery = delivery
    }

    /// The rows that are not here yet or have another count; what was purged never comes back.
    public func missing(in db: Reader) throws -> [Delivery.Row] {
        try delivery.rows.filter { row in
            let known = try db.first(
                """
                SELECT amount, purged_at FROM received_row
                WHERE flow = \(delivery.flow) AND row_hash = \(hash(row, in: db))
                """)
            guard let known else { return true }
            let amount: Int? = try known[0]
            let purged: Moment? = try known[1]
            return purged == nil && amount != row.count
        }
    }

    /// Returns how many rows were new. A row that is here keeps its last day: nothing is kept longer by
    /// coming again.
    @discardableResult
    public func perform(at now: Moment, in db: Writer) throws -> Int {
        let rows = try missing(in: db)
        for row in rows {
            try db.run(
                """
                INSERT INTO received_row (flow, row_hash, version, fields, month, amount, received_at, keep_until)
                VALUES (\(delivery.flow), \(hash(row, in: db)), \(delivery.version), \(row.text),
                    \(row.values["month"]), \(row.count), \(now), \(delivery.keepUntil))
                ON CONFLICT (flow, row_hash) DO UPDATE SET version = excluded.version, amount = excluded.amount,
                    received_at = excluded.received_at
                """)
        }
        if !rows.isEmpty {
            let facts = [
                "version": String(delivery.version), "rows": String(rows.count),
                "keep-until": delivery.keepUntil.description,
            ]
            try db.record(
                JournalEvent("flow.received", subject: "flow/\(delivery.flow)", facts), by: .house,
                at: now)
        }
        return rows.count
    }

    private func hash(_ row: Delivery.Row, in db: Reader) -> [UInt8] {
        db.keys.lookup(row.text, use: "received-row")
    }
}

/// Forgets what is past its last day.
public struct PurgeReceived: Sendable {
    let day: Day

    public init(on day: Day) {
        self.day = day
    }

    /// Returns how many rows were forgotten.
    @discardableResult
    public func perform(at now: Moment, in db: Writer) throws -> Int {
        let flows = try db.all(
            """
            SELECT flow, COUNT(*) FROM received_row WHERE keep_until < \(day) AND purged_at IS NULL
            GROUP BY flow ORDER BY flow
            """)
        for row in flows {
            let (flow, count): (String, Int) = (try row[0], try row[1])
            try db.run(
                """
                UPDATE received_row SET fields = NULL, month = NULL, amount = NULL, purged_at = \(now)
                WHERE flow = \(flow) AND keep_until < \(day) AND purged_at IS NULL
                """)
            try db.record(
                JournalEvent(
                    "flow.purged", subject: "flow/\(flow)", ["rows": String(count)]),
                by: .house, at: now)
        }
        return try flows.reduce(0) { sum, row in
            let count: Int = try row[1]
            return sum + count
        }
    }
}
