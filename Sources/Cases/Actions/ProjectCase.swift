import Kernel
import Storage

extension Case {
    /// Writes what the events amount to into the projection columns; filing apart, nothing else writes them.
    static func project(_ kase: Case, in db: Writer, _ house: CaseHouse) throws {
        let projection = try house.clocks(of: kase).projection(of: kase.history(in: db))
        try db.run(
            """
            UPDATE kase SET state = \(projection.state), turn = \(projection.turn),
                next_date = \(projection.nextDate), decided_at = \(projection.decidedAt),
                outcome = \(projection.outcome)
            WHERE id = \(kase.id)
            """)
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
        try note(kind, payload, by: principal, at: now, in: db)
        try Case.project(self, in: db, house)
    }

    /// Records what moves neither state nor clock, such as a letter that was made: the projection stays.
    func note(
        _ kind: String, _ payload: some Encodable, by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try db.record(
            try JournalEvent(kind, subject: Case.subject(id), encoding: payload), by: principal,
            at: now)
    }
}
