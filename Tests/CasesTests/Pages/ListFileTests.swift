import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// Lists as files: the same rows as on the page, within the same rights, a batch at a time.
@Suite struct ListFileTests {
    private func rows(_ text: String) throws -> [[String: String]] {
        var reader = try CSVReader(text: text, file: "list.csv")
        let header = reader.header
        return try reader.rows().map { row in
            Dictionary(uniqueKeysWithValues: zip(header, row.fields))
        }
    }

    @Test func `the queue as a file has what the page has and nothing of another office`()
        async throws
    {
        let house = try await Browser()
        let (late, new) = (
            try await house.fixture.file(ana, at: after(-400)), try await house.fixture.file(yusuf)
        )
        let porto = try await house.fixture.file(olena, in: porto)
        let answer = try await house.take("/desk.csv", as: "bruno")
        #expect(answer.status == 200)
        #expect(answer.header("content-type") == "text/csv; charset=utf-8")
        #expect(
            answer.header("content-disposition")
                == "attachment; filename=\"queue-2026-11-24.csv\"")
        #expect(answer.header("cache-control") == "no-store")
        let lines = try rows(answer.text)
        #expect(
            Set(lines.compactMap { $0["reference"] })
                == [late.reference.text, new.reference.text])
        let line = try #require(lines.first { $0["reference"] == late.reference.text })
        #expect(line["holder"] == "Ana Exemplo" && line["people"] == "3")
        #expect(line["turn"] == "state" && line["state"] == "submitted")
        #expect(line["filed"] == "2025-10-19" && line["office"] == "Lisboa I")
        #expect(line["date"] == "\(try #require(late.projection.nextDate))")
        #expect(line["decided"] == "" && line["demo"] == "false")

        let other = try await house.take("/desk.csv", as: "beatriz").text
        #expect(try rows(other).map { $0["reference"] } == [porto.reference.text])
        for who in ["ana", "jorge"] {
            #expect(try await house.take("/desk.csv", as: who).status == 403, "\(who)")
        }
        let visitor = try await house.take("/desk.csv", as: nil)
        #expect(visitor.header("location")?.hasPrefix("/sign-in") == true)
    }

    @Test(arguments: [
        "search=lia", "search=nobody", "state=submitted", "state=decided", "turn=person",
        "overdue=1", "clock=decision", "clock=tacit-approval", "clock=decision&overdue=1",
    ])
    func `a filter narrows the file as it narrows the page`(filter: String) async throws {
        let house = try await Browser()
        let files = [
            try await house.fixture.file(ana, at: after(-400)), try await house.fixture.file(yusuf),
        ]
        try await house.fixture.decide("granted", ["conditions-met"], of: files[1], at: after(0))
        let page = try await house.get("/desk?" + filter, as: "bruno").text
        let shown = Set(files.map(\.reference.text).filter { page.contains($0) })
        let csv = try rows(try await house.take("/desk.csv?" + filter, as: "bruno").text)
        #expect(Set(csv.compactMap { $0["reference"] }) == shown)
        let json = try JSON.parse(try await house.take("/desk.json?" + filter, as: "bruno").text)
        #expect(Set((json.arrayValue ?? []).compactMap { $0["reference"]?.stringValue }) == shown)
        if !shown.isEmpty {
            let link = "/desk.csv?" + filter.replacing("&", with: "&amp;")
            #expect(page.contains("action=\"\(link)\""))
        }
    }

    @Test func `a name that a spreadsheet would run is text, and JSON keeps it as it is`()
        async throws
    {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        try await house.fixture.database.write { db in
            _ = try db.run("UPDATE case_member SET name = '=1+1' WHERE kase = \(kase.id)")
        }
        let csv = try rows(try await house.take("/desk.csv", as: "bruno").text)
        #expect(csv.map { $0["holder"] } == ["'=1+1"])
        let json = try JSON.parse(try await house.take("/desk.json", as: "bruno").text)
        #expect(json[0]?["holder"]?.stringValue == "=1+1")
        #expect(json[0]?["people"]?.intValue == 3 && json[0]?["demo"]?.boolValue == false)
        #expect(json[0]?["decided"]?.isNull == true)
    }

    @Test func `who took a list along is in the journal, what was searched for is not`()
        async throws
    {
        let house = try await Browser()
        _ = try await house.take("/desk.json?search=zibreira&turn=state", as: "bruno")
        let lines = try await house.fixture.database.read { db in
            try db.journal(of: "list/\(bruno.account)")
        }
        #expect(lines.map(\.kind) == ["list.taken"] && lines.first?.actor == bruno.account)
        #expect(lines.first?.fields == ["list": "desk.json", "filters": "search turn"])
    }

    @Test func `no page elsewhere takes a list along, and one list is on its way at a time`()
        async throws
    {
        let house = try await Browser()
        #expect(try await house.get("/desk.csv", as: "bruno").status == 404)
        let gate = ListGate()
        try gate.enter(bruno.account, at: noon)
        #expect(throws: Refused.self) { try gate.enter(bruno.account, at: noon) }
        try gate.enter(beatriz.account, at: noon)
        gate.leave(bruno.account)
        try gate.enter(bruno.account, at: noon)
        // One that never began is forgotten.
        try gate.enter(bruno.account, at: noon.adding(seconds: 900))
        for _ in 0..<2 {
            #expect(try await house.take("/desk.csv", as: "bruno").status == 200)
        }
    }

    @Test func `a person takes along their own files and no others`() async throws {
        let house = try await Browser()
        let own = try await house.fixture.file(ana)
        let other = try await house.fixture.file(yusuf)
        let csv = try rows(try await house.get("/cases.csv", as: "ana").text)
        #expect(csv.map { $0["reference"] } == [own.reference.text])
        #expect(csv.first?["procedure"] == "family-reunification")
        let json = try JSON.parse(try await house.get("/cases.json", as: "yusuf").text)
        #expect(json[0]?["reference"]?.stringValue == other.reference.text && json[1] == nil)
        let none = try await house.get("/cases.json", as: "olena")
        #expect(try JSON.parse(none.text) == [])
        #expect(try await house.get("/cases.csv", as: "bruno").status == 403)
        let page = try await house.get("/cases", as: "ana").text
        #expect(page.contains("href=\"/cases.csv\"") && page.contains("href=\"/cases.json\""))
    }

    @Test func `files under a mandate come along, and the person reads that they did`() async throws
    {
        let house = try await Browser()
        let (own, hers) = (
            try await house.fixture.file(yusuf), try await house.fixture.file(ana)
        )
        let person = try #require(ana.person)
        house.fixture.told.mandates.withLock {
            $0 = { who, _ in
                who == yusuf
                    ? [CaseMandate(number: "7", person: person, name: "Ana", mayAct: false)] : []
            }
        }
        let csv = try rows(try await house.get("/cases.csv", as: "yusuf").text)
        #expect(
            Set(csv.compactMap { $0["reference"] }) == [own.reference.text, hers.reference.text])
        let looks = try await house.fixture.database.read { [cases = house.fixture.cases] db in
            try cases.looks(at: person, in: db)
        }
        #expect(looks.map(\.name) == ["Yusuf"] && looks.allSatisfy(\.byMandate))
    }

    @Test(arguments: ListFile.Form.allCases)
    func `a batch is sent before the next one is asked for`(form: ListFile.Form) async throws {
        let asked = Mutex(0)
        let list = ListFile(form: form, columns: ["number"]) { last in
            asked.withLock { $0 += 1 }
            let start = Int(last.value)
            let end = min(start + 10, 35)
            let rows = (start..<end).map { [JSON.int($0)] }
            return ListFile.Batch(rows: rows, last: CaseID(Int64(end)))
        }
        var (bytes, ahead): ([UInt8], [Int]) = ([], [])
        var sent = 0
        try await list.write { piece in
            bytes += piece
            ahead.append(asked.withLock { $0 } - sent)
            sent += 1
        }
        // Each batch is asked for when all before it are sent: never two of them wait.
        #expect(ahead.allSatisfy { (0...1).contains($0) }, "\(ahead)")
        #expect(asked.withLock { $0 } == 5)
        let text = String(decoding: bytes, as: UTF8.self)
        switch form {
        case .csv:
            let numbers = try rows(text).compactMap { $0["number"].flatMap(Int.init) }
            #expect(numbers == Array(0..<35))
        case .json:
            let items = try JSON.parse(text).arrayValue ?? []
            #expect(items.compactMap { $0["number"]?.intValue } == Array(0..<35))
        }
    }

    @Test(arguments: ListFile.Form.allCases)
    func `a file that does not hold all says so in its last line`(form: ListFile.Form) async throws
    {
        for isCut in [true, false] {
            let list = ListFile(form: form, columns: ["number", "word"]) { last in
                let rows = last == CaseID(0) ? [[JSON.int(1), .string("a")]] : []
                return ListFile.Batch(rows: rows, last: CaseID(1), isCut: isCut)
            }
            var bytes: [UInt8] = []
            try await list.write { bytes += $0 }
            let text = String(decoding: bytes, as: UTF8.self)
            switch form {
            case .csv:
                let last = try rows(text).last?["number"]
                #expect(last == (isCut ? ListFile.cutLine(after: 1) : "1"))
            case .json:
                let items = try JSON.parse(text).arrayValue ?? []
                #expect(items.last?["cut_after"]?.intValue == (isCut ? 1 : nil))
                #expect(items.count == (isCut ? 2 : 1))
            }
        }
    }
}
