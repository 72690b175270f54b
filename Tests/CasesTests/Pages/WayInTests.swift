import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Who comes to which page of a file, and what stands there once a day has passed or a letter came back.
@Suite struct WayInTests {
    @Test func `a page holds no more than the people it belongs to may see`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)"
        #expect(try await house.get(path, as: nil).status == 303)
        #expect(try await house.get(path, as: "yusuf").status == 404)
        // Who works on it is led to the desk; whoever does not learns nothing, not even that it is there.
        let led = try await house.get(path, as: "bruno")
        #expect(led.status == 303 && led.header("location") == "/desk" + path)
        for (other, who) in [
            (path, "beatriz"), (path, "jorge"), ("/cases/RF-0000-0000", "bruno"),
            ("/cases/RF", "bruno"), ("/cases", "bruno"), (path + "/documents/1", "bruno"),
        ] {
            let shut = try await house.get(other, as: who)
            #expect(shut.status == 403 && shut.header("location") == nil, "\(other) \(who)")
        }
        #expect(try await house.get("/desk" + path, as: "bruno").status == 200)
        #expect(try await house.get("/desk" + path, as: "beatriz").status == 404)
        #expect(try await house.get("/desk" + path, as: "ana").status == 403)
        #expect(try await house.get("/desk", as: "bruno").text.contains(kase.reference.text))
        #expect(try await !house.get("/desk", as: "beatriz").text.contains(kase.reference.text))
        #expect(try await house.get("/consultations", as: "bruno").status == 403)
        #expect(try await house.get(path, as: "ana").text.contains("Bruno"))
    }

    @Test func `an officer takes a draft back until Ana knows of it, and both pages say so`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        let none = try await house.get(desk, as: "bruno")
        #expect(!none.text.contains("Take the draft back"))
        try await house.fixture.propose(["entry-ban"], of: kase, at: noon)
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("Take the draft back"))
        let withdrawal = desk + "/withdrawal"
        #expect(try await house.post(withdrawal, as: "bruno", from: page, [:]).status == 303)
        let told = try await house.get(own, as: "ana")
        #expect(told.text.contains("The draft was taken back"))
        #expect(told.text.contains("<span class=\"tag\">taken back</span>"))
        #expect(!told.text.contains("This is not a decision"))

        try await house.fixture.propose(["public-order"], of: kase, at: after(1))
        #expect(try await house.get(own, as: "ana").text.contains("This is not a decision"))
        let known = try await house.get(desk, as: "bruno")
        #expect(!known.text.contains("Take the draft back"))
        #expect(try await house.post(withdrawal, as: "bruno", from: known, [:]).status == 409)
    }

    @Test func `a registered letter that came back is noted, and both read that it is contested`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let desk = "/desk/cases/\(kase.reference)"
        try await house.fixture.propose(["entry-ban"], of: kase, at: noon)
        #expect(try await !house.get(desk, as: "bruno").text.contains("Which letter is it?"))
        try await house.fixture.bring(.registered, kase, at: noon)
        let page = try await house.get(desk, as: "bruno")
        let letter = try #require(page.text.firstMatch(of: /<option value="(\d+)">Draft of/)).1
        let empty = try await house.post(desk + "/returns", as: "bruno", from: page, [:])
        #expect(empty.status == 422)
        #expect(empty.text.contains("The day it came back: fill in this field."))
        let (path, now) = (desk + "/returns", after(1).utcDay)
        var fields = [
            "letter": String(letter), "back": "\(now.adding(days: 1))", "envelope": "<b>Mudou-se",
        ]
        let early = try await house.post(path, as: "bruno", from: page, fields)
        #expect(early.status == 422 && early.text.contains("value=\"&lt;b&gt;Mudou-se\""))
        fields["back"] = "\(now)"
        #expect(try await house.post(path, as: "bruno", from: page, fields).status == 303)
        let known = try await house.get(desk, as: "bruno")
        let own = try await house.get("/cases/\(kase.reference)", as: "ana")
        #expect(known.text.contains("contested that the person received it"))
        // She has the draft before her now: her time begins anew, and nothing is contested any more.
        #expect(!own.text.contains("contested"))
        #expect(try await !house.get(desk, as: "bruno").text.contains("contested that"))
        for text in [known.text, own.text] {
            #expect(text.contains("A letter came back by post"))
            #expect(text.contains("<q>&lt;b&gt;Mudou-se</q>"))
        }
        #expect(known.text.contains("The person has it in their hands"))
        let again = try await house.post(path, as: "bruno", from: known, fields)
        #expect(again.status == 409)
    }

    @Test func `the day after her window it is the office's turn, on every page`() async throws {
        let house = try await Browser()
        let late = try await house.fixture.file(at: after(-60))
        let open = try await house.fixture.file(at: after(-60))
        try await house.fixture.ask("passport", of: late, at: after(-50))
        try await house.fixture.ask("passport", of: open, at: noon)
        let own = try await house.get("/cases/\(late.reference)", as: "ana").text
        #expect(own.contains("Your time to hand in what is missing is over"))
        #expect(own.contains("<span class=\"tag now\">The office&#39;s turn</span>"))
        #expect(own.contains("Which document is it?"))
        #expect(
            try await house.get("/cases/\(open.reference)", as: "ana").text.contains(
                "It is your turn: hand in what is missing."))
        let desk = try await house.get("/desk/cases/\(late.reference)", as: "bruno").text
        #expect(desk.contains("time to hand in documents is over"))
        let list = try await house.get("/cases", as: "ana").text
        #expect(list.ranges(of: "tag yours").count == 1 && list.ranges(of: "tag now").count == 1)
        for (turn, there, gone) in [("state", late, open), ("person", open, late)] {
            let queue = try await house.get("/desk?turn=\(turn)", as: "bruno").text
            #expect(queue.contains(there.reference.text) && !queue.contains(gone.reference.text))
        }
        let both = try await house.get("/desk", as: "bruno").text
        #expect(both.contains(">the office</td>") && both.contains(">the person</td>"))
    }
}
