import Kernel
import Storage

/// Those who keep the register note that somebody was trained.
struct NoteTraining {
    let account: AccountID
    let kind: String
    let body: String
    let day: Day
    let validUntil: Day?
    var isDemo = false

    @discardableResult
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> TrainingID {
        guard Training.mayKeep(person) else { throw Refused.notFound }
        if account == person.account {
            throw Refused(.forbidden, "Somebody else notes what you were trained in.")
        }
        if let refusal = refusal(on: now.utcDay) { throw refusal }
        return try store(by: person, at: now, in: db)
    }

    /// Why it cannot have been so, or nil.
    func refusal(on today: Day) -> Refused? {
        // A day ahead in UTC may be today at the place.
        if day > today.adding(days: 1) {
            return Refused(.invalid, "A training is noted when it is over.")
        }
        guard let validUntil, validUntil < day else { return nil }
        return Refused(.invalid, "It cannot end before the training itself.")
    }

    func store(by person: Principal, at now: Moment, in db: Writer) throws -> TrainingID {
        let id = TrainingID.new(at: now)
        try db.run(
            """
            INSERT INTO staff_training (id, account, kind, body, day, valid_until, noted_by, noted_at, demo)
            VALUES (\(id), \(account), \(kind), \(body), \(day), \(validUntil), \(person.name), \(now), \(isDemo))
            """)
        try db.record(
            JournalEvent(
                "training.noted", subject: "training/\(account)",
                ["training": "\(id)", "kind": kind]), by: person, at: now)
        return id
    }
}

/// A training that was noted by mistake is taken back; that it stood there stays in the journal.
struct WithdrawTraining {
    let training: TrainingID

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        let found = try Training.all(for: person, in: db).first { $0.id == training }
        guard let found else { throw Refused.notFound }
        if found.account == person.account {
            throw Refused(.forbidden, "Somebody else notes what you were trained in.")
        }
        try db.run("UPDATE staff_training SET withdrawn_at = \(now) WHERE id = \(training)")
        try db.record(
            JournalEvent(
                "training.withdrawn", subject: "training/\(found.account)",
                ["training": "\(training)"]), by: person, at: now)
    }
}
