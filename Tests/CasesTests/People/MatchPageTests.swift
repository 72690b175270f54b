import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Of very many who may be one person none is left out, and what a merge hid is asked about once it is undone.
@Suite struct MatchPageTests {
    @Test(arguments: Engine.underTest)
    func `page by page as many pairs are found as at once, and nobody is looked at for ever`(
        engine: Engine
    ) async throws {
        let (whole, paged) = (try await Fixture(engine), try await Fixture(engine))
        for fixture in [whole, paged] { try await fixture.takeNamesakes(7) }
        try await whole.matchPeople()
        #expect(try await whole.duplicates(bruno).count == 21)
        for size in [1, 2, 3] {
            try await paged.database.write { db in
                try db.run("DELETE FROM member_match")
                try db.run("UPDATE case_member SET matched = 0")
            }
            var rounds = 0
            while try await paged.cases.matchPeople(at: noon, page: size) > 0 {
                rounds += 1
                try #require(rounds < 50)
            }
            #expect(try await paged.duplicates(bruno).count == 21, "\(size)")
        }
        let open = try await paged.database.read { db in
            try db.count("SELECT COUNT(*) FROM case_member WHERE match_below IS NOT NULL")
        }
        #expect(open == 0)
    }

    @Test(arguments: Engine.underTest)
    func `one who changes half-way is compared with all from the start`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.takeNamesakes(4)
        _ = try await fixture.cases.matchPeople(at: noon, page: 1)
        func begun() async throws -> Int {
            try await fixture.database.read { db in
                try db.count("SELECT COUNT(*) FROM case_member WHERE match_below IS NOT NULL")
            }
        }
        let before = try await begun()
        #expect(before > 0)
        let last = try await fixture.database.read { db in
            try db.first("SELECT \(Case.columns) FROM kase ORDER BY id DESC LIMIT 1").map(Case.init)
        }
        try await fixture.noteKey(.nif, "123 456 789", of: try #require(last))
        #expect(try await begun() == before - 1)
    }

    @Test(arguments: Engine.underTest)
    func `a pair that other merges made one is asked about once one of these is undone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.takeNamesakes(3)
        try await fixture.matchPeople()
        let pairs = try await fixture.duplicates(bruno).map(\.pair)
        let members = Set(pairs.flatMap { [$0.one, $0.other] }).sorted()
        try #require(pairs.count == 3 && members.count == 3)
        let first = try #require(MemberPair(members[0], members[1]))
        let second = try #require(MemberPair(members[1], members[2]))
        let hidden = try #require(MemberPair(members[0], members[2]))
        // As if the third file had come after the merges: nobody ever asked about the outer two.
        try await fixture.merge(first, by: bruno)
        try await fixture.merge(second, by: bruno)
        try await fixture.database.write { db in
            try db.run(
                "DELETE FROM member_match WHERE one = \(hidden.one) AND other = \(hidden.other)")
            try db.run("UPDATE case_member SET matched = 0 WHERE id = \(hidden.other)")
        }
        try await fixture.matchPeople()
        // They are one: nothing is to be asked.
        #expect(try await fixture.duplicates(bruno).isEmpty)
        try await fixture.reverse(second, by: bruno)
        try await fixture.matchPeople()
        let asked = try await fixture.duplicates(bruno).map(\.pair)
        #expect(Set(asked) == [second, hidden])
    }
}

extension Fixture {
    /// So many files of people with one name and one birth, and nothing else in common.
    fileprivate func takeNamesakes(_ count: Int) async throws {
        try await take(
            Backlog.text(
                (1...count).map {
                    Backlog.row([
                        "number": "\($0)", "name": "Ana Sofia Marques", "email": "", "phone": "",
                    ])
                }))
    }
}
