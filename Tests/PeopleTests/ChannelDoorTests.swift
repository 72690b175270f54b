import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import People

/// A session that was left open becomes nobody else's account.
struct ChannelDoorTests {
    @Test(arguments: Engine.underTest)
    func
        `addresses are changed only by whoever shows the password, or a code where an app is in use`(
            engine: Engine
        ) async throws
    {
        let (house, person, mail) = try await checkedHouse(engine)
        let passer = Browser(house)
        try await passer.signIn("ana")
        try await passer.get("/account")
        #expect(!passer.page.contains("/account/channels"))
        let deeds = [
            ("/account/channels", ["kind": "email", "address": "thief@example.org"]),
            ("/account/channels/\(mail.id)/removal", [:]),
        ]
        for (path, fields) in deeds {
            try await passer.post(path, from: "/account", fields)
            #expect(passer.location == "/account/proof", "\(path)")
        }
        try await passer.prove("not this one at all")
        #expect(passer.status == 422)
        #expect(try await house.addresses(person) == ["+351 900 000 001", "ana@example.org"])
        try await passer.prove()
        for (path, fields) in deeds {
            try await passer.post(path, from: "/account", fields)
            #expect(passer.location == "/account", "\(path)")
        }
        #expect(try await house.addresses(person) == ["+351 900 000 001", "thief@example.org"])
        house.clock.pass(seconds: ProveSelf.secondsMax)
        try await passer.post(deeds[0].0, from: "/account", deeds[0].1)
        #expect(passer.location == "/account/proof", "a while later it is asked again")
        // With an app in use the password says too little.
        let owner = Browser(house)
        try await owner.signIn("ana")
        let secret = try await house.enrol(owner)
        try await owner.prove()
        #expect(owner.status == 422)
        house.clock.pass(seconds: 60)
        try await owner.post(
            "/account/proof", from: "/account/proof", ["code": house.code(secret)])
        #expect(owner.location == "/account")
    }

    @Test(arguments: Engine.underTest)
    func `every address is told of a change, one that was taken away for three days more`(
        engine: Engine
    ) async throws {
        let (house, person, mail) = try await checkedHouse(engine)
        let browser = Browser(house)
        try await browser.signIn("ana")
        try await browser.prove()
        let before = house.post.sent.count
        try await browser.post(
            "/account/channels", from: "/account", ["kind": "email", "address": "new@example.org"])
        house.clock.pass(seconds: 1)
        try await browser.post("/account/channels/\(mail.id)/removal", from: "/account", [:])
        try await house.emptyOutbox()
        let told = house.post.sent.dropFirst(before).map(\.to).sorted()
        let phone = "+351 900 000 001"
        #expect(
            told == [phone, phone, "ana@example.org", "ana@example.org", "new@example.org"])
        func tell() async throws -> Bool {
            let (now, count) = (house.clock.now, house.post.sent.count)
            try await house.database.write { db in
                try AccessOrder.tell(person, .recovered, at: now, in: db)
            }
            try await house.emptyOutbox()
            return house.post.sent.dropFirst(count).contains { $0.to == "ana@example.org" }
        }
        house.clock.pass(seconds: AccessCode.restSeconds - 10)
        #expect(try await tell())
        house.clock.pass(seconds: 20)
        #expect(try await !tell())
        let (people, now) = (house.people, house.clock.now)
        let gone = try await house.database.write { db in
            try people.purgeFormerChannels(before: now, limit: 10, in: db)
        }
        #expect(gone == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a new address leads back only after three days`(engine: Engine) async throws {
        let house = try await House(engine)
        _ = try await house.add("ana")
        let person = try #require(try await house.account("ana")?.person)
        let now = house.clock.now
        try await house.database.write { db in
            try AddChannel.insert(
                .email, "ana@example.org", of: person, "en", verified: now, at: now, in: db)
        }
        for (wait, sends) in [(AccessCode.restSeconds - 10, false), (10, true)] {
            house.clock.pass(seconds: wait)
            let visitor = Browser(house)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": "ana"])
            try await house.answerRecovery()
            #expect(house.codes.isEmpty == !sends)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a stranger's guesses and askings use up nothing of the owner's`(
        engine: Engine
    ) async throws {
        let (house, _, _) = try await checkedHouse(engine)
        let owner = Browser(house)
        try await owner.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": "ana"])
        try await house.answerRecovery()
        let code = try #require(house.codes.last)
        let stranger = Browser(house)
        stranger.peer = "192.0.2.9"
        for _ in 0..<3 {
            try await stranger.post(
                "/sign-in/recovery", from: "/sign-in/recovery", ["login": "ana"])
        }
        try await house.answerRecovery()
        for _ in 0..<AccessCode.triesMax { try await stranger.recover(AccessCode.new().text) }
        try await stranger.recover(code)
        #expect(stranger.status == 422, "that line had its five")
        try await owner.recover(code)
        #expect(owner.status == 303)
    }

    @Test(arguments: Engine.underTest)
    func `a name that is not there leaves the same rows as one that is`(
        engine: Engine
    ) async throws {
        let (house, _, _) = try await checkedHouse(engine)
        func rows() async throws -> [Int] {
            try await house.database.read { db in
                [
                    try db.count("SELECT COUNT(*) FROM outbox WHERE kind = 'people.recovery'"),
                    try db.count("SELECT COUNT(*) FROM access_code"),
                    try db.count("SELECT COUNT(*) FROM recovery_try"),
                ]
            }
        }
        var steps: [[Int]] = []
        for login in ["ana", "nobody"] {
            let before = try await rows()
            let visitor = Browser(house)
            try await visitor.post("/sign-in/recovery", from: "/sign-in/recovery", ["login": login])
            try await visitor.recover(AccessCode.new().text, login: login)
            let after = try await rows()
            steps.append(zip(after, before).map { $0 - $1 })
        }
        #expect(steps == [[1, 0, 1], [1, 0, 1]])
    }
}

extension House {
    fileprivate func addresses(_ person: PersonID) async throws -> [String] {
        try await database.read { db in
            try Channel.all(of: person, in: db)
                .filter { $0.kind != .portal && !$0.address.isEmpty }.map(\.address).sorted()
        }
    }
}
