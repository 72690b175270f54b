import Formats
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The short lists of the desk as files: what stands on the page stands in them, and their people read of it.
@Suite struct TakenListTests {
    @Test func `a list of questions is taken along, and its people read who did`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let empty = try await house.get("/desk/questions", as: "bruno")
        #expect(!empty.text.contains("/desk/questions.csv"))
        try await house.fixture.question("Is it whole?", in: kase, at: after(1))
        let page = try await house.get("/desk/questions", as: "bruno")
        let file = try await house.post("/desk/questions.csv", as: "bruno", from: page, [:])
        #expect(
            file.text.split(whereSeparator: \.isNewline) == [
                "reference,procedure,wants,asked,answer_by,owner",
                "\(kase.reference),family-reunification,answer,2026-11-24,2026-12-10,Bruno",
            ])
        let json = try await house.post("/desk/questions.json", as: "bruno", from: page, [:])
        #expect(json.text.contains("\"reference\":") && json.text.contains(kase.reference.text))
        let own = try await house.get("/cases/\(kase.reference)", as: "ana").text
        #expect(own.contains("in a list that was taken along"))
        let desk = try await house.get("/desk", as: "beatriz")
        let others = try await house.post("/desk/questions.csv", as: "beatriz", from: desk, [:])
        #expect(!others.text.contains(kase.reference.text))
    }

    @Test func `a file holds what is behind the page too`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let (id, office) = (kase.id, kase.office)
        try await house.fixture.database.write { db in
            for number in 1...Int64(questionRows + 20) {
                try db.run(
                    """
                    INSERT INTO case_question (question, kase, at_office, wants, asked_at, owner_name)
                    VALUES (\(number), \(id), \(office), 'answer', \(noon), 'Bruno')
                    """)
            }
            for number in 1...Int64(boardRows + 20) {
                try db.run(
                    """
                    INSERT INTO case_clock
                        (kase, clock, at_office, whose, effect, began, ends, avertable, verified)
                    VALUES (\(id), \("silence-\(number)"), \(office), 'state', 'tacitApproval',
                        \(day("2025-01-01")), \(day("2025-02-01")), \(day("2025-02-01")), 0)
                    """)
            }
            for number in 1...Int64(notAcceptedRows + 20) {
                try db.run(
                    """
                    INSERT INTO paper_not_accepted (report, kase, at_office, body, name, day, paper)
                    VALUES (\(number), \(id), \(office), 'bank', 'Banco', \(noon.utcDay), 'receipt')
                    """)
            }
        }
        func lines(_ answer: PlainAnswer) -> Int {
            answer.text.split(whereSeparator: \.isNewline).count
        }
        let page = try await house.get("/desk/questions", as: "bruno")
        let asked = try await house.post("/desk/questions.csv", as: "bruno", from: page, [:])
        #expect(lines(asked) == 1 + questionRows + 20)
        let silence = try await house.get("/desk/board/silence/data.csv", as: "carla")
        #expect(lines(silence) == 1 + boardRows + 20)
        let papers = try await house.get("/desk/not-accepted/data.csv", as: "bruno").text
        #expect(papers.contains("a bank,Banco,\(notAcceptedRows + 20),1,\(noon.utcDay)"))
        let none = try await house.get("/desk/not-accepted/data.csv", as: "beatriz").text
        #expect(!none.contains("Banco"))
    }

    @Test func `a list of more than a file holds is cut, and says so`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        let row = TakenRow(fields: [.int(1)], files: [kase.reference])
        for (count, isCut) in [(2, false), (3, true)] {
            let batch = try await fixture.database.read { db in
                try TakenRow.batch(Array(repeating: row, count: count), max: 2, in: db)
            }
            #expect(batch.rows.count == 2 && batch.isCut == isCut && batch.cases == [kase.id])
        }
        let table = BoardTable(
            title: "", note: "", columns: [Column("n")],
            rows: (0...listFileMax).map { [.count($0)] })
        let lines = String(decoding: table.csv, as: UTF8.self).split(whereSeparator: \.isNewline)
        #expect(lines.count == 1 + listFileMax + 1)
        #expect(lines.last.map(String.init)?.contains("first \(listFileMax) rows") == true)
    }

    @Test func `the other lists of the desk are taken along by those who read them`() async throws {
        let house = try await Browser()
        _ = try await house.fixture.file()
        let page = try await house.get("/desk", as: "bruno")
        for list in ["children", "court"] {
            let file = try await house.post("/desk/\(list).json", as: "bruno", from: page, [:])
            #expect(file.status == 200 && file.text.hasPrefix("["), "\(list)")
        }
        #expect(try await house.post("/desk/apart.csv", as: "bruno", from: page, [:]).status == 403)
        let board = try await house.get("/desk", as: "carla")
        let apart = try await house.post("/desk/apart.csv", as: "carla", from: board, [:])
        #expect(apart.status == 200 && apart.text.hasPrefix("procedure,kin,one,"))
    }
}
