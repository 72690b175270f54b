import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// Whoever takes a list along is read by everybody who stands in it.
@Suite struct ListLookTests {
    @Test func `a person reads who took a list with their file along, and nobody who saw the page`()
        async throws
    {
        let house = try await Browser()
        let hers = try await house.fixture.file()
        let porto = try await house.fixture.file(olena, in: porto)
        let words = "in a list that was taken along"
        _ = try await house.get("/desk", as: "bruno")
        let path = "/cases/\(hers.reference)"
        #expect(!(try await house.get(path, as: "ana").text.contains(words)))
        for form in ["csv", "json"] {
            #expect(try await house.take("/desk.\(form)", as: "bruno").status == 200)
        }
        let page = try await house.get(path, as: "ana").text
        #expect(page.contains(words) && page.contains("Bruno"))
        let other = try await house.get("/cases/\(porto.reference)", as: "olena").text
        #expect(!other.contains(words))
        // A filter that leaves the file out tells nobody of it.
        _ = try await house.take("/desk.csv?state=decided", as: "bruno")
        let count = try await house.fixture.database.read { db in
            try db.count("SELECT COUNT(*) FROM looked WHERE how = 'list'")
        }
        #expect(count == 1, "both on one day: one look")
    }

    @Test(arguments: Engine.underTest)
    func `a batch of many is one statement and one look a day, and none is none`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let many = Array(repeating: kase.id, count: listFileBatch)
        try await fixture.database.write { db in
            let today = fixture.house.zone.day(of: noon)
            try NoteListedCases(cases: [], day: today).perform(by: bruno, at: noon, in: db)
            try NoteListedCases(cases: many, day: today).perform(by: bruno, at: noon, in: db)
            try NoteListedCases(cases: many, day: today.adding(days: 1))
                .perform(by: bruno, at: after(1), in: db)
            try NoteListedCases(cases: many, day: today).perform(by: carla, at: noon, in: db)
        }
        let looks = try await fixture.database.read { db in
            try LookLine.ahead(of: kase.id, in: db).get()
        }
        #expect(looks.count == 3 && looks.allSatisfy(\.isList), "one a day and account")
        let first = try #require(looks.first { $0.name == "Bruno" && $0.at == noon })
        let days = DayOfLooks.days(
            Array(repeating: first, count: 3) + [
                LookLine(name: "Bruno", purpose: .status, at: noon, isForPerson: false)
            ], in: .utc)
        #expect(days.map(\.times) == [3, 1])
    }
}
