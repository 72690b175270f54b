import Foundation
import Kernel
import Languages
import Logging
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A site with this room alone, and people who are signed in by their name.
struct Browser {
    let fixture: Fixture
    let languages: LanguageSet
    private let site: Site
    private let language: String

    init(language: String = "en") async throws {
        fixture = try await Fixture(.sqlite)
        let languages = try testLanguages()
        let equality = try await TestDatabase.make(
            .sqlite, compartment: .equality, migrations: storageSchema + Complaints.schema)
        let settings = SiteSettings(
            languages: languages, clock: { after(1) }, secret: [UInt8](repeating: 7, count: 32),
            assets: try Assets(folder: projectFolder + "/web"),
            authenticate: { token, _ in
                visitors[token].map { Identity(principal: $0, session: token, language: nil) }
            },
            frame: { page, _ in page.main })
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let routes = fixture.cases.routes + (try Complaints(database: equality, zone: .utc).routes)
        site = try Site(routes: routes, settings: settings, logger: logger)
        self.languages = languages
        self.language = language
    }

    func get(_ path: String, as who: String?) async throws -> PlainAnswer {
        try await site.answer(PlainRequest("GET", path, headers: headers(who)))
    }

    /// Sends a form with the hidden fields of the page it stood on.
    func post(
        _ path: String, as who: String, from page: PlainAnswer, _ fields: [String: String]
    ) async throws -> PlainAnswer {
        var all = fields
        for name in ["csrf", "once"] { all[name] = try hidden(name, in: page.text) }
        let body = all.map { percentEncoded($0.key) + "=" + percentEncoded($0.value) }.joined(
            separator: "&")
        let type = ("content-type", "application/x-www-form-urlencoded")
        return try await site.answer(
            PlainRequest("POST", path, headers: headers(who) + [type], body: Array(body.utf8)))
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
            ("csrf", try hidden("csrf", in: rest)), ("once", try hidden("once", in: rest)), field,
        ] {
            body += "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        body += "--edge\r\nContent-Disposition: form-data; name=\"\(file.field)\"; "
        body += "filename=\"\(name)\"\r\nContent-Type: application/pdf\r\n\r\n\(file.text)\r\n--edge--\r\n"
        let type = ("content-type", "multipart/form-data; boundary=edge")
        return try await site.answer(
            PlainRequest(
                "POST", path, headers: headers("ana") + [type], body: Array(body.utf8)))
    }

    private func headers(_ who: String?) -> [(String, String)] {
        let cookies = ["lang=\(language)"] + (who.map { ["cais=\($0)"] } ?? [])
        return [("cookie", cookies.joined(separator: "; "))]
    }
}

private let visitors = [
    "ana": ana, "yusuf": yusuf, "bruno": bruno, "beatriz": beatriz, "jorge": jorge,
    "fatima": fatima, "olena": olena,
]

/// The value of a hidden field.
private func hidden(_ name: String, in text: String) throws -> String {
    let pattern = try Regex("name=\"\(name)\" value=\"([^\"]+)\"")
    return text.firstMatch(of: pattern)?.output[1].substring.map(String.init) ?? ""
}
