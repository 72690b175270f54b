import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// What another room learns of the way of its notices.
struct TrailTests {
    private func trail(_ story: ReachStory, _ subject: String = "case/1") async throws -> [String] {
        try await story.house.database.read { [people = story.people, ana = story.ana] db in
            try people.course(of: [ana], about: subject, in: db).traces.map { trace in
                "\(trace.key) \(trace.way?.rawValue ?? "-") \(trace.what.rawValue)"
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `every try, every report and every silence stands there, and of no other subject`(
        engine: Engine
    ) async throws {
        let story = try await ReachStory(
            engine, [(.phone, "+351 900 000 000"), (.post, "Rua do Cais 1")])
        for _ in 1...3 { try await story.pass(days: 3) }
        _ = try await story.report([(try await story.deliveryID(.post), "dispatched", "RR1")])
        story.house.clock.pass(seconds: 1)
        let now = story.house.clock.now
        let people = story.people
        try await story.house.database.write { db in
            try people.noticeReached("letter/7", by: bruno, at: now, in: db)
        }
        #expect(
            try await trail(story) == [
                "letter/7 portal sent", "letter/7 phone sent", "letter/7 phone silent",
                "letter/7 post sent", "letter/7 post dispatched", "letter/7 - reached",
            ])
        #expect(try await trail(story, "case/2").isEmpty)
    }
}
