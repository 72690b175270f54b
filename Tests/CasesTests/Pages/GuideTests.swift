import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What can be asked for here, and how whoever asks for themselves does it.
@Suite struct GuideTests {
    @Test func `every procedure is listed, and each guide leads to its form`() async throws {
        let house = try await Browser()
        let list = try await house.get("/guides", as: nil)
        #expect(list.status == 200)
        let procedures = house.fixture.house.policy.procedures
        #expect(procedures.count > 3)
        for procedure in procedures {
            #expect(list.text.contains("href=\"/guides/\(procedure.code)\""))
            let guide = try await house.get("/guides/\(procedure.code)", as: nil)
            #expect(guide.status == 200 && guide.text.contains("unverified"))
            let isClosed = procedure.code == "legacy-ei"
            #expect(guide.text.contains("/cases/new/\(procedure.code)") == !isClosed)
            #expect(guide.text.contains("For children") == !procedure.family.isNone)
        }
        #expect(try await house.get("/guides/none", as: nil).status == 404)
        #expect(try await house.get("/cases", as: "ana").text.contains("href=\"/guides\""))
    }

    @Test func `whoever asks alone is asked about nobody else, whatever they send`() async throws {
        let house = try await Browser()
        let form = try await house.get("/cases/new/renewal", as: "ana")
        #expect(form.status == 200 && form.text.contains("name=\"birth\""))
        #expect(!form.text.contains("name=\"refugee\"") && !form.text.contains("member-1-name"))
        let typed = [
            "members": "1", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
            "member-1-name": "Ivo Exemplo", "member-1-birth": "1988-01-30",
            "member-1-relation": "spouse",
        ]
        let kept = try await house.post(
            "/cases/new/renewal", as: "ana", from: form, typed.merging(["step": "check"]) { $1 })
        let request = try #require(kept.header("location"))
        let summary = try await house.get(request + "/review", as: "ana")
        #expect(summary.status == 200 && summary.text.contains("applicant"))
        #expect(!summary.text.contains("Ivo Exemplo"))
        let sent = try await house.post(request + "/sending", as: "ana", from: summary, [:])
        let address = try #require(sent.header("location"))
        let name = String(address.dropFirst("/cases/".count).prefix { $0 != "?" })
        let reference = try #require(Reference(name))
        let people = try await house.fixture.database.read { db in
            try CaseMember.all(of: Case.find(reference, for: ana, in: db).id, in: db)
        }
        #expect(people.map(\.person.name) == ["Ana Exemplo"])
        let page = try await house.get(address, as: "ana")
        #expect(page.text.contains("The receipt of the request counts as the title"))
        #expect(page.text.contains("22 January 2027") || page.text.contains("23 January 2027"))
        #expect(!page.text.contains("permit holder"))
    }
}
