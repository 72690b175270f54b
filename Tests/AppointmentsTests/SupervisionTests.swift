import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Appointments

@Test func `a rate of too few says nothing, and advice lies between its ends`() {
    #expect(NoShows(missed: 3, kept: 26).expected(of: 20) == nil)
    // 15 of 100: Wilson's interval is 0.0931 to 0.2328; of 40 visits 3.7 to 9.3.
    #expect(NoShows(missed: 15, kept: 85).expected(of: 40) == 3...10)
    #expect(NoShows(missed: 0, kept: 40).expected(of: 0) == 0...0)
}

@Test func `free times end sooner the more is booked, and never where nothing is`() {
    #expect(Forecast(free: 56, taken: 56, days: 28).daysLeft == 28)
    #expect(Forecast(free: 10, taken: 56, days: 28).daysLeft == 5)
    #expect(Forecast(free: 10, taken: 0, days: 28).daysLeft == nil)
}

/// What a supervisor sees, who is reminded, and why somebody did not come.
@Suite struct SupervisionTests {
    private func note(
        _ outcome: VisitOutcome, _ visit: VisitID, _ who: Principal, _ sample: Sample
    ) async throws {
        let visit = try await sample.visit(visit, for: who)
        try await sample.database.write { db in
            try NoteVisit(visit: visit, outcome: outcome, zone: .utc)
                .perform(by: bruno, at: time(9), in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a day is counted by what was open, held, kept and missed`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let kept = try await sample.book(Sample.files[0], time(0))
        let missed = try await sample.book(Sample.files[1], time(3), by: yusuf)
        try await note(.attended, kept, ana, sample)
        try await note(.missed, missed, yusuf, sample)
        let load = try await sample.database.read { db in
            try OfficeLoad(lisbonCentre, .utc, at: time(9).adding(seconds: 3_600), in: db)
        }
        let day = try #require(load.days.first { $0.day == tomorrow })
        #expect(day.slots == 10 && day.taken == 4 && day.attended == 1 && day.missed == 1)
        #expect(load.noShows == NoShows(missed: 1, kept: 1) && load.noShows.rate == nil)
        #expect(load.forecast.free == 0 && load.lastFree == nil && load.forecast.taken == 4)
    }

    @Test(arguments: Engine.underTest)
    func `what its people say of a miss stands, and the file hears no cause`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.book(Sample.files[1], time(0), by: yusuf)
        func say(_ cause: AbsenceCause, isOwn: Bool) async throws {
            let visit = try await sample.visit(id, for: yusuf)
            try await sample.database.write { db in
                try NoteAbsence(visit: visit, cause: cause, isOwn: isOwn)
                    .perform(by: isOwn ? yusuf : bruno, at: time(9), in: db)
            }
        }
        await #expect(throws: AbsenceRefusal.notMissed) { try await say(.ill, isOwn: true) }
        try await note(.missed, id, yusuf, sample)
        try await say(.moved, isOwn: false)
        try await say(.ill, isOwn: true)
        await #expect(throws: AbsenceRefusal.alreadySaid) { try await say(.moved, isOwn: false) }
        let (counts, line) = try await sample.database.read { db in
            (
                try AbsenceCause.counts(at: lisbonCentre, since: noon, in: db),
                try db.journal(of: "case/2").last
            )
        }
        #expect(counts == [.ill: 1])
        #expect(line?.kind == "visit.explained" && line?.fields.values.contains("ill") == false)
    }

    @Test(arguments: Engine.underTest)
    func `people are reminded once, in the two days before, and not of what they just booked`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let heard = Mutex<[VisitID]>([])
        var asks = Sample.asks
        asks.day.reminded = { news, _, _ in heard.withLock { $0.append(news.visit) } }
        let late = asks
        let early = noon.adding(seconds: -3 * 86_400)
        let old = try await sample.book(Sample.files[0], time(0), at: early)
        try await sample.book(Sample.files[1], time(4), by: yusuf)
        func remind(at now: Moment) async throws -> Int {
            try await sample.database.write { db in
                try RemindVisits().perform(at: now, in: db, late)
            }
        }
        #expect(try await remind(at: early.adding(seconds: 86_400)) == 0)
        #expect(try await remind(at: noon) == 1)
        #expect(try await remind(at: noon) == 0)
        #expect(heard.withLock { $0 } == [old])
        // An hour before it is too late for a message.
        #expect(try await remind(at: time(1)) == 0)
    }

    @Test(arguments: Engine.underTest)
    func `who goes to several counters is reminded of the first one`(
        engine: Engine
    ) async throws {
        let centre = try await ChainSample(engine)
        let early = noon.adding(seconds: -2 * 86_400)
        // The agency's desk is free from 09:40 on: tax and health come first.
        try await centre.sample.book(file(31, ["X", "Y"]), time(0), at: noon)
        let time = try #require(try await centre.times(Sample.files[1]).first)
        let id = try await centre.book(Sample.files[1], time, by: yusuf, at: early)
        let heard = Mutex<[Moment]>([])
        var asks = centre.asks
        asks.day.reminded = { news, _, _ in heard.withLock { $0.append(news.start) } }
        let told = asks
        _ = try await centre.sample.database.write { db in
            try RemindVisits().perform(at: noon, in: db, told)
        }
        let visit = try await centre.sample.visit(id, for: yusuf)
        #expect(visit.start == nineAnd(40))
        #expect(heard.withLock { $0 } == [nineAnd(0)])
    }
}
