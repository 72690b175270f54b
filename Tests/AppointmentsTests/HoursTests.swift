import Formats
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

@Suite struct HoursTests {
    private func rule(
        _ weekdays: Set<Int>, from first: Day = tomorrow, days: Int = 60, ahead: Int = 7,
        minutes: Range<Int> = 840..<900
    ) -> OpeningRule {
        OpeningRule(
            weekdays: weekdays, rhythm: .everyWeeks(1), first: first,
            last: first.adding(days: days), minutes: minutes, stepMinutes: 1, bookableDesks: 1,
            staffedDesks: 1, daysAhead: 0...ahead)
    }

    private func keep(
        _ rule: OpeningRule, _ sample: Sample, by principal: Principal = carla,
        asks: Asks = Sample.asks, at now: Moment = noon
    ) async throws -> RuleID {
        try await sample.database.write { db in
            try KeepRule(office: lisbonCentre, rule: rule, desks: [DeskID(1)])
                .perform(by: principal, at: now, in: db, asks)
        }
    }

    private func slots(_ sample: Sample) async throws -> Int {
        try await sample.database.read { db in try db.count("SELECT COUNT(*) FROM slot") }
    }

    private func busy(
        _ text: String, _ sample: Sample, at now: Moment = noon
    ) async throws -> BusyReport {
        let report = try await sample.room.importBusyTimes(
            Array(text.utf8), file: "staff.ics", office: lisbonCentre, desk: "Desk 1",
            zones: { _ in nil }, at: now)
        return try #require(report)
    }

    /// The sample's tomorrow is a Tuesday; its desk opens for 20-minute times.
    @Test(arguments: Engine.underTest)
    func `a rule opens the days that can be booked today, and more as days pass`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        #expect(tomorrow.weekday == 2)
        // Wednesday and Thursday of this week, and none of the next, which is 8 days away.
        let id = try await keep(rule([3, 4], ahead: 7), sample)
        #expect(try await slots(sample) == 10 + 2 * 3)
        try await sample.room.openWeeks(at: noon)
        #expect(try await slots(sample) == 10 + 2 * 3)
        // Two days on, the next Wednesday can be booked.
        try await sample.room.openWeeks(at: noon.adding(seconds: 2 * 86_400))
        #expect(try await slots(sample) == 10 + 3 * 3)
        try await sample.database.write { db in
            try EndRule(rule: id).perform(
                by: carla, at: noon.adding(seconds: 2 * 86_400), in: db, Sample.asks)
        }
        try await sample.room.openWeeks(at: noon.adding(seconds: 20 * 86_400))
        #expect(try await slots(sample) == 10 + 3 * 3)
        let kinds = try await sample.database.read { db in
            try db.journal(of: KeptRule.subject(id)).map(\.kind)
        }
        #expect(kinds == ["opening.rule.kept", "opening.rule.ended"])
    }

    @Test(arguments: Engine.underTest)
    func `a rule opens nothing on a day off, and no desk twice at once`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        var asks = Sample.asks
        asks.isDayOff = { _, day, _ in day == tomorrow.adding(days: 1) }
        _ = try await keep(rule([3, 4]), sample, asks: asks)
        #expect(try await slots(sample) == 10 + 3)
        // The desk is open from 09:00 to 12:20 tomorrow already, and Thursday afternoon by the first rule.
        _ = try await keep(rule([2, 4], days: 3, minutes: 700..<860), sample, asks: asks)
        #expect(try await slots(sample) == 10 + 3)
    }

    @Test(arguments: Engine.underTest)
    func `a rule that never began opens nothing once it is ended`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let id = try await keep(rule([3], from: tomorrow.adding(days: 30)), sample)
        try await sample.database.write { db in
            try EndRule(rule: id).perform(by: carla, at: noon, in: db, Sample.asks)
        }
        try await sample.room.openWeeks(at: noon.adding(seconds: 32 * 86_400))
        #expect(try await slots(sample) == 10)
    }

    @Test(arguments: Engine.underTest)
    func `another office keeps and ends no rule here, and no desk of elsewhere opens`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        await #expect(throws: Refused.notFound) {
            try await keep(rule([3]), sample, by: beatriz)
        }
        await #expect(throws: Refused.notFound) {
            try await sample.database.write { db in
                try KeepRule(office: lisbonCentre, rule: rule([3]), desks: [DeskID(99)])
                    .perform(by: carla, at: noon, in: db, Sample.asks)
            }
        }
        let id = try await keep(rule([3]), sample)
        await #expect(throws: Refused.notFound) {
            try await sample.database.write { db in
                try EndRule(rule: id).perform(by: beatriz, at: noon, in: db, Sample.asks)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `the supervisor keeps a rule on the page, and is told what is missing`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let browser = try RoomBrowser(sample.room.routes, hasLimits: false)
        let page = try await browser.get("/desk/hours", as: carla)
        #expect(page.status == 200 && page.text.contains("Desk 1"))
        #expect(try await browser.get("/desk/hours", as: bruno).status == 403)
        let wrong = try await browser.post(
            "/desk/hours", as: carla, from: page,
            ["location": "\(lisbonCentre)", "from": "9", "to": "12:00", "ahead": "0"])
        #expect(wrong.status == 422)
        let again = try await browser.get("/desk/hours", as: carla)
        let kept = try await browser.post(
            "/desk/hours", as: carla, from: again,
            [
                "location": "\(lisbonCentre)", "desk": "1", "weekday": "3", "rhythm": "weeks-2",
                "from": "14:00", "to": "15:00", "first": tomorrow.description,
                "last": tomorrow.adding(days: 30).description, "ahead": "30",
            ])
        #expect(kept.status == 303)
        // Wednesdays of this week, in two and in four weeks.
        #expect(try await slots(sample) == 10 + 3 * 3)
        let after = try await browser.get("/desk/hours", as: carla)
        #expect(after.text.contains("Every 2 weeks"))
    }

    /// 09:00 to 12:20 tomorrow, 2026-11-24, in 20 minutes; the place keeps UTC.
    @Test(arguments: Engine.underTest)
    func `busy times close what is free, leave visits alone, and open again`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.book(Sample.files[1], time(2), by: yusuf)
        let morning = """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            UID:a
            DTSTART:20261124T093000
            DURATION:PT1H
            END:VEVENT
            BEGIN:VEVENT
            UID:b
            DTSTART:20261124T120000Z
            DTEND:20261124T130000Z
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR
            """
        let report = try await busy(morning, sample)
        // 09:20, 10:00 and 10:20 are closed; 09:40 is a visit.
        #expect(report.accepted == 1 && report.problems.isEmpty)
        #expect(report.closed == 3 && report.opened == 0 && report.visits == 1)
        #expect(try await sample.visit(id, for: yusuf).state == .booked)
        #expect(
            try await sample.free(1) == [time(0), time(5), time(6), time(7), time(8), time(9)])
        let same = try await busy(morning, sample)
        #expect(same.closed == 0 && same.opened == 0)
        // A rule that opens later keeps away from it as well; an empty calendar gives all back.
        let none = try await busy("BEGIN:VCALENDAR\nEND:VCALENDAR\n", sample)
        #expect(none.accepted == 0 && none.opened == 3)
        #expect(try await slots(sample) == 10)
        let missing = try await sample.room.importBusyTimes(
            Array(morning.utf8), file: "a", office: lisbonCentre, desk: "9", zones: { _ in nil },
            at: noon)
        #expect(missing == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a day that opens later is not open at a busy time`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let report = try await busy(
            "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20261125\nEND:VEVENT\n", sample)
        #expect(report.accepted == 1)
        _ = try await keep(rule([3, 4]), sample)
        #expect(try await slots(sample) == 10 + 3)
    }
}
