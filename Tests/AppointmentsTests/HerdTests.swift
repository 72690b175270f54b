import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

@Suite struct HerdTests {
    @Test(arguments: Engine.underTest)
    func `thirty-two people at once take ten times and none twice`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 10, connections: 8)
        let booked = try await sample.herd { file(Int64(100 + $0), ["One"]) }
        #expect(booked == 10)
        try await sample.expectConsistent()
        #expect(try await sample.free(1).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `households at once never share a time`(engine: Engine) async throws {
        let sample = try await Sample(engine, desks: 2, times: 10, connections: 8)
        let booked = try await sample.herd { file(Int64(100 + $0), household(1 + $0 % 3)) }
        #expect(booked >= 6)
        try await sample.expectConsistent()
    }

    /// Random households book and give back; at each step every time that is shown could be had.
    @Test(arguments: Engine.underTest, [1, 2, 3] as [UInt64])
    func `every time that is shown can be booked`(engine: Engine, seed: UInt64) async throws {
        let sample = try await Sample(engine, desks: 2, times: 8, gap: 5)
        var random = SeededRandom(seed)
        var visits: [VisitID] = []
        for step in 0..<12 {
            let people = Int.random(in: 1...4, using: &random)
            let family = file(Int64(1_000 + step), household(people))
            let shown = try await sample.free(people)
            for start in shown {
                #expect(
                    try await sample.couldBook(family, start),
                    "seed \(seed), step \(step), \(start)")
            }
            if let start = shown.randomElement(using: &random) {
                visits.append(try await sample.book(family, start))
            }
            if Bool.random(using: &random), let index = visits.indices.randomElement(using: &random)
            {
                try await sample.giveBack(visits.remove(at: index))
            }
            try await sample.expectConsistent()
        }
    }

    /// The engine's answer against the plainest one: try every start, look at every slot.
    @Test(arguments: [11, 12, 13, 14] as [UInt64]) func `free starts equal brute force`(
        seed: UInt64
    ) {
        var random = SeededRandom(seed)
        for _ in 0..<200 {
            let free = (0..<12).filter { _ in Bool.random(using: &random) }
            let people = Int.random(in: 1...4, using: &random)
            // The first needs two times of 20 minutes, each further one 15 minutes.
            let service = Service(step: 20, minutesFirst: 40, minutesEach: 15)
            let needed = (40 + (people - 1) * 15 + 19) / 20
            let slots = free.map { FreeSlot(desk: DeskID(1), start: time($0), minutes: 20) }
            let expected = free.filter { first in
                (0..<needed).allSatisfy { free.contains(first + $0) }
            }
            let found = freeStarts(in: slots, for: people, service: service)
            #expect(found.map(\.start) == expected.map(time), "seed \(seed)")
            #expect(found.allSatisfy { $0.slots.count == needed && $0.minutes == needed * 20 })
        }
    }

    @Test(arguments: [(20, 20, 20, 3, 3), (15, 30, 10, 1, 2), (15, 30, 10, 3, 4)])
    func `a desk that needs longer for the first person takes more times`(
        step: Int, first: Int, each: Int, people: Int, needed: Int
    ) {
        let slots = (0..<6).map {
            FreeSlot(
                desk: DeskID(1), start: noon.adding(seconds: Int64($0 * step * 60)), minutes: step)
        }
        let service = Service(step: step, minutesFirst: first, minutesEach: each)
        let found = freeStarts(in: slots, for: people, service: service)
        #expect(found.first?.slots.count == needed && found.count == 7 - needed)
    }
}

private struct OnlyTrying: Error {}

extension Sample {
    /// Thirty-two households want a time at the same moment; tells how many got one.
    fileprivate func herd(_ family: @escaping @Sendable (Int) -> BookableCase) async throws -> Int {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<32 {
                group.addTask { try await takesOne(family(number), time(number % 10)) }
            }
            var booked = 0
            for try await gotOne in group where gotOne { booked += 1 }
            return booked
        }
    }

    /// Whether somebody got the time; being late is no fault.
    private func takesOne(_ family: BookableCase, _ start: Moment) async throws -> Bool {
        do {
            try await book(family, start)
            return true
        } catch BookingRefusal.taken {
            return false
        }
    }

    /// Books, and takes it back by leaving the transaction.
    fileprivate func couldBook(_ family: BookableCase, _ start: Moment) async throws -> Bool {
        do {
            return try await database.write { db -> Bool in
                try BookVisit(file: family, start: start).perform(by: ana, at: noon, in: db)
                throw OnlyTrying()
            }
        } catch is OnlyTrying {
            return true
        } catch BookingRefusal.taken {
            return false
        }
    }

    /// Each open visit holds exactly its minutes, at its desk, one after the other; nobody else holds any.
    fileprivate func expectConsistent() async throws {
        let (visits, slots) = try await database.read { db in
            (
                try db.all(
                    "SELECT id, desk, start, minutes FROM visit WHERE state = 'booked' ORDER BY id"),
                try db.all(
                    "SELECT taken_by, desk, start FROM slot WHERE taken_by IS NOT NULL ORDER BY start"
                )
            )
        }
        var held = 0
        for visit in visits {
            let id: VisitID = try visit[0]
            let desk: DeskID = try visit[1]
            let start: Moment = try visit[2]
            let minutes: Int = try visit[3]
            let own = try slots.filter { row in
                let holder: VisitID = try row[0]
                return holder == id
            }
            let expected = stride(from: 0, to: minutes, by: 20).map {
                start.adding(seconds: Int64($0) * 60)
            }
            let starts: [Moment] = try own.map { try $0[2] }
            let desks: [DeskID] = try own.map { try $0[1] }
            #expect(starts == expected)
            #expect(Set(desks) == [desk])
            held += own.count
        }
        #expect(held == slots.count)
    }
}
