import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Observatory

/// A file is shown before it is stored, corrected on the page, confirmed, and taken back.
@Suite struct DraftPageTests {
    @Test(arguments: Engine.underTest)
    func `a table is sketched, explained, compared, confirmed and taken back`(
        engine: Engine
    ) async throws {
        let desk = try await DraftDesk(engine)
        #expect(try await desk.page("/desk/series").text.contains("No series came in yet"))
        let path = try await desk.bring(peopleTable)
        let busy = try await desk.page(path)
        #expect(busy.text.contains("Being read") && busy.header("refresh") != nil)
        try await desk.work()
        let sketch = try await desk.page(path)
        #expect(sketch.header("refresh") == nil)
        #expect(sketch.text.contains("Waits for its columns"))
        #expect(sketch.text.contains("<option value=\"period\" selected>"))
        #expect(sketch.text.contains("Encoding") && sketch.text.contains("UTF-8"))
        #expect(sketch.text.contains("<option value=\"space\" selected>"))
        try await desk.press("/description", at: path, aboutPeople)
        let checked = try await desk.page(path)
        #expect(checked.text.contains("Waits for your yes"))
        #expect(checked.text.contains("2 values new") && checked.text.contains("1,234"))
        #expect(try await count(desk.database) == 0)
        try await desk.press("/confirmation", at: path)
        #expect(try await view("people", desk.database).values.map(\.value) == [0, 1234])
        let stored = try await desk.page(path)
        #expect(stored.status == 303)
        let place = try #require(stored.header("location"))
        #expect(try await desk.page(place).text.contains("Take this import back"))
        let unsaid = try await desk.press("/withdrawal", at: place, ["why": " "])
        #expect(unsaid.status == 422)
        try await desk.press("/withdrawal", at: place, ["why": "The source <b>corrected</b> it."])
        let gone = try await desk.page(place)
        #expect(gone.text.contains("The source &lt;b&gt;corrected&lt;/b&gt; it."))
        #expect(try await desk.page("/desk/series").text.contains("Withdrawn"))
        let pieces = try await desk.database.read { db in
            try db.count("SELECT COUNT(*) FROM import_piece")
        }
        #expect(pieces == 0)
        let lines = try await desk.database.read { db in try db.journal(of: "series/people") }
        #expect(lines.map(\.kind) == ["series.imported", "series.withdrawn"])
        #expect(lines.allSatisfy { $0.actor == joana.account })
    }

    @Test(arguments: Engine.underTest)
    func `what nobody stored is let go after its days, and what was stored stays`(
        engine: Engine
    ) async throws {
        let desk = try await DraftDesk(engine)
        let stored = try await desk.bring(peopleTable)
        try await desk.work()
        try await desk.press("/description", at: stored, aboutPeople)
        try await desk.press("/confirmation", at: stored)
        let left = try await desk.bring(peopleTable, name: "left.csv")
        try await desk.work()
        #expect(try await desk.page("/desk/series").text.contains("let go after 30 days"))
        func purge(_ days: Int64) async throws -> Int {
            let before = noon.adding(seconds: (days - Observatory.draftDays) * 86_400)
            return try await desk.database.write { db in
                try desk.observatory.purgeDrafts(before: before, limit: 10, in: db)
            }
        }
        #expect(try await purge(29) == 0)
        #expect(try await desk.page(left).status == 200)
        #expect(try await purge(31) == 1)
        #expect(try await desk.page(left).status == 404)
        #expect(try await desk.page(stored).status == 303)
        let pieces = try await desk.database.read { db in
            try db.count("SELECT COUNT(*) FROM import_piece")
        }
        #expect(pieces == 0)
    }

    @Test(arguments: Engine.underTest)
    func `the next file of a source is read as the last one, and shown against its vintage`(
        engine: Engine
    ) async throws {
        let desk = try await DraftDesk(engine)
        try await desk.storePeople()
        let next = "Ano;País;Pessoas\n2020;Brasil;1 235\n2022;Nepal;7\n"
        let path = try await desk.bring(next, name: "people-2022.csv")
        try await desk.work(at: noon.adding(seconds: 60))
        let page = try await desk.page(path)
        #expect(page.text.contains("was remembered from the last file"))
        #expect(page.text.contains("compared with the vintage first"))
        for words in ["1 value changed", "1 value new", "1 value gone", "0 values as before"] {
            #expect(page.text.contains(words))
        }
        #expect(page.text.contains("1234") && page.text.contains("1235"))
    }

    @Test
    func `rows that are wrong stand on the page and in a list to save, and nothing is stored`()
        async throws
    {
        let desk = try await DraftDesk()
        let path = try await desk.bring(
            "Ano;País;Pessoas\n2020;Brasil;muitos\n20xx;Angola;3\n2021;Nepal;4\n")
        try await desk.work()
        try await desk.press("/description", at: path, aboutPeople)
        let page = try await desk.page(path)
        #expect(page.text.contains("Has rows to put right"))
        #expect(page.text.contains("2 rows cannot be stored"))
        #expect(page.text.contains("&#39;muitos&#39; is not a number"))
        #expect(!page.text.contains("Store as a new vintage"))
        let list = try await desk.page(path + "/problems.csv")
        #expect(list.text.hasPrefix("file,line,field,why\r\ntable.csv,2,Pessoas,"))
        #expect(list.text.split(separator: "\r\n").count == 3)
        let forced = try await desk.press("/confirmation", at: path)
        #expect(forced.status == 409)
        #expect(try await count(desk.database) == 0)
    }

    @Test func `growth that does not fit its levels is shown before anything is stored`()
        async throws
    {
        let desk = try await DraftDesk()
        let path = try await desk.bring(
            "Ano;Total;Variação\n2001;1000;\n2002;1100;84,59%\n2003;1210;10%\n")
        try await desk.work()
        var answers = aboutPeople
        answers["column-1"] = "value"
        answers["column-2"] = "growth"
        try await desk.press("/description", at: path, answers)
        let page = try await desk.page(path)
        #expect(page.text.contains("Growth that does not fit its levels"))
        #expect(page.text.contains("84.59 %") && page.text.contains("10.00 %"))
        #expect(page.text.contains("Waits for your yes"))
        try await desk.press("/confirmation", at: path)
        let values = try await view("people", desk.database).values
        #expect(values[1].note == "growth printed 84.59 %, its levels give 10.0 %")
        #expect(values[2].note == "")
    }

    @Test func `another import that came in after the look is shown before the file is stored`()
        async throws
    {
        let desk = try await DraftDesk()
        let first = try await desk.bring(peopleTable)
        let second = try await desk.bring("Ano;País;Pessoas\n2020;Brasil;9\n", name: "b.csv")
        try await desk.work()
        try await desk.press("/description", at: first, aboutPeople)
        var other = aboutPeople
        other["vintage"] = "second"
        try await desk.press("/description", at: second, other)
        try await desk.press("/confirmation", at: first)
        try await desk.press("/confirmation", at: second, now: noon.adding(seconds: 9))
        let page = try await desk.page(second)
        #expect(page.text.contains("Another file of this series came in meanwhile"))
        #expect(page.text.contains("1 value changed") && page.text.contains("1 value gone"))
        #expect(try await view("people", desk.database).vintage == "first")
        try await desk.press("/confirmation", at: second, now: noon.adding(seconds: 20))
        #expect(try await view("people", desk.database).vintage == "second")
    }

    @Test func `a message of SDMX needs no description, and a file let go leaves nothing`()
        async throws
    {
        let desk = try await DraftDesk()
        let source = try String(
            contentsOfFile: projectFolder + "/data/series/eurostat-first-permits.csv",
            encoding: .utf8)
        let path = try await desk.bring(source, name: "permits.csv")
        try await desk.work()
        let page = try await desk.page(path)
        #expect(page.text.contains("Waits for your yes") && page.text.contains("387 values new"))
        let answer = try await desk.press("/removal", at: path)
        #expect(answer.header("location") == "/desk/series")
        #expect(try await desk.page(path).status == 404)
        let left = try await desk.database.read { db in
            try db.count(
                "SELECT (SELECT COUNT(*) FROM import_draft) + (SELECT COUNT(*) FROM import_piece)")
        }
        #expect(left == 0)
    }

    @Test func `only analysts with the purpose of statistics bring anything in`() async throws {
        let desk = try await DraftDesk()
        for who in [ivo, rui, luis, bruno] {
            #expect(try await desk.page("/desk/series", as: who).status == 403)
            let answer = try await desk.send(Array(peopleTable.utf8), name: "a.csv", as: who)
            #expect(answer.status == 403)
        }
        let drafts = try await desk.database.read { db in
            try db.count("SELECT COUNT(*) FROM import_draft")
        }
        #expect(drafts == 0)
    }

    @Test func `a description that cannot be read is told beside its field`() async throws {
        let desk = try await DraftDesk()
        let answer = try await desk.send(
            Array(peopleTable.utf8), name: "a.csv", description: "key: [")
        #expect(answer.status == 422 && answer.text.contains("description:"))
        let path = try await desk.bring(peopleTable)
        try await desk.work()
        let wrong = try await desk.press(
            "/description", at: path, ["yaml": "mapping: {columns: {Ano: time}}"])
        #expect(wrong.status == 422 && wrong.text.contains("a column is period"))
        let empty = try await desk.press("/description", at: path, ["key": "Não"])
        #expect(empty.status == 422 && empty.text.contains("Use small letters"))
    }
}

extension DraftDesk {
    /// Brings the table of people in and stores it.
    func storePeople() async throws {
        let path = try await bring(peopleTable)
        try await work()
        try await press("/description", at: path, aboutPeople)
        try await press("/confirmation", at: path)
    }
}
