import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// All that this room holds about a person, and nothing of anybody else.
struct HoldingsTests {
    @Test(arguments: Engine.underTest)
    func `a person's account, addresses and messages are in it, nobody else's, and no secret`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        let now = house.clock.now
        var people: [PersonID] = []
        for login in ["ana", "rui"] {
            _ = try await house.add(login)
            let person = try #require(try await house.account(login)?.person)
            people.append(person)
            try await house.database.write { db in
                try AddChannel(
                    person: person, kind: .email, address: "\(login)@example.org", language: "en"
                ).perform(by: .house, at: now, in: db)
                for number in 0...messagesPerPage {
                    try house.people.notify(
                        Notice(
                            person: person, subject: "case/1", title: "For \(login) \(number)",
                            body: "Read.", link: "/x", legalEffect: false,
                            key: "\(login)/\(number)"), db, now)
                }
            }
        }
        let hers = people[0]
        let work = try await house.add("ana.desk", isPerson: false)
        try await house.database.write { db in
            try NameHuman(account: work, other: Login("ana")).perform(by: .house, at: now, in: db)
        }
        let held = try await house.database.read { db in
            String(decoding: try house.people.holdings(of: hers, in: db), as: UTF8.self)
        }
        // More than one page of messages, the oldest too.
        for words in ["ana@example.org", "For ana 0\"", "For ana \(messagesPerPage)\""] {
            #expect(held.contains(words), "\(words)")
        }
        #expect(!held.contains("rui"))
        #expect(held.contains("ana.desk") && held.contains("\"isForWork\": true"))
        #expect(!held.contains("argon2") && held.contains("\"hasPassword\": true"))
    }
}
