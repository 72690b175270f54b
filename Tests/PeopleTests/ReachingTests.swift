import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

struct ReachingTests {
    private func person(
        _ house: House, _ channels: [(ChannelKind, String)]
    ) async throws -> PersonID {
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        try await house.database.write { db in
            for (kind, address) in channels {
                try AddChannel(person: person, kind: kind, address: address, language: "en")
                    .perform(by: .house, at: now, in: db)
            }
            try checkNumbers(at: now, in: db)
        }
        return person
    }

    private func notify(
        _ person: PersonID, _ house: House, key: String = "case/1/asked"
    ) async throws {
        let notice = Notice(
            person: person, subject: "case/1", title: "A paper is missing",
            body: "Bring the birth certificate.",
            link: "/cases/1", legalEffect: true, office: lisbonCentre, key: key)
        let now = house.clock.now
        try await house.database.write { db in try house.people.notify(notice, db, now) }
    }

    private func outreach(_ house: House) async throws -> [OutreachItem] {
        try await house.database.read { db in
            try OutreachItem.open(1, for: bruno, at: noon, in: db, FileRights())
        }
    }

    @Test(arguments: Engine.underTest)
    func `a notice stands in the account and a push without its content goes out`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let person = try await person(house, [(.email, "ana@example.org")])
        try await notify(person, house)
        #expect(try await house.people.unread(person) == 1)
        try await house.emptyOutbox()
        let mail = try #require(house.post.sent.first)
        #expect(mail.to == "ana@example.org")
        #expect(mail.text.contains("http://localhost:8080/messages/"))
        #expect(!mail.text.contains("birth") && !mail.subject.contains("missing"))
        let lines = try await house.database.read { db in try db.journal(of: "case/1").map(\.kind) }
        #expect(lines == ["notice.written", "notice.sent"])
    }

    @Test(arguments: Engine.underTest)
    func `one key is one notice, and a second call of the outbox sends nothing`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let person = try await person(house, [(.email, "ana@example.org")])
        try await notify(person, house)
        try await notify(person, house)
        let now = house.clock.now
        let due = try await house.database.read { db in try db.outboxDue(at: now, limit: 10) }
        #expect(due.count == 1)
        let handler = try #require(house.people.outbox["people.email"])
        for message in due + due { try await handler(message) }
        #expect(house.post.sent.count == 1)
        #expect(try await house.people.unread(person) == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a mail that comes back moves on to the phone, then to a person of ours, and ends nothing`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let person = try await person(
            house, [(.email, "Ana@Example.org"), (.phone, "+351 900 000 000")])
        try await notify(person, house)
        try await house.emptyOutbox()
        #expect(try await house.people.bounced("ana@example.org", reason: "550") == 1)
        #expect(
            try await house.people.bounced("ana@example.org", reason: "550") == 0, "noted already")
        try await house.emptyOutbox()
        #expect(house.post.sent.map(\.kind) == [.email, .sms])
        #expect(try await outreach(house).isEmpty)
        try await house.people.bounced("+351900000000", reason: "unknown number")
        try await house.emptyOutbox()
        #expect(house.post.sent.count == 2)
        #expect(try await outreach(house).map(\.reason) == ["unreachable"])
        #expect(try await house.people.unread(person) == 1)
    }

    @Test(arguments: Engine.underTest)
    func `an address refused at once moves on as well`(engine: Engine) async throws {
        let house = try await House(engine)
        house.post.refuse("ana@example.org")
        let person = try await person(
            house, [(.email, "ana@example.org"), (.phone, "+351900000000")])
        try await notify(person, house)
        try await house.emptyOutbox()
        try await house.emptyOutbox()
        #expect(house.post.sent.map(\.kind) == [.sms])
        // The next notice does not try the dead address again.
        try await notify(person, house, key: "case/1/decided")
        try await house.emptyOutbox()
        #expect(house.post.sent.map(\.kind) == [.sms, .sms])
    }

    @Test(arguments: Engine.underTest)
    func `who wants letters stands in the list, and leaves it when one of us wrote`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let person = try await person(house, [(.post, "Rua do Cais 1, Lisboa")])
        try await notify(person, house)
        let item = try #require(try await outreach(house).first)
        #expect(item.reason == "post")
        let now = house.clock.now
        await #expect(throws: Refused.notFound) {
            try await house.database.write { db in
                try CloseOutreach(message: item.message, outcome: "letter").perform(
                    by: joana, at: now, in: db)
            }
        }
        let id = try await house.add("bruno", isPerson: false, duties: bruno.duties)
        let officer = Principal(account: id, person: nil, name: "Bruno", duties: bruno.duties)
        try await house.database.write { db in
            try CloseOutreach(message: item.message, outcome: "letter").perform(
                by: officer, at: now, in: db)
        }
        #expect(try await outreach(house).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `opening a message proves it came, and nobody else can open it`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let person = try await person(house, [(.email, "ana@example.org")])
        _ = try await house.add("olena")
        try await notify(person, house)
        let id: Int64 = try #require(
            try await house.database.read { db in try db.value("SELECT id FROM message") })
        let (hers, others) = (Browser(house), Browser(house))
        try await others.signIn("olena")
        try await others.get("/messages/\(id)")
        #expect(others.status == 404)
        #expect(try await house.people.unread(person) == 1)
        try await hers.signIn("ana")
        try await hers.get("/messages/\(id)")
        #expect(hers.page.contains("birth certificate"))
        #expect(try await house.people.unread(person) == 0)
        let last = try await house.database.read { db in try db.journal(of: "case/1").last }
        #expect(last?.kind == "notice.read")
    }

    @Test(arguments: Engine.underTest)
    func `neither words nor addresses stand readable in the store`(engine: Engine) async throws {
        let house = try await House(engine)
        let person = try await person(house, [(.email, "ana@example.org")])
        try await notify(person, house)
        let words: [UInt8] = try #require(
            try await house.database.read { db in try db.value("SELECT words FROM message") })
        let address: [UInt8] = try #require(
            try await house.database.read { db in
                try db.value("SELECT address FROM contact_channel WHERE kind = 'email'")
            })
        #expect(!String(decoding: words, as: UTF8.self).contains("birth"))
        #expect(!String(decoding: address, as: UTF8.self).contains("example"))
    }
}
