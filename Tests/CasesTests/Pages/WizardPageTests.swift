import Kernel
import Languages
import Testing
import Web

@testable import Cases

@Suite struct WizardPageTests {
    private func page(_ query: String, language: String = "en") async throws -> PlainAnswer {
        try await Browser(language: language, folder: boats).get("/check/boat" + query, as: nil)
    }

    private func asks(_ page: PlainAnswer) -> [String] {
        ["age", "water", "swims", "on"].filter { page.text.contains("id=\"field-\($0)\"") }
    }

    @Test func `everything that can be checked is listed, and the guide leads there`()
        async throws
    {
        let house = try await Browser(folder: boats)
        let list = try await house.get("/check", as: nil)
        #expect(list.status == 200)
        for wizard in house.fixture.house.policy.wizards {
            #expect(list.text.contains("href=\"/check/\(wizard.code)\""))
        }
        #expect(list.text.contains("Who may take a boat."))
        let guide = try await house.get("/guides/family-reunification", as: nil)
        #expect(guide.text.contains("href=\"/check/boat\""))
        #expect(try await house.get("/check/none", as: nil).status == 404)
    }

    @Test func `one question stands on a page, and what does not matter is not asked`()
        async throws
    {
        let first = try await page("")
        #expect(asks(first) == ["age"] && first.text.contains("Who may take a boat."))
        #expect(first.text.contains("Today. In years."))
        let second = try await page("?age=30")
        #expect(asks(second) == ["water"] && !second.text.contains("Who may take a boat."))
        #expect(second.text.contains("name=\"age\" value=\"30\""))
        #expect(second.text.contains("30 years"))
        #expect(try await asks(page("?age=30&water=sea")) == ["swims"])
        #expect(try await asks(page("?age=30&water=river")) == ["on"])
        let last = try await page("?age=11&water=sea")
        #expect(asks(last) == ["on"] && last.text.contains("value=\"2026-11-24\""))
        #expect(try await asks(page("?age=11&water=sea&on=")) == [])
    }

    @Test func `the result says what, why, by which source, and what is not confirmed`()
        async throws
    {
        let result = try await page("?age=30&water=sea&swims=yes&on=today")
        #expect(result.status == 200 && asks(result) == [])
        let lend = try section("boat/lend", of: result)
        #expect(lend.contains("<data value=\"yes\">You may.</data>"))
        #expect(lend.contains("There is a way") && lend.contains("Who swims may go to sea."))
        #expect(lend.contains("href=\"https://quay.example/rules\"") && lend.contains("hearsay"))
        #expect(lend.contains("class=\"unverified\""))
        let bring = try section("boat/bring", of: result)
        #expect(codes(in: bring) == ["vest", "coat"] && bring.contains("The sea has waves."))
        #expect(
            try section("boat/deposit", of: result).contains(
                "<data value=\"1020.5\">1,020.50 €</data>"))
        #expect(result.text.contains("Answered on 24 November 2026."))
        #expect(result.text.contains("Rules last checked on 20 November 2026."))
        #expect(result.text.contains("Questions and words last checked on 23 November 2026."))
        #expect(result.text.contains("href=\"/cases/new/family-reunification\""))
        #expect(result.text.contains("href=\"/help?need=family-reunification\""))
    }

    @Test func `what is confirmed carries its article and no mark`() async throws {
        let result = try await page("?age=30&water=river&on=2026-06-01")
        let lend = try section("boat/lend", of: result)
        #expect(lend.contains("artigo 2.º do regulamento") && !lend.contains("unverified"))
        #expect(try section("boat/bring", of: result).contains("Nothing more for these answers."))
    }

    @Test func `who cannot is told what else there is`() async throws {
        let result = try await page("?age=30&water=sea&swims=no&on=today")
        let lend = try section("boat/lend", of: result)
        #expect(lend.contains("Not this way") && lend.contains("What you can do"))
        #expect(
            lend.contains(
                "href=\"https://quay.example/swim\" rel=\"noreferrer\">Learn to swim.</a>"))
        let deposit = try section("boat/deposit", of: result)
        #expect(codes(in: deposit) == [] && !deposit.contains("Nothing more"))
        #expect(deposit.contains("We cannot say it from these answers."))
        #expect(deposit.contains("Not certain") && deposit.contains("/help?need="))
    }

    @Test func `an amount that is not known is said in words of its own, and programs read none`()
        async throws
    {
        let words = """
            kind: amount
                outcomes:
                  - code: nothing
                    text: {pt: Não se sabe., en: We cannot say it.}
                    tone: unknown
                    next: [{text: {pt: Pergunte no cais., en: Ask at the quay.}}]
            """
        let folder = changedBoats(wizard: { $0.replacing("kind: amount", with: words) })
        let quay = try await Browser(folder: folder)
        let swims = "/check/boat?age=30&water=sea&on=today&swims="
        let none = try await section("boat/deposit", of: quay.get(swims + "no", as: nil))
        #expect(codes(in: none) == [] && none.contains("We cannot say it."))
        #expect(none.contains("Not certain") && none.contains("Ask at the quay."))
        let some = try await section("boat/deposit", of: quay.get(swims + "yes", as: nil))
        #expect(codes(in: some) == ["1020.5"] && !some.contains("We cannot say it."))
    }

    @Test func `an answer is changed and the others stay, also those that no longer matter`()
        async throws
    {
        let result = try await page("?age=30&water=sea&swims=yes&on=today")
        let change = "/check/boat?age=30&amp;water=sea&amp;swims=yes&amp;on=today&amp;change=water"
        #expect(result.text.contains("href=\"\(change)\""))
        let form = try await page("?age=30&water=sea&swims=yes&on=today&change=water")
        #expect(asks(form) == ["water"] && form.text.contains("value=\"sea\" checked"))
        for hidden in ["name=\"age\" value=\"30\"", "name=\"swims\" value=\"yes\""] {
            #expect(form.text.contains("type=\"hidden\" \(hidden)"))
        }
        let river = try await page("?age=30&water=river&swims=yes&on=today")
        #expect(river.status == 200 && !river.text.contains("Can you swim?"))
        #expect(river.text.contains("water=river&amp;swims=yes&amp;on=today&amp;change=age"))
        // A change of what is not asked at all is none.
        #expect(try await asks(page("?age=30&water=river&on=today&change=swims")) == [])
    }

    @Test(arguments: [
        ("age=old", "age", "Write a number from 0 to 120"),
        ("age=1.200", "age", "Write a number from 0 to 120"),
        ("age=121", "age", "Write a number from 0 to 120"), ("age=", "age", "Write a number"),
        ("age=30&water=lake", "water", "Choose one of the options."),
        ("age=30&water=not-known", "water", "Choose one of the options."),
        ("age=30&water=", "water", "Choose one of the options."),
        ("age=30&water=sea&swims=maybe", "swims", "Choose one of the options."),
        ("age=30&water=river&on=soon", "on", "Write the date as year-month-day"),
        ("age=30&water=river&on=1700-01-01", "on", "Write a year from 1900 to 2120."),
        ("age=30&water=river&on=not-known", "on", "Write the date as year-month-day"),
    ])
    func `what cannot be read is refused at its question`(
        query: String, field: String, words: String
    ) async throws {
        let answer = try await page("?" + query)
        #expect(answer.status == 422 && asks(answer) == [field])
        #expect(answer.text.contains("href=\"#field-\(field)\"") && answer.text.contains(words))
    }

    @Test func `what was typed stays in its field, and a comma is a point`() async throws {
        #expect(try await page("?age=1.200").text.contains("value=\"1.200\""))
        #expect(try await asks(page("?age=30,5")) == ["water"])
        #expect(try await page("?age=30,5").text.contains("30.50 years"))
    }

    @Test func `who does not know goes on, and reads what stays open`() async throws {
        let second = try await page("?age=&unknown=age")
        #expect(asks(second) == ["water"])
        #expect(second.text.contains("name=\"age\" value=\"not-known\""))
        let result = try await page("?age=30&water=sea&swims=not-known&on=today")
        let lend = try section("boat/lend", of: result)
        #expect(lend.contains("We cannot say it from these answers.") && codes(in: lend) == [])
        #expect(lend.contains("Still open") && lend.contains("change=swims"))
        #expect(lend.contains("href=\"/help?need=family-reunification\""))
        #expect(try !section("boat/bring", of: result).contains("Still open"))
        // "I do not know" is an answer only where it may be said.
        #expect(try await asks(page("?age=30&unknown=water")) == ["water"])
    }

    @Test func `another person is checked without asking again who asks`() async throws {
        let result = try await page("?age=30&water=river&swims=yes&on=today")
        #expect(result.text.contains("href=\"/check/boat?age=30\">Check for another person</a>"))
        #expect(result.text.contains("href=\"/check/boat\">Start again</a>"))
        let question = try await page("?age=30")
        #expect(question.text.contains("href=\"/check/boat\">Start again</a>"))
        #expect(try await !page("").text.contains("Start again</a>"))
    }

    @Test(arguments: ["?age=30", "?age=30&water=river&on=today", "?age=x"])
    func `a page with answers in its address is kept by nobody else`(query: String) async throws {
        let answered = try await page(query)
        #expect(answered.header("cache-control") == "no-store")
        #expect(answered.header("x-robots-tag") == "noindex, nofollow")
        #expect(answered.text.contains("are not stored here"))
        // A form that is sent with GET: whoever goes back comes to an address.
        let isAsking = answered.text.contains("id=\"field-")
        #expect(answered.text.contains("<form method=\"get\"") == isAsking)
        let first = try await page("")
        #expect(first.header("cache-control") == "no-cache")
        #expect(first.header("x-robots-tag") == nil)
    }

    @Test func `a visitor reads all of it in Portuguese`() async throws {
        let house = try await Browser(language: "pt", folder: boats)
        for query in [
            "", "/boat", "/boat?age=x", "/boat?age=30&water=sea", "/boat?age=30&water=sea&swims=x",
            "/boat?age=30&water=river&on=1700-01-01", "/boat?age=30&water=river&on=x",
            "/boat?age=30&water=sea&swims=yes&on=today", "/boat?age=11&water=sea&on=today",
            "/boat?age=30&water=sea&swims=no&on=2026-05-01",
            "/boat?age=30&water=sea&swims=not-known&on=today",
            "/boat?age=30&water=river&on=2026-05-01",
        ] {
            _ = try await house.get("/check" + query, as: nil)
        }
        #expect(house.languages.missing.all == [])
        let result = try await house.get("/check/boat?age=30&water=sea&swims=yes&on=today", as: nil)
        #expect(result.text.contains("1020,50 €") && result.text.contains("Porque: The sea"))
    }
}

/// The part of a result page that shows one decision.
func section(_ name: String, of page: PlainAnswer) throws -> String {
    let start = try #require(page.text.firstRange(of: "data-decision=\"\(name)\""))
    let rest = page.text[start.upperBound...]
    let end = try #require(rest.firstRange(of: "</section>"))
    return String(rest[..<end.lowerBound])
}

/// The codes on a part of a result page, as a program reads them.
func codes(in section: String) -> [String] {
    section.split(separator: "<data value=\"").dropFirst().map {
        String($0.prefix { $0 != "\"" })
    }
}
