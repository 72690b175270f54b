public import Kernel
public import LegalTime
import Storage

/// A legal date of a case that moved although nothing happened in it: a holiday was declared, or withdrawn.
public struct MovedDate: Sendable, Equatable {
    public let reference: Reference
    /// The clock, by its name in the procedure's file.
    public let clock: String
    public let old: Day?
    public let new: Day?
    /// The holidays and declarations that moved it; empty where they changed while the house was closed, and where
    /// the rule changed.
    public let why: [ClockChange.Reason]
}

extension Cases {
    /// Derives the clocks of every open case anew, from the holidays as they stand now, and writes those that moved.
    ///
    /// Rows and columns are kept for lists and order only; what is more than a moved date is a fault, which `rebuild`
    /// finds. A sweep reads every open journal: there is none while holidays and rules are those of the last whole one.
    public func moveDates(to holidays: HolidayCalendar) async throws -> [MovedDate] {
        // Others than a moment ago here: what this process wrote meanwhile may rest on the old ones.
        let old = house.calendars.replace(holidays)
        let basis = holidays.contents + "\n" + house.policy.clockContents
        let calendar = database.keys.lookup(basis, use: "calendar")
        let swept: [UInt8]? = try await database.read { db in
            try db.value("SELECT calendar FROM date_sweep")
        }
        if swept == calendar, old == nil { return [] }
        let moved = try await sweep(from: old ?? house.calendars)
        if swept == nil { try await keepEndings() }
        try await database.write { db in
            try db.run(
                """
                INSERT INTO date_sweep (id, calendar) VALUES (1, \(calendar))
                ON CONFLICT (id) DO UPDATE SET calendar = excluded.calendar
                """)
        }
        return moved
    }

    private func sweep(from old: OfficeCalendars) async throws -> [MovedDate] {
        var moved: [MovedDate] = []
        var last = CaseID(0)
        while true {
            let batch = try await database.read { [last] db in try openCases(after: last, in: db) }
            guard let end = batch.last?.id else { return moved }
            let found = try await database.read { db in
                try batch.compactMap { kase in
                    try moves(of: kase, from: old, in: db).map { (kase, $0) }
                }
            }
            for start in stride(from: 0, to: found.count, by: movesAtOnce) {
                let some = Array(found[start..<min(start + movesAtOnce, found.count)])
                try await database.write { [house] db in
                    for (kase, _) in some { try Case.project(kase, in: db, house) }
                }
                moved += some.flatMap { $0.1 }
            }
            last = end
        }
    }

    /// Cases in which somebody has to act yet, some at a time.
    func openCases(after last: CaseID, in db: Reader) throws -> [Case] {
        try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE id > \(last) AND turn <> 'none'
            ORDER BY id LIMIT \(moveBatch)
            """
        ).map { try Case(row: $0) }
    }

    /// The dates of a case that are not those of its rows; nil where all is as it was written.
    private func moves(
        of kase: Case, from calendars: OfficeCalendars, in db: Reader
    ) throws -> [MovedDate]? {
        guard let history = Case.fold(try CaseEvent.all(of: kase.id, in: db)) else { return nil }
        let clocks = try house.clocks(of: kase)
        let (stored, derived) = (
            try OpenClock.all(of: kase.id, in: db), try clocks.open(of: history)
        )
        let next = try clocks.next(of: history)?.derivation
        if stored == derived, try clocks.projection(of: history) == kase.projection { return nil }
        let before = CaseClocks(
            procedure: clocks.procedure, zone: clocks.zone,
            calendar: calendars.at(kase.officePlace, office: kase.office))
        var kept = Dictionary(uniqueKeysWithValues: stored.map { ($0.clock, $0.ends) })
        // Where no release before kept rows, the date of the case is all that can have moved.
        if stored.isEmpty, let next {
            kept.updateValue(kase.projection.nextDate, forKey: next.rule.name)
        }
        return try derived.compactMap { clock in
            guard let old = kept[clock.clock], old != clock.ends else { return nil }
            return MovedDate(
                reference: kase.reference, clock: clock.clock, old: old, new: clock.ends,
                why: try before.why(clock.clock, moves: clocks, history))
        }
    }
}

extension CaseClocks {
    /// The days for which a clock ends elsewhere with other calendars.
    fileprivate func why(
        _ name: String, moves now: CaseClocks, _ history: CaseHistory
    ) throws -> [ClockChange.Reason] {
        ClockChange.days(
            from: calendar, to: now.calendar,
            try clock(name, of: history, on: WorkingCalendar.last)?.derivation,
            try now.clock(name, of: history, on: WorkingCalendar.last)?.derivation)
    }
}

/// As many as are read at once: the journal of each is opened and read.
private let moveBatch = 500
/// Fewer commits, and short enough that nobody who acts waits for one.
private let movesAtOnce = 50
