import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// A letter by post came back: its attempt is kept, the next way is tried, and somebody must reach the person.
struct ReturnedLetterTests {
    /// Ana wants letters first; nobody has sent hers yet.
    private struct Story {
        let house: House
        let ana: PersonID
        let officer: Principal
        let message: ID<Message>

        init(_ engine: Engine, channels: [(ChannelKind, String)]) async throws {
            let house = try await House(engine)
            _ = try await house.add("ana")
            let ana = try #require(try await house.account("ana")?.person)
            let account = try await house.add("bruno", isPerson: false, duties: bruno.duties)
            let officer = Principal(
                account: account, person: nil, name: "Bruno", duties: bruno.duties)
            let now = house.clock.now
            let notice = Notice(
                person: ana, subject: "case/1", title: "t", body: "b", link: "/cases/1",
                legalEffect: true, office: lisbonCentre, key: "letter/7")
            let id = try await house.database.write { db -> ID<Message>? in
                for (kind, address) in channels {
                    try AddChannel(person: ana, kind: kind, address: address, language: "en")
                        .perform(by: .house, at: now, in: db)
                }
                try house.people.notify(notice, db, now)
                return try db.value("SELECT id FROM message WHERE key = 'letter/7'")
            }
            (self.house, self.ana, self.officer) = (house, ana, officer)
            message = try #require(id)
        }

        func send() async throws {
            let close = CloseOutreach(message: message, outcome: "letter")
            try await house.database.write { [house, officer] db in
                try close.perform(by: officer, at: house.clock.now, in: db)
            }
        }

        func comeBack(_ key: String = "letter/7") async throws {
            try await house.database.write { [house, officer] db in
                try house.people.letterReturned(
                    key, on: noon.utcDay, reason: "Não reclamada", by: officer,
                    at: house.clock.now, in: db)
            }
        }

        func byPost(
            _ person: PersonID? = nil, _ subject: String = "case/1"
        ) async throws
            -> [String]
        {
            try await house.database.read { [house, ana] db in
                try house.people.course(of: [person ?? ana], about: subject, in: db).byPost
            }
        }

        func open() async throws -> [String] {
            try await house.database.read { [house, officer] db in
                try OutreachItem.open(1, for: officer, at: house.clock.now, in: db, FileRights())
                    .map(\.reason)
            }
        }

        func bounced() async throws -> [String] {
            try await house.database.read { [message] db in
                try Attempt.all(of: message, in: db).filter { $0.result == "bounced" }
                    .map { "\($0.channel) \($0.proof)" }
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `it goes on to the next channel and to one of us, and ends nothing`(
        engine: Engine
    ) async throws {
        let story = try await Story(
            engine, channels: [(.post, "Rua 1"), (.email, "ana@example.org")])
        #expect(try await story.open() == ["post"])
        #expect(try await story.byPost().isEmpty)
        try await story.send()
        #expect(try await story.byPost() == ["letter/7"])
        #expect(try await story.open().isEmpty)
        #expect(try await story.byPost(nil, "case/2").isEmpty)
        #expect(try await story.byPost(PersonID(1)).isEmpty)
        #expect(story.house.post.sent.isEmpty)

        try await story.comeBack()
        #expect(try await story.bounced() == ["post 2026-11-23: Não reclamada"])
        #expect(try await story.open() == ["returned"])
        #expect(try await story.byPost().isEmpty)
        try await story.house.emptyOutbox()
        #expect(story.house.post.sent.map(\.to) == ["ana@example.org"])
        #expect(try await story.house.people.unread(story.ana) == 1)
        let line = try await story.house.database.read { db in
            try db.journal(of: "case/1").first { $0.kind == "notice.bounced" }
        }
        #expect(line?.actor == story.officer.account)
        let post = try await story.house.database.read { [ana = story.ana] db in
            try Channel.all(of: ana, in: db).first { $0.kind == .post }
        }
        #expect(post?.hasBounced == true && post?.address == "Rua 1")
    }

    @Test(arguments: Engine.underTest)
    func
        `where nobody here knows the address the attempt is kept all the same, as often as it happens`(
            engine: Engine
        ) async throws
    {
        let story = try await Story(engine, channels: [])
        for count in 1...2 {
            try await story.comeBack()
            #expect(try await story.bounced().count == count)
            #expect(try await story.open() == ["returned"])
            try await story.send()
        }
        // Her own list of addresses shows none that she did not give.
        let browser = Browser(story.house)
        try await browser.signIn("ana")
        try await browser.get("/account")
        #expect(!browser.page.contains("Does not work"))
        try await browser.get("/messages/\(story.message)")
        #expect(browser.page.contains("came back: <q>2026-11-23: Não reclamada</q>"))
    }

    @Test(arguments: Engine.underTest)
    func `a letter of which no message is known stands in nobody's way`(
        engine: Engine
    ) async throws {
        let story = try await Story(engine, channels: [(.email, "ana@example.org")])
        try await story.comeBack("letter/8")
        #expect(try await story.bounced().isEmpty)
        #expect(try await story.open().isEmpty)
    }
}
