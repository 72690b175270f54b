import Figures
import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// A referral from the desk to the outcome, and who sees what of it on the way.
@Suite struct ReferralTests {
    @Test(arguments: Engine.underTest)
    func `a body sees who it is only once it accepts, and no more than was agreed`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let id = try await sample.refer(to: sample.job, way: .paper)
        let sending = try await sample.last(id)
        let need = try await sample.found(id).need
        #expect(try await sample.seen(sending.id, by: joaquim, at: noon) == .need(need))
        #expect(try await sample.seen(sending.id, by: sofia, at: noon) == nil)
        let (door, settings) = (ReceivingDoor.account(sending.id, joaquim), sample.settings)
        try await sample.act { db in
            try AnswerReferral(door: door, answer: .accepted, reason: nil, words: nil)
                .perform(at: noon, in: db, settings)
        }
        let told = ReferralContent(
            name: ReferralSample.name, birth: nil, contact: nil, told: ReferralSample.told,
            by: "Dinis")
        #expect(try await sample.seen(sending.id, by: joaquim, at: noon) == .person(need, told))
        await #expect(throws: Refused.self) {
            try await sample.act { db in
                try AnswerReferral(door: door, answer: .declined, reason: .full, words: nil)
                    .perform(at: noon, in: db, settings)
            }
        }
        let today = noon.utcDay
        for day in [today.adding(days: 1), today.adding(days: -1)] {
            await #expect(throws: Refused.self) {
                try await sample.act { db in
                    try ReturnOutcome(door: door, outcome: .served, on: day)
                        .perform(at: noon, in: db, settings)
                }
            }
        }
        try await sample.act { db in
            try ReturnOutcome(door: door, outcome: .served, on: today)
                .perform(at: noon, in: db, settings)
        }
        let ended = try await sample.last(id)
        #expect(ended.outcome == .served && ended.outcomeOn == today)
        let kinds = try await sample.network.database.read { db in
            try db.journal(of: "referral/\(id)").map(\.kind)
        }
        #expect(
            kinds == [
                "network.referral.made", "network.referral.asked", "network.referral.sent",
                "network.referral.accepted", "network.referral.outcome",
            ])
    }

    @Test(arguments: Engine.underTest)
    func `who it is never stands in the store unsealed`(engine: Engine) async throws {
        let sample = try await ReferralSample.make(engine)
        _ = try await sample.refer(to: sample.job, code: try await sample.codeOfAna(), way: nil)
        let rows = try await sample.network.database.read { db in
            try db.all("SELECT * FROM referral") + db.all("SELECT * FROM referral_sending")
        }
        #expect(rows.count == 2)
        for value in rows.flatMap(\.values) {
            #expect(value != .integer(ana.person?.value ?? 0))
            if case .text(let text) = value { #expect(!text.contains("Zulmira")) }
            if case .bytes(let bytes) = value {
                #expect(!String(decoding: bytes, as: UTF8.self).contains("Zulmira"))
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `with an account no body is asked before the person says yes`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let code = try await sample.codeOfAna()
        let id = try await sample.refer(to: sample.job, code: code, way: nil)
        let sending = try await sample.last(id)
        #expect(sending.phase(at: noon) == .asked)
        #expect(try await sample.seen(sending.id, by: joaquim, at: noon) == nil)
        // A code counts once, and for an hour.
        await #expect(throws: Refused.self) { try await sample.refer(to: sample.job, code: code) }
        let late = try await sample.codeOfAna()
        await #expect(throws: Refused.self) {
            try await sample.refer(to: sample.job, code: late, at: noon.adding(seconds: 3_600))
        }
        let settings = sample.settings
        await #expect(throws: Refused.self) {
            try await sample.act { db in
                try DecideReferral(sending: sending.id, agrees: true)
                    .perform(by: yusuf, at: noon, in: db, settings)
            }
        }
        try await sample.act { db in
            try DecideReferral(sending: sending.id, agrees: true)
                .perform(by: ana, at: noon, in: db, settings)
        }
        #expect(try await sample.seen(sending.id, by: joaquim, at: noon) != nil)
        let own = try await sample.network.database.read { db in
            (try Referral.own(ana, in: db).map(\.id), try Referral.own(yusuf, in: db).count)
        }
        #expect(own.0 == [id] && own.1 == 0)
    }

    @Test(arguments: Engine.underTest)
    func `declined it goes on with the same text, and one body at a time`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let id = try await sample.refer(to: sample.job)
        let (first, settings) = (try await sample.last(id), sample.settings)
        let onward = SendReferral(referral: id, address: sample.address(sample.school))
        func send() async throws {
            try await sample.act { db in
                try onward.perform(by: dinis, at: noon, in: db, settings)
            }
        }
        await #expect(throws: Refused.self) { try await send() }
        try await sample.act { db in
            try AnswerReferral(
                door: .account(first.id, joaquim), answer: .declined, reason: .full,
                words: "Em março."
            ).perform(at: noon, in: db, settings)
        }
        try await send()
        let sendings = try await sample.found(id).sendings
        #expect(sendings.map(\.receiver.name) == ["Emprego", "Escola"])
        #expect(sendings[0].words == "Em março." && sendings[0].reason == .full)
        let second = sendings[1].id
        try await sample.act { db in
            try AnswerReferral(
                door: .account(second, sofia), answer: .accepted, reason: nil, words: nil
            ).perform(at: noon, in: db, settings)
        }
        guard case .person(_, let content) = try await sample.seen(second, by: sofia, at: noon)
        else {
            Issue.record("the body that accepted reads nothing")
            return
        }
        #expect(content.told == ReferralSample.told)
        // Who declined still sees the need they answered, and nobody's name.
        guard case .need = try await sample.seen(first.id, by: joaquim, at: noon) else {
            Issue.record("the body that declined sees something else")
            return
        }
    }

    @Test(arguments: Engine.underTest)
    func `who has no part finds neither a referral nor its count`(engine: Engine) async throws {
        let sample = try await ReferralSample.make(engine)
        let id = try await sample.refer(to: sample.job)
        let sending = try await sample.last(id).id
        let strangers = [ana, yusuf, bruno, beatriz, carla, fatima, guilherme, luis, marta, vera]
        for who in strangers {
            let counts = try await sample.network.database.read { db in
                [
                    try Referral.own(who, in: db).count, try Referral.made(by: who, in: db).count,
                    try Received.all(for: who, at: noon, in: db).count,
                ]
            }
            #expect(counts == [0, 0, 0], "\(who.name)")
            #expect(try await sample.seen(sending, by: who, at: noon) == nil)
            await #expect(throws: Refused.notFound) {
                try await sample.network.database.read { db in
                    try Referral.find(id, for: who, in: db)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await sample.act { db in
                    try RecallReferral(sending: sending).perform(by: who, at: noon, in: db)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await sample.act { db in
                    try WithdrawReferral(referral: id).perform(by: who, at: noon, in: db)
                }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `the days to answer pass over holidays and are seen by both sides`(
        engine: Engine
    ) async throws {
        let sample = try await ReferralSample.make(engine)
        let sending = try await sample.last(sample.refer(to: sample.job))
        // Monday the 23rd: 24, 26, 27, 30 November and 1 December; the 25th is kept.
        let due = try #require(Day(iso: "2026-12-01"))
        #expect(sending.due == due)
        #expect(!sending.isLate(at: Moment(due, hour: 20), today: due))
        let after = Moment(due.adding(days: 1), hour: 1)
        #expect(sending.isLate(at: after, today: due.adding(days: 1)))
        let listed = try await sample.network.database.read { db in
            try Received.all(for: joaquim, at: after, in: db)
        }
        #expect(listed.map(\.sending.due) == [due])
    }

    @Test(arguments: Engine.underTest)
    func `figures count referrals and outcomes behind the guard`(engine: Engine) async throws {
        let sample = try await ReferralSample.make(engine)
        for number in 0..<7 {
            let then = noon.adding(seconds: Int64(number))
            let id = try await sample.refer(to: sample.job, at: then)
            let door = ReceivingDoor.account(try await sample.last(id).id, joaquim)
            let settings = sample.settings
            try await sample.act { db in
                try AnswerReferral(door: door, answer: .declined, reason: .full, words: nil)
                    .perform(
                        at: noon.adding(seconds: Int64(number % 2) * 86_400 + 60), in: db, settings)
            }
        }
        let later = noon.adding(seconds: 3 * 86_400)
        let figures = ReferralFigures(zone: .utc).all
        #expect(Set(figures.map(\.key)).count == figures.count)
        func published(_ key: FigureKey) async throws -> String {
            let figure = try #require(figures.first { $0.key == key })
            let out = try await sample.network.database.read { db in
                try figure.published(at: later, in: db)
            }
            return (out.value.map { "\($0) " } ?? "") + out.status.rawValue
        }
        // Seven are told as five; ten answers are needed for a median.
        #expect(try await published("network.referrals.employment") == "5.0 rounded")
        #expect(try await published("network.referrals.outcome.served") == "0.0 exact")
        #expect(try await published("network.referrals.days-to-answer") == "hidden")
    }
}
