import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// Places in a course: never more than there are, in the order in which people asked.
@Suite struct CourseTests {
    @Test(arguments: Engine.underTest)
    func `a place that is given back is offered to whoever waits longest, with a last day`(
        engine: Engine
    ) async throws {
        let sample = try await CourseSample(engine, places: 1)
        let first = try await sample.ask(learner(1))
        let second = try await sample.ask(learner(2), at: onDay(1))
        let third = try await sample.ask(learner(3), at: onDay(2))
        #expect(try await sample.state(first) == .enrolled)
        #expect(try await sample.state(second) == .waiting)
        await #expect(throws: CourseRefusal.noOffer) {
            try await sample.accept(second, by: learner(2), at: onDay(2))
        }
        try await sample.leave(first, by: learner(1), at: onDay(3))
        let offered = try await sample.enrolments().first { $0.id == second }
        // Five days after 26 November 2026.
        #expect(offered?.state == .offered && offered?.offeredUntil == Day(iso: "2026-12-01"))
        #expect(try await sample.state(third) == .waiting)
        await #expect(throws: Refused.notFound) {
            try await sample.accept(second, by: learner(3), at: onDay(4))
        }
        // Nobody who comes now passes who waits, though no place is taken.
        let fourth = try await sample.ask(learner(4), at: onDay(4))
        #expect(try await sample.state(fourth) == .waiting)
        try await sample.room.renewOffers(at: onDay(8))
        #expect(try await sample.state(second) == .offered, "the last day counts whole")
        await #expect(throws: CourseRefusal.offerOver) {
            try await sample.accept(second, by: learner(2), at: onDay(9))
        }
        try await sample.room.renewOffers(at: onDay(9))
        try await sample.room.renewOffers(at: onDay(9))
        #expect(try await sample.state(second) == .lapsed)
        #expect(try await sample.state(third) == .offered)
        try await sample.accept(third, by: learner(3), at: onDay(10))
        #expect(try await sample.state(third) == .enrolled)
        let keys = sample.keys
        #expect(Set(keys).count == keys.count, "nobody is told a thing twice")
        #expect(keys.contains("enrolment/\(second)/lapsed"))
        #expect(keys.contains("enrolment/\(third)/enrolled"))
    }

    @Test(arguments: Engine.underTest)
    func `whom the table lets not join has no place, and nobody asks twice or for too many`(
        engine: Engine
    ) async throws {
        let sample = try await CourseSample(engine)
        await #expect(throws: CourseRefusal.mayNotJoin) {
            try await sample.ask(learner(1), age: 15)
        }
        try await sample.ask(learner(1))
        await #expect(throws: CourseRefusal.askedAlready) { try await sample.ask(learner(1)) }
        let more = ["b", "c", "d"].map { CourseSample.row("a1-\($0)") }.joined()
        #expect(try await sample.bring(more).applied)
        try await sample.ask(learner(1), "a1-b")
        try await sample.ask(learner(1), "a1-c")
        await #expect(throws: CourseRefusal.tooManyCourses) {
            try await sample.ask(learner(1), "a1-d")
        }
        // 22 December: the course ended the day before.
        await #expect(throws: CourseRefusal.courseOver) {
            try await sample.ask(learner(2), at: onDay(29))
        }
        #expect(try await sample.enrolments().count == 3)
    }

    /// Random people ask, accept, leave, and days pass.
    @Test(arguments: Engine.underTest, [1, 2, 3] as [UInt64])
    func `never more places than there are, and nobody passes who waits`(
        engine: Engine, seed: UInt64
    ) async throws {
        var random = SeededRandom(seed)
        let places = Int.random(in: 1...3, using: &random)
        let sample = try await CourseSample(engine, places: places)
        var now = noon
        for step in 0..<30 {
            now = now.adding(seconds: Int64.random(in: 60...60_000, using: &random))
            let all = try await sample.enrolments()
            let who = learner(Int.random(in: 1...6, using: &random))
            let own = all.first { $0.person == who.person && $0.state.isOpen }
            let before = all.filter { $0.state == .waiting }
            switch (own, Int.random(in: 0...2, using: &random)) {
            case (nil, _): try await sample.ask(who, at: now)
            case (.some(let one), 0): try await sample.leave(one.id, by: who, at: now)
            case (.some(let one), 1) where one.state == .offered:
                try? await sample.accept(one.id, by: who, at: now)
            default: try await sample.room.renewOffers(at: now)
            }
            let after = try await sample.enrolments()
            let held = after.filter(\.state.holdsPlace)
            let waiting = after.filter { $0.state == .waiting }
            #expect(held.count <= places, "seed \(seed), step \(step)")
            #expect(waiting.isEmpty || held.count == places, "seed \(seed), step \(step)")
            // Of those who waited, whoever got an offer came before all who still wait.
            let offered = before.filter { one in held.contains { $0.id == one.id } }
            let left = before.filter { one in waiting.contains { $0.id == one.id } }
            for one in offered {
                #expect(left.allSatisfy { (one.askedAt, one.id) < ($0.askedAt, $0.id) })
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `eight at once take two places and none a third`(engine: Engine) async throws {
        let sample = try await CourseSample(engine, places: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...8 {
                group.addTask { _ = try await sample.ask(learner(number)) }
            }
            try await group.waitForAll()
        }
        let all = try await sample.enrolments()
        #expect(all.filter { $0.state == .enrolled }.count == 2 && all.count == 8)
    }
}
