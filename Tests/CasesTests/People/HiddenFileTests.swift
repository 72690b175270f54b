import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What a file of another office says of somebody moves nothing in a file of one's own.
@Suite struct HiddenFileTests {
    @Test(arguments: Engine.underTest)
    func `a merge through a file of another office leads nowhere for whoever may not open it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let rows = ["1106", "1312", "1106"].enumerated().map { index, place in
            Backlog.row([
                "number": "\(index)", "name": "Ana Sofia Marques", "municipality": place,
                "email": "", "phone": "",
            ])
        }
        try await fixture.take(Backlog.text(rows))
        try await fixture.matchPeople()
        let files = try await fixture.database.read { db in
            try db.all("SELECT \(Case.columns) FROM kase ORDER BY id").map(Case.init)
        }
        try #require(files.count == 3)
        let hidden = try #require(files.first { $0.officePlace == porto })
        let own = files.filter { $0.id != hidden.id }
        try #require(own.count == 2)
        let (first, third) = (own[0], own[1])
        let before = try await fixture.duplicates(bruno).map(\.pair)
        let throughHidden = try await fixture.duplicates(wholeCountry).filter {
            [$0.one.kase, $0.other.kase].contains(hidden.id)
        }
        try #require(throughHidden.count == 2 && before.count == 1)
        for pair in throughHidden { try await fixture.merge(pair.pair, by: wholeCountry) }
        #expect(try await fixture.files(of: first, bruno).isEmpty)
        #expect(try await fixture.files(of: third, bruno).isEmpty)
        #expect(try await fixture.duplicates(bruno).map(\.pair) == before)
        let known = try await fixture.files(of: first, wholeCountry)
        #expect(Set(known) == [hidden.reference, third.reference])
        // What he says himself of his own two files is his to see.
        try await fixture.merge(try #require(before.first), by: bruno)
        #expect(try await fixture.files(of: first, bruno) == [third.reference])
    }

    @Test(arguments: Engine.underTest)
    func `a number stated in a file of another office refuses nothing and hints at nobody here`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let here = try await fixture.file()
        let there = try await fixture.file(in: porto, at: after(1))
        let other = try await fixture.file(yusuf)
        try await fixture.database.write { db in
            try db.run(
                "UPDATE case_member SET name = 'Zoe Outra', birth = birth + 3000 WHERE kase = \(other.id)"
            )
        }
        try await fixture.matchPeople()
        try await fixture.noteKey(.nif, "123456789", of: there, by: beatriz)
        try await fixture.noteKey(.nif, "123456789", of: other)
        try await fixture.matchPeople()
        // The number leads from the one file in which it stands to the other, and to none besides.
        #expect(try await fixture.duplicates(bruno).isEmpty)
        let everywhere = try await fixture.duplicates(wholeCountry)
        #expect(everywhere.map { Set([$0.one.kase, $0.other.kase]) } == [[there.id, other.id]])
        try await fixture.noteKey(.nif, "123456789", of: here)
        await #expect(throws: PeopleRefusal.keyKnown) {
            try await fixture.noteKey(.nif, "123 456 789", of: here)
        }
        try await fixture.matchPeople()
        #expect(try await fixture.duplicates(bruno).map(\.reasons) == [[.sameKey(.nif)]])
        // It holds no longer there: here it holds.
        let key = try #require(
            try await fixture.database.read { db in
                try PersonKey.all(statedIn: there.id, in: db)
            }.first)
        try await fixture.database.write { [house = fixture.house] db in
            try EndKey(reference: there.reference, key: key.id)
                .perform(by: beatriz, at: after(2), in: db, house)
        }
        #expect(try await fixture.duplicates(bruno).count == 1)
        try await fixture.matchPeople()
        #expect(try await fixture.duplicates(bruno).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `what repeats at another office crowds out nothing of this one`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let notes: [(Principal, PlaceCode, String, Principal)] = [
            (ana, lisbon, "AB 123456", bruno), (yusuf, lisbon, "AB 123456", bruno),
            (ana, porto, "ZZ 999999", beatriz), (yusuf, porto, "ZZ 999999", beatriz),
            (olena, porto, "ZZ 999999", beatriz),
        ]
        for (person, place, text, officer) in notes {
            let kase = try await fixture.file(person, in: place, at: after(-9))
            let member = try #require(try await fixture.members(of: kase).first?.id)
            let number = try #require(DocumentNumber(text))
            try await fixture.database.write { [house = fixture.house] db in
                try NoteNumber(reference: kase.reference, member: member, number: number)
                    .perform(by: officer, at: after(-8), in: db, house)
            }
        }
        let found = try await fixture.database.read { db in
            try CaseRepeat.counted(in: db, ofEach: 1)
        }
        let keys = fixture.database.keys
        func number(_ plain: String) -> String {
            CaseRepeat.Kind.number.text(.bytes(PersonKey.hash(.passport, plain, keys)))
        }
        let wanted = [
            CaseRepeat(office: lisbonCentre, kind: .number, value: number("AB123456")): 2,
            CaseRepeat(office: portoCentre, kind: .number, value: number("ZZ999999")): 3,
        ]
        #expect(found == wanted)
    }

    @Test(arguments: Engine.underTest)
    func `an officer's share is told without the file of the supervisor who asks`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        for person in [ana, yusuf] {
            let kase = try await fixture.file(person, at: after(-9))
            try await fixture.database.write { db in
                try db.run(
                    """
                    INSERT INTO case_decider (kase, account, name, at_office, at)
                    VALUES (\(kase.id), \(bruno.account), 'Bruno', \(lisbonCentre), \(noon))
                    """)
            }
        }
        let choices = BoardChoices.Repeats(applicants: 2, share: 60, decisions: 1, officers: 1)
        let herself = Principal(
            account: AccountID(78), person: ana.person, name: "Ana", duties: carla.duties)
        for (who, decided) in [(carla, 2), (herself, 1)] {
            let question = BoardQuestion(principal: who, now: noon, today: noon.utcDay, days: 7)
            let officers = try await fixture.database.read { db in
                try question.repeats(choices, in: db).officers
            }
            #expect(officers.map(\.decided) == [decided])
        }
    }
}
