import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// One way after the other until something shows that a notice came; none twice, none after that.
struct EscalationTests {
    /// Given in another order than the plan's.
    private static let all: [(ChannelKind, String)] = [
        (.post, "Rua do Cais 1"), (.phone, "+351 900 000 000"), (.email, "ana@example.org"),
    ]

    @Test(arguments: Engine.underTest)
    func `each way has its days to show a proof, then the next one is tried, at last one of us`(
        engine: Engine
    ) async throws {
        let story = try await ReachStory(engine, Self.all)
        try await story.round()
        #expect(story.house.post.sent.map(\.kind) == [.email])
        try await story.pass(days: 1)
        #expect(story.house.post.sent.map(\.kind) == [.email], "its time runs")
        try await story.pass(days: 1)
        #expect(story.house.post.sent.map(\.kind) == [.email, .sms])
        try await story.pass(days: 3)
        #expect(story.house.post.sent.map(\.kind) == [.email, .sms, .letter])
        #expect(try await story.outreach().isEmpty)
        try await story.pass(days: 4)
        #expect(try await story.outreach() == ["silent"])
        try await story.pass(days: 60)
        #expect(story.house.post.sent.count == 3)
        let kinds = try await story.house.database.read { db in
            try db.journal(of: "case/1").map(\.kind)
        }
        #expect(kinds.filter { $0 == "notice.silent" }.count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `opened in the account it goes no further way`(engine: Engine) async throws {
        let story = try await ReachStory(engine, Self.all)
        try await story.round()
        let browser = Browser(story.house)
        try await browser.signIn("ana")
        try await browser.get("/messages/\(story.message)")
        #expect(browser.page.contains("birth certificate"))
        try await story.pass(days: 30)
        #expect(story.house.post.sent.map(\.kind) == [.email])
        #expect(try await story.outreach().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `brought by one of us it goes no further way, and an unknown key changes nothing`(
        engine: Engine
    ) async throws {
        let story = try await ReachStory(engine, Self.all)
        try await story.round()
        let now = story.house.clock.now
        let people = story.people
        try await story.house.database.write { db in
            try people.noticeReached("letter/8", by: bruno, at: now, in: db)
            try people.noticeReached("letter/7", by: bruno, at: now, in: db)
            try people.noticeReached("letter/7", by: bruno, at: now, in: db)
        }
        try await story.pass(days: 30)
        #expect(story.house.post.sent.map(\.kind) == [.email])
        let lines = try await story.house.database.read { db in
            try db.journal(of: "case/1").filter { $0.kind == "notice.reached" }.count
        }
        #expect(lines == 1)
        let browser = Browser(story.house)
        try await browser.signIn("ana")
        try await browser.get("/messages/\(story.message)")
        #expect(browser.page.contains("it reached you in another way"))
    }

    @Test(arguments: Engine.underTest)
    func `a mail that comes back late does not start a second way beside the one that runs`(
        engine: Engine
    ) async throws {
        let story = try await ReachStory(engine, Self.all)
        try await story.round()
        try await story.pass(days: 2)
        #expect(story.house.post.sent.map(\.kind) == [.email, .sms])
        try await story.people.bounced("ana@example.org", reason: "550")
        for _ in 1...3 { try await story.round() }
        #expect(story.house.post.sent.map(\.kind) == [.email, .sms])
        try await story.pass(days: 3)
        #expect(story.house.post.sent.map(\.kind) == [.email, .sms, .letter])
    }

    @Test(arguments: Engine.underTest)
    func `what no time limit hangs on waits for no proof`(engine: Engine) async throws {
        let story = try await ReachStory(engine, Self.all, legalEffect: false)
        try await story.round()
        try await story.pass(days: 60)
        #expect(story.house.post.sent.map(\.kind) == [.email])
        #expect(try await story.outreach().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `who has only the account and does not look stands on the list after its time`(
        engine: Engine
    ) async throws {
        let story = try await ReachStory(engine, [])
        // An account without an address has its own channel, and nothing else.
        try await story.pass(days: 1)
        #expect(try await story.outreach().count == 1)
        #expect(story.house.post.sent.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the end of a wait counts once, however often the outbox hands it over`(
        engine: Engine
    ) async throws {
        let story = try await ReachStory(engine, Self.all)
        try await story.round()
        story.house.clock.pass(seconds: 3 * 86_400)
        let now = story.house.clock.now
        let due = try await story.house.database.read { db in
            try db.outboxDue(at: now, limit: 9).filter { $0.kind == "people.wait" }
        }
        let end = try #require(story.people.outbox["people.wait"])
        for order in due + due + due { try await end(order) }
        let silences = try await story.house.database.read { db in
            try db.count("SELECT COUNT(*) FROM notice_silence")
        }
        #expect(due.count == 1 && silences == 1)
        try await story.round()
        #expect(story.house.post.sent.map(\.kind) == [.email, .sms])
    }

    @Test(arguments: Engine.underTest)
    func `without a gateway a letter is for one of us`(engine: Engine) async throws {
        let plan = NoticePlan(ways: testPlan.ways)
        let story = try await ReachStory(engine, [(.post, "Rua do Cais 1")], plan: plan)
        try await story.round()
        #expect(story.house.post.sent.isEmpty)
        #expect(try await story.outreach() == ["post"])
    }

    /// Bounces, days, readings and repeated hand-overs in any order.
    @Test(arguments: Engine.underTest, 1...12)
    func `whatever happens no way is tried twice, none after a proof, and nobody is forgotten`(
        engine: Engine, seed: Int
    ) async throws {
        var random = SeededRandom(UInt64(seed))
        let given = Self.all.filter { _ in Int.random(in: 0...3, using: &random) > 0 }
        let story = try await ReachStory(engine, given)
        var sentBeforeProof: Int?
        for _ in 1...Int.random(in: 2...7, using: &random) {
            switch Int.random(in: 0...5, using: &random) {
            case 0: try await story.people.bounced("ana@example.org", reason: "550")
            case 1: try await story.people.bounced("+351 900 000 000", reason: "unknown")
            case 2: try await story.pass(days: Int.random(in: 1...4, using: &random))
            case 3 where sentBeforeProof == nil && seed % 2 == 0:
                try await story.round()
                let now = story.house.clock.now
                let people = story.people
                try await story.house.database.write { db in
                    try people.noticeReached("letter/7", by: bruno, at: now, in: db)
                }
                sentBeforeProof = story.house.post.sent.count
            default: try await story.round()
            }
        }
        try await story.pass(days: 90)
        for _ in 1...4 { try await story.pass(days: 5) }
        let sent = story.house.post.sent
        #expect(Set(sent.map(\.to)).count == sent.count, "seed \(seed)")
        let order: [Delivery.Kind] = [.email, .sms, .letter]
        let ranks = sent.map { order.firstIndex(of: $0.kind) ?? -1 }
        #expect(ranks == ranks.sorted(), "seed \(seed)")
        if let sentBeforeProof {
            #expect(sent.count == sentBeforeProof, "seed \(seed)")
            #expect(try await story.outreach().isEmpty, "seed \(seed)")
        } else {
            #expect(try await story.outreach().count == 1, "seed \(seed)")
        }
    }
}
