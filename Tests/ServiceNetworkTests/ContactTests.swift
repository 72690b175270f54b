import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// Logging a contact at a local centre.
@Suite struct ContactTests {
    @Test(arguments: Engine.underTest)
    func `a contact that is sent twice counts once, also after it was taken back`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        for _ in 1...2 { try await network.log(by: amadeu, key: contactKey(1)) }
        try await network.log(by: amadeu, key: contactKey(2))
        let day = try await network.contactDay(of: amadeu)
        #expect(day.count == 2)
        let lines = try await network.database.read { db in
            try db.journal(of: contactSubject(day.centre.id)).map(\.kind)
        }
        #expect(lines == ["contact.logged", "contact.logged"])

        for contact in day.own {
            try await network.database.write { db in
                try UndoContact(contact: contact.id).perform(by: amadeu, at: noon, in: db)
            }
        }
        try await network.log(by: amadeu, key: contactKey(1))
        #expect(try await network.contactDay(of: amadeu).count == 0)
    }

    @Test(arguments: Engine.underTest)
    func `a contact without a key counts each time`(engine: Engine) async throws {
        let network = try await network(engine)
        try await network.log(3, by: amadeu)
        #expect(try await network.contactDay(of: amadeu).count == 3)
    }

    @Test(arguments: Engine.underTest)
    func `a contact that waited counts on the day on which it was made`(engine: Engine) async throws
    {
        let network = try await network(engine)
        // Noon less thirteen hours is eleven in the evening of the day before.
        try await network.log(by: amadeu, key: contactKey(3), secondsAgo: 13 * 3_600)
        try await network.log(by: amadeu, key: contactKey(4), secondsAgo: 11 * 3_600)
        #expect(try await network.contactDay(of: amadeu).count == 1)
        let yesterday = noon.adding(seconds: -86_400)
        #expect(try await network.contactDay(of: amadeu, at: yesterday).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a contact is taken back for ten minutes, by who logged it`(engine: Engine) async throws {
        let network = try await network(engine)
        try await network.log(2, by: amadeu)
        let own = try await network.contactDay(of: amadeu).own
        let (first, second) = (try #require(own.first?.id), try #require(own.last?.id))
        let colleague = Principal(
            account: AccountID(79), person: nil, name: "Elsa", duties: amadeu.duties)
        func undo(
            _ id: Kernel.ID<ServiceContactThing>, _ who: Principal, after seconds: Int64
        ) async throws {
            try await network.database.write { db in
                try UndoContact(contact: id)
                    .perform(by: who, at: noon.adding(seconds: seconds), in: db)
            }
        }
        await #expect(throws: Refused.notFound) { try await undo(first, colleague, after: 1) }
        await #expect(throws: Refused.notFound) { try await undo(first, benedita, after: 1) }
        try await undo(first, amadeu, after: 600)
        await #expect(throws: Refused.notFound) { try await undo(first, amadeu, after: 600) }
        await #expect(throws: Refused.self) { try await undo(second, amadeu, after: 601) }
        #expect(try await network.contactDay(of: amadeu).count == 1)
        #expect(try await network.contactDay(of: amadeu).own.map(\.id) == [second])
    }

    @Test(arguments: Engine.underTest)
    func `a mediator logs for their own open centre only`(engine: Engine) async throws {
        let network = try await network(engine)
        let elvas = LocationID(slug: "claim-elvas")
        for who in [amadeu, clara, damiao, ivo, bruno] {
            await #expect(throws: Refused.notFound) {
                try await network.database.read { db in
                    _ = try ContactCentre.find(elvas, for: who, CivilTimes(), in: db)
                }
            }
        }
        func names(_ who: Principal) async throws -> [String] {
            try await network.database.read { db in
                try ContactCentre.all(for: who, CivilTimes(), in: db).map(\.name)
            }
        }
        #expect(try await names(benedita) == ["CLAIM Elvas"])
        #expect(try await names(amadeu) == ["CLAIM Fundão"])
        for who in [clara, damiao, ivo, bruno] { #expect(try await names(who).isEmpty) }
    }

    @Test(arguments: Engine.underTest)
    func `a colleague's contacts are counted and not shown`(engine: Engine) async throws {
        let network = try await network(engine)
        let colleague = Principal(
            account: AccountID(79), person: nil, name: "Elsa", duties: amadeu.duties)
        try await network.log(2, by: amadeu)
        try await network.log(by: colleague)
        try await network.log(by: benedita)
        let day = try await network.contactDay(of: colleague)
        #expect(day.count == 3)
        #expect(day.own.count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `the twelve topics of local centres are there, each in its words`(
        engine: Engine
    ) async throws {
        let network = try await network(engine)
        let topics = try await network.database.read { db in try ContactTopic.all(in: db) }
        #expect(topics.count == 12)
        let t = try translator("en")
        #expect(Set(topics.map { $0.words(t) }).count == 12)
        await #expect(throws: (any Error).self) {
            try await network.log(1, "Ana Oliveira", by: amadeu)
        }
    }

    @Test(arguments: Engine.underTest)
    func `invented contacts are added once`(engine: Engine) async throws {
        let network = try await network(engine)
        let first = try await network.loadDemoContacts(by: amadeu, at: noon)
        let count = try await network.database.read { db in
            try db.count("SELECT COUNT(*) FROM service_contact WHERE invented = 1")
        }
        #expect(first.hasPrefix("\(count) ") && (300...900).contains(count))
        #expect(try await network.loadDemoContacts(by: amadeu, at: noon).hasPrefix("0 "))
    }
}
