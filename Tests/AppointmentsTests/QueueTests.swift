import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Appointments

/// The day of a visit: numbers, who is called when, and what becomes of it.
@Suite struct QueueTests {
    @Test(arguments: Engine.underTest)
    func `numbers are counted by letter and day, and stand for no name`(engine: Engine) async throws
    {
        let sample = try await Sample(engine)
        let first = try await sample.walkIn(at: time(0))
        let second = try await sample.walkIn(at: time(1))
        let visit = try await sample.book(Sample.files[1], time(3), by: yusuf)
        let booked = try await sample.checkIn(visit, yusuf, at: time(2))
        #expect([first, second, booked].map(\.shown) == ["B 001", "B 002", "A 001"])
        #expect(try await sample.checkIn(visit, yusuf, at: time(2)) == booked)
        #expect(try await sample.visit(visit, for: yusuf).arrived == time(2))
        #expect(try await sample.kinds(2) == ["visit.booked", "visit.arrived"])
    }

    @Test(arguments: Engine.underTest)
    func `the booked visit is called at its time, before who came earlier`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        _ = try await sample.walkIn(at: time(0))
        let visit = try await sample.book(Sample.files[1], time(3), by: yusuf)
        _ = try await sample.checkIn(visit, yusuf, at: time(0))
        // An hour early: whoever is there without a time comes first.
        #expect(try await sample.queue(at: time(1)).row.map(\.shown) == ["B 001", "A 001"])
        #expect(try await sample.queue(at: time(3)).row.map(\.shown) == ["A 001", "B 001"])
        try await sample.call(1, at: time(3))
        #expect(try await sample.here(1) == "A 001")
    }

    @Test(arguments: Engine.underTest)
    func `who is served is done with the next call, and their case hears that they came`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let heard = Mutex<[Reference]>([])
        var asks = try Sample.queueAsks()
        let told = asks
        asks = Asks(
            bookable: told.bookable, casesOf: told.casesOf, looked: told.looked,
            lookedAt: told.lookedAt, place: told.place,
            attended: { reference, _, _, _ in heard.withLock { $0.append(reference) } })
        asks.day = told.day
        let visit = try await sample.book(Sample.files[1], time(3), by: yusuf)
        let booked = try await sample.checkIn(visit, yusuf, at: time(2))
        let walkIn = try await sample.walkIn("residence", .pregnancy, at: time(3))
        try await sample.call(1, at: time(3), asks: asks)
        await #expect(throws: TicketRefusal.somebodyIsHere) {
            try await sample.call(1, at: time(3), asks: asks)
        }
        try await sample.move(1, to: .serving, at: time(3), asks: asks)
        try await sample.call(1, at: time(4), asks: asks)
        #expect(try await sample.ticket(booked.code).state == .done)
        #expect(try await sample.visit(visit, for: yusuf).state == .attended)
        #expect(heard.withLock { $0 } == [Sample.files[1].reference])
        #expect(try await sample.here(1) == walkIn.shown)
        // What was said of priority goes with the number.
        try await sample.move(1, to: .left, at: time(5), asks: asks)
        #expect(try await sample.ticket(walkIn.code).state == .left)
        #expect(walkIn.hasPriority)
        #expect(try await sample.ticket(walkIn.code).hasPriority == false)
    }

    @Test(arguments: Engine.underTest)
    func `who was called and is not there is missed, and never before their time`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let early = try await sample.book(Sample.files[1], time(5), by: yusuf)
        _ = try await sample.checkIn(early, yusuf, at: time(0))
        try await sample.call(1, at: time(1))
        try await sample.move(1, to: .left, at: time(1))
        #expect(try await sample.visit(early, for: yusuf).state == .booked)
        let late = try await sample.book(Sample.files[2], time(2), by: olena)
        _ = try await sample.checkIn(late, olena, at: time(2))
        try await sample.call(1, at: time(3))
        try await sample.move(1, to: .left, at: time(3))
        #expect(try await sample.visit(late, for: olena).state == .missed)
    }

    @Test(arguments: Engine.underTest)
    func `a number that is handed on waits for that desk alone`(engine: Engine) async throws {
        let sample = try await Sample(engine, desks: 2)
        let first = try await sample.walkIn(at: time(0))
        try await sample.call(1, at: time(1))
        await #expect(throws: TicketRefusal.sameDesk) {
            try await sample.move(1, to: .forwarded, other: 1, at: time(1))
        }
        try await sample.move(1, to: .forwarded, other: 2, at: time(1))
        #expect(try await sample.ticket(first.code).state == .forwarded)
        await #expect(throws: TicketRefusal.nobodyWaits) { try await sample.call(1, at: time(2)) }
        try await sample.call(2, at: time(2))
        #expect(try await sample.here(2) == first.shown)
    }

    @Test(arguments: Engine.underTest)
    func `a number is called by one desk only, however many call at once`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, desks: 4, connections: 6)
        for _ in 0..<3 { _ = try await sample.walkIn(at: time(0)) }
        let called = await withTaskGroup(of: Bool.self) { group in
            for desk in 1...4 {
                group.addTask { (try? await sample.call(Int64(desk), at: time(1))) != nil }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(called == 3)
        var shown: [String] = []
        for desk in 1...4 { shown += [try await sample.here(Int64(desk))].compactMap(\.self) }
        #expect(shown.sorted() == ["B 001", "B 002", "B 003"])
    }

    @Test(arguments: Engine.underTest)
    func `there is no number for whom nobody could serve before closing time`(
        engine: Engine
    ) async throws {
        // One desk from 09:00 for three times of 20 minutes, one of them booked.
        let sample = try await Sample(engine, times: 3)
        try await sample.book(Sample.files[1], time(2), by: yusuf)
        _ = try await sample.walkIn(at: time(0))
        _ = try await sample.walkIn(at: time(0))
        await #expect(throws: TicketRefusal.noMoreToday) { try await sample.walkIn(at: time(0)) }
        await #expect(throws: TicketRefusal.notServed) {
            try await sample.walkIn("pension", at: time(0))
        }
        // A booked time is kept for its people for a quarter of an hour, and no longer.
        for (minutes, kept) in [(15, 20), (16, 0)] as [(Int64, Int)] {
            let later = try await sample.queue(at: time(2).adding(seconds: minutes * 60))
            #expect(later.walkIns("residence", minutesEach: 20).bookedMinutes == kept)
        }
    }

    @Test(arguments: Engine.underTest)
    func `another office, and whoever does not work here, calls nobody`(engine: Engine) async throws
    {
        let sample = try await Sample(engine)
        _ = try await sample.walkIn(at: time(0))
        for principal in everybody + [beatriz] where !principal.serves(lisbonCentre) {
            await #expect(throws: Refused.notFound) {
                try await sample.call(1, at: time(1), by: principal)
            }
        }
        await #expect(throws: Refused.notFound) { try await sample.call(9, at: time(1)) }
        #expect(try await sample.here(1) == nil)
    }

    @Test(arguments: Engine.underTest)
    func `a desk does not call whoever's file is closed to it`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.book(Sample.files[1], time(1), by: yusuf)
        _ = try await sample.checkIn(visit, yusuf, at: time(1))
        let walkIn = try await sample.walkIn(at: time(2))
        var asks = try Sample.queueAsks()
        asks.closed = { _, cases, _ in Set(cases) }
        try await sample.call(1, at: time(2), asks: asks)
        #expect(try await sample.here(1) == walkIn.shown)
    }

    @Test(arguments: Engine.underTest)
    func `whose turn is near is told, and nobody without a booked visit`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let told = Mutex<[VisitID]>([])
        var asks = try Sample.queueAsks()
        asks.day.near = { news, _, _ in told.withLock { $0.append(news.visit) } }
        _ = try await sample.walkIn(at: time(0))
        let visit = try await sample.book(Sample.files[1], time(9), by: yusuf)
        _ = try await sample.checkIn(visit, yusuf, at: time(0))
        try await sample.call(1, at: time(1), asks: asks)
        #expect(told.withLock { $0 } == [visit])
    }

    @Test(arguments: Engine.underTest)
    func `who gave a number back and comes again has the same one, behind who is there`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.book(Sample.files[1], time(5), by: yusuf)
        let first = try await sample.checkIn(visit, yusuf, at: time(0))
        try await sample.database.write { db in
            try GiveTicketBack(code: first.code).perform(by: .house, at: time(1), in: db)
        }
        await #expect(throws: TicketRefusal.over) {
            try await sample.database.write { db in
                try GiveTicketBack(code: first.code).perform(by: .house, at: time(1), in: db)
            }
        }
        let again = try await sample.checkIn(visit, yusuf, at: time(2))
        #expect(again.shown == first.shown && again.state == .waiting && again.taken == time(2))
    }

    @Test func `a rule that names what it does not know is refused with its line`() throws {
        let good =
            "lastReviewed: 2026-11-27\ntolerance: 15\nbookedLead: 120\npriorityLead: 60\nnear: 2\n"
        let group =
            "groups:\n  - {group: child, title: {pt: a, en: b}, article: c, verified: false}\n"
        #expect(try QueueRules(yaml: good + group, file: "order.yaml").groups.count == 1)
        for (from, to) in [
            ("child", "tall"), ("verified: false", "verified: true"), ("near: 2", "near: 11"),
            ("tolerance", "patience"),
        ] {
            let bad = (good + group).replacing(from, with: to)
            #expect(throws: (any Error).self) { try QueueRules(yaml: bad, file: "order.yaml") }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a visit that is given back leaves the queue, and so does a number of yesterday`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.book(Sample.files[1], time(5), by: yusuf)
        let booked = try await sample.checkIn(visit, yusuf, at: time(0))
        try await sample.cancel(try await sample.visit(visit, for: yusuf), by: yusuf, at: time(1))
        #expect(try await sample.ticket(booked.code).state == .left)
        let old = try await sample.walkIn("residence", .child, at: time(2))
        #expect(try await sample.queue(at: time(2).adding(seconds: 86_400)).row.isEmpty)
        try await sample.database.write { db in
            try Ticket.endEarlier(at: lisbonCentre, before: tomorrow.adding(days: 1), in: db)
        }
        let after = try await sample.ticket(old.code)
        #expect(after.state == .left && !after.hasPriority)
    }
}
