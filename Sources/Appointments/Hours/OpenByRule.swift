public import Kernel
import Storage

/// The supervisor of an office says in which weeks its desks open; the first weeks open at once.
struct KeepRule: Sendable {
    let office: LocationID
    let rule: OpeningRule
    let desks: [DeskID]

    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> RuleID {
        guard principal.serves(office), let place = try asks.place(office, db) else {
            throw Refused.notFound
        }
        let own = Set(try Desk.own(at: office, in: db).filter { !$0.isRetired }.map(\.id))
        guard !desks.isEmpty, own.isSuperset(of: desks) else { throw Refused.notFound }
        let id = RuleID.new(at: now)
        try db.run(
            """
            INSERT INTO opening_rule (id, location, weekdays, every_weeks, week_of_month, first_day, last_day,
                from_minute, to_minute, days_ahead)
            VALUES (\(id), \(office), \(rule.weekdayMask), \(rule.weeks.every), \(rule.weeks.ofMonth),
                \(rule.first), \(rule.last), \(rule.minutes.lowerBound), \(rule.minutes.upperBound),
                \(rule.daysAhead.upperBound))
            """)
        for desk in desks {
            try db.run("INSERT INTO opening_rule_desk (rule, desk) VALUES (\(id), \(desk))")
        }
        let kept = KeptRule(id: id, office: office, rule: rule, desks: desks)
        let opened = try OpenByRule(rule: kept, today: place.zone.day(of: now), zone: place.zone)
            .perform(in: db, asks)
        try db.record(
            JournalEvent(
                "opening.rule.kept", subject: KeptRule.subject(id),
                ["location": "\(office)", "desks": String(desks.count), "times": String(opened)]),
            by: principal, at: now)
        return id
    }
}

/// A rule opens nothing more from today on; what it opened stays, and can be booked.
struct EndRule: Sendable {
    let rule: RuleID

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        let kept = try KeptRule.find(rule, for: principal, in: db)
        guard let place = try asks.place(kept.office, db) else { throw Refused.notFound }
        let today = place.zone.day(of: now)
        if kept.rule.last < today { return }
        // A rule that never began ends on its first day, on which it opens nothing any more either.
        let last = max(kept.rule.first, today.adding(days: -1))
        try db.run("UPDATE opening_rule SET last_day = \(last) WHERE id = \(rule)")
        if last >= today { try db.run("DELETE FROM opening_rule_desk WHERE rule = \(rule)") }
        try db.record(
            JournalEvent(
                "opening.rule.ended", subject: KeptRule.subject(rule),
                ["location": "\(kept.office)"]),
            by: principal, at: now)
    }
}

/// Opens the days that a rule lets people book today; run again it adds nothing.
struct OpenByRule: Sendable {
    let rule: KeptRule
    let today: Day
    let zone: Zone

    /// How many times were added.
    @discardableResult
    func perform(in db: Writer, _ asks: Asks) throws -> Int {
        let days = try rule.rule.days(rule.rule.bookable(on: today)).filter {
            try !asks.isDayOff(rule.office, $0, db)
        }
        var added = 0
        for day in days {
            for desk in rule.desks where try isFree(desk, on: day, in: db) {
                added += try OpenDesk(
                    desk: desk, day: day, minutes: rule.rule.minutes, zone: zone
                ).perform(in: db)
            }
        }
        return added
    }

    /// A desk that is open at these hours already, by whatever rule, does not open twice; nor one on a day that a supervisor
    /// closed.
    private func isFree(_ desk: DeskID, on day: Day, in db: Reader) throws -> Bool {
        try db.count(
            """
            SELECT COUNT(*) FROM opening
            WHERE desk = \(desk) AND day = \(day) AND from_minute < \(rule.rule.minutes.upperBound)
                AND to_minute > \(rule.rule.minutes.lowerBound)
            """) == 0
            && db.count(
                """
                SELECT COUNT(*) FROM closure
                WHERE location = \(rule.office) AND (desk IS NULL OR desk = \(desk))
                    AND first_day <= \(day) AND last_day >= \(day)
                """) == 0
    }
}

extension Appointments {
    /// Opens what the rules of all offices let people book today; asked again it adds nothing.
    public func openWeeks(at now: Moment) async throws {
        let asks = self.asks
        let rules = try await database.read { db in
            // A day earlier, for places behind the clock of UTC.
            try KeptRule.all(from: now.utcDay.adding(days: -1), in: db)
        }
        for rule in rules {
            try await database.write { db in
                guard let place = try asks.place(rule.office, db) else { return }
                // It may have been ended meanwhile.
                let left = try KeptRule.all(
                    at: rule.office, from: place.zone.day(of: now), in: db)
                guard let rule = left.first(where: { $0.id == rule.id }) else { return }
                _ = try OpenByRule(
                    rule: rule, today: place.zone.day(of: now), zone: place.zone
                ).perform(in: db, asks)
            }
        }
    }
}
