import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// What the person and the desk read of a draft that is on its way, and of an approval by silence.
@Suite struct NoticePageTests {
    @Test func `the desk reads that the draft must reach Ana, until she opens her case`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        try await house.fixture.propose(["entry-ban"], of: kase, at: after(1))
        house.fixture.told.mandates.withLock {
            $0 = { principal, _ in
                guard principal == yusuf, let person = ana.person else { return [] }
                return [CaseMandate(number: "7", person: person, name: "Ana", mayAct: true)]
            }
        }
        // Whoever holds her mandate reads the draft, and proves nothing.
        let behalf = try await house.get(own, as: "yusuf")
        #expect(behalf.text.contains("your time to answer the draft has not begun"))
        let waiting = try await house.get(desk, as: "bruno")
        #expect(waiting.text.contains("their time to answer the draft has not begun"))
        #expect(waiting.text.contains("It went out as a registered letter"))
        #expect(!waiting.text.contains("value=\"refused\" name=\"outcome\""))
        let wrong = try await house.post(
            desk + "/notice", as: "bruno", from: waiting, ["way": "read"])
        #expect(wrong.status == 404)
        let page = try await house.get(own, as: "ana")
        #expect(page.text.contains("you may answer the draft before the office decides"))
        let known = try await house.get(desk, as: "bruno")
        #expect(known.text.contains("they may answer the draft"))
        #expect(known.text.contains("The draft reached the person"))
        #expect(!known.text.contains("It went out as a registered letter"))
        let late = try await house.post(
            desk + "/notice", as: "bruno", from: waiting, ["way": "handed"])
        #expect(late.status == 409)
    }

    @Test func `a message of the draft that came back is said at the desk`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await house.fixture.propose(["entry-ban"], of: kase, at: noon)
        try await house.fixture.database.write { db in
            let event = JournalEvent("notice.bounced", subject: Case.subject(kase.id))
            try db.record(event, by: .house, at: after(1))
        }
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        #expect(page.text.contains("A message of the draft came back"))
        // One click proves nothing: the receipt of the post does.
        var form = ["way": "registered"]
        let bare = try await house.post(desk + "/notice", as: "bruno", from: page, form)
        #expect(bare.status == 422 && bare.text.contains("#field-letter-number"))
        form["letter-number"] = "RL 77 PT"
        form["letter-day"] = "2027-01-01"
        let late = try await house.post(desk + "/notice", as: "bruno", from: page, form)
        #expect(late.status == 422 && late.text.contains("not before the draft"))
        form["letter-day"] = "\(after(1).utcDay)"
        let noted = try await house.post(desk + "/notice", as: "bruno", from: page, form)
        #expect(noted.status == 303)
        let known = try await house.get(desk, as: "bruno")
        #expect(known.text.contains("The draft was sent as a registered letter"))
        #expect(known.text.contains("Registered letter RL 77 PT, posted on 24 November 2026"))
        #expect(!known.text.contains("A message of the draft came back"))
    }

    @Test func `an approval by silence stands on both pages, and the desk offers no refusal`()
        async throws
    {
        let house = try await Browser()
        let old = try await house.fixture.file(at: Moment(day("2025-10-22"), hour: 10))
        let new = try await house.fixture.file(at: noon)
        for (path, who) in [("/cases/", "ana"), ("/desk/cases/", "bruno")] {
            let page = try await house.get(path + old.reference.text, as: who)
            #expect(page.text.contains("the law counts the request as approved"))
            #expect(page.text.contains("artigo 105.º da Lei n.º 23/2007"))
            #expect(page.text.contains("Tacit approval"))
            let other = try await house.get(path + new.reference.text, as: who)
            #expect(!other.text.contains("counts the request as approved"))
        }
        let path = "/desk/cases/\(old.reference)"
        let desk = try await house.get(path, as: "bruno")
        #expect(!desk.text.contains("value=\"refused\""))
        let proposal = try await house.post(
            path + "/proposal", as: "bruno", from: desk,
            ["draft-outcome": "refused", "draft-ground": "entry-ban", "draft-reasons": "Porque."])
        #expect(proposal.status == 409)
        #expect(proposal.text.contains("artigo 105.º da Lei n.º 23/2007"))
    }
}
