import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Appointments

/// What the office does with a visit: not over a colleague's head, and never behind its person's back.
@Suite struct OfficeTests {
    /// What the room told, and whether a colleague has the case.
    private final class Told: Sendable {
        let news = Mutex<[VisitNews]>([])
        let isTaken = Mutex(false)
    }

    private enum Taken: Error { case byColleague }

    private func asks(_ told: Told) -> Asks {
        var asks = Sample.asks
        asks.told = { news, _, _ in told.news.withLock { $0.append(news) } }
        asks.acts = { _, _, _, _ in
            if told.isTaken.withLock({ $0 }) { throw Taken.byColleague }
        }
        return asks
    }

    @Test(arguments: Engine.underTest)
    func `an office cancels with a reason that the person is told`(engine: Engine) async throws {
        let (sample, told) = (try await Sample(engine), Told())
        let asks = asks(told)
        let visit = try await sample.visit(try await sample.book(Sample.files[0], time(0)))
        await #expect(throws: BookingRefusal.reasonMissing) {
            try await sample.database.write { db in
                try CancelForOffice(visit: visit, reason: "")
                    .perform(by: bruno, at: noon, in: db, asks)
            }
        }
        #expect(told.news.withLock { $0.isEmpty })
        #expect(try await sample.visit(visit.id).state == .booked)
        try await sample.database.write { db in
            try CancelForOffice(visit: visit, reason: "The desk is closed.")
                .perform(by: bruno, at: noon, in: db, asks)
        }
        #expect(try await sample.visit(visit.id).state == .cancelled)
        let news = try #require(told.news.withLock { $0.first })
        #expect(news.visit == visit.id && news.reason == "The desk is closed.")
        #expect(news.start == time(0) && news.kase == visit.caseID)
        let line = try await sample.database.read { db in try db.journal(of: "case/1").last }
        #expect(line?.kind == "visit.cancelled")
        #expect(line?.fields["because"] == "The desk is closed.")
    }

    @Test(arguments: Engine.underTest)
    func `an office books, and the person is told when`(engine: Engine) async throws {
        let (sample, told) = (try await Sample(engine), Told())
        let asks = asks(told)
        let id = try await sample.database.write { db in
            try BookForOffice(file: Sample.files[1], start: time(2))
                .perform(by: bruno, at: noon, in: db, asks)
        }
        #expect(try await sample.visit(id, for: yusuf).start == time(2))
        let news = try #require(told.news.withLock { $0.first })
        #expect(news.visit == id && news.start == time(2) && news.reason == nil)
    }

    @Test(arguments: Engine.underTest)
    func `nobody of the office books or cancels while a colleague has the case`(
        engine: Engine
    ) async throws {
        let (sample, told) = (try await Sample(engine), Told())
        let asks = asks(told)
        let visit = try await sample.visit(try await sample.book(Sample.files[0], time(0)))
        told.isTaken.withLock { $0 = true }
        await #expect(throws: Taken.byColleague) {
            try await sample.database.write { db in
                try CancelForOffice(visit: visit, reason: "Closed.")
                    .perform(by: bruno, at: noon, in: db, asks)
            }
        }
        await #expect(throws: Taken.byColleague) {
            try await sample.database.write { db in
                _ = try BookForOffice(file: Sample.files[1], start: time(2))
                    .perform(by: bruno, at: noon, in: db, asks)
            }
        }
        #expect(try await sample.visit(visit.id).state == .booked)
        #expect(told.news.withLock { $0.isEmpty })
    }

    @Test(arguments: Engine.underTest)
    func `a day shows no visit of a file that is closed to its reader`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let first = try await sample.book(Sample.files[0], time(0))
        let second = try await sample.book(Sample.files[1], time(3), by: yusuf)
        var asks = Sample.asks
        let day = Workday(day: tomorrow, office: lisbonCentre, zone: .utc)
        func shown(_ asks: Asks) async throws -> [VisitID] {
            try await sample.database.read { db in
                try day.run(for: bruno, at: noon, asks, in: db).map(\.id)
            }
        }
        #expect(try await shown(asks) == [first, second])
        asks.closed = { _, cases, _ in Set(cases.prefix(1)) }
        #expect(try await shown(asks) == [second])
    }
}
