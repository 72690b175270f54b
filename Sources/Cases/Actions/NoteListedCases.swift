import Kernel
import Storage

/// Some files went along in a list that somebody at work took: each person reads it beside the other looks.
struct NoteListedCases {
    let cases: [CaseID]
    /// The day at the house: one look a day is enough.
    let day: Day

    /// One statement for a batch of a list.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let first = cases.first else { return }
        let start = row(first, principal, now)
        let rows = cases.dropFirst().reduce(start) { "\($0), \(row($1, principal, now))" }
        try db.run(
            """
            INSERT INTO looked (id, kase, account, name, purpose, at, how, day) VALUES \(rows)
            ON CONFLICT DO NOTHING
            """)
    }

    private func row(_ kase: CaseID, _ principal: Principal, _ now: Moment) -> SQL {
        """
        (\(ID<LookLine>.new(at: now)), \(kase), \(principal.account), \(principal.name), \
        \(Purpose.status), \(now), 'list', \(day))
        """
    }
}
