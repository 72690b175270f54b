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
