import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import ServiceNetwork

/// What was told, in order.
private final class Told: Sendable {
    let news = Mutex<[ReferralNews]>([])
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
}
