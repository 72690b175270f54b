import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What is refused leaves nothing on the disk; what was answered before is answered again.
@Suite struct RefusedFileTests {
    @Test func `a document that its file does not take is not stored`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        let page = try await house.get(path, as: "ana")
        let member = try await house.fixture.members(of: kase)[2].id
        for what in ["diploma \(member)", "passport 17", "hearing-answer"] {
            let refused = try await house.upload(path, from: page, what: what, file: "%PDF-1.7 x")
            #expect(refused.status == (what == "passport 17" ? 404 : 422))
        }
        try await house.fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        let late = try await house.upload(
            path, from: page, what: "passport \(member)", file: "%PDF-1.7 late")
        #expect(late.status == 409)
        #expect(house.fixture.cases.documents.all().isEmpty)
        #expect(house.fixture.spooled.isEmpty)
    }

    @Test func `what is too large, forged or cut off leaves nothing in the spool either`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        let page = try await house.get(path, as: "ana")
        let what = "passport \(try await house.fixture.members(of: kase)[2].id)"
        let pdf = "%PDF-1.7 " + String(repeating: "x", count: 200_000)
        let long = "%PDF-1.7 " + String(repeating: "x", count: usualDocumentBytesMax)
        let large = try await house.upload(path, from: page, what: what, file: long)
        #expect(large.status == 413 && large.text.contains("larger than 10240 kilobytes"))
        let forged = try await house.upload(
            path, from: page, what: what, file: pdf, csrf: "somebody-elses")
        #expect(forged.status == 403)
        let cut = try await house.upload(path, from: page, what: what, file: pdf, end: "")
        #expect(cut.status == 422)
        #expect(house.fixture.spooled.isEmpty)
        #expect(house.fixture.cases.documents.all().isEmpty)
        let taken = try await house.upload(path, from: page, what: what, file: pdf)
        #expect(taken.status == 303 && house.fixture.spooled.isEmpty)
        let id = try #require(try await house.fixture.history(of: kase).documents.first?.id)
        let saved = try await house.get("\(path)/documents/\(id)", as: "ana")
        #expect(saved.text == pdf && saved.header("content-length") == "\(pdf.utf8.count)")
    }

    @Test func `a form that comes twice is answered twice and stores one file`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        let page = try await house.get(path, as: "ana")
        let what = "passport \(try await house.fixture.members(of: kase)[2].id)"
        let first = try await house.upload(path, from: page, what: what, file: "%PDF-1.7 x")
        #expect(first.status == 303)
        try await house.fixture.decide("granted", ["conditions-met"], of: kase, at: noon)
        let again = try await house.upload(path, from: page, what: what, file: "%PDF-1.7 x")
        #expect(again.status == 303 && again.header("location") == path)
        // The key of a form that was answered opens no way around the question.
        let other = try await house.upload(path, from: page, what: what, file: "%PDF-1.7 y")
        #expect(other.status == 409)
        #expect(house.fixture.cases.documents.all().count == 1)
    }

    @Test func `a draft is answered once, and a second answer stores nothing`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        try await house.fixture.propose(["entry-ban"], of: kase, at: noon)
        let page = try await house.get(path, as: "ana")
        let another = try await house.get(path, as: "ana")
        for _ in 0..<2 {
            let answer = try await house.answer(path, from: page, "Não.", proof: "%PDF-1.7 x")
            #expect(answer.status == 303)
        }
        let late = try await house.answer(path, from: another, "Ainda não.", proof: "%PDF-1.7 y")
        #expect(late.status == 409)
        #expect(house.fixture.cases.documents.all().count == 1)
    }
}
