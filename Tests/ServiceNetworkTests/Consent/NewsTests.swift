import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import ServiceNetwork

/// What was told, in order.
private final class Told: Sendable {
    let news = Mutex<[NetworkNews]>([])
    var keys: [String] { news.withLock { $0.map(\.key) } }
}

/// A person hears what becomes of their referral.
@Suite struct NewsTests {
    @Test(arguments: Engine.underTest)
    func `whoever said yes by their account hears each answer, and nothing for shoulders`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let told = Told()
        var hearing = sample.settings
        hearing.tell = { news, _, _ in told.news.withLock { $0.append(news) } }
        let settings = hearing
        let code = try await sample.codeOfAna()
        let id = try await sample.refer(to: sample.job, code: code, way: nil)
        let first = try await sample.last(id).id
        try await sample.agree(first, settings)
        // What they did themselves they know.
        #expect(told.keys.isEmpty)
        try await sample.answer(first, joaquim, .declined, settings)
        let onward = SendReferral(referral: id, address: sample.address(sample.school, way: nil))
        try await sample.act { db in
            try onward.perform(by: dinis, at: noon, in: db, settings)
        }
        let second = try await sample.last(id).id
        try await sample.agree(second, settings)
        try await sample.answer(second, sofia, .accepted, settings)
        try await sample.act { db in
            try ReturnOutcome(
                door: .account(second, sofia), outcome: .served, on: noon.utcDay
            ).perform(at: noon, in: db, settings)
        }
        #expect(
            told.keys == [
                "referral-sending/\(first)/declined", "referral-sending/\(second)/asked",
                "referral-sending/\(second)/accepted", "referral-sending/\(second)/outcome",
            ])
        let (t, all) = (try translator("en"), told.news.withLock { $0 })
        #expect(Set(all.map(\.person)) == [ana.person])
        #expect(Set(all.map(\.subject)) == ["referral/\(id)"])
        // The words send them to My referrals, and so does the link.
        #expect(Set(all.map(\.link)) == ["/referrals"])
        #expect(all.allSatisfy { $0.words(t).body.contains("My referrals") })
        for news in all {
            let (title, body) = news.words(t)
            for word in ["Emprego", "Escola", "job", "Employment", ReferralSample.name] {
                #expect(!title.contains(word) && !body.contains(word), "\(word): \(body)")
            }
        }
        // Whom the house tells, no body is told.
        guard case .person(_, let seen)? = try await sample.seen(second, by: sofia, at: noon) else {
            Issue.record("who accepted reads who it is")
            return
        }
        #expect(seen.person == nil && seen.name == ReferralSample.name)
    }

    @Test(arguments: Engine.underTest)
    func `nobody is told of a referral without an account`(engine: Engine) async throws {
        let sample = try await ReferralSample.make(engine)
        let told = Told()
        var hearing = sample.settings
        hearing.tell = { news, _, _ in told.news.withLock { $0.append(news) } }
        let settings = hearing
        let id = try await sample.refer(to: sample.job, way: .oral)
        let sending = try await sample.last(id).id
        try await sample.answer(sending, joaquim, .accepted, settings)
        #expect(told.keys.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `whoever holds a path hears that a step has an outcome, and nothing of which`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let told = Told()
        let tell: TellNews = { news, _, _ in told.news.withLock { $0.append(news) } }
        let (path, steps) = try await sample.agreed([
            PathSample.content(0), PathSample.content(3, .victims),
        ])
        try await sample.write { db in
            try NoteStep(step: steps[0], words: "Begun", outcome: nil, tell: tell)
                .perform(by: clerks[0], at: dayAfter(1), in: db)
            for (step, who) in [(steps[0], clerks[0]), (steps[1], clerks[3])] {
                try NoteStep(step: step, words: "Done", outcome: .reached, tell: tell)
                    .perform(by: who, at: dayAfter(2), in: db)
            }
        }
        #expect(told.keys == steps.map { "path-step/\($0)/outcome" })
        let (t, all) = (try translator("en"), told.news.withLock { $0 })
        #expect(all.allSatisfy { $0.person == ana.person && $0.subject == "path/\(path)" })
        #expect(Set(all.map(\.link)) == ["/paths"])
        // Both say the same: which step it was stands in the account alone.
        #expect(Set(all.map { $0.words(t).title + $0.words(t).body }).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `nobody is told of a path that is in no account`(engine: Engine) async throws {
        let sample = try await PathSample(engine)
        let told = Told()
        let tell: TellNews = { news, _, _ in told.news.withLock { $0.append(news) } }
        try await sample.write { db in
            let path = try PathSample.draw(in: db)
            let step = try PathSample.add(PathSample.content(0), to: path, in: db)
            try AgreeToPath(path: path, way: .oral, facts: [.name])
                .perform(by: dinis, at: noon, in: db)
            try NoteStep(step: step, words: "Done", outcome: .reached, tell: tell)
                .perform(by: clerks[0], at: dayAfter(1), in: db)
        }
        #expect(told.keys.isEmpty)
    }
}
