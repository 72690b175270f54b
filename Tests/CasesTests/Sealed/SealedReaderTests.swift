import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// A room that keeps its cases to few, evidence, and breaking the glass.
@Suite struct SealedReaderTests {
    @Test(arguments: Engine.underTest)
    func `whoever is no reader finds neither the case nor its line`(engine: Engine) async throws {
        let fixture = try await SealedFixture(needToKnow: engine)
        let id = try await fixture.file(["told": "Vi uma criança."], "signal")
        #expect(try await lines(fixture, guilherme) == [id], "a new one waits for its first reader")
        await #expect(throws: Refused.notFound) { try await fixture.view(id, for: guilherme) }
        try await write(fixture) { db, house in
            try TakeSealed(id: id).perform(by: guilherme, at: noon, in: db, house)
        }
        #expect(try await fixture.view(id, for: guilherme).history.readers == [guilherme.account])
        #expect(try await lines(fixture, hilda) == [])
        await #expect(throws: Refused.notFound) {
            try await write(fixture) { db, house in
                try TakeSealed(id: id).perform(by: hilda, at: noon, in: db, house)
            }
        }
        try await write(fixture) { db, house in
            let view = try SealedView.find(id, for: guilherme, at: noon, in: db, house)
            try LetIntoSealed(account: hilda.account)
                .perform(on: view, by: guilherme, at: noon, in: db, house)
        }
        #expect(try await lines(fixture, hilda) == [id])
        #expect(try await fixture.differences() == [])
    }

    @Test(arguments: Engine.underTest)
    func `the glass needs two, ends after a day, and is told unless that endangers`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(needToKnow: engine)
        for endangers in [false, true] {
            let id = try await fixture.file(["told": "Vi."], "signal")
            try await write(fixture) { db, house in
                try TakeSealed(id: id).perform(by: guilherme, at: noon, in: db, house)
                let reference = SealedKeepsake(id, "PX", db.keys).reference
                try AskGlass(reference: reference, reason: "Urgente", endangers: endangers)
                    .perform(by: hilda, at: noon, in: db, house)
            }
            await #expect(throws: Refused.notFound) {
                try await fixture.view(id, for: hilda, at: noon)
            }
            let confirm = ConfirmGlass(id: id, asker: hilda.account, askedAt: noon)
            await #expect(throws: SealedRefusal.sameHands) {
                try await write(fixture) { db, house in
                    try confirm.perform(by: hilda, at: noon, in: db, house)
                }
            }
            await #expect(
                throws: SealedRefusal.sameHands, "another account of the same human being"
            ) {
                try await write(fixture) { db, house in
                    try confirm.perform(by: hildaAgain, at: noon, in: db, house)
                }
            }
            try await write(fixture) { db, house in
                try confirm.perform(by: guilherme, at: noon, in: db, house)
            }
            let view = try await fixture.view(id, for: hilda, at: noon.adding(seconds: 86_399))
            #expect(view.history.toldGlasses(at: noon).isEmpty)
            await #expect(throws: Refused.notFound) {
                try await fixture.view(id, for: hilda, at: after(1))
            }
            #expect(view.history.toldGlasses(at: after(1)).count == (endangers ? 0 : 1))
        }
    }

    @Test(arguments: Engine.underTest)
    func `whoever is not of the room takes nothing, asks for nothing and confirms nothing`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(needToKnow: engine)
        let id = try await fixture.file(["told": "Vi."], "signal")
        for stranger in everybody where stranger != guilherme {
            await #expect(throws: Refused.notFound) {
                try await write(fixture) { db, house in
                    try TakeSealed(id: id).perform(by: stranger, at: noon, in: db, house)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await askGlass(fixture, id, by: stranger)
            }
        }
        try await askGlass(fixture, id, by: hilda)
        for stranger in everybody where stranger != guilherme {
            await #expect(throws: Refused.notFound) {
                try await write(fixture) { db, house in
                    try ConfirmGlass(id: id, asker: hilda.account, askedAt: noon)
                        .perform(by: stranger, at: noon, in: db, house)
                }
            }
        }
        try await write(fixture) { db, house in
            try ConfirmGlass(id: id, asker: hilda.account, askedAt: noon)
                .perform(by: guilherme, at: noon, in: db, house)
        }
        // Whoever reads through the glass lets nobody else in.
        await #expect(throws: Refused.notFound) {
            try await write(fixture) { db, house in
                let view = try SealedView.find(id, for: hilda, at: noon, in: db, house)
                try LetIntoSealed(account: AccountID(273))
                    .perform(on: view, by: hilda, at: noon, in: db, house)
            }
        }
    }

    private func askGlass(
        _ fixture: SealedFixture, _ id: SealedCaseID, by who: Principal
    ) async throws {
        try await write(fixture) { db, house in
            let reference = SealedKeepsake(id, "PX", db.keys).reference
            try AskGlass(reference: reference, reason: "Urgente", endangers: false)
                .perform(by: who, at: noon, in: db, house)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a request that took the place of the one that was read is not confirmed with it`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(needToKnow: engine)
        let id = try await fixture.file(["told": "Vi."], "signal")
        for (reason, at) in [("A criança está no hospital", noon), ("Curiosidade", after(1))] {
            try await write(fixture) { db, house in
                let reference = SealedKeepsake(id, "PX", db.keys).reference
                try AskGlass(reference: reference, reason: reason, endangers: false)
                    .perform(by: hilda, at: at, in: db, house)
            }
        }
        func confirm(_ asked: Moment) async throws {
            try await write(fixture) { db, house in
                try ConfirmGlass(id: id, asker: hilda.account, askedAt: asked)
                    .perform(by: guilherme, at: after(1), in: db, house)
            }
        }
        await #expect(throws: Refused.notFound) { try await confirm(noon) }
        await #expect(throws: Refused.notFound) {
            try await fixture.view(id, for: hilda, at: after(1))
        }
        let procedure = try fixture.house.procedure("signal")
        let waiting = try await fixture.database.read { db in
            try GlassLine.waiting(procedure, for: guilherme, in: db)
        }
        #expect(waiting.map(\.reason) == ["Curiosidade"])
        try await confirm(try #require(waiting.first).askedAt)
        #expect(try await fixture.view(id, for: hilda, at: after(1)).id == id)
    }

    @Test(arguments: Engine.underTest)
    func `evidence comes back as it was, and each taking out is kept with its hash`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        let bytes = Array("%PDF-1.7 abc".utf8)
        let given = try await fixture.database.write { [house = fixture.house] db in
            let view = try SealedView.find(id, for: fatima, at: noon, in: db, house)
            try AddSealedEvidence(name: "a.pdf", kind: "application/pdf", bytes: bytes)
                .perform(on: view, by: .holder, at: noon, in: db, house)
            let after = try SealedView.find(id, for: fatima, at: noon, in: db, house)
            return try TakeOutEvidence(number: 1, deed: .moved, to: "PJ")
                .perform(on: after, by: fatima, at: noon, in: db, house).bytes
        }
        #expect(given == bytes)
        let custody = try await fixture.view(id).history.custody
        #expect(custody.map(\.by) == [fatima.account])
        #expect(custody.first?.deed.hash == fingerprint(bytes))
        #expect(custody.first?.deed.to == "PJ")
    }

    private func lines(
        _ fixture: SealedFixture, _ principal: Principal
    ) async throws -> [SealedCaseID] {
        let procedure = try fixture.house.procedure("signal")
        return try await fixture.database.read { db in
            try SealedLine.all(procedure, for: principal, at: noon, in: db).map(\.id)
        }
    }

    private func write(
        _ fixture: SealedFixture,
        _ work: @escaping @Sendable (Writer, SealedHouse) throws -> Void
    ) async throws {
        try await fixture.database.write { [house = fixture.house] db in try work(db, house) }
    }
}

/// Another professional of the same room.
private let hilda = Principal(
    account: AccountID(271), person: nil, name: "Hilda", duties: guilherme.duties,
    selves: [PersonID(71)])
private let hildaAgain = Principal(
    account: AccountID(272), person: nil, name: "Hilda", duties: guilherme.duties,
    selves: [PersonID(71)])
