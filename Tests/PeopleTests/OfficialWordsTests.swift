import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// Every notice holds the words with legal effect, and the person's beside them.
struct OfficialWordsTests {
    private func told(
        _ engine: Engine, official: Notice.Words?, _ channel: (ChannelKind, String)
    ) async throws -> House {
        let house = try await House(
            engine, reaching: { $0.reaching(by: testPlan, secret: testSecret) })
        _ = try await house.add("ana")
        let ana = try #require(try await house.account("ana")?.person)
        let (now, people) = (house.clock.now, house.people)
        let notice = Notice(
            person: ana, subject: "case/1", title: "A paper is missing", body: "Bring it.",
            link: "/cases/1", legalEffect: true, office: lisbonCentre, key: "one",
            official: official)
        try await house.database.write { db in
            try AddChannel(person: ana, kind: channel.0, address: channel.1, language: "en")
                .perform(by: .house, at: now, in: db)
            try people.notify(notice, db, now)
        }
        try await house.emptyOutbox()
        return house
    }

    private func page(_ house: House) async throws -> String {
        let browser = Browser(house)
        try await browser.signIn("ana")
        let id: Int64 = try #require(
            try await house.database.read { db in try db.value("SELECT id FROM message") })
        try await browser.get("/messages/\(id)")
        return browser.page
    }

    @Test(arguments: Engine.underTest)
    func `both stand in the account and in a letter, the Portuguese ones marked as such`(
        engine: Engine
    ) async throws {
        let official = Notice.Words(title: "Falta um documento", body: "Traga-o.")
        let house = try await told(engine, official: official, (.post, "Rua 1"))
        let shown = try await page(house)
        #expect(shown.contains("Bring it.") && shown.contains("Traga-o."))
        #expect(shown.contains("The text with legal effect, in Portuguese"))
        #expect(shown.contains("<section lang=\"pt\">"))
        let letter = try #require(house.post.sent.first)
        let text = letter.text
        let (first, second) = (
            try #require(text.range(of: "Traga-o.")), try #require(text.range(of: "Bring it."))
        )
        #expect(first.lowerBound < second.lowerBound)
    }

    @Test(arguments: Engine.underTest)
    func `whoever reads Portuguese reads it once, and a mail holds neither`(
        engine: Engine
    ) async throws {
        let house = try await told(engine, official: nil, (.email, "ana@example.org"))
        #expect(try await !page(house).contains("The text with legal effect"))
        #expect(house.post.sent.first?.text.contains("Bring it.") == false)
    }
}
