import Kernel
import LegalTime
import Storage

extension Case {
    /// Writes what the events amount to into the projection columns, the rows of the clocks and the sums of boards;
    /// filing apart, nothing else writes them.
    static func project(_ kase: Case, in db: Writer, _ house: CaseHouse) throws {
        let (clocks, history) = (try house.clocks(of: kase), try kase.history(in: db))
        let projection = try clocks.projection(of: history)
        // As it stands in this transaction: what the caller holds may be older.
        let before = try Case.stored(kase.id, in: db).projection
        try db.send(
            """
            UPDATE kase SET state = \(projection.state), turn = \(projection.turn),
                next_date = \(projection.nextDate), decided_at = \(projection.decidedAt),
                outcome = \(projection.outcome), procedure_version = \(history.version)
            WHERE id = \(kase.id)
            """)
        try db.send("DELETE FROM case_clock WHERE kase = \(kase.id)")
        try kase.keep(try clocks.open(of: history), in: db)
        try kase.tally(projection, insteadOf: before, in: db)
        try kase.measure(projection, insteadOf: before, history, in: db, house)
    }

    /// Makes the row of a new case.
    var insertion: SQL {
        """
        INSERT INTO kase (id, reference, procedure, procedure_version, applicant, filed_by, office, office_place,
            municipality, filed_at, demo, state, turn, next_date, decided_at, outcome, apart)
        VALUES (\(id), \(reference), \(procedure), \(procedureVersion), \(applicant), \(filedBy), \(office),
            \(officePlace), \(municipality), \(filedAt), \(isDemo), \(projection.state), \(projection.turn),
            \(projection.nextDate), \(projection.decidedAt), \(projection.outcome), \(recusal?.kept))
        """
    }

    /// Writes the rows of the clocks down, all in one statement, and asks nothing back.
    func keep(_ clocks: [OpenClock], in db: Writer) throws {
        guard let first = clocks.first else { return }
        let rows = clocks.dropFirst().reduce(row(first)) { "\($0), \(row($1))" }
        try db.send(
            """
            INSERT INTO case_clock (kase, at_office, clock, whose, effect, began, ends, avertable, verified)
            VALUES \(rows)
            """)
    }

    private func row(_ clock: OpenClock) -> SQL {
        """
        (\(id), \(office), \(clock.clock), \(clock.whose.rawValue), \(clock.effect.rawValue),
            \(clock.began), \(clock.ends), \(clock.avertable), \(clock.isVerified))
        """
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
