import Kernel
import Languages
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A document is looked at inside a page of ours, never as markup; and nobody is asked for it twice.
@Suite struct DocumentPageTests {
    @Test func `a PDF is shown in a frame of its page, shut in, to those who may open the case`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let paper = try await house.add(Array("%PDF-1.7 x".utf8), .pdf, to: kase)
        let path = "/cases/\(kase.reference)/documents/\(paper)"
        for (base, who) in [("", "ana"), ("/desk", "bruno")] {
            let page = try await house.get(base + path + "/view", as: who)
            #expect(page.status == 200)
            #expect(page.text.contains("<iframe class=\"preview\" src=\"\(base)\(path)/content\""))
            let policy = try #require(page.header("content-security-policy"))
            #expect(policy.contains("script-src 'self'") && policy.hasSuffix("frame-src 'self'"))
            let content = try await house.get(base + path + "/content", as: who)
            #expect(content.text == "%PDF-1.7 x")
            #expect(content.header("content-type") == "application/pdf")
            #expect(content.header("x-content-type-options") == "nosniff")
            #expect(content.header("content-disposition") == "inline; filename=\"p.pdf\"")
            let shut = try #require(content.header("content-security-policy"))
            #expect(shut.hasPrefix("sandbox; default-src 'none'"))
            #expect(!shut.contains("script"))
        }
        for part in ["view", "content"] {
            #expect(try await house.get("\(path)/\(part)", as: "yusuf").status == 404)
            #expect(try await house.get("/desk\(path)/\(part)", as: "beatriz").status == 404)
        }
    }

    @Test func `an image stands in the page, and saving it stays`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]
        let paper = try await house.add(bytes, .png, to: kase)
        let path = "/cases/\(kase.reference)/documents/\(paper)"
        let page = try await house.get(path + "/view", as: "ana")
        #expect(page.text.contains("<img class=\"preview\" src=\"\(path)/content\""))
        #expect(!page.text.contains("<iframe") && page.text.contains("href=\"\(path)\""))
        let content = try await house.get(path + "/content", as: "ana")
        #expect(content.header("content-type") == "image/png")
        let saved = try await house.get(path, as: "ana")
        #expect(saved.header("content-disposition") == "attachment; filename=\"p.png\"")
    }

    @Test func `an officer notes the date on a document, and Ana sees that it has expired`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let paper = try await house.add(Array("%PDF-1.7 x".utf8), .pdf, to: kase)
        let path = "/cases/\(kase.reference)/documents/\(paper)"
        let page = try await house.get("/desk\(path)/view", as: "bruno")
        for wrong in ["soon", "2206-11-20"] {
            let refused = try await house.post(
                "/desk\(path)/validity", as: "bruno", from: page, ["until": wrong])
            #expect(refused.status == 422 && refused.text.contains("value=\"\(wrong)\""))
            #expect(refused.text.contains("field-until-error"))
        }
        let noted = try await house.post(
            "/desk\(path)/validity", as: "bruno", from: page, ["until": "2026-11-20"])
        #expect(noted.status == 303 && noted.header("location") == "/desk\(path)/view")
        let own = try await house.get("/cases/\(kase.reference)", as: "ana")
        #expect(own.text.contains("expired on 20 November 2026"))
        #expect(own.text.contains("It was noted until when a document is valid"))
        #expect(try await !house.get(path + "/view", as: "ana").text.contains("/validity"))
    }

    @Test func `Bruno is told what is held, says why it will not do, and Ana reads it`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        _ = try await house.add(Array("%PDF-1.7 x".utf8), .pdf, to: kase)
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("We hold one since 24 November 2026."))
        let what = "passport \(try await house.fixture.members(of: kase)[2].id)"
        let refused = try await house.post(
            desk + "/requests", as: "bruno", from: page, ["what": what])
        #expect(refused.status == 422 && refused.text.contains("field-because-error"))
        #expect(refused.text.contains("value=\"\(what)\" checked"))
        let asked = try await house.post(
            desk + "/requests", as: "bruno", from: refused,
            ["what": what, "because": "Não se lê <nada>."])
        #expect(asked.status == 303)
        let own = try await house.get("/cases/\(kase.reference)", as: "ana")
        #expect(own.text.contains("The office says why it will not do:"))
        #expect(own.text.contains("Não se lê &lt;nada&gt;.") && !own.text.contains("<nada>"))
    }

    @Test func `Ana takes over what another file of hers holds, and nothing is stored anew`()
        async throws
    {
        let house = try await Browser()
        let first = try await house.fixture.file()
        _ = try await house.add(Array("%PDF-1.7 x".utf8), .pdf, to: first)
        let second = try await house.fixture.file(in: porto)
        let path = "/cases/\(second.reference)"
        let page = try await house.get(path, as: "ana")
        #expect(page.text.contains("We already hold this"))
        #expect(
            page.text.contains("since 24 November 2026, in the file \(first.reference)"))
        let copy = try #require(page.text.firstMatch(of: /name="copy" value="(\d+ \d+)"/)).1
        let empty = try await house.post(path + "/copies", as: "ana", from: page, [:])
        #expect(empty.status == 422)
        let taken = try await house.post(
            path + "/copies", as: "ana", from: page, ["copy": String(copy)])
        #expect(taken.status == 303)
        let done = try await house.get(path, as: "ana")
        #expect(done.text.contains("Taken from your file \(first.reference)"))
        #expect(!done.text.contains("We already hold this"))
        let desk = try await house.get("/desk" + path, as: "beatriz")
        #expect(desk.text.contains("Taken from another file of the person"))
        #expect(!desk.text.contains(first.reference.text))
        #expect(house.fixture.cases.documents.all().count == 1)
    }

    @Test func `every text around a document is said in Portuguese`() async throws {
        let house = try await Browser(language: "pt")
        let kase = try await house.fixture.file()
        let paper = try await house.add(
            Array("%PDF-1.7 x".utf8), .pdf, to: kase, until: "2026-11-20")
        let path = "/cases/\(kase.reference)"
        let later = try await house.fixture.file(in: porto)
        for (address, who) in [
            (path, "ana"), ("/cases/\(later.reference)", "ana"), ("/desk\(path)", "bruno"),
            ("\(path)/documents/\(paper)/view", "ana"),
            ("/desk\(path)/documents/\(paper)/view", "bruno"),
        ] {
            #expect(try await house.get(address, as: who).status == 200)
        }
        #expect(house.languages.missing.all == [])
    }
}

extension Browser {
    /// Ana hands in a passport of the last of her file.
    fileprivate func add(
        _ bytes: [UInt8], _ kind: FileKind, to kase: Case, until: String? = nil
    ) async throws -> CaseDocumentID {
        let draft = try fixture.cases.documents.draft()
        let file = try UploadedFile(name: "p", bytes: bytes, in: draft)
        let stored = try fixture.cases.store(file, kind)
        let action = AddDocument(
            reference: kase.reference, code: "passport",
            member: try await fixture.members(of: kase).last?.id, file: stored,
            validUntil: until.map(day))
        return try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: ana, at: after(1), in: db, house)
        }
    }
}
