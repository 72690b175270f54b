import Formats
import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// What a row may say, and what it is told where it does not.
@Suite struct RowTests {
    @Test(arguments: [
        ("source", "", "empty"), ("number", "", "empty"), ("procedure", "asylum", "legacy-ei"),
        ("filed", "2024-06-04", "no law of legacy-ei"), ("filed", "1969-12-31", "no law of"),
        ("filed", "2026-12-01", "not come yet"),
        ("filed", "01-03-2023", "29/02/2024"), ("filed", "2023-02-29", "is no day"),
        ("name", "", "empty"), ("birth", "2023-03-02", "nobody of this birth"),
        ("birth", "1890-01-01", "nobody of this birth"), ("nationality", "Brasil", "capitals"),
        ("nationality", "b1", "capitals"), ("municipality", "Lisboa", "four digits"),
        ("municipality", "9999", "four digits"),
        ("source", "An archive that has a name without any end", "over 40"),
        ("office", "nowhere", "no place of the directory"), ("state", "open", "pending or decided"),
        ("outcome", "granted", "a pending file has none"), ("documents", "diploma", "passport"),
        ("email", "joana", "no mail address"), ("email", "a b@example.org", "no mail address"),
        ("nif", "none", "no such number"), ("family", "Lia=2020-01-01=child=here", "at most"),
        ("phone", "12", "5 to 15 digits"), ("name", "Jo\u{0B}ana", "control character"),
    ])
    func `a field that does not hold is named, and the row stands whole in the file of errors`(
        field: String, value: String, words: String
    ) async throws {
        let fixture = try await Fixture(.sqlite)
        let row = Backlog.row([field: value])
        let (report, errors) = try await fixture.take(Backlog.text([row]))
        #expect(report.accepted == 0 && report.rejected == 1)
        let problem = try #require(report.problems.first)
        #expect(problem.field == field && problem.line == 2)
        #expect(problem.why.contains(words), "\(problem.why)")
        #expect(errors.contains(row))
        #expect(try await fixture.count("kase") == 0)
    }

    @Test(arguments: [
        (["procedure": "family-reunification", "documents": "", "filed": "2007-08-02"], "filed"),
        (["procedure": "family-reunification", "documents": "accommodation"], "documents"),
        (["procedure": "family-reunification", "documents": ""], "family"),
        (
            [
                "procedure": "family-reunification", "documents": "",
                "family": "Lia=2020=child=here",
            ],
            "family"
        ),
        (["state": "decided"], "outcome"),
        (["state": "decided", "outcome": "lost", "decided": "2024-01-02"], "outcome"),
        (["state": "decided", "outcome": "granted"], "decided"),
        (["state": "decided", "outcome": "granted", "decided": "2023-02-28"], "decided"),
        (["state": "decided", "outcome": "granted", "decided": "2026-11-24"], "decided"),
        (["decided": "2024-01-02"], "decided"),
    ])
    func `what the fields of a row say together holds`(
        changes: [String: String], field: String
    ) async throws {
        let fixture = try await Fixture(.sqlite)
        let report = try await fixture.take(Backlog.text([Backlog.row(changes)])).report
        #expect(report.rejected == 1 && report.problems.first?.field == field)
    }

    @Test(arguments: Engine.underTest)
    func `a file of a spreadsheet in Portugal is read as it is`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let header = Backlog.columns.joined(separator: ";")
        let row = Backlog.fields([
            "name": " Jo#o da Silva ", "filed": "01/03/2023", "office": "porto",
            "documents": "passport  passport",
        ]).joined(separator: ";")
        // ã of Windows-1252 is no UTF-8.
        let bytes = Array((header + "\r\n" + row + "\r\n").utf8)
            .map { $0 == UInt8(ascii: "#") ? 0xE3 : $0 }
        let report = try await fixture.take(bytes).report
        #expect(report.accepted == 1 && report.isGood)
        let kase = try await fixture.onlyCase()
        #expect(kase.office == portoCentre && kase.municipality == lisbon)
        #expect(try await fixture.members(of: kase).map(\.person.name) == ["João da Silva"])
        #expect(kase.filedAt.utcDay == day("2023-03-01"))
        var queue = DeskQueue(scope: WorkOffices(beatriz))
        queue.search = QueueSearch("joao silv")
        let asked = queue
        let found = try await fixture.database.read { db in
            try asked.run(beatriz, in: db).lines.map(\.kase.reference)
        }
        #expect(found == [kase.reference])
        let history = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(history.imported?.documents == ["passport"])
    }

    @Test(arguments: ["[\n%,\n%]", "%\n%\n"])
    func `JSON is read as an array and as lines`(form: String) async throws {
        let fixture = try await Fixture(.sqlite)
        func item(_ number: Int, _ birth: String) -> String {
            """
            {"source":"SEF","number":\(number),"procedure":"legacy-ei","filed":"2023-03-01",\
            "name":"Joana Ninguém","birth":"\(birth)","municipality":"1106","state":"pending",\
            "documents":["passport","means"],"email":null}
            """
        }
        let halves = form.split(separator: "%", omittingEmptySubsequences: false)
        let text = [
            String(halves[0]), item(1, "1990-02-10"), String(halves[1]), item(2, "1990-02-30"),
            String(halves[2]),
        ].joined()
        let (report, errors) = try await fixture.take(text)
        #expect(report.accepted == 1 && report.rejected == 1)
        let told = try JSON.parse(errors)
        #expect(told["number"]?.intValue == 2)
        let problem = try #require(told["problem"]?.stringValue)
        #expect(problem.hasPrefix("line ") && problem.contains(": birth: "), "\(problem)")
        let history = try await fixture.database.read { db in
            try db.first("SELECT \(Case.columns) FROM kase").map(Case.init)?.history(in: db)
        }
        #expect(history?.imported?.number == "1")
        #expect(history?.imported?.documents == ["passport", "means"])
        // The file of errors can be mended and read back.
        let mended = errors.replacing("1990-02-30", with: "1990-02-20")
        #expect(try await fixture.take(mended).report.accepted == 1)
    }

    @Test func `an item of JSON that is no row is told`() async throws {
        let fixture = try await Fixture(.sqlite)
        let (report, errors) = try await fixture.take("[12, {\"birht\": \"x\"}, {\"name\": {}}]")
        #expect(report.rejected == 3 && report.problems.map(\.field) == [nil, "birht", "name"])
        #expect(errors.hasPrefix("{\"problem\":"))
    }

    @Test func `a row of another width stands whole in the file of errors`() async throws {
        let fixture = try await Fixture(.sqlite)
        let text = Backlog.text(["SEF,MI-1", Backlog.row() + ",one,more", Backlog.row()])
        let (report, errors) = try await fixture.take(text)
        #expect(report.accepted == 1 && report.rejected == 2)
        #expect(report.problems.allSatisfy { $0.why.contains("where the header has 20") })
        #expect(errors.contains("SEF,MI-1,,") && errors.contains(",one,more,"))
    }

    @Test(arguments: [
        (Backlog.header + ",colour", "colour"), (Backlog.header + ",name", "name"),
        (Backlog.columns.dropFirst().joined(separator: ","), "source"),
    ])
    func `a header that is not understood refuses the file`(
        header: String, field: String
    ) async throws {
        let fixture = try await Fixture(.sqlite)
        do {
            _ = try await fixture.take(header + "\n" + Backlog.row() + "\n")
            Issue.record("\(header) was read")
        } catch let error as FormatError {
            #expect(error.line == 1 && error.field == field)
        }
    }
}
