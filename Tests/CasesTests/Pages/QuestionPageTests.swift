import Kernel
import TestSupport
import Testing
import Web

@testable import Cases

/// Questions and reopening as people see them.
@Suite struct QuestionPageTests {
    @Test func `Ana asks, the office sees who owes the answer, and she reads it`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let (own, desk) = ("/cases/\(kase.reference)", "/desk/cases/\(kase.reference)")
        #expect(try await !house.get("/desk", as: "bruno").text.contains("/desk/questions"))
        let page = try await house.get(own, as: "ana")
        let fields = ["question": "Is <b>my</b> file whole?"]
        let sent = try await house.post(own + "/questions", as: "ana", from: page, fields)
        #expect(sent.status == 303 && sent.header("location") == own + "#questions")
        let fresh = try await house.get(own, as: "ana")
        let empty = try await house.post(own + "/questions", as: "ana", from: fresh, [:])
        #expect(empty.status == 422)
        let asked = try await house.get(own, as: "ana").text
        #expect(asked.contains("Is &lt;b&gt;my&lt;/b&gt; file whole?"))
        #expect(asked.contains("Bruno owes the answer.") && asked.contains("10 December 2026"))
        #expect(asked.contains("class=\"unverified\""), "a day that no law sets")

        #expect(try await house.get("/desk", as: "bruno").text.contains("1 question waits"))
        let list = try await house.get("/desk/questions", as: "bruno").text
        #expect(list.contains(kase.reference.text) && list.contains("Bruno"))
        #expect(
            try await !house.get("/desk/questions", as: "beatriz").text.contains(
                kase.reference.text))
        #expect(try await house.get("/desk/questions", as: "ana").status == 403)
        let shown = try await house.get(desk, as: "bruno")
        let id = try #require(shown.text.firstMatch(of: /name="asked" value="(\d+)"/)).1
        let answer = ["asked": String(id), "said": "Yes, it is."]
        let path = desk + "/answers"
        #expect(try await house.post(path, as: "bruno", from: shown, answer).status == 303)
        #expect(try await house.get(own, as: "ana").text.contains("<q>Yes, it is.</q>"))
        let none = try await house.get("/desk/questions", as: "bruno").text
        #expect(none.contains("Nobody waits for an answer"))
    }

    @Test func `Bruno writes first, and Ana reads it in her case`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let (own, desk) = ("/cases/\(kase.reference)", "/desk/cases/\(kase.reference)")
        let shown = try await house.get(desk, as: "bruno")
        let empty = try await house.post(desk + "/words", as: "bruno", from: shown, [:])
        #expect(empty.status == 422)
        let fresh = try await house.get(desk, as: "bruno")
        let sent = try await house.post(
            desk + "/words", as: "bruno", from: fresh, ["words": "Come <b>early</b>."])
        #expect(sent.status == 303)
        for (who, path) in [("ana", own), ("bruno", desk)] {
            let page = try await house.get(path, as: who).text
            #expect(page.contains("Come &lt;b&gt;early&lt;/b&gt;."), "\(who)")
            #expect(page.contains("The office wrote on 24 November 2026:"), "\(who)")
        }
    }

    @Test func `what is late stands out in the queue and on the board`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file(at: after(-60))
        try await house.fixture.question("Hello?", in: kase, at: after(-40))
        for path in ["/desk", "/desk/board"] {
            let page = try await house.get(path, as: "carla").text
            #expect(page.contains("1 question waits") && page.contains("late"), "\(path)")
            #expect(page.contains("1 late") == path.hasSuffix("board"), "\(path)")
        }
        let board = try await house.get("/desk/board", as: "carla").text
        #expect(board.contains("/desk/cases/\(kase.reference)"))
    }

    @Test func `a case that was closed unheard is asked for and opened again`() async throws {
        let house = try await Browser()
        let fixture = house.fixture
        let kase = try await fixture.file(at: after(-100))
        let (own, desk) = ("/cases/\(kase.reference)", "/desk/cases/\(kase.reference)")
        try await fixture.propose(["entry-ban"], of: kase, at: after(-90))
        try await fixture.bring(.registered, kase, at: after(-90))
        #expect(try await !house.get(desk, as: "bruno").text.contains("Open the case again"))
        try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(-30))
        let page = try await house.get(own, as: "ana")
        #expect(page.text.contains("Were you never told?"))
        let ask = try await house.post(
            own + "/reopening-request", as: "ana", from: page, ["why": "I never had it."])
        #expect(ask.status == 303)
        let asked = try await house.get(own, as: "ana").text
        #expect(asked.contains("I never had it.") && !asked.contains("Were you never told?"))
        let shown = try await house.get(desk, as: "bruno")
        #expect(shown.text.contains("Asks to open it again"))
        let opened = try await house.post(
            desk + "/reopening", as: "bruno", from: shown, ["why": "The letter went astray."])
        #expect(opened.status == 303)
        let again = try await house.get(own, as: "ana").text
        #expect(again.contains("The case was opened again"))
        #expect(again.contains("The letter went astray."))
        #expect(again.contains("This is not a decision"), "the draft is before her now")
    }
}
