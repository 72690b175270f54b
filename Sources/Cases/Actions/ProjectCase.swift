import Kernel
import Storage

extension Case {
    /// Writes what the events amount to into the projection columns; nothing else writes them.
    @discardableResult
    static func project(_ id: CaseID, in db: Writer, _ house: CaseHouse) throws -> Case {
        let kase = try stored(id, in: db)
        let projection = try house.clocks(of: kase).projection(of: kase.history(in: db))
        try db.run(
            """
            UPDATE kase SET state = \(projection.state), turn = \(projection.turn),
                next_date = \(projection.nextDate), decided_at = \(projection.decidedAt),
                outcome = \(projection.outcome)
            WHERE id = \(id)
            """)
        return try stored(id, in: db)
    }

    /// The row of a case that an action has found for its principal, or has just written.
    static func stored(_ id: CaseID, in db: Reader) throws -> Case {
        guard let row = try db.first("SELECT \(Case.columns) FROM kase WHERE id = \(id)") else {
            throw Refused.notFound
        }
        return try Case(row: row)
    }

    /// Records what happened to this case and brings its projection up to date.
    func record(
        _ kind: String, _ payload: some Encodable, by principal: Principal, at now: Moment,
        in db: Writer,
        _ house: CaseHouse
    ) throws {
        try db.record(
            try JournalEvent(kind, subject: Case.subject(id), encoding: payload), by: principal,
            at: now)
        try Case.project(id, in: db, house)
    }
}
