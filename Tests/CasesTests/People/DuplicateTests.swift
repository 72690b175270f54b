import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// One human being in two files: found, settled by an officer, and undone.
@Suite struct DuplicateTests {
    @Test(arguments: Engine.underTest)
    func `somebody known to two predecessors is found, and nobody is merged by that`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.take(
            Backlog.text([
                Backlog.row(["source": "SEF", "number": "1", "name": "Mohammed Ali Hassan"]),
                Backlog.row(["source": "ACM", "number": "9", "name": "Hassan Muhammad Ali"]),
                Backlog.row(["number": "2", "name": "Rui Costa", "birth": "1971-01-01"]),
                Backlog.row([
                    "number": "3", "name": "Mohammed Ali Hassan", "municipality": "1312",
                    "birth": "1990-10-02", "email": "other@example.org", "phone": "",
                ]),
            ]))
        try await fixture.matchPeople()
        let found = try await fixture.duplicates(bruno)
        #expect(found.count == 1)
        let pair = try #require(found.first)
        #expect(
            Set([pair.one.name, pair.other.name]) == ["Mohammed Ali Hassan", "Hassan Muhammad Ali"])
        #expect(pair.reasons.contains(.sameBirth) && pair.reasons.contains(.otherSpelling(1)))
        #expect(pair.reasons.contains(.sameKey(.email)) && pair.settled == nil)
        // Day and month swapped, at another office: whoever works on both sees it, nobody else.
        #expect(try await fixture.duplicates(beatriz).isEmpty)
        let everywhere = try await fixture.duplicates(wholeCountry)
        #expect(everywhere.count == 2 && everywhere.contains { $0.reasons.contains(.swappedBirth) })
        #expect(try await fixture.count("person_merge") == 0)
    }

    @Test(arguments: Engine.underTest)
    func `a merge and its undoing leave everything as it was`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let (mine, theirs) = try await fixture.twoOfOne()
        let before = try await fixture.everything()
        let pair = try #require(try await fixture.duplicates(bruno).first).pair
        try await fixture.merge(pair, by: bruno)
        #expect(try await fixture.duplicates(bruno).isEmpty)
        #expect(try await fixture.files(of: mine, bruno) == [theirs.reference])
        #expect(try await fixture.files(of: theirs, bruno) == [mine.reference])
        await #expect(throws: PeopleRefusal.settled) { try await fixture.merge(pair, by: bruno) }
        try await fixture.reverse(pair, by: bruno)
        #expect(try await fixture.everything() == before)
        #expect(try await fixture.files(of: mine, bruno).isEmpty)
        await #expect(throws: PeopleRefusal.notSettled) {
            try await fixture.reverse(pair, by: bruno)
        }
        // What was said stays in the chains of both.
        let person = try #require(try await fixture.duplicates(bruno).first?.one.person)
        let kinds = try await fixture.database.read { db in
            try db.journal(of: "person/\(person)").map(\.kind)
        }
        #expect(kinds == ["person.merged", "person.merge-undone"])
    }

    @Test(arguments: Engine.underTest)
    func `merges lead on in steps, and undoing them in any order leads back`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.take(
            Backlog.text(
                (1...4).map {
                    Backlog.row([
                        "number": "\($0)", "name": "Ana Sofia Marques", "email": "", "phone": "",
                    ])
                }))
        try await fixture.matchPeople()
        let before = try await fixture.everything()
        let pairs = try await fixture.duplicates(bruno)
        #expect(pairs.count == 6)
        var random = SeededRandom(7)
        for _ in 0..<6 {
            var done: [MemberPair] = []
            for pair in pairs.map(\.pair).shuffled(using: &random).prefix(3) {
                try await fixture.merge(pair, by: bruno)
                done.append(pair)
                let people = try await fixture.identities()
                // Each merge of two who were not one yet makes one less.
                #expect(people.count >= 4 - done.count && people.count < 4)
            }
            for pair in done.shuffled(using: &random) { try await fixture.reverse(pair, by: bruno) }
            #expect(try await fixture.everything() == before)
            #expect(try await fixture.identities().count == 4)
        }
    }

    @Test(arguments: Engine.underTest)
    func `who is told apart is not asked about again, unless it is undone`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (mine, _) = try await fixture.twoOfOne()
        let pair = try #require(try await fixture.duplicates(bruno).first).pair
        await #expect(throws: PeopleRefusal.reasonMissing) {
            try await fixture.database.write { db in
                try KeepPeopleApart(pair: pair, reason: "").perform(by: bruno, at: noon, in: db)
            }
        }
        try await fixture.database.write { db in
            try KeepPeopleApart(pair: pair, reason: "Duas pessoas, vi as duas.")
                .perform(by: bruno, at: noon, in: db)
            try db.run("UPDATE case_member SET matched = 0")
        }
        try await fixture.matchPeople()
        #expect(try await fixture.duplicates(bruno).isEmpty)
        #expect(try await fixture.files(of: mine, bruno).isEmpty)
        try await fixture.reverse(pair, by: bruno)
        #expect(try await fixture.duplicates(bruno).map(\.pair) == [pair])
    }

    @Test(arguments: Engine.underTest)
    func `whoever may not open both files learns of no pair, not even how many there are`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (mine, _) = try await fixture.twoOfOne(other: "1312")
        let pair = try #require(try await fixture.duplicates(wholeCountry).first).pair
        let herself = Principal(
            account: AccountID(77), person: mine.applicant, name: "Ana", duties: wholeCountry.duties
        )
        for who in [bruno, beatriz, carla, anaAtHerDesk, ana, dinis, marta, herself] {
            #expect(try await fixture.duplicates(who).isEmpty, "\(who.name)")
            let counts = try await fixture.database.read { db in
                try [DuplicateList(), DuplicateList(kase: mine.id)].map {
                    try $0.count(who, in: db)
                }
            }
            #expect(counts == [0, 0], "\(who.name)")
            await #expect(throws: Refused.notFound) { try await fixture.merge(pair, by: who) }
        }
        try await fixture.merge(pair, by: wholeCountry)
        #expect(try await fixture.files(of: mine, wholeCountry).count == 1)
        #expect(try await fixture.files(of: mine, bruno).isEmpty)
        await #expect(throws: Refused.notFound) { try await fixture.reverse(pair, by: bruno) }
        try await fixture.reverse(pair, by: wholeCountry)
    }

    @Test(arguments: Engine.underTest)
    func
        `a relative in two files of one person is one from the start, an invented one nobody's double`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine)
        let (first, second) = (try await fixture.file(), try await fixture.file(at: after(1)))
        let invented = try await fixture.file(olena)
        try await fixture.matchPeople()
        let people = try await fixture.database.read { db in
            try [first, second, invented].map { try Mention.all(of: $0.id, in: db).map(\.person) }
        }
        #expect(people[0] == people[1] && !people[0].contains(nil))
        #expect(Set(people[0]).isDisjoint(with: people[2]))
        #expect(try await fixture.count("member_match") == 0)
        let files = try await fixture.files(of: first, bruno)
        #expect(Set(files) == [second.reference])
    }

    @Test(arguments: Engine.underTest)
    func `a number that was noted finds its person elsewhere, until it holds no longer`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (one, other) = (try await fixture.file(), try await fixture.file(yusuf))
        try await fixture.database.write { db in
            try db.run(
                "UPDATE case_member SET name = 'Zoe Outra', birth = birth + 3000 WHERE kase = \(other.id)"
            )
        }
        try await fixture.matchPeople()
        #expect(try await fixture.duplicates(bruno).isEmpty)
        try await fixture.noteKey(.nif, "123 456 789", of: one)
        try await fixture.noteKey(.nif, "123456789", of: other)
        await #expect(throws: PeopleRefusal.keyKnown) {
            try await fixture.noteKey(.nif, "123-456-789", of: one)
        }
        await #expect(throws: PeopleRefusal.keyMalformed) {
            try await fixture.noteKey(.email, "nobody", of: one)
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.noteKey(.niss, "12345678901", of: one, by: beatriz)
        }
        try await fixture.matchPeople()
        #expect(try await fixture.duplicates(bruno).map(\.reasons) == [[.sameKey(.nif)]])
        let key = try #require(
            try await fixture.database.read { db in try PersonKey.all(statedIn: one.id, in: db) }
                .first)
        #expect(key.value == "123 456 789" && key.endedAt == nil)
        try await fixture.database.write { [house = fixture.house] db in
            try EndKey(reference: one.reference, key: key.id)
                .perform(by: bruno, at: after(2), in: db, house)
        }
        try await fixture.matchPeople()
        #expect(try await fixture.duplicates(bruno).isEmpty)
        // Nobody who reads the store reads it.
        let stored = try await fixture.database.read { db in
            try db.all("SELECT sealed FROM person_key").map { row -> String in
                let sealed: [UInt8] = try row[0]
                return String(decoding: sealed, as: UTF8.self)
            }
        }
        #expect(stored.count == 2 && !stored.contains { $0.contains("456") })
    }

    @Test func `an officer opens a pair, says what is true and undoes it`() async throws {
        let house = try await Browser()
        let (mine, theirs) = try await house.fixture.twoOfOne()
        let list = try await house.get("/desk/duplicates", as: "bruno")
        #expect(
            list.text.contains(mine.reference.text) && list.text.contains(theirs.reference.text))
        let pair = try #require(try await house.fixture.duplicates(bruno).first).pair
        let path = "/desk/duplicates?pair=\(pair.text)"
        let page = try await house.get(path, as: "bruno")
        #expect(page.status == 200 && page.text.contains("the same date of birth"))
        let desk = "/desk/cases/\(mine.reference)"
        #expect(try await house.get(desk, as: "bruno").text.contains("may be one with somebody"))
        let empty = try await house.post(
            "/desk/duplicates/merges", as: "bruno", from: page, ["pair": pair.text])
        #expect(empty.status == 422 && empty.text.contains("#field-reason"))
        let done = try await house.post(
            "/desk/duplicates/merges", as: "bruno", from: page,
            ["pair": pair.text, "reason": "Vi o passaporte."])
        #expect(done.status == 303 && done.header("location") == path)
        let caseText = try await house.get(desk, as: "bruno").text
        #expect(
            caseText.contains(theirs.reference.text) && caseText.contains("said to be one person"))
        let settled = try await house.get("/desk/duplicates?state=settled", as: "bruno")
        #expect(settled.text.contains(mine.reference.text))
        let undone = try await house.post(
            "/desk/duplicates/reversals", as: "bruno", from: try await house.get(path, as: "bruno"),
            ["pair": pair.text, "reason": "Eram dois."])
        #expect(undone.status == 303)
        #expect(try await !house.get(desk, as: "bruno").text.contains(theirs.reference.text))
        #expect(try await house.get(path, as: "beatriz").status == 404)
    }
}
