import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What is left to do in a file after its grant is work like any other, and what one gave back comes to others first.
@Suite struct ToDoTests {
    @Test(arguments: Engine.underTest)
    func `a granted file is in the queue until the card is in the hand`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        #expect(try await fixture.free() == [kase.reference])
        #expect(try await fixture.next(by: bruno, at: after(1)) == kase.reference)
        #expect(try await fixture.free().isEmpty)
        #expect(try await fixture.openFiles() == ["fee-due": 1])
        try await fixture.step("fee-asked", of: kase, at: after(1), note: "DUC 1")
        try await fixture.putBack(kase, by: bruno, at: after(1))
        // The person pays; when their days are over it is the office that must look again.
        #expect(try await fixture.next(by: carla, at: after(2)) == nil)
        #expect(try await fixture.next(by: carla, at: after(40)) == kase.reference)
        try await fixture.putBack(kase, by: carla, at: after(40))
        #expect(try await fixture.openFiles() == ["fee": 1])
        #expect(try await fixture.cases.rebuildTallies(of: fixture.database).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `with the card in the hand nobody has it, takes it or counts it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.sent()
        #expect(try await fixture.next(by: bruno, at: after(60)) == kase.reference)
        try await fixture.step("title-delivered", of: kase, at: after(60), note: "CTT")
        let rows = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM case_take")
        }
        #expect(rows == 0)
        #expect(try await fixture.openFiles().isEmpty)
        #expect(try await fixture.free().isEmpty)
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.database.write { [house = fixture.house] db in
                try TakeCase(reference: kase.reference)
                    .perform(by: bruno, at: after(60), in: db, house)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `what one gave back comes to oneself when another has opened it, or tomorrow`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (hard, easy) = (try await fixture.file(), try await fixture.file(yusuf, at: after(1)))
        func next(_ who: Principal, _ at: Moment) async throws -> Reference? {
            try await fixture.next(by: who, at: at)
        }
        let morning = after(2)
        #expect(try await next(bruno, morning) == hard.reference)
        try await fixture.putBack(hard, by: bruno, at: morning)
        #expect(try await next(bruno, morning) == easy.reference)
        #expect(try await next(bruno, morning) == nil)
        // Another gets it, and once they have opened it Bruno does too.
        #expect(try await next(carla, morning) == hard.reference)
        try await fixture.putBack(hard, by: carla, at: morning)
        #expect(try await next(bruno, morning) == nil)
        let later = morning.adding(seconds: 60)
        _ = try await fixture.database.write { db in
            try LookAtCase(reference: hard.reference).perform(by: carla, at: later, in: db)
        }
        #expect(try await next(bruno, later) == hard.reference)
        // The next day is a new one.
        try await fixture.putBack(hard, by: bruno, at: later)
        #expect(try await next(bruno, later) == nil)
        #expect(try await next(bruno, morning.adding(seconds: 86_400)) == hard.reference)
    }

    @Test(arguments: Engine.underTest)
    func `no count of a board has a file of whoever reads it`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let own = try await fixture.file()
        let other = try await fixture.file(yusuf)
        try await fixture.database.write { [house = fixture.house] db in
            for kase in [own, other] {
                try TakeCase(reference: kase.reference).perform(by: bruno, at: noon, in: db, house)
            }
        }
        let anaAsHead = Principal(
            account: AccountID(78), person: ana.person, name: "Ana", duties: carla.duties)
        for (who, count) in [(anaAsHead, 1), (carla, 2)] {
            let board = try await fixture.database.read { [house = fixture.house] db in
                try BoardQuestion(principal: who, now: noon, today: noon.utcDay, days: 7).run(
                    in: db, house)
            }
            #expect(board.officers.map(\.taken) == [count] && board.takes.count == count)
        }
    }

    @Test(arguments: Engine.underTest)
    func `what cannot be repaired is not counted as repaired`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let file = AddDocument.StoredFile(
            digest: String(repeating: "b", count: 64), name: "p.pdf", kind: "application/pdf",
            bytes: 10)
        _ = try await fixture.database.write { [house = fixture.house] db in
            try AddDocument(
                reference: kase.reference, code: "passport", member: nil, file: file
            ).perform(by: ana, at: after(1), in: db, house)
        }
        try await fixture.database.write { db in _ = try db.run("DELETE FROM case_document") }
        let found = try await fixture.differences()
        #expect(found.count == 1)
        let repaired = try await fixture.database.write { [cases = fixture.cases] db in
            try cases.repair(found, in: db)
        }
        #expect(repaired == 0)
        #expect(try await fixture.differences() == found)
    }

    @Test func `the queue says the rule beside its button`() async throws {
        let house = try await Browser()
        let queue = try await house.get("/desk", as: "bruno")
        #expect(queue.text.contains("What you gave back today comes to others first"))
    }
}

extension Cases {
    fileprivate func rebuildTallies(of database: Database) async throws -> [TallyDifference] {
        try await database.read { db in try self.rebuildTallies(in: db) }
    }
}

extension Fixture {
    fileprivate func next(by officer: Principal, at now: Moment) async throws -> Reference? {
        try await database.write { [house] db in
            try TakeNextCase().perform(by: officer, at: now, in: db, house)
        }
    }

    fileprivate func putBack(_ kase: Case, by officer: Principal, at now: Moment) async throws {
        try await database.write { [house] db in
            try ReleaseCase(reference: kase.reference).perform(by: officer, at: now, in: db, house)
        }
    }

    /// What nobody has and somebody has to act in, as Bruno's queue lists it.
    fileprivate func free() async throws -> [Reference] {
        var queue = DeskQueue(scope: WorkOffices(bruno))
        queue.taken = .free
        let asked = queue
        return try await database.read { try asked.run(bruno, in: $0).lines.map(\.kase.reference) }
    }

    fileprivate func openFiles() async throws -> [String: Int] {
        try await database.read { db in
            var found: [String: Int] = [:]
            for (tally, count) in try Tally.sums(in: db) where tally.kind == .open {
                found[tally.state, default: 0] += count
            }
            return found
        }
    }
}
