import Foundation
import Kernel
import Languages
import Storage
import TestSupport
import Testing
import Web

@testable import People

/// Mail through libcurl and a socket, to a server that answers as each test wants.
struct MailTests {
    private func house(_ engine: Engine, _ url: String) async throws -> House {
        let server = try #require(MailServerAddress(url))
        let settings = MailServer.Settings(
            server: server, user: nil, password: nil, sender: "cais@example.org")
        let outgoing = Outgoing()
        let carrier = MailServer(settings, send: outgoing.mail, clock: { noon })
        return try await House(engine, deliver: carrier.deliver)
    }

    private func tell(_ house: House, _ channels: [(ChannelKind, String)]) async throws {
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        try await house.database.write { db in
            for (kind, address) in channels {
                try AddChannel(person: person, kind: kind, address: address, language: "en")
                    .perform(by: .house, at: now, in: db)
            }
            try checkNumbers(at: now, in: db)
            let notice = Notice(
                person: person, subject: "case/1", title: "A paper is missing", body: "Bring it.",
                link: "/cases/1", legalEffect: true, office: lisbonCentre, key: "one")
            try house.people.notify(notice, db, now)
        }
    }

    /// One round of the outbox in which failures are postponed by a minute, as the service does.
    private func round(_ house: House) async throws {
        house.clock.pass(seconds: 61)
        let now = house.clock.now
        for message in try await house.database.read({ db in try db.outboxDue(at: now, limit: 9) })
        {
            _ = try await house.database.write { db in
                try db.claim(message, until: now.adding(seconds: 60), at: now)
            }
            do {
                try await house.people.outbox[message.kind]?(message)
                try await house.database.write { db in try db.settle(message.id, at: now) }
            } catch {
                try await house.database.write { db in
                    try db.postpone(message.id, until: now.adding(seconds: 60), because: "\(error)")
                }
            }
        }
    }

    private func attempts(_ house: House) async throws -> [Attempt] {
        try await house.database.read { db in
            let id: ID<Message> = try #require(try db.value("SELECT id FROM message"))
            return try Attempt.all(of: id, in: db).filter { $0.channel != "portal" }
        }
    }

    /// How the person reads it in their account.
    private func words(_ house: House) async throws -> String {
        let browser = Browser(house)
        try await browser.signIn("ana")
        let id: Int64 = try #require(
            try await house.database.read { db in try db.value("SELECT id FROM message") })
        try await browser.get("/messages/\(id)")
        return browser.page
    }

    @Test(arguments: Engine.underTest)
    func `a mail that the server takes is handed over once, with its answer`(
        engine: Engine
    ) async throws {
        let server = try FakeMailServer()
        defer { server.stop() }
        let house = try await house(engine, server.url)
        try await tell(house, [(.email, "ana@example.org")])
        #expect(try await words(house).contains("waiting to be handed over"))
        try await round(house)
        try await round(house)
        let mail = try #require(server.mails.first)
        #expect(server.mails.count == 1)
        #expect(mail.contains("Message-ID: <") && mail.contains("@example.org>"))
        #expect(mail.contains("Date: Mon, 23 Nov 2026 12:00:00 +0000"))
        #expect(!mail.contains("missing"))
        let tried = try await attempts(house)
        #expect(tried.map(\.result) == ["sent"])
        #expect(tried.first?.carrier == .server)
        #expect(tried.first?.proof == "250 2.0.0 taken as 4711")
        let page = try await words(house)
        #expect(page.contains("handed to the mail server") && page.contains("taken as 4711"))
    }

    @Test(arguments: Engine.underTest)
    func `a server that says later is asked again, with the same Message-ID`(
        engine: Engine
    ) async throws {
        let server = try FakeMailServer([
            "RCPT": ["450 4.2.0 <ana@example.org> greylisted", "250 fine"], ".": ["451 later"],
        ])
        defer { server.stop() }
        let house = try await house(engine, server.url)
        try await tell(house, [(.email, "ana@example.org")])
        try await round(house)
        #expect(try await attempts(house).isEmpty)
        #expect(try await words(house).contains("the server did not take it yet"))
        // What the log and the outbox say of it is a number, and no address.
        let failure = try await house.database.read { db in
            try db.value("SELECT failure FROM outbox WHERE failure IS NOT NULL", as: String.self)
        }
        #expect(failure?.contains("450") == true && failure?.contains("ana@") == false)
        for _ in 0..<2 { try await round(house) }
        let ids = server.mails.map { mail in
            mail.split(separator: "\n").first { $0.hasPrefix("Message-ID") }
        }
        #expect(ids.count == 2 && ids.first == ids.last)
        #expect(try await attempts(house).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `an address refused for good counts as bounced, and one of us must reach the person`(
        engine: Engine
    ) async throws {
        let server = try FakeMailServer(["RCPT": ["550-5.1.1 No such\r\n550 5.1.1 mailbox"]])
        defer { server.stop() }
        let house = try await house(engine, server.url)
        try await tell(house, [(.email, "ana@example.org"), (.phone, "+351900000000")])
        for _ in 0..<3 { try await round(house) }
        let tried = try await attempts(house)
        #expect(tried.map(\.result) == ["bounced", "failed"])
        #expect(tried.first?.proof == "550-5.1.1 No such 550 5.1.1 mailbox")
        #expect(tried.last?.proof.contains("no gateway") == true)
        let items = try await house.database.read { db in
            try OutreachItem.open(1, for: bruno, at: noon, in: db, FileRights())
        }
        #expect(items.count == 1)
        #expect(try await words(house).contains("came back"))
        #expect(server.verbs.filter { $0 == "RCPT" }.count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a fault of our own sender or of no server is no bounce, and ends after some tries`(
        engine: Engine
    ) async throws {
        let server = try FakeMailServer(["MAIL": ["550 sender not allowed"]])
        let house = try await house(engine, server.url)
        try await tell(house, [(.email, "ana@example.org")])
        try await round(house)
        #expect(server.verbs.contains("MAIL"))
        #expect(try await attempts(house).isEmpty)
        server.stop()
        for _ in 1..<triesMax - 1 { try await round(house) }
        #expect(try await attempts(house).isEmpty)
        try await round(house)
        let tried = try await attempts(house)
        #expect(tried.map(\.result) == ["failed"])
        #expect(tried.first?.proof.contains("gave up after 15 tries") == true)
        let ways = try await house.database.read { db in
            try db.count("SELECT COUNT(*) FROM contact_channel WHERE state = 'bounced'")
        }
        #expect(ways == 0)
    }

    @Test(arguments: Engine.underTest)
    func `without a mail server a mail lies in the spool, and the page says so`(
        engine: Engine
    ) async throws {
        let folder = try TestFolder.make()
        let spool = MailSpool(folder: folder, sender: "cais@localhost", clock: { noon })
        let house = try await House(engine, deliver: spool.deliver)
        try await tell(house, [(.email, "ana@example.org")])
        try await round(house)
        let page = try await words(house)
        #expect(page.contains("no mail server is configured"))
        #expect(!page.contains("handed to the mail server"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
        let kinds = try await house.database.read { db in try db.journal(of: "case/1").map(\.kind) }
        #expect(kinds.contains("notice.spooled") && !kinds.contains("notice.sent"))
    }

    @Test(arguments: [
        ("smtp://mail.example.org:587", true), ("smtps://127.0.0.1", true),
        ("smtp://127.0.0.1:25", false), ("smtp://localhost", false), ("smtp://[::1]:25", false),
        ("smtp://127.0.0.1.example.org", true),
    ])
    func `TLS must stand before a mail leaves the machine`(url: String, wanted: Bool) throws {
        #expect(try #require(MailServerAddress(url)).requiresTLS == wanted)
    }

    @Test(arguments: [
        "http://mail.example.org", "smtp://name:word@mail.example.org", "mail.example.org", "",
        "smtp://127.0.0.1@mail.example.org",
    ])
    func `an address with a password or of another kind is no mail server`(url: String) {
        #expect(MailServerAddress(url) == nil)
    }

    @Test func `a long subject is folded into words that no server cuts`() {
        let delivery = Delivery(
            kind: .email, to: "ana@example.org\r\nBcc: x@example.org",
            subject: String(repeating: "ção ", count: 40), text: "x",
            language: "pt", id: "1.2")
        let lines = MailText(delivery, from: "a@b.pt", at: noon).text.components(
            separatedBy: "\r\n")
        #expect(lines.allSatisfy { $0.utf8.count <= 78 + 9 })
        #expect(!lines.contains { $0.hasPrefix("Bcc:") })
        #expect(lines.contains("Message-ID: <1.2@b.pt>"))
    }
}
