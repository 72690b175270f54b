public import Kernel
public import LegalTime
import Storage

extension Cases {
    /// What the silence of the clocks of all open cases brings about: before a day, on it, and within some days.
    public func silences(
        at day: Day, within days: Int
    ) async throws -> SilenceRegister<Reference> {
        // After an upgrade, or where holidays or the law changed, the rows are brought up to date first.
        _ = try await moveDates(to: house.calendars.holidays)
        let entries = try await database.read { db in
            try db.all(
                """
                SELECT kase.reference, clock, effect, whose, ends, avertable, verified
                FROM case_clock JOIN kase ON kase.id = case_clock.kase
                WHERE effect <> 'none' AND avertable < \(day.adding(days: days)) ORDER BY avertable, kase.id
                """
            ).map { try SilenceRegister<Reference>.Entry(row: $0) }
        }
        return SilenceRegister(entries: entries, at: day, within: days)
    }
}

extension SilenceRegister<Reference>.Entry {
    fileprivate init(row: Row) throws {
        self.init(
            id: try row[0], rule: try row[1], effect: try row.word(2), whose: try row.word(3),
            end: try row[4], last: try row[5], isVerified: try row[6])
    }
}
