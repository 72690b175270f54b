public import Kernel
public import LegalTime
import Storage

/// A case whose next legal date moved although nothing happened in it: a holiday was declared, or withdrawn.
public struct MovedDate: Sendable, Equatable {
    public let reference: Reference
    public let old: Day?
    public let new: Day?
}

extension Cases {
    /// Derives the next date of every open case anew, from the holidays as they stand now, and writes those that moved.
    ///
    /// The column is kept for lists and order only; what is more than a moved date is a fault, which `rebuild` finds.
    /// A sweep reads every open journal: there is none while the holidays are those of the last whole one.
    public func moveDates(to holidays: HolidayCalendar) async throws -> [MovedDate] {
        // Others than a moment ago here: what this process wrote meanwhile may rest on the old ones.
        let isNewHere = house.calendars.replace(holidays)
        let calendar = database.keys.lookup(holidays.contents, use: "calendar")
        let swept: [UInt8]? = try await database.read { db in
            try db.value("SELECT calendar FROM date_sweep")
        }
        if swept == calendar, !isNewHere { return [] }
        let moved = try await sweep()
        try await database.write { db in
            try db.run(
                """
                INSERT INTO date_sweep (id, calendar) VALUES (1, \(calendar))
                ON CONFLICT (id) DO UPDATE SET calendar = excluded.calendar
                """)
        }
        return moved
    }

    private func sweep() async throws -> [MovedDate] {
        var moved: [MovedDate] = []
        var last = CaseID(0)
        while true {
            let batch = try await database.read { [last] db in try openCases(after: last, in: db) }
            guard let end = batch.last?.id else { return moved }
            let found = try await database.read { db in
                try batch.compactMap { try move(of: $0, in: db).map { ($0, $1) } }
            }
            for (kase, move) in found {
                try await database.write { [house] db in try Case.project(kase, in: db, house) }
                moved.append(move)
            }
            last = end
        }
    }

    private func openCases(after last: CaseID, in db: Reader) throws -> [Case] {
        try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE id > \(last) AND decided_at IS NULL
            ORDER BY id LIMIT \(moveBatch)
            """
        ).map { try Case(row: $0) }
    }

    private func move(of kase: Case, in db: Reader) throws -> (Case, MovedDate)? {
        guard let history = Case.fold(try CaseEvent.all(of: kase.id, in: db)) else { return nil }
        let new = try house.clocks(of: kase).projection(of: history).nextDate
        let old = kase.projection.nextDate
        guard new != old else { return nil }
        return (kase, MovedDate(reference: kase.reference, old: old, new: new))
    }
}

/// As many as are read at once: the journal of each is opened and read.
private let moveBatch = 500
