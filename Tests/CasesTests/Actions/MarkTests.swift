import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What answers state is found by a keyed hash, and stands nowhere in clear.
struct MarkTests {
    private func file(
        _ fixture: Fixture, _ who: Principal, _ answers: [String: String]
    ) async throws -> Case {
        let action = FileCase(
            procedure: "residence-permit",
            household: Household(
                holder: anasHousehold.holder, holderIsRefugee: false, family: []),
            municipality: lisbon, applicant: try #require(who.person), answers: answers)
        return try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: who, at: noon, in: db, house)
        }
    }

    private func found(_ fixture: Fixture, _ typed: String) async throws -> [Reference] {
        var queue = DeskQueue(scope: WorkOffices(bruno))
        queue.search = QueueSearch(typed, keys: fixture.database.keys)
        let asked = queue
        return try await fixture.database.read { db in
            try asked.run(bruno, in: db).lines.map(\.kase.reference)
        }
    }

    @Test(arguments: Engine.underTest)
    func
        `a file is found by the visa of its answers, as corrected, and by any number of its people`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await file(fixture, ana, ["visaNumber": "V 12-345"])
        #expect(try await found(fixture, "v12345") == [kase.reference])
        let correct = CorrectAnswers(
            reference: kase.reference, section: "visa", typed: ["visaNumber": "V 99999"])
        try await fixture.database.write { [house = fixture.house] db in
            try correct.perform(by: ana, at: after(1), in: db, house)
        }
        #expect(try await found(fixture, "v12345").isEmpty)
        #expect(try await found(fixture, "V99999") == [kase.reference])
        try await fixture.noteKey(.niss, "12345678901", of: kase)
        #expect(try await found(fixture, "12345678901") == [kase.reference])
        let clear = try await fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM case_number")
        }
        #expect(clear == 0)
    }

    @Test(arguments: Engine.underTest)
    func `numbers of the time when they stood in clear are sealed, and still found`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let member = try await fixture.members(of: kase)[1].id
        try await fixture.database.write { db in
            try db.run(
                """
                INSERT INTO case_number (number, kase, member, shown, noted_at)
                VALUES ('AB123456', \(kase.id), \(member), 'AB 123456', \(noon))
                """)
        }
        let cases = fixture.cases
        #expect(try await fixture.database.write(cases.sealNumbers) == 1)
        #expect(try await fixture.database.write(cases.sealNumbers) == 0)
        #expect(try await found(fixture, "ab 123456") == [kase.reference])
        let noted = try await fixture.database.read { db in
            try NotedNumber.all(of: kase.id, in: db)
        }
        #expect(noted == [NotedNumber(member: member, shown: "AB 123456")])
    }

    @Test(arguments: Engine.underTest)
    func `an address or an employer of several applicants is a question to their supervisor`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let answers: [(Principal, [String: String])] = [
            (ana, ["address": "Rua da Prata, 1", "employerNif": "500 000 000"]),
            (
                yusuf,
                [
                    "address": "rua da prata 1", "employerName": "Padaria",
                    "employerNif": "500000000",
                ]
            ),
            (olena, ["address": "Rua da Prata 1.", "employerName": "Padaria"]),
        ]
        for (who, given) in answers { _ = try await file(fixture, who, given) }
        try await fixture.cases.foldTallies()
        let counted = try await fixture.database.read { db in try CaseRepeat.counted(in: db) }
        let kinds = counted.map { "\($0.key.kind) \($0.value)" }
        #expect(Set(kinds) == ["address 3", "employer 2"])
        #expect(counted.keys.allSatisfy { !$0.value.contains("prata") }, "nobody reads it there")
        let page = try await fixture.database.read { [house = fixture.house] db in
            let question = BoardQuestion(
                principal: carla, now: noon, today: noon.utcDay, days: 7)
            return try question.repeats(try #require(house.policy.board.repeats), in: db).things
        }
        #expect(page.map(\.kind) == [.address] && page[0].value.lowercased().contains("prata"))
    }

    @Test func `little is no mark, and a name is one where no tax number is`() {
        #expect(CaseMark.all(in: ["address": "R 1", "employerName": "  "]).isEmpty)
        let named = CaseMark.all(in: ["employerName": "Padaria Ávila, Lda."])
        #expect(named.map(\.plain) == ["name padariaavilalda"])
    }
}
