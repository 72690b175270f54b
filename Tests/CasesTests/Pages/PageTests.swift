import Foundation
import Kernel
import Languages
import Logging
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct PageTests {
    @Test func `a visitor reads what is needed, by when, and what is not confirmed`() async throws {
        let house = try await Browser()
        let page = try await house.get("/guides/family-reunification", as: nil)
        #expect(page.status == 200)
        #expect(page.text.contains("9 months"))
        #expect(page.text.contains("Law 61/2025") || page.text.contains("Lei n.º 61/2025"))
        #expect(page.text.contains("unverified"))
        #expect(page.text.contains("/help?need=family-reunification"))
        #expect(page.text.contains("/cases/new/family-reunification"))
    }

    @Test func `Ana files for three, hands in a paper and gets a certificate that proves no name`()
        async throws
    {
        // Nothing is asked beside the people, so a summary follows; the sections of a form are walked elsewhere.
        let house = try await Browser(folder: withoutForm(in: "family-reunification"))
        #expect(
            try await house.get("/cases/new/family-reunification", as: "ana").text.contains(
                "name=\"members\""))
        let form = try await house.get("/cases/new/family-reunification?members=2", as: "ana")
        #expect(form.text.contains("member-2-birth"))
        let empty = try await house.post(
            "/cases/new/family-reunification", as: "ana", from: form,
            ["members": "2", "name": "Ana"])
        #expect(empty.status == 422)
        #expect(empty.text.contains("href=\"#field-member-1-name\""))
        #expect(empty.text.contains("value=\"Ana\""))
        for words in [
            "\"#field-birth\">Date of birth: fill in this field.</a>",
            "\"#field-member-2-birth\">Family member 2 – Date of birth: fill in this field.</a>",
            "Family member 1 – Who is this person to you? Choose one of the options.</a>",
            "</span> Fill in this field.</p>",
        ] { #expect(empty.text.contains(words), "\(words)") }
        let summary = try await house.post(
            "/cases/new/family-reunification", as: "ana", from: form, anasForm)
        #expect(summary.status == 200)
        #expect(summary.text.contains("Lia Exemplo"))
        let sent = try await house.post(
            "/cases/new/family-reunification", as: "ana", from: summary,
            anasForm.merging(["step": "send"]) { $1 })
        let address = try #require(sent.header("location"))
        let page = try await house.get(address, as: "ana")
        #expect(page.status == 200)
        #expect(page.text.contains("24 August 2027"))
        #expect(page.text.contains("/bookings/new?case="))
        let path = String(address.split(separator: "?")[0])
        let certificate = try await house.post(path + "/certificate", as: "ana", from: page, [:])
        let letterPath = try #require(certificate.header("location"))
        let letter = try await house.get(letterPath, as: "ana")
        #expect(letter.text.contains("<svg class=\"qr\""))
        #expect(try await house.get(letterPath, as: "yusuf").status == 404)
        #expect(
            try await house.get(letterPath + "/pdf", as: "ana").header("content-type")
                == "application/pdf")
        let code = try #require(letter.text.firstMatch(of: /[0-9A-Z]{4}(-[0-9A-Z]{4}){6}/)).0
        let check = try await house.get("/verify/\(code)", as: nil)
        #expect(check.status == 200)
        // The whole reference: a code may hold its first letters by chance.
        let reference = String(path.dropFirst("/cases/".count))
        #expect(!check.text.contains("Exemplo") && !check.text.contains(reference))
        #expect(check.text.contains("Certificate of the state of the file"))
        #expect(check.text.contains("24 November 2026"))
        #expect(!check.text.contains("pending") && !check.text.contains("reunification"))
        #expect(try await house.get("/verify?code=0000", as: nil).status == 404)
        #expect(try await house.get("/cases", as: "ana").text.contains("RF-"))
    }

    @Test
    func `a paper is handed in by what it is, closes what was asked for, and comes back as it was`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await house.fixture.ask("passport", of: kase, at: noon)
        let member = try await house.fixture.members(of: kase)[2].id
        let path = "/cases/\(kase.reference)"
        let page = try await house.get(path, as: "ana")
        #expect(page.text.contains("Asked for: Passport of the relative: Lia Exemplo"))
        let bad = try await house.upload(
            path, from: page, what: "passport \(member)", file: "MZ program")
        #expect(bad.status == 422)
        #expect(bad.text.contains("field-file-error"))
        let good = try await house.upload(
            path, from: page, what: "passport \(member)", file: "%PDF-1.7 passport",
            name: "Pässaporte.hta")
        #expect(good.status == 303)
        let stored = try await house.fixture.stored(kase)
        #expect(stored.projection.turn == .state)
        let after = try await house.get(path, as: "ana")
        let link = try #require(after.text.firstMatch(of: /\/cases\/[^"]+\/documents\/\d+/)).0
        let file = try await house.get(String(link), as: "ana")
        #expect(file.text == "%PDF-1.7 passport")
        #expect(
            file.header("content-disposition")
                == "attachment; filename=\"P_ssaporte.pdf\"; filename*=UTF-8''P%C3%A4ssaporte.pdf")
        #expect(after.text.contains("Pässaporte.pdf") && !after.text.contains(".hta"))
        #expect(try await house.get(String(link), as: "yusuf").status == 404)
        #expect(try await house.get("/desk" + link, as: "bruno").text == "%PDF-1.7 passport")
        #expect(try await house.get("/desk" + link, as: "beatriz").status == 404)
    }

    @Test func `an officer records, asks, receives and decides; Ana sees each step`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let desk = "/desk/cases/\(kase.reference)"
        let page = try await house.get(desk, as: "bruno")
        #expect(try await house.post(desk + "/visits", as: "bruno", from: page, [:]).status == 303)
        let member = try await house.fixture.members(of: kase)[2].id
        let asking = try await house.get(desk, as: "bruno")
        #expect(
            try await house.post(desk + "/requests", as: "bruno", from: asking, [:]).status == 422)
        let asked = try await house.post(
            desk + "/requests", as: "bruno", from: asking, ["what": "passport \(member)"])
        #expect(asked.status == 303)
        #expect(
            try await house.get("/cases/\(kase.reference)", as: "ana").text.contains("tag yours"))
        let open = try await house.get(desk, as: "bruno")
        let item = try #require(open.text.firstMatch(of: /name="item" value="(\d+)"/)).1
        #expect(
            try await house.post(
                desk + "/receipts", as: "bruno", from: open, ["item": String(item)]
            ).status == 303)
        let last = try await house.get(desk, as: "bruno")
        let nothing = try await house.post(
            desk + "/decision", as: "bruno", from: last,
            ["outcome": "refused", "reasons": "Porque"])
        #expect(nothing.status == 422)
        #expect(nothing.text.contains("Porque"))
        #expect(last.text.contains("papers are missing"))
        var grant = [
            "outcome": "granted", "ground": "conditions-met", "reasons": "Tudo em ordem.",
        ]
        let warned = try await house.post(desk + "/decision", as: "bruno", from: last, grant)
        #expect(warned.status == 422)
        #expect(warned.text.contains("href=\"#field-despite") && warned.text.contains("Tudo em"))
        grant["despite"] = "already-held"
        let decided = try await house.post(desk + "/decision", as: "bruno", from: last, grant)
        #expect(decided.status == 303)
        #expect(try await house.get("/cases/\(kase.reference)", as: "ana").text.contains("Granted"))
    }

    @Test func `Ana is heard before a refusal, and the desk reads her answer`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let (desk, own) = ("/desk/cases/\(kase.reference)", "/cases/\(kase.reference)")
        let first = try await house.get(desk, as: "bruno")
        #expect(!first.text.contains("value=\"refused\" name=\"outcome\""))
        let empty = try await house.post(desk + "/proposal", as: "bruno", from: first, [:])
        #expect(empty.status == 422)
        let sent = try await house.post(
            desk + "/proposal", as: "bruno", from: first,
            [
                "draft-outcome": "refused", "draft-ground": "conditions-not-met",
                "draft-reasons": "Falta <alojamento>.",
                "draft-fact-conditions-not-met": "A casa é <pequena>.",
                "draft-change-conditions-not-met": "Outro contrato.",
            ])
        #expect(sent.status == 303)
        let page = try await house.get(own, as: "ana")
        #expect(page.text.contains("This is not a decision") && page.text.contains("unverified"))
        #expect(page.text.contains("Falta &lt;alojamento&gt;."))
        #expect(page.text.contains("A casa é &lt;pequena&gt;."))
        let silent = try await house.post(own + "/hearing", as: "ana", from: page, [:])
        #expect(silent.status == 422)
        let answered = try await house.post(
            own + "/hearing", as: "ana", from: page, ["answer": "Tenho <casa>."])
        #expect(answered.status == 303)
        #expect(try await house.get(own, as: "ana").text.contains("Tenho &lt;casa&gt;."))
        let last = try await house.get(desk, as: "bruno")
        #expect(last.text.contains("Tenho &lt;casa&gt;."))
        let refused = try await house.post(
            desk + "/decision", as: "bruno", from: last,
            ["outcome": "refused", "ground": "conditions-not-met", "reasons": "Porque."])
        #expect(refused.status == 303)
        #expect(try await house.get(own, as: "ana").text.contains("Refused"))
    }

    @Test func `a name cannot become markup, on a page or in a letter`() async throws {
        let house = try await Browser()
        let household = Household(
            holder: PersonOfFile(
                name: "<b>Ana", birth: day("1990-01-01"), relation: .holder, isInPortugal: true),
            holderIsRefugee: false, family: anasHousehold.family)
        let action = FileCase(
            procedure: "family-reunification", household: household, municipality: lisbon,
            applicant: ana.person ?? PersonID(1))
        let kase = try await house.fixture.database.write { [rules = house.fixture.house] db in
            try action.perform(by: ana, at: noon, in: db, rules)
        }
        #expect(try await !house.get("/cases/\(kase.reference)", as: "ana").text.contains("<b>Ana"))
        let letter = try await house.fixture.database.read {
            try LetterLine.all(of: kase.id, in: $0)[0].id
        }
        let text = try await house.get("/letters/\(letter)", as: "ana").text
        #expect(text.contains("&lt;b&gt;Ana") && !text.contains("<b>Ana"))
    }

    @Test func `every text of this room is said in Portuguese`() async throws {
        let house = try await Browser(language: "pt")
        let kase = try await house.fixture.file()
        for (path, who) in [
            ("/guides/family-reunification", nil), ("/cases", "ana"),
            ("/cases/new/family-reunification", "ana"),
            ("/cases/new/family-reunification?members=1", "ana"),
            ("/cases/\(kase.reference)?sent=1", "ana"),
            ("/desk", "bruno"), ("/desk/cases/\(kase.reference)", "bruno"), ("/verify", nil),
            ("/verify/0", nil),
            ("/consultations", "jorge"), ("/complaints/new", nil), ("/complaints", "fatima"),
        ] as [(String, String?)] {
            _ = try await house.get(path, as: who)
        }
        #expect(house.languages.missing.all == [])
    }

    let anasForm = [
        "members": "2", "name": "Ana Exemplo", "birth": "1990-05-02", "municipality": "1106",
        "refugee": "no",
        "member-1-name": "Ivo Exemplo", "member-1-birth": "1988-01-30",
        "member-1-relation": "spouse",
        "member-2-name": "Lia Exemplo", "member-2-birth": "2023-03-09",
        "member-2-relation": "child", "step": "check",
    ]
}
