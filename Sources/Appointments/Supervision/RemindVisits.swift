public import Kernel
import Storage

/// Reminds people of a visit in the two days before it, once, unless it was booked only a day ago.
struct RemindVisits: Sendable {
    /// How many were reminded; asked again it reminds nobody twice.
    func perform(at now: Moment, in db: Writer, _ asks: Asks) throws -> Int {
        let due = try db.all(
            """
            SELECT \(Visit.columns) FROM visit
            WHERE state = 'booked' AND start > \(now.adding(seconds: latestSeconds))
                AND start <= \(now.adding(seconds: earliestSeconds)) AND created <= \(now.adding(seconds: -freshSeconds))
                AND NOT EXISTS (SELECT 1 FROM visit_reminder r WHERE r.visit = visit.id)
            ORDER BY start, id LIMIT \(remindedMax)
            """
        ).map(Visit.init(row:))
        // Of several counters the first one is where they have to be.
        let begins = try VisitLeg.begins(of: due.map(\.id), in: db)
        for visit in due {
            let isNew = try db.run(
                """
                INSERT INTO visit_reminder (visit, at) VALUES (\(visit.id), \(now)) ON CONFLICT (visit) DO NOTHING
                """)
            guard isNew == 1, let place = try asks.place(visit.location, db) else { continue }
            let news = VisitNews(
                visit: visit.id, kase: visit.caseID, start: begins[visit.id] ?? visit.start,
                zone: place.zone, reason: nil)
            try asks.day.reminded(news, now, db)
        }
        return due.count
    }
}

extension Appointments {
    /// Reminds whoever has a visit soon; asked again it reminds nobody twice.
    public func remindVisits(at now: Moment) async throws {
        let asks = self.asks
        var count = remindedMax
        while count == remindedMax {
            count = try await database.write { db in
                try RemindVisits().perform(at: now, in: db, asks)
            }
        }
    }
}

/// Two days before, and not later than two hours before; who booked within the last day knows it still.
private let earliestSeconds: Int64 = 2 * 86_400
private let latestSeconds: Int64 = 2 * 3_600
private let freshSeconds: Int64 = 86_400
/// A transaction that keeps nobody waiting.
private let remindedMax = 100
