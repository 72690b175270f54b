import Foundation
import Kernel
import People
import Storage
import TestSupport
import Web

@testable import App

/// What was done once in the template: Ana's request with a document, a certificate, a visit and a message; a renewal unsent;
/// a complaint; a second person and a protector. The matrix asks for exactly these things.
struct Story: Sendable {
    let reference: String
    /// Words that nobody but those who may see the case should ever read.
    static let holder = "Ana Zibreira Oliveira"
    static let complaint = "Recusaram-me a casa por causa do sotaque Zambujal"

    static func play(_ options: Options) async throws -> Story {
        let house = try await House.open(options)
        defer { house.compartments.close() }
        try await addPeople(house)
        let ana = Browser(try await house.site())
        try await ana.signIn("ana")
        let reference = try await file(ana)
        try await upload(ana, reference)
        let csrf = try await ana.csrf()
        _ = try await ana.post("/cases/\(reference)/certificate", csrf: csrf)
        try await book(ana, reference, csrf)
        try await beginAnother(ana, csrf)
        _ = try await ana.post("/account/proof", ["password": "cais-demo-2026"], csrf: csrf)
        _ = try await ana.post(
            "/account/channels", ["kind": "email", "address": "ana2@example.org"], csrf: csrf)
        try await tell(house)
        let visitor = Browser(ana.site)
        let words = ["text": complaint, "contact": ""]
        _ = try await visitor.post("/complaints/new", words, csrf: try await visitor.csrf())
        return Story(reference: reference)
    }

    /// Who is missing among the demo accounts.
    private static func addPeople(_ house: House) async throws {
        let password = People.demoPassword
        _ = try await house.people.addUser(
            login: "zita", name: "Zita Alves", password: password, isPerson: true)
        _ = try await house.people.addUser(
            login: "gil", name: "Gil Prates", password: password, isPerson: false)
        let duty = Duty(
            role: .protector, organisation: OrganisationID(103), location: nil, purpose: .protection
        )
        try await house.people.giveDuty(duty, to: "gil")
        try await addOfficerAstray(house)
    }

    /// An officer of no office, who is one of Lisbon for another purpose than status.
    private static func addOfficerAstray(_ house: House) async throws {
        _ = try await house.people.addUser(
            login: "nuno", name: "Nuno Lima", password: People.demoPassword, isPerson: false)
        let lisbon = try await house.database.read { db -> LocationID? in
            try db.value("SELECT id FROM location WHERE slug = 'aima-lisboa-1'")
        }
        let duties: [(place: LocationID?, purpose: Purpose)] = [(nil, .status), (lisbon, .plan)]
        for (place, purpose) in duties {
            let duty = Duty(
                role: .officer, organisation: OrganisationID(1), location: place, purpose: purpose)
            try await house.people.giveDuty(duty, to: "nuno")
        }
        try await addSupervisorHere(house, lisbon)
    }

    /// A supervisor of Lisbon alone: the demo's is one of every office.
    private static func addSupervisorHere(_ house: House, _ lisbon: LocationID?) async throws {
        _ = try await house.people.addUser(
            login: "teles", name: "Sofia Teles", password: People.demoPassword, isPerson: false)
        let duty = Duty(
            role: .supervisor, organisation: OrganisationID(1), location: lisbon, purpose: .status)
        try await house.people.giveDuty(duty, to: "teles")
    }

    static let household = [
        "members": "2", "name": holder, "birth": "1990-05-17", "refugee": "no",
        "municipality": "1106",
        "member-1-name": "Rui Zibreira", "member-1-birth": "1988-02-03",
        "member-1-relation": "spouse",
        "member-2-name": "Lia Zibreira", "member-2-birth": "2023-04-05",
        "member-2-relation": "child",
        "step": "send",
    ]

    static func file(_ browser: Browser, once: String? = nil) async throws -> String {
        var fields = household
        fields["once"] = once
        let answer = try await browser.post(
            "/cases/new/family-reunification", fields, csrf: try await browser.csrf())
        guard let path = answer.header("location"), let name = path.split(separator: "/").last
        else {
            throw Trouble("filing answered \(answer.status): \(answer.text)")
        }
        return String(name.prefix { $0 != "?" })
    }

    /// A renewal that she began and left where nothing of it can be sent yet.
    private static func beginAnother(_ browser: Browser, _ csrf: String) async throws {
        let fields = ["name": holder, "step": "later"]
        let answer = try await browser.post("/cases/new/renewal", fields, csrf: csrf)
        guard answer.status == 303 else { throw Trouble("keeping answered \(answer.status)") }
    }

    private static func upload(_ browser: Browser, _ reference: String) async throws {
        let page = try await browser.get("/cases/\(reference)")
        guard let csrf = page.hidden("csrf"), let select = page.between("<select", "</select>"),
            let what = select.matches(of: #/value="([^"]+)"/#).first?.output.1
        else { throw Trouble("the case has no form for documents: \(page.text)") }
        let parts = [
            "--B\r\ncontent-disposition: form-data; name=\"csrf\"\r\n\r\n\(csrf)\r\n",
            "--B\r\ncontent-disposition: form-data; name=\"once\"\r\n\r\nupload\r\n",
            "--B\r\ncontent-disposition: form-data; name=\"what\"\r\n\r\n\(what)\r\n",
            "--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7 x\r\n--B--\r\n",
        ]
        let request = PlainRequest(
            "POST", "/cases/\(reference)/documents",
            headers: [("content-type", "multipart/form-data; boundary=B")],
            body: Array(parts.joined().utf8))
        let answer = try await browser.send(request)
        guard answer.status == 303 else { throw Trouble("upload answered \(answer.status)") }
    }

    private static func book(_ browser: Browser, _ reference: String, _ csrf: String) async throws {
        let page = try await browser.get("/bookings/new?case=\(reference)")
        // The last on the page: the first may begin while the tests run, and a visit that began is not given back.
        guard let start = page.text.matches(of: #/name="start"[^>]*value="(\d+)"/#).last?.output.1
        else {
            throw Trouble("no free time: \(page.text)")
        }
        let fields = ["case": reference, "start": String(start)]
        let answer = try await browser.post("/bookings", fields, csrf: csrf)
        guard answer.status == 303 else { throw Trouble("booking answered \(answer.text)") }
    }

    /// A message to Ana and a person whom no message reached.
    private static func tell(_ house: House) async throws {
        try await house.database.write { db in
            guard let ana: PersonID = try db.value("SELECT person FROM account WHERE login = 'ana'")
            else {
                throw Trouble("there is no ana")
            }
            let office: LocationID? = try db.value(
                "SELECT id FROM location WHERE slug = 'aima-lisboa-1'")
            let notice = Notice(
                person: ana, subject: "story", title: "Mensagem", body: "Palavras", link: "",
                legalEffect: true, office: office, key: "story")
            try house.people.notify(notice, db, systemClock())
            try db.run(
                """
                INSERT INTO outreach (message, reason, since)
                SELECT id, 'unreachable', created FROM message WHERE key = 'story'
                """)
        }
    }
}
