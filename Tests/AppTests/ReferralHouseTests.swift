import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App
@testable import Cases
@testable import People
@testable import ServiceNetwork

/// A referral in the whole house: from the desk to the account of its person, and to the end of that account.
struct ReferralHouseTests {
    private func number(_ text: SQL, in house: House) async throws -> Int64 {
        try #require(try await house.database.read { db in try db.value(text, as: Int64.self) })
    }

    /// An administrator's closing, as the house joins it.
    private func close(_ login: String, _ house: House) async throws {
        let account = AccountID(
            try await number("SELECT id FROM account WHERE login = \(login)", in: house))
        let close = CloseAccount(account: account, left: house.people.left)
        try await house.database.write { db in
            try close.perform(by: .house, at: house.clock(), in: db)
        }
    }

    /// What an office without a place reads of those who cannot be reached, once that message came back.
    private func followed(_ message: Int64, _ house: House) async throws -> [OutreachItem] {
        let supervisor = Principal(
            account: AccountID(9_001), person: nil, name: "Sónia",
            duties: [
                Duty(role: .supervisor, organisation: agency, location: nil, purpose: .status)
            ])
        return try await house.database.write { [rights = house.people.rights] db in
            try db.run(
                "INSERT INTO outreach (message, reason, since) VALUES (\(message), 'bounced', \(noon))"
            )
            return try OutreachItem.open(1, for: supervisor, at: noon, in: db, rights)
        }
    }

    @Test(arguments: Engine.underTest)
    func `its person hears of the answer and nobody for them, and it ends with their account`(
        engine: Engine
    ) async throws {
        let house = try await House.open(try await DemoStore.on(engine).copy().options)
        defer { house.compartments.close() }
        let site = try await house.site()
        let (ana, duarte, paulo) = (Browser(site), Browser(site), Browser(site))
        for (browser, login) in [(ana, "ana"), (duarte, "duarte"), (paulo, "paulo")] {
            try await browser.signIn(login)
        }
        let shown = try await ana.post("/referrals/code", csrf: try await ana.csrf())
        let code = try #require(shown.between("<b class=\"number\">", "</b>"))
        let body = try await number(
            "SELECT id FROM referral_receiver WHERE name LIKE 'Gabinete de Emprego%'", in: house)
        let told = "Trabalha de dia; só pode à noite."
        let made = try await duarte.post(
            "/referrals",
            [
                "need": "language", "language": "pt", "municipality": "Lisboa", "urgency": "week",
                "name": "Ana Oliveira", "told": told, "receiver": "\(body)", "facts": "name",
                "code": code,
            ], csrf: try await duarte.csrf())
        #expect(made.status == 303)
        let sending = try await number("SELECT MAX(id) FROM referral_sending", in: house)
        let agreed = try await ana.post(
            "/referrals/sendings/\(sending)/consent", ["agrees": "yes"],
            csrf: try await ana.csrf())
        let answered = try await paulo.post(
            "/referrals/received/\(sending)/answer", ["answer": "declined", "reason": "full"],
            csrf: try await paulo.csrf())
        #expect(agreed.status == 303 && answered.status == 303)
        let message = try await number(
            "SELECT MAX(id) FROM message WHERE subject LIKE 'network/%'", in: house)
        let known = try await house.database.read { db in
            try db.all("SELECT subject, key, link FROM message").map { "\($0.values)" }.joined()
        }
        #expect(!known.contains("\(sending)"), "whose referral it is stands nowhere in the clear")
        #expect(try await ana.get("/messages").text.contains("/messages/\(message)"))
        // Duarte holds a mandate of Ana's.
        #expect(try await !duarte.get("/messages").text.contains("/messages/\(message)"))
        #expect(try await duarte.get("/messages/\(message)").status == 404)

        let followed = try await followed(message, house)
        #expect(!followed.contains { "\($0.message)" == "\(message)" }, "no office reads of it")

        #expect(try await ana.get("/consents").text.contains("Gabinete de Emprego"))
        #expect(try await ana.get("/account").text.contains("href=\"/consents\""))
        try await close("ana", house)
        #expect(
            try await number(
                "SELECT COUNT(*) FROM network_consent WHERE person_hash IS NOT NULL AND withdrawn_at IS NULL",
                in: house) == 0)
        let kept = try await number(
            """
            SELECT COUNT(*) FROM referral f JOIN referral_sending s ON s.referral = f.id
            WHERE s.id = \(sending) AND f.content IS NOT NULL
            """, in: house)
        #expect(kept == 0)
    }

    @Test(arguments: Engine.underTest)
    func `with the last file goes the account, but not while a referral of theirs stands`(
        engine: Engine
    ) async throws {
        let house = try await House.open(try await DemoStore.on(engine).copy().options)
        defer { house.compartments.close() }
        let id = try await house.people.addUser(
            login: "zulmira", name: "Zulmira", password: "a long enough word 7", language: "en",
            isPerson: true, duties: [])
        let forget = house.cases.house.neighbours.forgetPerson
        let (before, after) = try await house.database.write { db in
            func login() throws -> String? {
                try db.value("SELECT login FROM account WHERE id = \(id)")
            }
            let person: PersonID? = try db.value("SELECT person FROM account WHERE id = \(id)")
            let zulmira = try #require(person)
            let hash = Consent.personHash(zulmira, db.keys)
            let given = try db.run(
                """
                UPDATE referral SET person_hash = \(hash)
                WHERE id = (SELECT MIN(id) FROM referral WHERE content IS NOT NULL)
                """)
            try #require(given == 1)
            let isKept = try forget(zulmira, .house, noon, db)
            try #require(isKept)
            let before = try login()
            try db.run("UPDATE referral SET person_hash = NULL WHERE person_hash = \(hash)")
            try #require(try forget(zulmira, .house, noon, db) == false)
            return (before, try login())
        }
        #expect(before == "zulmira" && after == "erased-\(id)")
    }
}
