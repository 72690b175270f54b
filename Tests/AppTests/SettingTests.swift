import Cases
import Foundation
import People
import TestSupport
import Testing
import Web

@testable import App

/// What an installation is told from outside.
struct SettingTests {
    @Test func `a payment service is an address and a secret, and half of it is refused`() throws {
        #expect(try Paying.provider([:], { noon }) == nil)
        let url = ["CAIS_PAYMENTS_URL": "https://pay.example.org/cais"]
        let secret = ["CAIS_PAYMENTS_SECRET": String(repeating: "s", count: 32)]
        #expect(try Paying.provider(url.merging(secret) { $1 }, { noon }) != nil)
        for wrong in [
            secret, url, url.merging(["CAIS_PAYMENTS_SECRET": "short"]) { $1 },
            secret.merging(["CAIS_PAYMENTS_URL": "http://pay.example.org"]) { $1 },
        ] {
            #expect(throws: Trouble.self) { _ = try Paying.provider(wrong, { noon }) }
        }
    }

    @Test func `the country's file says zone, language and currency`() throws {
        let country = try Files.country(projectFolder + "/policy/pt")
        #expect(country.zoneName == "Europe/Lisbon")
        #expect(country.language == "pt" && country.currency == "EUR" && country.code == "PT")
        _ = try Files.zone(country.zoneName)
    }

    @Test(arguments: [
        "zone: ../../etc/passwd", "zone: ''", "currency: euro", "language: PT", "capital: Lisboa",
    ])
    func `a country's file with a wrong word is refused with its line`(line: String) {
        let good = ["country: PT", "zone: Europe/Lisbon", "language: pt", "currency: EUR"]
        let key = line.prefix { $0 != ":" }
        let text = (good.filter { !$0.hasPrefix(key + ":") } + [line]).joined(separator: "\n")
        #expect(throws: (any Error).self) { _ = try Country(yaml: text, file: "country.yaml") }
    }

    @Test func `a document is as large as the house says, within reason`() throws {
        func told(_ text: String?) throws -> Int {
            try Options(
                data: "/nowhere", database: nil, home: projectFolder,
                environment: text.map { ["CAIS_DOCUMENT_MEGABYTES": $0] } ?? [:]
            ).documentBytesMax()
        }
        #expect(try told(nil) == 10 * 1_048_576)
        #expect(try told("") == 10 * 1_048_576)
        #expect(try told("350") == 350 * 1_048_576)
        for wrong in ["0", "-1", "351", "10M", "ten"] {
            #expect(throws: Trouble.self) { try told(wrong) }
        }
    }

    @Test func `files are looked through by a daemon of this machine or not at all`() throws {
        #expect(try Scanning.daemon([:]) == nil)
        #expect(try Scanning.daemon(["CAIS_CLAMD": ""]) == nil)
        for good in ["/run/clamav/clamd.ctl", "127.0.0.1:3310", "localhost:3310"] {
            #expect(try Scanning.daemon(["CAIS_CLAMD": good]) != nil)
        }
        let long = "/" + String(repeating: "x", count: 200)
        for wrong in ["clamd", "192.0.2.1:3310", "127.0.0.1", "127.0.0.1:0", "a:b:c", long] {
            #expect(throws: Trouble.self) { _ = try Scanning.daemon(["CAIS_CLAMD": wrong]) }
        }
    }

    @Test func `a house scans where a daemon is named, and opens with no wrong name`() async throws
    {
        let installed = try await DemoStore.shared.copy()
        var options = installed.options
        let plain = try await House.open(options)
        #expect(!plain.cases.isScanning)
        plain.compartments.close()
        options.environment["CAIS_CLAMD"] = "clamd.example:3310"
        var refused: Trouble?
        do {
            try await House.open(options).compartments.close()
        } catch let trouble as Trouble { refused = trouble }
        #expect(refused != nil)
        options.environment["CAIS_CLAMD"] = try TestFolder.make() + "/nobody.ctl"
        let house = try await House.open(options)
        defer { house.compartments.close() }
        #expect(house.cases.isScanning)
        #expect(try await house.cases.checkWaiting(at: systemClock()) == nil)
    }

    @Test func `text messages and letters go to a gateway only where all of it is configured`()
        throws
    {
        #expect(try Gateway.settings([:]) == nil)
        let secret = String(repeating: "s", count: 32)
        let url = ["CAIS_NOTICE_URL": "https://gateway.example/notices"]
        let whole = url.merging(["CAIS_NOTICE_SECRET": secret]) { $1 }
        #expect(try Gateway.settings(whole)?.kinds == [.sms, .letter])
        let file = try TestFolder.make() + "/secret"
        try Data((secret + "\n").utf8).write(to: URL(filePath: file))
        let letters = url.merging(
            ["CAIS_NOTICE_SECRET_FILE": file, "CAIS_NOTICE_KINDS": "letter"]
        ) { $1 }
        #expect(try Gateway.settings(letters)?.kinds == [.letter])
        let spool = try #require(try Gateway.settings(["CAIS_NOTICE_URL": "spool"]))
        #expect(spool.url == nil && spool.kinds == [.sms, .letter])
        let halves: [[String: String]] = [
            url, ["CAIS_NOTICE_SECRET": secret], ["CAIS_NOTICE_KINDS": "sms"],
            url.merging(["CAIS_NOTICE_SECRET": "short"]) { $1 },
            whole.merging(["CAIS_NOTICE_URL": "http://gateway.example/"]) { $1 },
            whole.merging(["CAIS_NOTICE_KINDS": "sms,fax"]) { $1 },
            whole.merging(["CAIS_NOTICE_KINDS": "email"]) { $1 },
        ]
        for half in halves {
            #expect(throws: Trouble.self, "\(half.keys)") { _ = try Gateway.settings(half) }
        }
    }

    @Test func `the plan of the policy folder names every way once, the account first`() throws {
        let text = try String(
            contentsOfFile: projectFolder + "/policy/pt/notices.yaml", encoding: .utf8)
        let plan = try NoticePlan(yaml: text, file: "notices.yaml")
        #expect(plan.ways.map(\.kind) == [.portal, .email, .phone, .post])
        #expect(plan.ways.allSatisfy { !$0.isVerified }, "no source states an order or a wait")
        #expect(plan.ways.filter(\.deliveryProves).map(\.kind) == [.post])
        #expect(!plan.carriesLetters)
        let wrong = [
            ("- way: email", "- way: portal"), ("- way: email", "- way: fax"),
            ("waitDays: 15", "waitDays: 0"), ("waitDays: 15", "waitDays: 61"),
            ("waitDays: 15", "waitdays: 15"), ("verified: false", "verified: true"),
            ("deliveryProves: true", "deliveryProves: perhaps"),
        ]
        for (old, new) in wrong {
            let changed = text.replacing(old, with: new, maxReplacements: 1)
            #expect(changed != text)
            #expect(throws: (any Error).self, "\(new)") {
                _ = try NoticePlan(yaml: changed, file: "notices.yaml")
            }
        }
    }

    @Test func `mail goes to a server only where all of it is configured`() throws {
        #expect(try Mail.server([:]) == nil)
        let url = [
            "CAIS_SMTP_URL": "smtp://mail.example.org", "CAIS_MAIL_FROM": "cais@example.org",
        ]
        let open = try #require(try Mail.server(url))
        #expect(open.user == nil && open.server.requiresTLS)
        let file = try TestFolder.make() + "/password"
        try Data("hush\n".utf8).write(to: URL(filePath: file))
        let login = ["CAIS_SMTP_USER": "cais", "CAIS_SMTP_PASSWORD_FILE": file]
        #expect(try Mail.server(url.merging(login) { $1 })?.password == "hush")
        let halves: [[String: String]] = [
            ["CAIS_SMTP_URL": "smtp://mail.example.org"], login,
            url.merging(["CAIS_SMTP_USER": "cais"]) { $1 },
            url.merging(["CAIS_SMTP_PASSWORD": "hush"]) { $1 },
            url.merging(["CAIS_SMTP_URL": "mail.example.org"]) { $1 },
        ]
        for half in halves {
            #expect(throws: Trouble.self, "\(half.keys)") { _ = try Mail.server(half) }
        }
    }
}
