import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What family reunification asks beside the people, a section a page; every answer that can be chosen is tried in
/// `FormSituationTests`.
@Suite struct FamilyFormTests {
    private let path = "/cases/new/family-reunification"
    private let people = [
        "members": "1", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
        "refugee": "no", "member-1-name": "Ivo Exemplo", "member-1-birth": "1988-01-30",
        "member-1-relation": "spouse",
    ]

    private func begin(
        _ house: Browser, _ changes: [String: String] = [:], step: String = "check"
    ) async throws -> String {
        let form = try await house.get(path + "?members=1", as: "ana")
        let typed = people.merging(changes) { $1 }.merging(["step": step]) { $1 }
        return try #require(
            try await house.post(path, as: "ana", from: form, typed).header("location"))
    }

    private func answer(
        _ house: Browser, _ section: String, _ typed: [String: String] = [:]
    ) async throws -> String {
        let page = try await house.get(section, as: "ana")
        #expect(page.status == 200, "\(section)")
        let kept = try await house.post(
            section, as: "ana", from: page, typed.merging(["step": "check"]) { $1 })
        return try #require(kept.header("location"))
    }

    @Test func `housing, then means, then the employer of whoever has one; refugees show no means`()
        async throws
    {
        let house = try await Browser()
        let request = try await begin(house)
        #expect(request.hasPrefix("/unfinished/"))
        let sections = request + "/sections"
        #expect(
            try await house.get(request, as: "ana").header("location") == sections + "/housing")
        #expect(try await answer(house, sections + "/housing") == sections + "/means")
        #expect(
            try await answer(house, sections + "/means", ["meansKind": "employment"])
                == sections + "/employer")
        #expect(try await answer(house, sections + "/employer") == request + "/review")
        let refugee = try await begin(house, ["refugee": "yes"])
        #expect(try await answer(house, refugee + "/sections/housing") == refugee + "/review")
        #expect(try await house.get(refugee + "/sections/means", as: "ana").status == 404)
    }

    @Test func `where somebody answers for the means their declaration is asked for, else a proof`()
        async throws
    {
        let house = try await Browser()
        for (answered, wanted, other) in [
            ("yes", "sponsorship-declaration", "means"), ("no", "means", "sponsorship-declaration"),
        ] {
            let request = try await begin(house)
            _ = try await answer(house, request + "/sections/means", ["sponsor": answered])
            let review = try await house.get(request + "/review", as: "ana")
            let sent = try await house.post(request + "/sending", as: "ana", from: review, [:])
            let address = try #require(sent.header("location"))
            let reference = try #require(
                Reference(String(address.dropFirst("/cases/".count).prefix { $0 != "?" })))
            let kase = try await house.fixture.database.read { db in
                try Case.find(reference, for: ana, in: db)
            }
            let missing = try await house.fixture.missing(of: kase)
            #expect(missing.contains(wanted) && !missing.contains(other), "\(answered)")
        }
    }

    @Test func `a program may send the people at once, but not where something must be answered`()
        async throws
    {
        let free = try await Browser()
        #expect(try await begin(free, step: "send").hasPrefix("/cases/"))
        let bound = policy(changing: [
            familyFile: {
                $0.replacing(
                    "      - code: sponsor\n",
                    with: "      - code: sponsor\n        required: true\n")
            }
        ])
        let house = try await Browser(folder: bound)
        #expect(try await begin(house, step: "send").hasPrefix("/unfinished/"))
        #expect(try await begin(house, ["refugee": "yes"], step: "send").hasPrefix("/cases/"))
    }
}
