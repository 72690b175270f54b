import Kernel
import Languages
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A site with this room alone, and people who are signed in by their name.
struct Browser {
    let fixture: Fixture
    let languages: LanguageSet
    private let room: RoomBrowser

    init(
        language: String = "en", folder: PolicyFolder = realPolicy, scan: ScanBytes? = nil,
        payments: PaymentProvider? = nil, hasLimits: Bool = true
    ) async throws {
        fixture = try await Fixture(.sqlite, folder: folder, scan: scan, payments: payments)
        languages = try houseLanguages()
        let equality = try await TestDatabase.make(
            .sqlite, compartment: .equality, migrations: storageSchema + Complaints.schema)
        let complaints = try Complaints.room(
            equality, fixture.cases.house.policy,
            SealedWorld(zone: .utc, calendar: try testCalendar().working(at: .country)))
        room = try RoomBrowser(
            fixture.cases.routes + complaints.routes, at: after(1), language: language,
            languages: languages, visitors: Array(visitors.values), hasLimits: hasLimits)
    }

    /// What a program sends, signed in as nobody.
    func tell(_ request: PlainRequest) async throws -> PlainAnswer {
        try await room.send(request, as: nil)
    }

    /// Asks as something other than a person who opens a page may.
    func ask(
        _ method: String, _ path: String, as who: String, _ header: (String, String)?
    ) async throws -> PlainAnswer {
        let request = PlainRequest(method, path, headers: header.map { [$0] } ?? [])
        return try await room.send(request, as: visitors[who])
    }

    /// Takes the queue along with the button of its page.
    func take(_ path: String, as who: String?) async throws -> PlainAnswer {
        let page = try await get("/desk", as: who)
        return try await room.post(path, as: who.flatMap { visitors[$0] }, from: page, [:])
    }

    func get(_ path: String, as who: String?) async throws -> PlainAnswer {
        try await room.get(path, as: who.flatMap { visitors[$0] })
    }

    func post(
        _ path: String, as who: String, from page: PlainAnswer, _ fields: [String: String]
    ) async throws -> PlainAnswer {
        try await room.post(path, as: visitors[who], from: page, fields)
    }

    /// Ana sends a file with the form of a page.
    func upload(
        _ path: String, from page: PlainAnswer, what: String, file: String, name: String = "p.pdf"
    ) async throws -> PlainAnswer {
        try await send(
            to: path + "/documents", from: page, ("what", what), ("file", file), name: name)
    }

    /// Ana answers a draft with the form of a page, and sends a file with it.
    func answer(
        _ path: String, from page: PlainAnswer, _ text: String, proof: String
    ) async throws -> PlainAnswer {
        try await send(
            to: path + "/hearing", from: page, ("answer", text), ("proof", proof), name: "p.pdf")
    }

    private func send(
        to path: String, from page: PlainAnswer, _ field: (String, String),
        _ file: (field: String, text: String), name: String
    ) async throws -> PlainAnswer {
        let form = try #require(page.text.firstRange(of: "action=\"\(path)\""))
        let rest = String(page.text[form.upperBound...])
        var body = ""
        for (name, value) in [
            ("csrf", hiddenValue("csrf", in: rest) ?? ""),
            ("once", hiddenValue("once", in: rest) ?? ""), field,
        ] {
            body += "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body += "--edge\r\nContent-Disposition: form-data; name=\"\(file.field)\"; "
        body +=
            "filename=\"\(name)\"\r\nContent-Type: application/pdf\r\n\r\n\(file.text)\r\n--edge--\r\n"
        let type = ("content-type", "multipart/form-data; boundary=edge")
        let request = PlainRequest("POST", path, headers: [type], body: Array(body.utf8))
        return try await room.send(request, as: ana)
    }
}

private let visitors = [
    "ana": ana, "yusuf": yusuf, "bruno": bruno, "beatriz": beatriz, "jorge": jorge,
    "fatima": fatima, "olena": olena, "carla": carla, "dinis": dinis,
]
