import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// The pages of partner branches, from the coordinator who says where one is to the person who reads the number.
@Suite struct BranchPageTests {
    private let visitors = [brenda, boris, tiago, telma, nelson, ana, yusuf, ivo, luis]

    private func browser(_ sample: BranchSample) throws -> RoomBrowser {
        try RoomBrowser(sample.network.routes, visitors: visitors)
    }

    @Test(arguments: Engine.underTest)
    func `from the yes at the desk to the number in the account`(engine: Engine) async throws {
        let sample = try await BranchSample(engine)
        let browser = try browser(sample)
        let page = try await browser.get("/branches", as: ivo)
        let bad = try await browser.post("/branches", as: ivo, from: page, ["kind": "nif"])
        #expect(bad.status == 422)
        let opened = try await browser.post(
            "/branches", as: ivo, from: page,
            [
                "kind": "nif", "location": "\(lisbonOffice)", "from": "2026-11-01",
                "source": "Protocol 1",
            ])
        #expect(opened.status == 303)
        let branch = try await sample.database.read { db in
            try #require(try Branch.standing(on: noon.utcDay, in: db).first)
        }
        let shown = try await browser.get("/branches")
        #expect(shown.text.contains("Loja AIMA Lisboa I") && shown.text.contains("Protocol 1"))
        #expect(!shown.text.contains("It is there no more"))

        let desk = try await browser.get(
            "/desk/branches?reference=\(sample.reference)", as: brenda)
        #expect(desk.text.contains("Tomé Zibreira"))
        let form = [
            "reference": sample.reference.text, "position": "0", "branch": "\(branch.id)",
        ]
        let without = try await browser.post("/desk/branches", as: brenda, from: desk, form)
        #expect(without.status == 422 && without.text.contains("Ask the person first"))
        let asked = try await browser.post(
            "/desk/branches", as: brenda, from: desk, form.merging(["consent": "1"]) { $1 })
        #expect(asked.status == 303)

        let request = try #require(try await sample.seen(by: tiago).first?.request.id)
        let path = "/branch-desk/\(request)"
        let clerk = try await browser.get(path, as: tiago)
        #expect(clerk.text.contains("Ana Zibreira") && clerk.text.contains("consentimento"))
        #expect(!clerk.text.contains(sample.reference.text))
        let wrong = try await browser.post(
            path, as: tiago, from: clerk, ["outcome": "delivered", "number": "12"])
        #expect(wrong.status == 422)
        let done = try await browser.post(
            path, as: tiago, from: clerk, ["outcome": "delivered", "number": "298765432"])
        #expect(done.status == 303)

        let own = try await browser.get("/numbers", as: ana)
        #expect(own.text.contains("298765432") && own.text.contains("The branch read it on"))
        for (other, place) in [
            (brenda, "/desk/branches"), (tiago, path), (tiago, "/branch-desk"), (yusuf, "/numbers"),
            (ivo, "/branches"),
        ] {
            let text = try await browser.get(place, as: other).text
            #expect(!text.contains("298765432"), "\(other.name) at \(place)")
        }
        #expect(try await browser.get("/desk/branches", as: brenda).text.contains("Done"))
    }

    @Test(arguments: Engine.underTest)
    func `a reason is read by the person, never by the office`(engine: Engine) async throws {
        let sample = try await BranchSample(engine)
        let request = try await sample.ask(try await sample.open("nif"))
        try await sample.answer(request, .refused(reason: "has-one"))
        let browser = try browser(sample)
        let own = try await browser.get("/numbers", as: ana)
        #expect(own.text.contains("the person has one already"))
        let office = try await browser.get("/desk/branches", as: brenda)
        #expect(office.text.contains("Refused"))
        #expect(!office.text.contains("the person has one already"))
    }

    @Test(arguments: Engine.underTest)
    func `other tasks, other bodies and other places find no door`(engine: Engine) async throws {
        let sample = try await BranchSample(engine)
        let request = try await sample.ask(try await sample.open("nif"))
        let browser = try browser(sample)
        let path = "/branch-desk/\(request)"
        for (who, place, status) in [
            (brenda, path, 403), (ana, path, 403), (nelson, path, 404), (telma, path, 404),
            (tiago, "/desk/branches", 403), (tiago, "/numbers", 403),
            (boris, "/desk/branches?reference=\(sample.reference)", 404),
            (luis, "/branch-desk", 403),
        ] {
            #expect(try await browser.get(place, as: who).status == status, "\(who.name) \(place)")
        }
        let page = try await browser.get("/branches", as: luis)
        let form = ["kind": "niss", "location": "\(lisbonOffice)"]
        #expect(try await browser.post("/branches", as: luis, from: page, form).status == 403)
        let list = try await browser.get("/branch-desk", as: telma)
        #expect(list.text.contains("Nothing was asked of your branch"))
        let unread = try await browser.get("/desk/branches?reference=what", as: brenda)
        #expect(unread.status == 422)
    }

    @Test(arguments: Engine.underTest)
    func `what nobody answered is taken back by its person`(engine: Engine) async throws {
        let sample = try await BranchSample(engine)
        let request = try await sample.ask(try await sample.open("nif"))
        let browser = try browser(sample)
        let own = try await browser.get("/numbers", as: ana)
        let path = "/numbers/\(request)/withdrawal"
        #expect(try await browser.post(path, as: ana, from: own, [:]).status == 303)
        #expect(try await browser.get("/branch-desk/\(request)", as: tiago).status == 404)
        #expect(try await browser.get("/numbers", as: ana).text.contains("No longer asked"))
    }

    @Test func `a book that does not hold together is refused with its line`() throws {
        let kind = """
            kinds:
              - {code: a, title: {pt: A, en: A}, body: {pt: B, en: B}, organisation: 1, flow: f, result: number, source: s, verified: false}
            reasons: []
            """
        #expect(throws: (any Error).self) {
            _ = try BranchBook(yaml: kind, file: "b.yaml")
        }
        let good = kind.replacing("result: number", with: "result: number, digits: 3")
        let book = try BranchBook(yaml: good, file: "b.yaml")
        #expect(book["a"]?.number("1 2.3") == "123")
        #expect(book["a"]?.number("12a") == nil && book["a"]?.number("1234") == nil)
        #expect(book["a"]?.after == [])
        // What is needed first has to be something that a branch delivers.
        let second =
            "  - {code: b, title: {pt: A, en: A}, body: {pt: B, en: B}, organisation: 2, flow: g, "
            + "result: act, source: s, verified: false, after: [a]}\n"
        let two = good.replacing("reasons: []", with: second + "reasons: []")
        #expect(try BranchBook(yaml: two, file: "b.yaml")["b"]?.after == ["a"])
        #expect(throws: (any Error).self) {
            _ = try BranchBook(
                yaml: two.replacing("after: [a]", with: "after: [c]"), file: "b.yaml")
        }
    }
}
