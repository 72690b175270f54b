public import Kernel
import Storage

extension Appointments {
    /// An invented rule that goes on where the invented hours of an office end; asked again it adds nothing.
    public func loadDemoRule(
        at office: LocationID, by supervisor: Principal, at now: Moment
    ) async throws -> [String] {
        let asks = self.asks
        let isNew = try await database.write { db -> Bool in
            guard let place = try asks.place(office, db),
                try db.count("SELECT COUNT(*) FROM opening_rule") == 0,
                let desk = try Desk.all(at: office, in: db).first(where: \.isDemo)
            else { return false }
            let first = place.zone.day(of: now).adding(days: demoDaysOpen)
            let rule = OpeningRule(
                weekdays: [1, 2, 3, 4, 5], rhythm: .everyWeeks(1), first: first,
                last: first.adding(days: demoDays), minutes: demoMorning, stepMinutes: 1,
                bookableDesks: 1, staffedDesks: 1, daysAhead: 0...60)
            try KeepRule(office: office, rule: rule, desks: [desk.id])
                .perform(by: supervisor, at: now, in: db, asks)
            return true
        }
        return isNew ? ["a rule that opens a desk for the next weeks (invented)"] : []
    }
}

/// The invented hours are of six weeks.
private let demoDaysOpen = 42
/// Half a year.
private let demoDays = 182
/// 09:00-12:20.
private let demoMorning = 540..<740
