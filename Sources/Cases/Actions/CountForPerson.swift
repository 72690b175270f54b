public import Kernel
public import Storage

/// Counts what comes for a person on a day. One statement that reads nothing else: on PostgreSQL two who file at once
/// do not meet in it, and however many forms arrive together, none passes the limit.
struct CountForPerson {
    let person: PersonID
    let day: Day

    /// One more request of theirs.
    func addFile(in db: Writer) throws {
        let counted = try db.run(
            """
            INSERT INTO person_day (person, day, files) VALUES (\(person), \(day), 1)
            ON CONFLICT (person, day) DO UPDATE SET files = person_day.files + 1
                WHERE person_day.files < \(PersonLimit.filesPerDayMax)
            """)
        if counted == 0 { throw LimitRefusal.tooManyToday }
    }

    /// Bytes of a document that they, or somebody for them, handed in.
    func add(bytes: Int, in db: Writer) throws {
        let counted = try db.run(
            """
            INSERT INTO person_day (person, day, bytes) VALUES (\(person), \(day), \(bytes))
            ON CONFLICT (person, day) DO UPDATE SET bytes = person_day.bytes + \(bytes)
                WHERE person_day.bytes + \(bytes) <= \(PersonLimit.bytesPerDayMax)
            """)
        if counted == 0 { throw LimitRefusal.bytesToday }
    }
}

extension CaseHouse {
    /// Refuses one more request of a kind where its person has as many as may be open. Asked before the write: what a
    /// new file would ask of the old ones is no part of its transaction.
    func admitFiling(_ procedure: String, of person: PersonID, in db: Reader) throws {
        // A complaint about how one was treated waits for no other.
        if try self.procedure(procedure).recusal != nil { return }
        if try neighbours.isInvented(person, db) { return }
        let open = try db.count(
            """
            SELECT COUNT(*) FROM kase
            WHERE applicant = \(person) AND procedure = \(procedure) AND decided_at IS NULL
            """)
        if let refusal = PersonLimit.filingRefusal(open: open) { throw refusal }
    }

    /// Counts a request that was filed today.
    func countFiling(of person: PersonID, at now: Moment, in db: Writer) throws {
        if try neighbours.isInvented(person, db) { return }
        try CountForPerson(person: person, day: zone.day(of: now)).addFile(in: db)
    }

    /// Refuses a document that is too much for its file, or for its person's day; asked before its bytes go to the disk.
    func admitBytes(_ bytes: Int, to kase: Case, at now: Moment, in db: Reader) throws {
        if kase.isDemo { return }
        let held =
            try db.count(
                "SELECT COALESCE(SUM(bytes), 0) FROM case_document WHERE kase = \(kase.id)")
            + db.count(
                "SELECT COALESCE(SUM(bytes), 0) FROM waiting_document WHERE kase = \(kase.id)")
        let today = try db.count(
            """
            SELECT bytes FROM person_day
            WHERE person = \(kase.applicant) AND day = \(zone.day(of: now))
            """)
        let refusal = PersonLimit.bytesRefusal(bytes, today: today, held: held)
        if let refusal { throw refusal }
    }

    /// Counts a document that its person, or somebody in their place, handed in today.
    func countBytes(_ bytes: Int, of kase: Case, at now: Moment, in db: Writer) throws {
        if kase.isDemo { return }
        try CountForPerson(person: kase.applicant, day: zone.day(of: now))
            .add(bytes: bytes, in: db)
    }
}

extension Cases {
    /// Forgets a batch of what came on days before that of a moment, and says how many.
    public func purgePersonDays(before: Moment, limit: Int, in db: Writer) throws -> Int {
        let day = house.zone.day(of: before)
        return try db.run(
            """
            DELETE FROM person_day WHERE (person, day) IN
                (SELECT person, day FROM person_day WHERE day < \(day)
                    ORDER BY day, person LIMIT \(limit))
            """)
    }
}
