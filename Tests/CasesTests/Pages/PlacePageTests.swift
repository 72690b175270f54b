import Kernel
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct PlacePageTests {
    private let path = "/cases/new/family-reunification"
    private let form = [
        "members": "1", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
        "refugee": "no", "member-1-name": "Ivo Exemplo", "member-1-birth": "1988-01-30",
        "member-1-relation": "spouse",
    ]

    @Test func `a person says where they are, sees it before sending, and it counts`() async throws
    {
        let house = try await Browser(
            folder: withoutForm(in: "family-reunification"), hasLimits: false)
        let page = try await house.get(path + "?members=1", as: "ana")
        #expect(page.text.contains("name=\"abroad\""))
        for (chosen, words, place) in [
            ("elsewhere", "Outside Europe", PersonPlace.elsewhere),
            ("europe", "In another country of Europe", .europe), ("", nil, .mainland),
            ("the moon", nil, .mainland),
        ] as [(String, String?, PersonPlace)] {
            let fields = form.merging(["abroad": chosen]) { $1 }
            let summary = try await house.post(path, as: "ana", from: page, fields)
            #expect(summary.text.contains("Where you are now") == (words != nil))
            if let words { #expect(summary.text.contains(words)) }
            let sent = try await house.post(
                path, as: "ana", from: summary, fields.merging(["step": "send"]) { $1 })
            let address = try #require(sent.header("location"))
            let name = String(address.dropFirst("/cases/".count).prefix { $0 != "?" })
            let reference = try #require(Reference(name))
            let found = try await house.fixture.database.read { db in
                try Case.find(reference, for: ana, in: db).history(in: db).whereabouts
            }
            #expect(found == place)
        }
    }

    @Test func `an adult child who is under 18 is sent back to the field, one of 18 is not`()
        async throws
    {
        let house = try await Browser(folder: withoutForm(in: "family-reunification"))
        let page = try await house.get(path + "?members=1", as: "ana")
        func summary(_ birth: String) async throws -> PlainAnswer {
            let adult = ["member-1-relation": "adult-child", "member-1-birth": birth]
            return try await house.post(
                path, as: "ana", from: page, form.merging(adult) { $1 })
        }
        let words = "Somebody under 18 is no adult child"
        let minor = try await summary("2016-01-30")
        #expect(minor.status == 422 && minor.text.contains(words))
        #expect(minor.text.contains("#field-member-1-relation"))
        let adult = try await summary("2004-01-30")
        #expect(adult.status == 200 && !adult.text.contains(words))
    }

    @Test func `the queue can be asked for one clock by its name`() async throws {
        let house = try await Browser()
        let old = try await house.fixture.file(at: Moment(day("2025-09-15"), hour: 10))
        let new = try await house.fixture.file(yusuf)
        let all = try await house.get("/desk", as: "bruno").text
        #expect(all.contains(old.reference.text) && all.contains(new.reference.text))
        #expect(all.contains("<option value=\"tacit-approval\""))
        // No case begins the clock of a permit; each clock is offered once, whatever the number of procedures.
        #expect(
            !all.contains("value=\"minimum-holding\"") && !all.contains("value=\"certificate\""))
        for name in ["value=\"decision\"", "value=\"payment\"", "value=\"in-analysis\""] {
            #expect(all.ranges(of: name).count == 1, "\(name)")
        }
        let tacit = try await house.get("/desk?clock=tacit-approval&sort=next", as: "bruno").text
        #expect(tacit.contains(old.reference.text) && !tacit.contains(new.reference.text))
        #expect(tacit.contains("clock=tacit-approval"))
        let unknown = try await house.get("/desk?clock=nothing", as: "bruno").text
        #expect(unknown.contains(old.reference.text) && unknown.contains(new.reference.text))
    }
}
