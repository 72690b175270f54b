import Kernel
import LegalTime
import Storage

extension Case {
    /// Writes what the events amount to into the projection columns, the rows of the clocks and the sums of boards;
    /// filing apart, nothing else writes them. The class is that of the day of the event; of no event, of the day before.
    ///
    /// Returns whether the case has come to a stage at which a step waits for a visit.
    @discardableResult
    static func project(
        _ kase: Case, on day: Day? = nil, in db: Writer, _ house: CaseHouse
    ) throws -> Bool {
        let (clocks, history) = (try house.clocks(of: kase), try kase.history(in: db))
        let projection = try clocks.projection(of: history)
        // As it stands in this transaction: what the caller holds may be older.
        let before = try Case.stored(kase.id, in: db).projection
        let open = try clocks.open(of: history)
        let last = try day ?? CaseRank.stored(of: kase.id, in: db)?.on
        let rank = try house.rank(
            history, clocks, open, on: last ?? house.zone.day(of: kase.filedAt))
        try db.send(
            """
            UPDATE kase SET state = \(projection.state), turn = \(projection.turn),
                next_date = \(projection.nextDate), decided_at = \(projection.decidedAt),
                outcome = \(projection.outcome), procedure_version = \(history.version),
                priority = \(rank.priority), office_date = \(rank.officeDate), ranked_on = \(rank.on)
            WHERE id = \(kase.id)
            """)
        try db.send("DELETE FROM case_clock WHERE kase = \(kase.id)")
        try kase.keep(open, in: db)
        try kase.tally(projection, insteadOf: before, in: db)
        try kase.measure(projection, insteadOf: before, history, in: db, house)
        let awaits = { clocks.procedure.visitStep(at: $0) != nil }
        return awaits(projection.state) && !awaits(before.state)
    }

    /// Writes the rows of the clocks down, all in one statement, and asks nothing back.
    func keep(_ clocks: [OpenClock], in db: Writer) throws {
        if clocks.isEmpty { return }
        var rows = ManyRows.clocks
        for clock in clocks { rows.append(values(of: clock)) }
        try db.send(rows.statement())
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
        if try Case.project(self, on: house.zone.day(of: now), in: db, house) {
            try house.neighbours.visitNeeded(id, db, now)
        }
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
