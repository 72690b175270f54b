import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What anyone, the person and the desk read of a recognition.
@Suite struct RecognitionPageTests {
    private let question =
        "?country=BR&institution=universidade+de+demonstracao&programme=Engenharia+Civil"
        + "&degreeName=bacharel&durationMonths=60&credits="

    @Test func `anyone reads the ways, who decides, and how much is not known`() async throws {
        let house = try await Browser()
        let page = try await house.get("/recognition", as: nil)
        #expect(page.status == 200)
        for code in [
            "automatic", "level", "specific", "humanitarian", "professional", "experience",
        ] {
            #expect(page.text.contains("href=\"/guides/recognition-\(code)\""), "\(code)")
        }
        #expect(page.text.contains("Directorate-General for Higher Education"))
        #expect(page.text.contains("more than 200 regulated professions"))
        #expect(page.text.contains("is known here for 0 of them"))
        #expect(page.text.contains("90 days") && page.text.contains("unverified"))
        let guides = try await house.get("/guides", as: nil).text
        let heading = try #require(guides.firstRange(of: "About your qualifications"))
        #expect(guides[heading.upperBound...].contains("/guides/recognition-level"))
        let guide = try await house.get("/guides/recognition-level", as: nil).text
        #expect(guide.contains("No source that was read says what this costs"))
        #expect(!guide.contains("href=\"/fees\""))
    }

    @Test func `anyone looks up an equal degree, and learns the outcome and no more`()
        async throws
    {
        let house = try await Browser()
        let before = try await house.get("/recognition" + question, as: nil)
        #expect(before.status == 200 && before.text.contains("A jury compares the degree."))
        _ = try await house.fixture.juried("granted", "conditions-met")
        let page = try await house.get("/recognition" + question, as: nil)
        let start = try #require(page.text.firstRange(of: "<div role=\"status\">")).upperBound
        #expect(page.text[start...].contains("<li>Recognised</li>"))
        #expect(!page.text.contains("Exemplo"))
        let other = question.replacing("durationMonths=60", with: "durationMonths=48")
        #expect(
            try await house.get("/recognition" + other, as: nil).text.contains("A jury compares"))
    }

    @Test func `a question without all four conditions is put right, field by field`()
        async throws
    {
        let house = try await Browser()
        let page = try await house.get(
            "/recognition?country=XX&institution=&programme=P&degreeName=D&durationMonths=six",
            as: nil)
        #expect(page.status == 422)
        #expect(page.text.contains("Fill this in: all four conditions are compared."))
        #expect(page.text.contains("Write the months, or the credits, as a whole number."))
        #expect(page.text.contains("Choose one of the options."))
        #expect(page.text.contains("value=\"six\""))
        // Nothing was asked: nothing is wrong.
        #expect(try await house.get("/recognition", as: nil).status == 200)
    }

    @Test func `desk and person read the same way, the precedent, and only steps that are open`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.recognise("recognition-level", civilEngineering)
        let mine = "/cases/\(kase.reference)"
        for (path, who) in [(mine, "ana"), ("/desk" + mine, "bruno")] {
            let page = try await house.get(path, as: who).text
            #expect(page.contains("data-decision=\"recognition-way/way\""), "\(who)")
            #expect(page.contains("<data value=\"jury\">"), "\(who)")
            #expect(page.contains("The register has none that is equal"), "\(who)")
        }
        let jury = try await house.get("/desk" + mine, as: "bruno").text
        #expect(!jury.contains("value=\"precedent-applied\"") && jury.contains("jury-named"))
        #expect(jury.contains("The opinion of the jury is missing"))
        _ = try await house.fixture.juried("granted", "conditions-met", by: yusuf)
        let short = try await house.get("/desk" + mine, as: "bruno").text
        #expect(short.contains("<data value=\"precedent\">"))
        #expect(short.contains("value=\"precedent-applied\""))
        #expect(!short.contains("value=\"part-precedent-applied\""))
        #expect(try await house.get(mine, as: "ana").text.contains("<li>Recognised</li>"))
        // A file of another kind says nothing of it.
        let family = try await house.fixture.file()
        let other = try await house.get("/desk/cases/\(family.reference)", as: "bruno").text
        #expect(!other.contains("recognition-way"))
    }

    @Test func `a step that the tables refuse is refused to whoever sends it all the same`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.recognise("recognition-level", civilEngineering)
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        let sent = try await house.post(
            desk + "/steps", as: "bruno", from: page, ["step": "precedent-applied"])
        #expect(sent.status == 409)
        let stored = try await house.fixture.stored(kase)
        #expect(stored.projection.state == "submitted")
    }
}
