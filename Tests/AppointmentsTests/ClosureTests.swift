import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Appointments

/// A day that closes: nobody is left with a visit, nobody without a word, and all of it or nothing.
@Suite struct ClosureTests {
    private final class Heard: Sendable {
        let told = Mutex<[VisitNews]>([])
        let held = Mutex<[OfferNews]>([])
        let listed = Mutex<[ListNews]>([])
        let failsAt = Mutex<Int?>(nil)
    }

    private enum Broken: Error { case onTheWay }

    private func asks(_ heard: Heard) -> Asks {
        var asks = Sample.asks
        asks.told = { news, _, _ in
            let count = heard.told.withLock { told in
                told.append(news)
                return told.count
            }
            if heard.failsAt.withLock({ $0 == count }) { throw Broken.onTheWay }
        }
        asks.offered = { news, _, _ in heard.held.withLock { $0.append(news) } }
        asks.listed = { news, _, _ in heard.listed.withLock { $0.append(news) } }
        return asks
    }

    private func close(
        _ sample: Sample, _ heard: Heard, desk: Int64? = nil, exchange: Day? = nil,
        reason: String = "Obras.", by principal: Principal = carla
    ) async throws -> ClosureID {
        let closing = Closing(
            office: lisbonCentre, desk: desk.map { DeskID($0) }, days: tomorrow...tomorrow,
            exchange: exchange)
        let asks = asks(heard)
        return try await sample.database.write { db in
            try CloseDays(closing: closing, reason: reason, zone: .utc)
                .perform(by: principal, at: noon, in: db, asks)
        }
    }

    /// A second day on which the desk opens: two days after the fixed noon.
    private func openLater(_ sample: Sample, times: Int) async throws -> Day {
        let day = tomorrow.adding(days: 1)
        try await sample.database.write { db in
            try OpenDesk(
                desk: DeskID(1), day: day, minutes: nine..<(nine + times * 20), zone: .utc
            ).perform(in: db)
        }
        return day
    }

    @Test(arguments: Engine.underTest)
    func `everybody is told why, and a time of their own that fits them all is held for them`(
        engine: Engine
    ) async throws {
        let (sample, heard) = (try await Sample(engine), Heard())
        let day = try await openLater(sample, times: 5)
        // Three people, then one, then two.
        let first = try await sample.book(Sample.files[0], time(0))
        let second = try await sample.book(Sample.files[1], time(4), by: yusuf)
        let third = try await sample.book(Sample.files[2], time(6), by: olena)
        let id = try await close(sample, heard)
        #expect(heard.told.withLock { $0.map(\.visit) } == [first, second, third])
        #expect(heard.told.withLock { $0.allSatisfy { $0.reason == "Obras." } })
        // 09:00-10:00, 10:00-10:20, and no two times in a row are left for the third.
        let held = heard.held.withLock { $0.map(\.start) }
        #expect(held == [Moment(day, hour: 9), Moment(day, hour: 10)])
        // One word each: two of a time, the third that they wait.
        #expect(heard.held.withLock { $0.map(\.kase) } == [CaseID(1), CaseID(2)])
        #expect(heard.listed.withLock { $0.map(\.kase) } == [CaseID(3)])
        for file in Sample.files { #expect(try await sample.demand(file) != nil) }
        for (visit, who) in [(first, ana), (second, yusuf), (third, olena)] {
            #expect(try await sample.visit(visit, for: who).state == .cancelled)
        }
        #expect(try await sample.free(1).isEmpty)
        #expect(try await sample.free(1, on: day) == [Moment(day, hour: 10, minute: 20)])
        let (closure, hours) = try await sample.database.read { db in
            (
                try Closure.find(id, for: carla, in: db),
                try Desk.hours(at: lisbonCentre, on: tomorrow, in: db)
            )
        }
        #expect(closure.visits == 3 && hours.isEmpty)
        let ended = try await sample.database.read { db in try closure.ended(in: db).map(\.offered)
        }
        #expect(ended == held + [nil])
        let line = try await sample.database.read { db in
            try db.journal(of: "case/2").last { $0.kind == "visit.cancelled" }
        }
        #expect(line?.fields["because"] == "Obras.")
    }

    @Test(arguments: Engine.underTest)
    func `what one lets go is the next one's, and the closure shows what became of each`(
        engine: Engine
    ) async throws {
        let (sample, heard) = (try await Sample(engine), Heard())
        let day = try await openLater(sample, times: 5)
        try await sample.book(Sample.files[0], time(0))
        try await sample.book(Sample.files[1], time(4), by: yusuf)
        try await sample.book(Sample.files[2], time(6), by: olena)
        let id = try await close(sample, heard)
        // Three days to answer, but no later than half of what is left: 45 hours.
        let until = try #require(try await sample.openOffer(Sample.files[0])).until
        #expect(until == later(45 * 1_800))
        let taken = try await sample.accept(Sample.files[1], by: yusuf, at: later(60))
        try await sample.decline(Sample.files[0], by: ana, at: later(120))
        // 09:00 is the family's of two now; the three keep their place, and are not asked again.
        #expect(try await sample.openOffer(Sample.files[2])?.start == Moment(day, hour: 9))
        #expect(try await sample.openOffer(Sample.files[0]) == nil)
        let became = try await sample.database.read { db in
            try Closure.find(id, for: carla, in: db).ended(in: db).map {
                try Became(of: $0.visit, at: later(180), in: db)
            }
        }
        guard case .waits = became[0], case .visit(let visit) = became[1],
            case .held = became[2]
        else {
            Issue.record("\(became)")
            return
        }
        #expect(visit.id == taken && visit.start == Moment(day, hour: 10))
    }

    @Test(arguments: Engine.underTest)
    func `a time that is held when its desk closes goes to nobody, and its household waits on`(
        engine: Engine
    ) async throws {
        let (sample, heard) = (try await Sample(engine, times: 1), Heard())
        try await sample.join(Sample.files[1], by: yusuf)
        #expect(try await sample.openOffer(Sample.files[1]) != nil)
        _ = try await close(sample, heard)
        #expect(try await sample.openOffer(Sample.files[1]) == nil)
        #expect(try await sample.demand(Sample.files[1]) != nil)
        #expect(heard.held.withLock { $0.map(\.until) } == [nil])
    }

    @Test(arguments: Engine.underTest)
    func `what breaks on the way leaves everything as it was`(engine: Engine) async throws {
        let (sample, heard) = (try await Sample(engine), Heard())
        let first = try await sample.book(Sample.files[0], time(0))
        let second = try await sample.book(Sample.files[1], time(4), by: yusuf)
        let free = try await sample.free(1)
        heard.failsAt.withLock { $0 = 2 }
        await #expect(throws: Broken.onTheWay) { _ = try await close(sample, heard) }
        #expect(try await sample.visit(first).state == .booked)
        #expect(try await sample.visit(second, for: yusuf).state == .booked)
        #expect(try await sample.free(1) == free)
        let closures = try await sample.database.read { db in
            try Closure.of(lisbonCentre, in: db).count
        }
        #expect(closures == 0)
    }

    @Test(arguments: Engine.underTest)
    func `one desk closes and the other goes on`(engine: Engine) async throws {
        let (sample, heard) = (try await Sample(engine, desks: 2), Heard())
        let here = try await sample.book(Sample.files[1], time(0), by: yusuf)
        let there = try await sample.book(Sample.files[2], time(0), by: olena)
        _ = try await close(sample, heard, desk: 1)
        #expect(try await sample.visit(here, for: yusuf).state == .cancelled)
        #expect(try await sample.visit(there, for: olena).state == .booked)
        // The next time is at the desk that goes on, a day after now at the earliest: 12:00.
        #expect(heard.held.withLock { $0.map(\.start) } == [time(9)])
    }

    @Test(arguments: Engine.underTest)
    func `another day opens in exchange with the same hours, and is held at once`(
        engine: Engine
    ) async throws {
        let (sample, heard) = (try await Sample(engine), Heard())
        let later = tomorrow.adding(days: 7)
        try await sample.book(Sample.files[1], time(2), by: yusuf)
        _ = try await close(sample, heard, exchange: later)
        #expect(heard.held.withLock { $0.map(\.start) } == [Moment(later, hour: 9)])
        let hours = try await sample.database.read { db in
            try Desk.hours(at: lisbonCentre, on: later, in: db)
        }
        #expect(hours == [DeskID(1): [nine..<(nine + 200)]])
    }

    @Test(arguments: Engine.underTest)
    func `looking ahead counts what closing would come to, and writes nothing`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let day = try await openLater(sample, times: 2)
        try await sample.book(Sample.files[1], time(2), by: yusuf)
        let closing = Closing(
            office: lisbonCentre, desk: nil, days: tomorrow...tomorrow,
            exchange: tomorrow.adding(days: 2))
        let (visits, whatIf) = try await sample.database.read { db in
            try Foresee(closing: closing, zone: .utc).run(at: noon, in: db)
        }
        // Nine of ten times tomorrow and two on the day after; then these two and ten in exchange.
        #expect(whatIf.freeNow == 11 && whatIf.freeThen == 12 && visits.count == 1)
        #expect(whatIf.firstNow == time(0) && whatIf.firstThen == Moment(day, hour: 9))
        #expect(whatIf.moved == [Moment(day, hour: 9)])
        #expect(try await sample.free(1).count == 9)
    }

    @Test(arguments: Engine.underTest)
    func `only who supervises the office closes it, with a reason and on days that come`(
        engine: Engine
    ) async throws {
        let (sample, heard) = (try await Sample(engine), Heard())
        for principal in everybody + [beatriz] where principal.account != carla.account {
            await #expect(throws: Refused.notFound) {
                _ = try await close(sample, heard, by: principal)
            }
        }
        await #expect(throws: ClosureRefusal.reasonMissing) {
            _ = try await close(sample, heard, reason: "")
        }
        await #expect(throws: Refused.notFound) { _ = try await close(sample, heard, desk: 9) }
        let yesterday = tomorrow.adding(days: -2)
        let closing = Closing(
            office: lisbonCentre, desk: nil, days: yesterday...tomorrow, exchange: nil)
        #expect(closing.refusal(today: noon.utcDay) == .past)
        let long = Closing(
            office: lisbonCentre, desk: nil, days: tomorrow...tomorrow.adding(days: 31),
            exchange: nil)
        #expect(long.refusal(today: noon.utcDay) == .tooLong)
        let same = Closing(
            office: lisbonCentre, desk: nil, days: tomorrow...tomorrow, exchange: tomorrow)
        #expect(same.refusal(today: noon.utcDay) == .exchangeClosed)
    }
}
