import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// Somebody whose file another system kept, and the code on paper that opens it to an account of theirs.
struct NumberTests {
    private let file = Reference.new("RF")
    private let number = PersonID(9_001)

    private func house(_ engine: Engine) async throws -> House {
        let house = try await House(engine)
        try await house.database.write { [number] db in
            try house.people.addPeople([(id: number, name: "Zeferina")], at: noon, in: db)
        }
        return house
    }

    private func give(
        _ house: House, by who: Principal = bruno, mayServe: Bool = true, shown: String = "Visto"
    ) async throws -> String {
        let (code, now) = (AccessCode.new(), house.clock.now)
        let action = GiveNumberCode(number: number, file: file, shown: shown, code: code)
        try await house.database.write { db in
            try action.perform(by: who, mayServe: mayServe, at: now, in: db)
        }
        return code.text
    }

    private func notify(_ house: House, key: String) async throws {
        let (number, now) = (number, house.clock.now)
        try await house.database.write { db in
            try house.people.notify(
                Notice(
                    person: number, subject: "case/1", title: "Falta um papel", body: "Passaporte",
                    link: "/cases", legalEffect: false, key: key), db, now)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a code ties the file to an account that is there: its messages, who looked, and an end`(
        engine: Engine
    ) async throws {
        let house = try await house(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        try await notify(house, key: "before")
        let code = try await give(house)
        let browser = Browser(house)
        try await browser.signIn("ana")
        try await browser.get("/messages")
        #expect(!browser.page.contains("Falta um papel"))
        let form = ["file": file.text, "code": code]
        try await browser.post("/account/files", from: "/account/files", form)
        #expect(browser.status == 303 && browser.location == "/cases/\(file)")
        try await notify(house, key: "after")
        try await browser.get("/messages")
        #expect(browser.page.components(separatedBy: "Falta um papel").count == 3, "both of them")
        try await browser.get("/account")
        #expect(browser.page.contains("your document, to open file \(file) to you"))
        let trail = try await house.database.read { [number] db in
            try house.people.course(of: [number], about: "case/1", in: db).traces.map(\.key)
        }
        #expect(trail.contains("after"), "what went to the account is known of the number")
        // Once: another account does not get it with the same paper.
        _ = try await house.add("ines")
        let other = Browser(house)
        try await other.signIn("ines")
        try await other.post("/account/files", from: "/account/files", form)
        #expect(other.status == 422)
        // Not hers after all: she gives it back, and reads nothing of it any more.
        try await browser.get("/account/files")
        let tie = try #require(browser.page.firstMatch(of: #/name="tie" value="([^"]+)"/#))
        try await other.post(
            "/account/files/end", from: "/account/files", ["tie": "\(tie.output.1)"])
        #expect(other.status == 404, "only whose account it is")
        try await browser.post(
            "/account/files/end", from: "/account/files", ["tie": "\(tie.output.1)"])
        #expect(browser.status == 303)
        let also = try await house.database.read { db in
            try house.people.otherNumbers(of: person, in: db)
        }
        #expect(also.isEmpty)
        let kinds = try await house.database.read { [number] db in
            try db.journal(of: "person/\(number)").map(\.kind)
        }
        #expect(
            kinds == [
                "person.number-code-given", "person.number-tied", "person.number-untied",
            ])
    }

    @Test(arguments: Engine.underTest)
    func `whoever has no account makes one with the code, under a name that is free`(
        engine: Engine
    ) async throws {
        let house = try await house(engine)
        _ = try await house.add("ana")
        let code = try await give(house)
        let visitor = Browser(house)
        var form = ["file": file.text, "code": code, "login": "ana", "new": newPassword]
        try await visitor.post("/sign-in/first", from: "/sign-in/first", form)
        #expect(visitor.status == 422 && visitor.page.contains("This sign-in name is taken"))
        form["code"] = AccessCode.new().text
        try await visitor.post("/sign-in/first", from: "/sign-in/first", form)
        #expect(visitor.status == 422 && !visitor.page.contains("is taken"), "nobody learns names")
        form["code"] = code
        form["login"] = "zeferina"
        form["new"] = "short"
        try await visitor.post("/sign-in/first", from: "/sign-in/first", form)
        #expect(visitor.status == 422 && visitor.page.contains("#field-new"))
        form["new"] = newPassword
        try await visitor.post("/sign-in/first", from: "/sign-in/first", form)
        #expect(visitor.status == 303)
        try await visitor.signIn("zeferina", newPassword)
        #expect(visitor.status == 303)
        let account = try #require(try await house.account("zeferina"))
        #expect(account.name == "Zeferina", "the name of the file")
        let person = try #require(account.person)
        let (also, reader) = try await house.database.read { [number] db in
            (
                try house.people.otherNumbers(of: person, in: db),
                try house.people.reader(of: number, in: db)
            )
        }
        #expect(also == [number] && reader == person)
    }

    @Test(arguments: Engine.underTest)
    func
        `a code has a day and five guesses, its giver opens nothing with it, a stranger gives none`(
            engine: Engine
        ) async throws
    {
        let house = try await house(engine)
        _ = try await house.add("ana")
        let account = try #require(try await house.account("ana"))
        let hers = try await house.database.read { db in try account.principal(in: db) }
        await #expect(throws: Refused.notFound) { _ = try await give(house, mayServe: false) }
        await #expect(throws: Refused.self) { _ = try await give(house, shown: "") }
        let itself = Principal(
            account: AccountID(77), person: number, name: "Z", duties: bruno.duties)
        await #expect(throws: Refused.notFound) { _ = try await give(house, by: itself) }
        func tie(_ code: String) async throws -> Bool {
            let (now, file) = (house.clock.now, file)
            let read = try #require(AccessCode.read(code))
            return try await house.database.write { db in
                try TieNumber(file: file, code: read).perform(by: hers, at: now, in: db)
            }
        }
        let late = try await give(house)
        house.clock.pass(seconds: AccessCode.deskSecondsMax)
        #expect(try await !tie(late))
        let guessed = try await give(house)
        for _ in 0..<AccessCode.triesMax { #expect(try await !tie(AccessCode.new().text)) }
        #expect(try await !tie(guessed))
        let giver = Principal(
            account: account.id, person: nil, name: "Ana", duties: bruno.duties)
        let own = try await give(house, by: giver)
        #expect(try await !tie(own), "an officer opens no file of others to themselves")
        let good = try await give(house)
        #expect(try await tie(good))
        await #expect(throws: Refused.self) { _ = try await give(house) }
    }

    @Test(arguments: Engine.underTest)
    func `a mandate opens what a code tied to its giver, one of two thousand`(
        engine: Engine
    ) async throws {
        let house = try await house(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let holder = try await house.add("dinis", isPerson: false, duties: dinis.duties)
        let mediator = Principal(
            account: holder, person: nil, name: "Dinis", duties: dinis.duties)
        let people = (0..<2_000).map { (id: PersonID(20_000 + Int64($0)), name: "A\($0)") }
        try await house.database.write { db in
            try house.people.addPeople(people, at: noon, in: db)
            for grantor in people.map(\.id) + [person] {
                try db.run(
                    """
                    INSERT INTO mandate (id, grantor, holder, scope, valid_from)
                    VALUES (\(ID<Mandate>.new(at: noon)), \(grantor), \(holder), 'act', \(noon))
                    """)
            }
        }
        let code = try #require(AccessCode.read(try await give(house)))
        let hers = Principal(account: AccountID(5), person: person, name: "Ana", duties: [])
        let (file, number, now) = (file, number, house.clock.now)
        let (before, isTied) = try await house.database.write { db in
            (
                try house.people.mandates(of: mediator, for: number, at: now, in: db).count,
                try TieNumber(file: file, code: code).perform(by: hers, at: now, in: db)
            )
        }
        #expect(before == 0 && isTied)
        let (found, all) = try await house.database.read { db in
            (
                try house.people.mandates(of: mediator, for: number, at: now, in: db),
                try house.people.mandates(of: mediator, at: now, in: db)
            )
        }
        #expect(found.map(\.person) == [person] && found.first?.also == [number])
        #expect(all.count == 2_001, "nobody is lost behind the first five hundred")
    }
}
