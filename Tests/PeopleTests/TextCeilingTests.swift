import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// Texts cost the house: nobody makes it send them without end.
struct TextCeilingTests {
    @Test(arguments: Engine.underTest)
    func `codes by text have a ceiling for an account and for a block of numbers`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let ana = try await house.add("ana")
        func count(_ number: String, at now: Moment = noon) async throws {
            try await house.database.write { db in
                try TextCeiling.count(number, for: ana, at: now, in: db)
            }
        }
        for number in 0..<TextCeiling.perBlockMax {
            try await count("+351 900 000 \(100 + number)")
        }
        await #expect(throws: Refused.self) { try await count("+351900000003") }
        try await count("+351 910 000 001")
        try await count("+351 900 000 003", at: noon.adding(seconds: 86_400))
    }

    @Test(arguments: Engine.underTest)
    func `an account is sent so many codes by text a day`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let account = try #require(try await house.account("ana"))
        let person = try #require(account.person)
        let (who, channel) = try await house.database.write { db in
            try AddChannel.insert(
                .phone, "+351900000001", of: person, "en", verified: nil, at: noon, in: db)
            let phone = try Channel.all(of: person, in: db).first { $0.kind == .phone }
            return (try account.principal(in: db), phone?.id ?? ID(0))
        }
        func send(_ halfHours: Int64) async throws {
            let now = noon.adding(seconds: halfHours * 1_801)
            try await house.database.write { db in
                try SendChannelCheck(channel: channel).perform(by: who, at: now, in: db)
            }
        }
        for number in 0..<TextCeiling.perDayMax { try await send(Int64(number)) }
        await #expect(throws: Refused.self) { try await send(Int64(TextCeiling.perDayMax)) }
        try await send(100)
    }

    @Test(arguments: Engine.underTest)
    func `a person adds so many numbers a day, and no message goes to one that nobody checked`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let who = Principal(account: AccountID(7), person: person, name: "Ana", duties: [])
        func add(_ number: Int, at now: Moment) async throws {
            try await house.database.write { db in
                try AddChannel(
                    person: person, kind: .phone, address: "+35190000000\(number)", language: "en"
                ).perform(by: who, at: now, in: db)
            }
        }
        for number in 0..<TextCeiling.perDayMax { try await add(number, at: house.clock.now) }
        await #expect(throws: Refused.self) { try await add(6, at: house.clock.now) }
        try await house.emptyOutbox()
        let before = house.post.sent.count
        let (people, now) = (house.people, house.clock.now)
        try await house.database.write { db in
            try people.notify(
                Notice(
                    person: person, subject: "case/1", title: "A letter", body: "Words",
                    link: "/x", legalEffect: false, key: "one"), db, now)
        }
        try await house.emptyOutbox()
        #expect(house.post.sent.count == before)
        try await house.database.write { db in
            try checkNumbers(at: now, in: db)
            try people.notify(
                Notice(
                    person: person, subject: "case/1", title: "A letter", body: "Words",
                    link: "/x", legalEffect: false, key: "two"), db, now)
        }
        try await house.emptyOutbox()
        #expect(house.post.sent.count == before + 1)
        try await add(6, at: noon.adding(seconds: 2 * 86_400))
    }
}
