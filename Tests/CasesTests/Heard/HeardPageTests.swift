import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The button on the desk's pages, who asks afterwards, and what the desk owes a request for protection.
@Suite struct HeardPageTests {
    private func location(_ answer: PlainAnswer) throws -> String {
        #expect(answer.status == 303)
        return try #require(answer.header("location"))
    }

    @Test func `one press writes it down, and who asks is noted afterwards`() async throws {
        let house = try await Browser()
        let queue = try await house.get("/desk", as: "bruno")
        #expect(queue.text.contains("Record a request for protection"))
        let page = try location(
            try await house.post(
                "/desk/heard", as: "bruno", from: queue, ["procedure": protectionCode]))
        // The same form sent twice is heard once.
        let again = try location(
            try await house.post(
                "/desk/heard", as: "bruno", from: queue, ["procedure": protectionCode]))
        #expect(again == page)
        let heard = try await house.get(page, as: "bruno")
        #expect(heard.status == 200 && heard.text.contains("It is written down"))
        #expect(heard.text.contains("is presumed to be one for international protection"))
        #expect(heard.text.contains("Source not confirmed yet"))
        #expect(try await house.get("/desk/heard", as: "bruno").text.contains("href=\"\(page)\""))
        for (who, status) in [("beatriz", 404), ("ana", 403), ("jorge", 403)] {
            #expect(try await house.get(page, as: who).status == status, "\(who)")
        }

        let wrong = try await house.post(
            page + "/registration", as: "bruno", from: heard, ["name": "Yara Exemplo"])
        #expect(wrong.status == 422 && wrong.text.contains("#field-birth"))
        #expect(wrong.text.contains("value=\"Yara Exemplo\""))
        let child = [
            "name": "Yara Exemplo", "birth": "2012-02-01", "municipality": "1106",
            "language": "pt",
        ]
        let unsaid = try await house.post(
            page + "/registration", as: "bruno", from: heard, child)
        #expect(unsaid.status == 422)
        #expect(unsaid.text.contains("Say whether the child is alone here."))
        let noted = try await house.post(
            page + "/registration", as: "bruno", from: unsaid,
            child.merging(["alone": "yes"]) { $1 })
        #expect(try location(noted) == page)
        let became = try await house.get(page, as: "bruno").text
        let reference = try await asked(by: "Yara Exemplo", house)
        #expect(became.contains("href=\"/desk/cases/\(reference)\""))
        #expect(!(try await house.get("/desk/heard", as: "bruno").text.contains(page)))
        try await owes(reference, house)
    }

    private func asked(by name: String, _ house: Browser) async throws -> Reference {
        let found: Reference? = try await house.fixture.database.read { db in
            try db.value(
                """
                SELECT kase.reference FROM kase JOIN case_member ON case_member.kase = kase.id
                WHERE case_member.name = \(name) AND kase.procedure = \(protectionCode)
                """)
        }
        return try #require(found)
    }

    /// What runs beside the decision stands on the desk's page, and what is not open yet says why.
    private func owes(_ reference: Reference, _ house: Browser) async throws {
        let path = "/desk/cases/\(reference)"
        let page = try await house.get(path, as: "bruno")
        #expect(page.text.contains("What the office also owes"))
        for owed in ["Child without a guardian", "Rights to be explained", "UNHCR to be told"] {
            #expect(page.text.contains(owed), "\(owed)")
        }
        #expect(page.text.contains("The rights exist here in writing in"))
        #expect(page.text.contains("The person understands Portuguese."))
        #expect(page.text.contains("Heard by Bruno on"))
        #expect(page.text.contains("Not open yet:"))
        #expect(page.text.contains("First the request is admitted"))
        #expect(!page.text.contains("name=\"outcome\""))
        // Here nothing else is heard, and no visit shows the person in the list of a day.
        #expect(!page.text.contains("\(path)/heard"))
        #expect(!page.text.contains("Record that they came"))
        let done = try await house.post(
            path + "/steps", as: "bruno", from: page,
            ["step": "rights-given", "note-rights-given": "Português; assinou"])
        #expect(done.status == 303)
        let after = try await house.get(path, as: "bruno").text
        #expect(!after.contains("Rights to be explained"))
        #expect(!after.contains("The rights exist here in writing"))
        #expect(after.contains("Rights in writing"))
    }

    @Test
    func `where no text is in the person's language, or nobody knows which, the desk says so`()
        async throws
    {
        let house = try await Browser()
        for (language, says) in [
            ("ti", "There is no text in ti: an interpreter tells the rights"),
            (nil, "Which language the person understands is not noted."),
        ] as [(String?, String)] {
            let heard = try await house.fixture.hear()
            let action = RegisterHeard(
                heard: heard,
                person: PersonOfFile(
                    name: "Yara Exemplo", birth: day("1991-07-01"), relation: .holder,
                    isInPortugal: true),
                municipality: lisbon, language: language, isAlone: nil)
            let kase = try await house.fixture.database.write { [house = house.fixture.house] db in
                try action.perform(by: bruno, at: noon, in: db, house)
            }
            let page = try await house.get("/desk/cases/\(kase.reference)", as: "bruno")
            #expect(page.text.contains(says), "\(says)")
        }
    }

    @Test func `a case of another kind has the button for its person, once`() async throws {
        let house = try await Browser()
        let permit = try await house.fixture.file()
        let path = "/desk/cases/\(permit.reference)"
        let page = try await house.get(path, as: "bruno")
        #expect(page.text.contains("Record a request for protection: Ana Exemplo"))
        let heard = try location(
            try await house.post(
                path + "/heard", as: "bruno", from: page, ["procedure": protectionCode]))
        let became = try await house.get(heard, as: "bruno").text
        let reference = try await asked(by: "Ana Exemplo", house)
        #expect(became.contains("It is a case now") && became.contains(reference.text))
        let next = try await house.get(path, as: "bruno")
        let twice = try await house.post(
            path + "/heard", as: "bruno", from: next, ["procedure": protectionCode])
        #expect(twice.status == 409)
        let own = try await house.get("/cases/\(reference)", as: "ana")
        #expect(own.status == 200 && own.text.contains("Heard by Bruno on"))
        // To an officer of another office that case is not there, and a person writes nothing down.
        for (who, start, status) in [("beatriz", "/desk", 404), ("ana", "/cases", 403)] {
            let theirs = try await house.get(start, as: who)
            let answer = try await house.post(
                path + "/heard", as: who, from: theirs, ["procedure": protectionCode])
            #expect(answer.status == status, "\(who)")
        }
    }

    @Test func `where nobody knows in what time a decision is challenged, no other period is told`()
        async throws
    {
        let house = try await Browser()
        let permit = try await house.fixture.file()
        _ = try await house.fixture.hear(of: permit)
        let reference = try await asked(by: "Ana Exemplo", house)
        let kase = try await house.fixture.database.read { db in
            try Case.find(reference, for: ana, in: db)
        }
        let path = "/cases/\(reference)/escalate"
        #expect(try await !house.get(path, as: "ana").text.contains("may be very short"))
        try await house.fixture.step("statements-taken", of: kase, at: noon, note: "Auto 1")
        try await house.fixture.decide("inadmissible", ["not-admissible"], of: kase, at: noon)
        let page = try await house.get(path, as: "ana")
        #expect(page.status == 200 && page.text.contains("it may be very short"))
        #expect(!page.text.contains("3 months"))
        let letter = try await house.fixture.letter(.refusal, of: kase).html
        #expect(letter.contains("valeram como audiência prévia") && !letter.contains("3 meses"))
        // Of other decisions the usual one is told, with its mark.
        let refused = try await house.fixture.fileAlone("data-request")
        try await house.fixture.propose(["not-held"], of: refused, at: noon)
        try await house.fixture.bring(.handed, refused, at: noon)
        try await house.fixture.answer("Não concordo.", to: refused, at: noon)
        try await house.fixture.decide("refused", ["not-held"], of: refused, at: noon)
        let other = try await house.get("/cases/\(refused.reference)/escalate", as: "ana")
        #expect(other.text.contains("3 months") && !other.text.contains("may be very short"))
        #expect(
            try await house.fixture.letter(.refusal, of: refused).html.contains("3 meses"))
    }

    @Test func `a title is checked by its code alone, and tells no reason`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.admitted()
        try await house.fixture.step("title-issued", of: kase, at: after(0))
        let letter = try await house.fixture.letter(.stay, of: kase)
        let checked = try await house.get("/verify/\(letter.code)", as: nil)
        #expect(checked.status == 200)
        #expect(checked.text.contains("Title to stay for the time being"))
        #expect(checked.text.contains("Valid until") && checked.text.contains("23 May 2027"))
        for hidden in ["Yara", "asylum", "nternational", kase.reference.text] {
            #expect(!checked.text.contains(hidden), "\(hidden)")
        }
    }

    @Test func `the last day of a title is asked for beside its button`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.fileAlone("temporary-protection")
        try await house.fixture.decide(
            "granted", ["group-protected"], of: kase, at: noon)
        let path = "/desk/cases/\(kase.reference)"
        let page = try await house.get(path, as: "bruno")
        #expect(page.text.contains("name=\"until-title-issued\""))
        let typed = ["step": "title-issued", "note-title-issued": "Decisão 1"]
        for (until, says) in [
            ("", "Say until which day"), ("tomorrow", "Say until which day"),
            ("2026-11-23", "Check the day"),
        ] {
            let wrong = try await house.post(
                path + "/steps", as: "bruno", from: page,
                typed.merging(["until-title-issued": until]) { $1 })
            #expect(wrong.status == 422 && wrong.text.contains(says), "\(until)")
            #expect(wrong.text.contains("#field-until-title-issued"), "\(until)")
        }
        let done = try await house.post(
            path + "/steps", as: "bruno", from: page,
            typed.merging(["until-title-issued": "2027-03-04"]) { $1 })
        #expect(done.status == 303)
    }

    @Test func `protection stands under a heading of its own, with the rights and what is unknown`()
        async throws
    {
        let house = try await Browser()
        let list = try await house.get("/guides", as: nil).text
        let heading = try #require(list.firstRange(of: "<h2>Protection</h2>"))
        for code in [protectionCode, "temporary-protection"] {
            #expect(list[heading.upperBound...].contains("href=\"/guides/\(code)\""))
            #expect(!list[..<heading.lowerBound].contains("href=\"/guides/\(code)\""))
        }
        let guide = try await house.get("/guides/\(protectionCode)", as: nil).text
        #expect(guide.contains("What you have a right to"))
        #expect(guide.contains("Since 12 June 2026 these rules have changed in part"))
        let other = try await house.get("/guides/temporary-protection", as: nil).text
        #expect(other.contains("was read in no source"))
        #expect(!other.contains("What you have a right to"))
    }
}
