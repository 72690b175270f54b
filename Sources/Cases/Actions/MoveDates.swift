public import Kernel
public import LegalTime
import Storage

/// A case whose next legal date moved although nothing happened in it: a holiday was declared, or withdrawn.
public struct MovedDate: Sendable, Equatable {
    public let reference: Reference
    public let old: Day?
    public let new: Day?
    /// The holidays and declarations that moved it; empty where they changed while the house was closed.
    public let why: [ClockChange.Reason]
}

extension Cases {
    /// Derives the next date of every open case anew, from the holidays as they stand now, and writes those that moved.
    ///
    /// The column is kept for lists and order only; what is more than a moved date is a fault, which `rebuild` finds.
    /// A sweep reads every open journal: there is none while the holidays are those of the last whole one.
    public func moveDates(to holidays: HolidayCalendar) async throws -> [MovedDate] {
        // Others than a moment ago here: what this process wrote meanwhile may rest on the old ones.
        let old = house.calendars.replace(holidays)
        let calendar = database.keys.lookup(holidays.contents, use: "calendar")
        let swept: [UInt8]? = try await database.read { db in
            try db.value("SELECT calendar FROM date_sweep")
        }
        if swept == calendar, old == nil { return [] }
        let moved = try await sweep(from: old ?? house.calendars)
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
                try batch.compactMap { try move(of: $0, from: old, in: db).map { ($0, $1) } }
            }
            for (kase, move) in found {
                try await database.write { [house] db in try Case.project(kase, in: db, house) }
                moved.append(move)
            }
            last = end
        }
    }

    /// Cases without a decision, some at a time.
    func openCases(after last: CaseID, in db: Reader) throws -> [Case] {
        try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE id > \(last) AND decided_at IS NULL
            ORDER BY id LIMIT \(moveBatch)
            """
        ).map { try Case(row: $0) }
    }

    private func move(
        of kase: Case, from calendars: OfficeCalendars, in db: Reader
    ) throws -> (Case, MovedDate)? {
        guard let history = Case.fold(try CaseEvent.all(of: kase.id, in: db)) else { return nil }
        let clocks = try house.clocks(of: kase)
        let new = try clocks.projection(of: history).nextDate
        let old = kase.projection.nextDate
        guard new != old else { return nil }
        let place = clocks.calendar.place
        let before = CaseClocks(
            procedure: clocks.procedure, zone: clocks.zone, calendar: calendars.at(place))
        let why = ClockChange.days(
            from: before.calendar, to: clocks.calendar,
            try before.next(of: history)?.derivation, try clocks.next(of: history)?.derivation)
        return (kase, MovedDate(reference: kase.reference, old: old, new: new, why: why))
    }
}

/// As many as are read at once: the journal of each is opened and read.
private let moveBatch = 500
