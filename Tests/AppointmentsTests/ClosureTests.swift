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
        let named = Mutex<[(VisitID, Moment?)]>([])
        let failsAt = Mutex<Int?>(nil)
    }

    private enum Broken: Error { case onTheWay }

    private func asks(_ heard: Heard) -> Asks {
        var asks = Sample.asks
        asks.told = { news, _, _ in heard.told.withLock { $0.append(news) } }
        asks.day.offered = { _, next, _, visit, _, _ in
            let count = heard.named.withLock { named in
                named.append((visit, next))
                return named.count
            }
            if heard.failsAt.withLock({ $0 == count }) { throw Broken.onTheWay }
        }
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
    func `everybody is told why and named a time of their own that fits them all`(
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
        let named = heard.named.withLock { $0.map(\.1) }
        #expect(named == [Moment(day, hour: 9), Moment(day, hour: 10), nil])
        for (visit, who) in [(first, ana), (second, yusuf), (third, olena)] {
            #expect(try await sample.visit(visit, for: who).state == .cancelled)
        }
        #expect(try await sample.free(1).isEmpty)
        let (closure, hours) = try await sample.database.read { db in
            (
                try Closure.find(id, for: carla, in: db),
                try Desk.hours(at: lisbonCentre, on: tomorrow, in: db)
            )
        }
        #expect(closure.visits == 3 && hours.isEmpty)
        let ended = try await sample.database.read { db in try closure.ended(in: db).map(\.offered)
        }
        #expect(ended == named)
        let line = try await sample.database.read { db in try db.journal(of: "case/2").last }
        #expect(line?.kind == "visit.cancelled" && line?.fields["because"] == "Obras.")
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
        #expect(heard.named.withLock { $0.map(\.1) } == [time(9)])
    }

    @Test(arguments: Engine.underTest)
    func `another day opens in exchange with the same hours, and is named at once`(
        engine: Engine
    ) async throws {
        let (sample, heard) = (try await Sample(engine), Heard())
        let later = tomorrow.adding(days: 7)
        try await sample.book(Sample.files[1], time(2), by: yusuf)
        _ = try await close(sample, heard, exchange: later)
        #expect(heard.named.withLock { $0.map(\.1) } == [Moment(later, hour: 9)])
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
