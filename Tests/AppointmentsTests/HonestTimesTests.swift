import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

/// Times at which nobody would be there are shown to nobody.
@Suite struct HonestTimesTests {
    @Test(arguments: Engine.underTest)
    func `a visit given back while its desk is busy frees no time`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 3)
        let id = try await sample.book(Sample.files[1], time(1), by: yusuf)
        let busy = BusyTime(start: time(1), until: time(2))
        try await sample.database.write { db in
            _ = try ImportBusyTimes(desk: DeskID(1), times: [busy], problems: [], zone: .utc)
                .perform(by: .house, at: noon, in: db)
        }
        try await sample.giveBack(id)
        #expect(try await sample.free(1) == [time(0), time(2)])
        // The desk is not busy any more: the time is there again.
        try await sample.database.write { db in
            _ = try ImportBusyTimes(desk: DeskID(1), times: [], problems: [], zone: .utc)
                .perform(by: .house, at: noon, in: db)
        }
        #expect(try await sample.free(1) == [time(0), time(1), time(2)])
    }

    @Test(arguments: Engine.underTest)
    func `no rule opens a day again that a supervisor closed`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 3)
        let rule = OpeningRule(
            weekdays: [2], rhythm: .everyWeeks(1), first: tomorrow, last: tomorrow.adding(days: 20),
            minutes: nine..<(nine + 60), stepMinutes: 1, bookableDesks: 1, staffedDesks: 1,
            daysAhead: 0...7)
        try await sample.database.write { db in
            try KeepRule(office: lisbonCentre, rule: rule, desks: [DeskID(1)])
                .perform(by: carla, at: noon, in: db, Sample.asks)
        }
        #expect(try await sample.free(1).count == 3)
        let closing = Closing(
            office: lisbonCentre, desk: nil, days: tomorrow...tomorrow, exchange: nil)
        try await sample.database.write { db in
            _ = try CloseDays(closing: closing, reason: "Works", zone: .utc)
                .perform(by: carla, at: noon, in: db, Sample.asks)
        }
        try await sample.room.openWeeks(at: later(3_600))
        #expect(try await sample.free(1).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `hours that overlap give a desk no two times at once`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 3)
        let added = try await sample.database.write { db in
            try OpenDesk(
                desk: DeskID(1), day: tomorrow, minutes: (nine - 30)..<(nine + 90), zone: .utc
            ).perform(in: db)
        }
        // 08:30 and 10:10 fit; what would begin between them runs into the times from 09:00 to 10:00.
        #expect(added == 2)
        #expect(
            try await sample.free(1)
                == [
                    Moment(tomorrow, hour: 8, minute: 30), time(0), time(1), time(2),
                    Moment(tomorrow, hour: 10, minute: 10),
                ])
    }

    @Test(arguments: Engine.underTest)
    func `who can have no visit sees no times but the reason`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let many = file(70, household(peopleMax + 1)).asOwn
        let third = BookableCase(
            id: CaseID(71), reference: Reference(kind: "RF", random: 71), service: "residence",
            office: lisbonCentre, people: ["Ana"], isOwn: true, others: [CaseID(1), CaseID(2)])
        try await sample.book(Sample.files[0], time(0))
        try await sample.book(Sample.files[1], time(5), by: yusuf)
        let (large, limited, free) = try await sample.database.read { db in
            (
                try many.refusal(isLimited: true, in: db),
                try third.refusal(isLimited: true, in: db),
                try third.refusal(isLimited: false, in: db)
            )
        }
        #expect(large == .tooManyPeople && limited == .tooManyVisits && free == nil)
        #expect(try await sample.free(peopleMax + 1).isEmpty)
    }
}
