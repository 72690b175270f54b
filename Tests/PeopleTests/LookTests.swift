import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import People

/// Reading begins a period of the law: what nobody saw is not read.
struct LookTests {
    /// What is no person who opens a page.
    static let others: [(String, (String, String)?)] = [
        ("HEAD", nil), ("GET", ("sec-purpose", "prefetch;prerender")),
        ("GET", ("purpose", "prefetch")),
        ("GET", ("sec-fetch-site", "cross-site")), ("GET", ("sec-fetch-dest", "image")),
        ("GET", ("sec-fetch-dest", "empty")),
    ]

    @Test(arguments: Engine.underTest)
    func `only a page that its person opens, or the button on it, is proof that a message was read`(
        engine: Engine
    ) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let (first, second) = (try await house.write("first"), try await house.write("second"))
        let browser = Browser(house)
        try await browser.signIn("ana")
        for (method, header) in LookTests.others {
            try await browser.ask(method, "/messages/\(first)", header)
            #expect(browser.status == 200)
            #expect(!browser.page.contains("Words of first"), "\(method) \(header?.0 ?? "")")
        }
        #expect(try await house.reads() == 0)
        try await browser.ask("GET", "/messages/\(first)", ("sec-fetch-site", "cross-site"))
        #expect(browser.page.contains("A message waits for you"))
        try await browser.post("/messages/\(first)/opening", from: "/account", [:])
        #expect(browser.status == 303 && browser.location == "/messages/\(first)")
        #expect(try await house.reads() == 1)
        // What is read is shown to whatever asks.
        try await browser.ask("GET", "/messages/\(first)", ("sec-fetch-site", "cross-site"))
        #expect(browser.page.contains("Words of first"))
        try await browser.ask("GET", "/messages/\(second)", ("sec-fetch-site", "none"))
        #expect(browser.page.contains("Words of second"))
        #expect(try await house.reads() == 2)
    }

    @Test(arguments: Engine.underTest)
    func `nobody opens a message of another with the button`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        _ = try await house.add("ines")
        let message = try await house.write("first")
        let stranger = Browser(house)
        try await stranger.signIn("ines")
        try await stranger.post("/messages/\(message)/opening", from: "/account", [:])
        #expect(stranger.status == 404)
        #expect(try await house.reads() == 0)
    }
}

extension House {
    /// Ana gets a message.
    fileprivate func write(_ key: String) async throws -> Int64 {
        let person = try #require(try await account("ana")?.person)
        let (people, now) = (self.people, clock.now)
        return try await database.write { db in
            try people.notify(
                Notice(
                    person: person, subject: "case/1", title: "A letter", body: "Words of \(key)",
                    link: "/x", legalEffect: true, key: key), db, now)
            return try db.value("SELECT id FROM message WHERE key = \(key)", as: Int64.self) ?? 0
        }
    }

    fileprivate func reads() async throws -> Int {
        try await database.read { db in
            try db.count("SELECT COUNT(*) FROM journal WHERE kind = 'notice.read'")
        }
    }
}
