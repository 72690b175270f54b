import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// An account that something kept when the last file went is looked at again.
@Suite struct KeptAccountTests {
    private func noted(_ fixture: Fixture) async throws -> [PersonID] {
        try await fixture.database.read { db in
            try db.all("SELECT person FROM kept_account ORDER BY person").map { try $0[0] }
        }
    }

    private func asked(_ fixture: Fixture) -> Int { fixture.told.forgotten.withLock { $0.count } }

    @Test(arguments: Engine.underTest)
    func `what was kept goes on the first night on which nothing keeps it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, folder: keptByLaw(months: 12))
        let person = try #require(ana.person)
        fixture.told.kept.withLock { _ = $0.insert(person) }
        _ = try await fixture.over()
        let due = try #require(try await fixture.due(at: after(366)).first)
        #expect(try await fixture.cases.erase(due, at: after(366)))
        #expect(try await noted(fixture) == [person])
        #expect(try await fixture.cases.forgetKeptAccounts(at: after(367)) == 0)
        #expect(try await noted(fixture) == [person])
        #expect(asked(fixture) == 2)
        fixture.told.kept.withLock { $0 = [] }
        #expect(try await fixture.cases.forgetKeptAccounts(at: after(368)) == 1)
        #expect(try await noted(fixture).isEmpty)
        #expect(try await fixture.cases.forgetKeptAccounts(at: after(369)) == 0)
        #expect(asked(fixture) == 3, "who is gone is not looked at again")
    }

    @Test(arguments: Engine.underTest)
    func `who has files again is left alone until the last of those`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let person = try #require(ana.person)
        _ = try await fixture.over()
        try await fixture.database.write { db in
            try KeptAccount.note(person, at: noon, in: db)
        }
        #expect(try await fixture.cases.forgetKeptAccounts(at: after(5)) == 0)
        #expect(asked(fixture) == 0)
        #expect(try await noted(fixture).isEmpty)
    }

    @Test(arguments: Engine.underTest, [1, 2, 3, 50])
    func `each is looked at once a night, however many a write takes`(
        engine: Engine, atATime: Int
    ) async throws {
        let fixture = try await Fixture(engine)
        let people = (1...7).map { PersonID(Int64(9_000 + $0)) }
        let kept = Set(people.filter { $0.value.isMultiple(of: 2) })
        fixture.told.kept.withLock { $0 = kept }
        try await fixture.database.write { db in
            for person in people { try KeptAccount.note(person, at: noon, in: db) }
        }
        // 9002, 9004 and 9006 are kept; four go.
        let gone = try await fixture.cases.forgetKeptAccounts(at: after(1), atATime: atATime)
        #expect(gone == 4)
        #expect(fixture.told.forgotten.withLock { $0 } == people)
        #expect(try await noted(fixture) == kept.sorted())
    }
}
