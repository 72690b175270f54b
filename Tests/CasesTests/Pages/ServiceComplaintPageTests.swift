import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// From the page of a case to a complaint about how one was served in it, and back; and where a request about one's data
/// begins.
@Suite struct ServiceComplaintPageTests {
    private func send(
        _ house: Browser, _ address: String, _ typed: [String: String], to path: String
    ) async throws -> String {
        let form = try await house.get(address, as: "ana")
        #expect(form.status == 200, "\(address)")
        let kept = try await house.post(path, as: "ana", from: form, typed)
        return try #require(kept.header("location"))
    }

    @Test func `a complaint begins at a case, and each leads to the other for its person alone`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let page = "/cases/\(kase.reference)/escalate"
        let before = try await house.get(page, as: "ana").text
        let address = "/cases/new/service-complaint?about=\(kase.reference)"
        #expect(before.contains("Complain about the service") && before.contains(address))
        #expect(!before.contains("What you filed about this case"))

        let form = try await house.get(address, as: "ana")
        #expect(hiddenValue("about", in: form.text) == kase.reference.text)
        let people = [
            "members": "0", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
            "about": kase.reference.text, "step": "check",
        ]
        let request = try await send(
            house, address, people, to: "/cases/new/service-complaint")
        let subject = try await house.get(request + "/sections/subject", as: "ana")
        #expect(subject.text.contains("value=\"\(kase.reference)\""))
        let next = try await house.post(
            request + "/sections/subject", as: "ana", from: subject,
            ["aboutCase": kase.reference.text, "officerNamed": "Bruno", "step": "check"])
        #expect(next.header("location") == request + "/sections/complaint")
        let story = try await send(
            house, request + "/sections/complaint",
            ["whatHappened": "Perderam o meu passaporte.", "step": "check"],
            to: request + "/sections/complaint")
        #expect(story == request + "/review")
        let sent = try await send(house, story, [:], to: request + "/sending")
        let mine = String(sent.prefix { $0 != "?" })

        let complaint = try await house.get(mine, as: "ana").text
        #expect(complaint.contains("The case that this is about"))
        #expect(complaint.contains("href=\"/cases/\(kase.reference)\""))
        #expect(complaint.contains("Perderam o meu passaporte."))
        #expect(try await house.get(page, as: "ana").text.contains("href=\"\(mine)\""))

        // Porto handles it. At the office that it is about it stands nowhere.
        let desk = "/desk" + mine
        #expect(try await house.get(desk, as: "beatriz").text.contains("Perderam"))
        let number = String(mine.dropFirst("/cases/".count))
        for who in ["bruno", "carla"] {
            #expect(try await house.get(desk, as: who).status == 404)
            for path in ["/desk", "/desk?search=\(number)", "/desk/cases/\(kase.reference)"] {
                let seen = try await house.get(path, as: who)
                #expect(seen.status == 200 && !seen.text.contains(desk + "\""), "\(path)")
            }
        }
        #expect(try await house.get(mine, as: "yusuf").status == 404)
    }

    @Test func `a number of somebody else's case is refused before anything is sent`()
        async throws
    {
        let house = try await Browser()
        let others = try await house.fixture.file(yusuf)
        let people = [
            "members": "0", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
            "about": others.reference.text, "step": "check",
        ]
        let form = "/cases/new/service-complaint"
        let request = try await send(house, form, people, to: form)
        let review = try await house.get(request + "/review", as: "ana")
        let sent = try await house.post(request + "/sending", as: "ana", from: review, [:])
        #expect(sent.status == 422)
        #expect(sent.text.contains("You have no case with the number that the complaint names."))
        // It can be put right.
        #expect(try await house.get(request + "/review", as: "ana").status == 200)
    }

    @Test func `guides of the service stand under a heading of their own, with what is quicker`()
        async throws
    {
        let house = try await Browser()
        let list = try await house.get("/guides", as: nil).text
        let heading = try #require(list.firstRange(of: "About the service and your data"))
        let rest = list[heading.upperBound...]
        for code in ["data-request", "service-complaint"] {
            #expect(rest.contains("/guides/\(code)"), "\(code)")
            let guide = try await house.get("/guides/\(code)", as: nil).text
            #expect(guide.contains("/holdings") == (code == "data-request"))
            // The month runs on, and nothing is to pay.
            #expect(!guide.contains("the clock of the office stands still"))
            #expect(!guide.contains("href=\"/fees\""))
        }
        #expect(!rest.contains("/guides/renewal"))
        let renewal = try await house.get("/guides/renewal", as: nil).text
        #expect(renewal.contains("the clock of the office stands still"))
        let fees = try await house.get("/fees", as: nil).text
        #expect(!fees.contains("/guides/data-request"))
    }
}
