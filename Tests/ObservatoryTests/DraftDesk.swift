import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// An analyst at the pages of imports; what waits is worked on when the test says so.
struct DraftDesk {
    let observatory: Observatory
    let database: Database
    let browser: RoomBrowser

    init(_ engine: Engine = .sqlite, language: String = "en") async throws {
        (observatory, database) = try await house(engine)
        browser = try RoomBrowser(observatory.routes, language: language)
    }

    /// Sends a file and returns the path of its page.
    func bring(
        _ text: String, name: String = "table.csv", description: String = "",
        as who: Principal = joana
    ) async throws -> String {
        let answer = try await send(Array(text.utf8), name: name, description: description, as: who)
        #expect(answer.status == 303)
        return answer.header("location") ?? ""
    }

    func send(
        _ bytes: [UInt8], name: String, description: String = "", as who: Principal = joana
    ) async throws -> PlainAnswer {
        let page = try await browser.get("/desk/series/new", as: joana)
        var body: [UInt8] = []
        for (field, value) in [
            ("csrf", page.hidden("csrf") ?? ""), ("once", page.hidden("once") ?? ""),
            ("description", description),
        ] {
            body += Array(
                "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n"
                    .utf8)
        }
        body += Array(
            "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n"
                .utf8)
        body += bytes + Array("\r\n--edge--\r\n".utf8)
        let type = ("content-type", "multipart/form-data; boundary=edge")
        return try await browser.send(
            PlainRequest("POST", "/desk/series", headers: [type], body: body), as: who)
    }

    /// What the outbox would do, now.
    func work(at now: Moment = noon) async throws {
        while true {
            let due = try await database.read { db in
                try db.outboxDue(at: now.adding(seconds: 1), limit: 10)
            }
            let own = due.filter { $0.kind == "series.draft" }
            if own.isEmpty { return }
            for message in own {
                try await observatory.outbox { now }["series.draft"]?(message)
                try await database.write { db in try db.settle(message.id, at: now) }
            }
        }
    }

    func page(_ path: String, as who: Principal = joana) async throws -> PlainAnswer {
        try await browser.get(path, as: who)
    }

    /// Presses a button of a draft's page, and does the work behind it.
    @discardableResult
    func press(
        _ action: String, at path: String, _ fields: [String: String] = [:],
        now: Moment = noon
    ) async throws -> PlainAnswer {
        let answer = try await browser.post(
            path + action, as: joana, from: try await page(path), fields)
        try await work(at: now)
        return answer
    }
}

/// What an analyst answers about a table of Portuguese columns.
let aboutPeople = [
    "key": "people", "title-pt": "Pessoas", "title-en": "People", "definition-pt": "Pessoas",
    "definition-en": "People", "unit": "persons", "frequency": "annual", "source": "a test",
    "licence": "none", "vintage": "first", "skip": "0", "thousands": "space", "dash": "zero",
    "column-0": "period", "column-1": "dimension", "dimension-1": "citizen", "column-2": "value",
]

let peopleTable = "Ano;País;Pessoas\n2020;Brasil;1 234\n2021;Angola;-\n"
