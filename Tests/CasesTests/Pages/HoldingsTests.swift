import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Somebody takes along all that is held about them: theirs, whole, and a few times a week.
@Suite struct HoldingsTests {
    @Test(arguments: Engine.underTest)
    func `the archive of a person has their files and nobody else's`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let hers = try await fixture.file()
        let other = try await fixture.file(yusuf)
        try await fixture.database.write { db in
            _ = try LookAtCase(reference: hers.reference).perform(by: bruno, at: after(1), in: db)
        }
        let files = try await fixture.take(by: ana, at: after(2))
        #expect(files.map(\.id) == [hers.id])
        let held = try await fixture.database.read { [house = fixture.house] db in
            try CaseHoldings(kase: hers, house: house).files(in: db)
        }
        let texts = Dictionary(
            uniqueKeysWithValues: held.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
        let facts = try #require(texts["cases/\(hers.reference)/case.json"])
        for words in ["Lia Exemplo", "case.filed", hers.reference.text, "1990-05-02"] {
            #expect(facts.contains(words), "\(words)")
        }
        #expect(!facts.contains(other.reference.text))
        let looks = try #require(texts["cases/\(hers.reference)/who-looked.csv"])
        #expect(looks.contains("Bruno,status,no,file"))
        #expect(texts.keys.contains { $0.hasSuffix("-receipt.pt.html") })
        #expect(try await fixture.take(by: olena, at: after(2)).isEmpty)
        let kinds = try await fixture.database.read { db in
            try db.journal(of: "holdings/\(ana.person ?? PersonID(0))").map(\.kind)
        }
        #expect(kinds == [TakeHoldings.takenKind])
    }

    @Test(arguments: Engine.underTest)
    func `whoever is named in the file of another takes their own part along, and no more`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let (ivo, lia) = (PersonID(8_001), PersonID(8_002))
        let members = try await fixture.members(of: kase)
        try await fixture.database.write { db in
            for (member, person) in [(members[1], ivo), (members[2], lia)] {
                try db.run("UPDATE case_member SET person = \(person) WHERE id = \(member.id)")
            }
        }
        func parts(_ numbers: [PersonID]) async throws -> [MemberHoldings] {
            try await fixture.database.read { [house = fixture.house] db in
                try MemberHoldings.all(of: numbers, in: db, house)
            }
        }
        let his = try await parts([ivo])
        #expect(his.map(\.name) == ["Ivo Exemplo"] && his[0].reference == kase.reference)
        let texts = try await fixture.database.read { db in
            try his[0].files(in: db).map { String(decoding: $0.bytes, as: UTF8.self) }
        }
        #expect(texts[0].contains("Ivo Exemplo") && !texts[0].contains("Lia"))
        #expect(!texts[0].contains("Ana Exemplo"))
        #expect(try await parts([try #require(ana.person)]).isEmpty, "her own files are whole")
        #expect(try await parts([ivo, try #require(ana.person)]).isEmpty)
        #expect(try await parts([PersonID(8_003)]).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `it is taken a few times a week, by somebody with files of their own`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        for _ in 0..<holdingsPerSpanMax { _ = try await fixture.take(by: ana, at: after(1)) }
        await #expect(throws: HoldingsRefusal.tooMany) {
            _ = try await fixture.take(by: ana, at: after(2))
        }
        _ = try await fixture.take(by: yusuf, at: after(2))
        _ = try await fixture.take(by: ana, at: after(1 + holdingsSpanDays))
        await #expect(throws: Refused.notFound) {
            _ = try await fixture.take(by: bruno, at: after(2))
        }
    }

    @Test func `the page gives an archive, and nobody at work gets one`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let page = try await house.get("/cases/\(kase.reference)", as: "ana")
        _ = try await house.upload(
            "/cases/\(kase.reference)", from: page, what: try await what(house, kase),
            file: "%PDF-1.7 passport")
        let asked = try await house.get("/holdings", as: "ana")
        #expect(asked.status == 200)
        let archive = try await house.post("/holdings", as: "ana", from: asked, [:])
        #expect(archive.header("content-type") == "application/zip")
        for words in ["PK", "READ-ME.txt", "%PDF-1.7 passport", "who-saw-the-list.csv"] {
            #expect(archive.text.contains(words), "\(words)")
        }
        #expect(try await house.get("/holdings", as: "bruno").status == 403)
        #expect(try await house.get("/cases", as: "ana").text.contains("/holdings"))
    }

    @Test func `an archive with a damaged document breaks off, and the document has no page`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let page = try await house.get("/cases/\(kase.reference)", as: "ana")
        _ = try await house.upload(
            "/cases/\(kase.reference)", from: page, what: try await what(house, kase),
            file: "%PDF-1.7 passport")
        let documents = house.fixture.cases.documents
        let digest = try #require(documents.all().first)
        let path = "\(documents.folder)/\(digest.prefix(2))/\(digest)"
        var sealed = [UInt8](try #require(FileManager.default.contents(atPath: path)))
        sealed[sealed.count - 1] ^= 1
        try Data(sealed).write(to: URL(fileURLWithPath: path))
        let asked = try await house.get("/holdings", as: "ana")
        await #expect(throws: StorageError.self) {
            try await house.post("/holdings", as: "ana", from: asked, [:])
        }
        let id = try #require(try await house.fixture.history(of: kase).documents.first?.id)
        let saved = try await house.get("/cases/\(kase.reference)/documents/\(id)", as: "ana")
        #expect(saved.status == 500)
    }

    /// The passport of the holder, as the form of the page names it.
    private func what(_ house: Browser, _ kase: Case) async throws -> String {
        let member = try #require(try await house.fixture.members(of: kase).last?.id)
        return Wish("passport", member).text
    }
}

extension Fixture {
    fileprivate func take(by who: Principal, at now: Moment) async throws -> [Case] {
        try await database.write { [house] db in
            try TakeHoldings().perform(by: who, at: now, in: db, house)
        }
    }
}
