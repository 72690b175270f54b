import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A request page by page, without script: the people, the sections, the review, and what becomes of it.
@Suite struct RequestPageTests {
    private let people = [
        "members": "0", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
    ]

    /// Ana, or somebody for her, fills in the first page; answers where the request stands.
    private func begin(
        _ house: Browser, as who: String = "ana", mandate: String? = nil, step: String = "check"
    ) async throws -> String {
        let address = "/cases/new/renewal" + (mandate.map { "?mandate=\($0)" } ?? "")
        let form = try await house.get(address, as: who)
        #expect(form.status == 200)
        var typed = people
        typed["step"] = step
        typed["mandate"] = mandate
        let kept = try await house.post("/cases/new/renewal", as: who, from: form, typed)
        return try #require(kept.header("location"))
    }

    /// Fills in one section; answers where it leads.
    private func answer(
        _ house: Browser, _ path: String, _ typed: [String: String], as who: String = "ana",
        step: String = "check"
    ) async throws -> PlainAnswer {
        let page = try await house.get(path, as: who)
        #expect(page.status == 200, "\(path)")
        return try await house.post(
            path, as: who, from: page, typed.merging(["step": step]) { $1 })
    }

    private func filed(_ answer: PlainAnswer) throws -> String {
        let address = try #require(answer.header("location"))
        return String(address.dropFirst("/cases/".count).prefix { $0 != "?" })
    }

    private func typed(_ names: String...) -> [String: String] {
        fullAnswers.filter { pair in names.contains { pair.key.hasPrefix($0) } }
    }

    @Test func `one section a page leads through to the case, and a condition to the next page`()
        async throws
    {
        let house = try await Browser(folder: withForm(sampleForm))
        let path = try await begin(house)
        let first = try await house.get(path, as: "ana")
        #expect(first.header("location") == path + "/sections/work")
        let page = try await house.get(path + "/sections/work", as: "ana")
        #expect(page.text.contains("Part 1 of 3") && page.text.contains("artigo 1"))
        #expect(page.text.contains("Source not confirmed yet"))
        #expect(page.text.contains("Kept until 24 December 2026, then deleted."))
        // Whoever works is asked where; the form has a page more then.
        let work = try await answer(house, path + "/sections/work", typed("works", "home"))
        #expect(work.header("location") == path + "/sections/employer")
        let second = try await house.get(path + "/sections/employer", as: "ana")
        #expect(second.text.contains("Part 2 of 4"))
        let employer = try await answer(
            house, path + "/sections/employer", typed("firm", "nif", "wage", "hours", "since"))
        #expect(employer.header("location") == path + "/sections/stays")
        let stays = try await answer(
            house, path + "/sections/stays", typed("stays", "land", "tongue"))
        #expect(stays.header("location") == path + "/sections/more")
        let more = try await answer(
            house, path + "/sections/more", typed("mail", "phone", "story", "why"))
        #expect(more.header("location") == path + "/review")

        let review = try await house.get(path + "/review", as: "ana")
        for words in [
            "Padaria Exemplo", "920.50 EUR", "29 February 2024", "Brazil", "Job", "Ana Exemplo",
        ] { #expect(review.text.contains(words), "\(words)") }
        #expect(review.text.contains("href=\"\(path)/sections/employer\""))
        let sent = try await house.post(path + "/sending", as: "ana", from: review, [:])
        // The same form sent twice is one request.
        let again = try await house.post(path + "/sending", as: "ana", from: review, [:])
        #expect(again.header("location") == sent.header("location"))
        let reference = try filed(sent)
        let mine = try await house.get("/cases/\(reference)", as: "ana").text
        #expect(mine.contains("What you answered") && mine.contains("Padaria Exemplo"))
        #expect(mine.contains("/cases/\(reference)/answers/employer"))
        let desk = try await house.get("/desk/cases/\(reference)", as: "bruno").text
        #expect(desk.contains("What the person answered") && desk.contains("Padaria Exemplo"))
        #expect(!desk.contains("/answers/employer"))
        #expect(try await house.get(path, as: "ana").status == 404)
    }

    @Test func `what is wrong is named by its field, and what was typed is not lost`() async throws
    {
        let house = try await Browser(folder: withForm(sampleForm))
        let path = try await begin(house) + "/sections"
        _ = try await answer(house, path + "/work", typed("works", "home"))
        let wrong = try await answer(
            house, path + "/employer", ["firm": "", "hours": "999", "nif": "12"])
        #expect(wrong.status == 422)
        for words in [
            "\"#field-firm\">Firm: fill in this field.</a>",
            "\"#field-hours\">Hours: write 60 or less.</a>",
            "\"#field-nif\">Tax number: write all 9 digits.</a>", "value=\"999\"",
        ] { #expect(wrong.text.contains(words), "\(words)") }
        let entries = try await answer(
            house, path + "/stays", ["stays-entries": "2", "land-1": "BR", "land-2": ""])
        let words = "\"#field-land-2\">Stays (2) – Country: fill in this field.</a>"
        #expect(entries.text.contains(words))
    }

    @Test func `an entry more, an entry less, and what was typed stays`() async throws {
        let house = try await Browser(folder: withForm(sampleForm))
        let path = try await begin(house) + "/sections/stays"
        let none = try await house.get(path, as: "ana").text
        #expect(!none.contains("name=\"land-1\"") && !none.contains("Remove the last one"))
        for count in 1...3 {
            let more = try await answer(
                house, path, ["stays-entries": "\(count - 1)", "land-1": "CV"], step: "add")
            #expect(more.header("location") == path)
            let page = try await house.get(path, as: "ana").text
            #expect(page.contains("name=\"land-\(count)\""))
            #expect(page.contains("Add one more") == (count < 3))
        }
        _ = try await answer(house, path, ["stays-entries": "3", "land-1": "CV"], step: "remove")
        let two = try await house.get(path, as: "ana").text
        #expect(!two.contains("name=\"land-3\"") && two.contains("value=\"CV\" selected"))
    }

    @Test func `what is left for later stands in a list, for nobody else, until it is deleted`()
        async throws
    {
        let house = try await Browser(folder: withForm(sampleForm))
        #expect(try await begin(house, step: "later") == "/unfinished")
        #expect(try await house.get("/cases", as: "ana").text.contains("1 unfinished request"))
        let list = try await house.get("/unfinished", as: "ana").text
        let id = try #require(list.firstMatch(of: #/href="/unfinished/(\d+)"/#)?.output.1)
        let path = "/unfinished/\(id)"
        let later = try await answer(
            house, path + "/sections/more", ["mail": "half an addr"], step: "later")
        #expect(later.header("location") == "/unfinished")
        let page = try await house.get(path + "/sections/more", as: "ana")
        #expect(page.status == 200 && page.text.contains("value=\"half an addr\""))
        let review = try await house.get(path + "/review", as: "ana")
        #expect(review.text.contains("Before you can send") && review.text.contains("E-mail – "))
        #expect(!review.text.contains("action=\"\(path)/sending\""))
        #expect(
            try await house.post(path + "/sending", as: "ana", from: page, [:]).status == 422)
        for place in ["", "/household", "/sections/more", "/review"] {
            #expect(try await house.get(path + place, as: "yusuf").status == 404, "\(place)")
            #expect(try await house.get(path + place, as: "bruno").status == 403, "\(place)")
        }
        #expect(try await !house.get("/unfinished", as: "yusuf").text.contains(path))
        for deed in ["/household", "/sections/more", "/sending", "/withdrawal"] {
            let his = try await house.get("/cases/new/renewal", as: "yusuf")
            let answer = try await house.post(path + deed, as: "yusuf", from: his, [:])
            #expect(answer.status == 404, "\(deed)")
        }
        let all = try await house.get("/unfinished", as: "ana")
        _ = try await house.post(path + "/withdrawal", as: "ana", from: all, [:])
        #expect(try await house.get(path, as: "ana").status == 404)
        #expect(try await !house.get("/cases", as: "ana").text.contains("unfinished request"))
    }

    @Test func `the last answers are offered to their person again`() async throws {
        let house = try await Browser(folder: withForm(sampleForm))
        let kase = try await house.fixture.send(try await house.fixture.begin())
        #expect(kase.applicant == ana.person)
        let path = try await begin(house) + "/sections/work"
        let page = try await house.get(path, as: "ana").text
        #expect(page.contains("value=\"Rua da Prata 1\""))
        // Nothing but what the form says is taken over.
        #expect(!page.contains("value=\"yes\" checked"))
    }

    @Test func `a mediator files for her, both see for whom and by whom`() async throws {
        let house = try await Browser(folder: withForm(sampleForm))
        house.fixture.giveDinis(mayAct: true, until: after(9))
        let list = try await house.get("/unfinished", as: "dinis").text
        #expect(list.contains("New request for Ana"))
        #expect(list.contains("/cases/new/renewal?mandate=7") && !list.contains("new/legacy-ei"))
        let path = try await begin(house, as: "dinis", mandate: "7")
        let page = try await house.get(path + "/sections/work", as: "dinis").text
        #expect(page.contains("You file this for Ana."))
        let work = ["works": "no"]
        let sections: [(String, [String: String])] = [
            ("work", work), ("stays", [:]), ("more", [:]),
        ]
        for (section, typed) in sections {
            _ = try await answer(house, path + "/sections/\(section)", typed, as: "dinis")
        }
        let hers = try await house.get("/unfinished", as: "ana").text
        #expect(hers.contains("Begun for you by Dinis"))
        let review = try await house.get(path + "/review", as: "dinis")
        let sent = try await house.post(path + "/sending", as: "dinis", from: review, [:])
        let reference = try filed(sent)
        let words = "Filed by Dinis, under a mandate of the person"
        #expect(try await house.get("/cases/\(reference)", as: "ana").text.contains(words))
        #expect(try await house.get("/desk/cases/\(reference)", as: "bruno").text.contains(words))
        for address in ["/cases/new/renewal", "/cases/new/renewal?mandate=8"] {
            #expect(try await house.get(address, as: "dinis").status == 404)
        }
        for mayAct in [false, true] {
            house.fixture.giveDinis(mayAct: mayAct, mayFile: false, until: after(9))
            #expect(try await house.get("/cases/new/renewal?mandate=7", as: "dinis").status == 404)
            let none = try await house.get("/unfinished", as: "dinis").text
            #expect(!none.contains("New request for Ana"))
        }
    }

    @Test func `she puts an answer right, and the desk reads both`() async throws {
        let house = try await Browser(folder: withForm(sampleForm))
        let kase = try await house.fixture.send(try await house.fixture.begin())
        let path = "/cases/\(kase.reference)/answers/employer"
        let page = try await house.get(path, as: "ana")
        #expect(page.text.contains("value=\"Padaria Exemplo\""))
        let fields = typed("nif", "wage", "hours", "since")
        let wrong = try await house.post(
            path, as: "ana", from: page, fields.merging(["firm": ""]) { $1 })
        #expect(wrong.status == 422 && wrong.text.contains("Firm: fill in this field."))
        let right = try await house.post(
            path, as: "ana", from: wrong, fields.merging(["firm": "Talho"]) { $1 })
        #expect(right.header("location") == "/cases/\(kase.reference)")
        for (page, who) in [("/cases/", "ana"), ("/desk/cases/", "bruno")] {
            let text = try await house.get("\(page)\(kase.reference)", as: who).text
            #expect(text.contains("Firm: “Padaria Exemplo” became “Talho”"))
            #expect(text.contains(">corrected<"))
        }
        #expect(try await house.get(path, as: "yusuf").status == 404)
        #expect(try await house.get(path, as: "bruno").status == 403)
        let other = "/cases/\(kase.reference)/answers/weather"
        #expect(try await house.get(other, as: "ana").status == 404)
    }

    @Test func `the receipt says what was answered`() async throws {
        let fixture = try await Fixture(.sqlite, language: "en", folder: withForm(sampleForm))
        let kase = try await fixture.send(try await fixture.begin())
        let letters = try await fixture.database.write { [house = fixture.house] db in
            try LetterLine.all(of: kase.id, in: db).map { line in
                try Letter.open(line.id, for: ana, at: noon, in: db, house).letter
            }
        }
        let texts = letters.map { $0.html }
        #expect(texts.count == 2)
        #expect(texts.contains { $0.contains("O que respondeu: Empregador") })
        #expect(texts.contains { $0.contains("What you answered: Employer") })
        #expect(texts.allSatisfy { $0.contains("Padaria Exemplo") })
    }
}
