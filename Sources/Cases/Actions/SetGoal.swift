import Kernel
import Storage

/// A supervisor sets the goal of an office of theirs; it takes the place of the one before, which the journal keeps.
struct SetGoal {
    let office: LocationID
    let goal: Goal

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        guard principal.supervises(office),
            try Tally.offices(seenBy: principal, in: db).contains(office)
        else { throw Refused.notFound }
        if let refusal = goal.refusal(on: house.zone.day(of: now)) { throw refusal }
        try db.run(
            """
            INSERT INTO board_goal (office, target, day, name, at)
            VALUES (\(office), \(goal.target), \(goal.day), \(principal.name), \(now))
            ON CONFLICT (office) DO UPDATE SET target = excluded.target, day = excluded.day,
                name = excluded.name, at = excluded.at
            """)
        let facts = ["target": String(goal.target), "day": "\(goal.day)"]
        try db.record(
            JournalEvent("goal.set", subject: "board/\(office)", facts), by: principal, at: now)
    }
}
