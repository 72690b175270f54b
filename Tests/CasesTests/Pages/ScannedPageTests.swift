import Kernel
import Languages
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// What a person sees of the look for viruses.
@Suite struct ScannedPageTests {
    /// What holds the word VIRUS is infected; everything else is clean, or waits while the scanner is down.
    private func house(isDown: Bool, language: String = "en") async throws -> Browser {
        try await Browser(
            language: language,
            scan: { pieces in
                if isDown { return .unavailable("down") }
                let isBad = (try? wholeText(pieces))?.contains("VIRUS") ?? true
                return isBad ? .infected("Test.Virus") : .clean
            })
    }

    @Test func `an infected file is refused beside its field and never stored`() async throws {
        let house = try await house(isDown: false)
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        let what = "passport \(try await house.fixture.members(of: kase)[2].id)"
        let page = try await house.get(path, as: "ana")
        let refused = try await house.upload(
            path, from: page, what: what, file: "%PDF-1.7 VIRUS")
        #expect(refused.status == 422 && refused.text.contains("field-file-error"))
        #expect(refused.text.contains("A virus was found in this file (Test.Virus)."))
        #expect(house.fixture.cases.documents.all().isEmpty)
        #expect(house.fixture.spooled.isEmpty)
        let taken = try await house.upload(path, from: refused, what: what, file: "%PDF-1.7 x")
        #expect(taken.status == 303)
        #expect(try await house.fixture.history(of: kase).documents.count == 1)
    }

    @Test func `an infected proof is refused, and the answer to the draft is not lost`()
        async throws
    {
        let house = try await house(isDown: false)
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        try await house.fixture.propose(["entry-ban"], of: kase, at: noon)
        let page = try await house.get(path, as: "ana")
        let refused = try await house.answer(path, from: page, "Não.", proof: "%PDF-1.7 VIRUS")
        #expect(refused.status == 422 && refused.text.contains("field-proof-error"))
        #expect(refused.text.contains("Não."))
        #expect(try await house.fixture.history(of: kase).hearing?.answer == nil)
        #expect(house.fixture.cases.documents.all().isEmpty)
        #expect(house.fixture.spooled.isEmpty)
    }

    @Test func `while the scanner is down the person sees that it is being checked`() async throws {
        let house = try await house(isDown: true)
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        let page = try await house.get(path, as: "ana")
        let what = "passport \(try await house.fixture.members(of: kase)[2].id)"
        let taken = try await house.upload(path, from: page, what: what, file: "%PDF-1.7 x")
        #expect(taken.status == 303)
        let id = try #require(try await house.fixture.history(of: kase).waiting.first)
        for (base, who) in [("", "ana"), ("/desk", "bruno")] {
            #expect(try await house.get(base + path, as: who).text.contains("being checked"))
            for part in ["", "/view", "/content"] {
                let answer = try await house.get("\(base)\(path)/documents/\(id)\(part)", as: who)
                #expect(answer.status == 404)
            }
        }
    }

    @Test func `what is said of a check is said in Portuguese`() async throws {
        let house = try await house(isDown: true, language: "pt")
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        let page = try await house.get(path, as: "ana")
        let what = "passport \(try await house.fixture.members(of: kase)[2].id)"
        _ = try await house.upload(path, from: page, what: what, file: "%PDF-1.7 x")
        _ = try await house.get(path, as: "ana")
        let id = try #require(try await house.fixture.history(of: kase).waiting.first)
        let release = ReleaseDocument(waiting: id, finding: .infected("Test.Virus"))
        try await house.fixture.database.write { [rules = house.fixture.house] db in
            try release.perform(at: after(1), in: db, rules)
        }
        _ = try await house.get(path, as: "ana")
        #expect(house.languages.missing.all == [])
    }
}
