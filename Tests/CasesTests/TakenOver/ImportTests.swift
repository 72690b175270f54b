import Formats
import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// The backlog of another system becomes cases: whole, once, and also where the run ended half-way.
@Suite struct ImportTests {
    @Test(arguments: Engine.underTest)
    func `two thousand rows become cases, the bad ones stand whole in the file of errors`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let rows = Backlog.rows(2_000)
        let (report, errors) = try await fixture.take(Backlog.text(rows))
        #expect(report.rows == 2_000 && report.accepted == 1_980 && report.rejected == 20)
        #expect(report.known == 0 && report.changed == 0 && !report.isGood)
        let first = try #require(report.problems.first)
        #expect(first.file == "backlog.csv" && first.line == 52 && first.field == "birth")
        #expect(first.why.contains("'1990-02-30' is no day; write"))

        let lines = errors.split(separator: "\r\n").map(String.init)
        #expect(lines.count == 21 && lines[0] == Backlog.header + ",problem")
        #expect(lines[1].hasPrefix(rows[50] + ",line 52: birth: '1990-02-30' is no day"))
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.database.read { db in try db.verifyJournal().isSound })
        #expect(fixture.told.notices.withLock { $0.isEmpty }, "nobody handed anything in today")
        #expect(fixture.told.people.withLock { $0.count } == 1_980)

        // Again: nothing. Mended: the rest.
        let journal = try await fixture.count("journal")
        let again = try await fixture.take(Backlog.text(rows)).report
        #expect(again.known == 1_980 && again.accepted == 0 && again.changed == 0)
        #expect(again.rejected == 20)
        #expect(try await fixture.count("journal") == journal)
        let mended = errors.replacing("1990-02-30", with: "1990-02-20")
        let rest = try await fixture.take(mended)
        #expect(rest.report.accepted == 20 && rest.report.isGood && rest.errors.isEmpty)
        #expect(try await fixture.count("case_import") == 2_000)
    }

    @Test(arguments: Engine.underTest)
    func `a run that ended half-way and goes on comes to the same as one run`(
        engine: Engine
    ) async throws {
        let text = Backlog.text(Backlog.rows(900))
        let (whole, broken) = (try await Fixture(engine), try await Fixture(engine))
        _ = try await whole.take(text)
        await #expect(throws: Stopped.self) { _ = try await broken.take(text, stopAfter: 2) }
        #expect(try await broken.count("kase") == 600)
        let rest = try await broken.take(text).report
        #expect(rest.known == 600 && rest.accepted == 291 && rest.rejected == 9)
        let (one, two) = (try await whole.takenOver(), try await broken.takenOver())
        #expect(one.count == 891 && one == two)
        #expect(try await broken.differences().isEmpty)
        #expect(try await broken.database.read { db in try db.verifyJournal().isSound })
    }

    /// Hands out a line at a time and counts them.
    private final class Source {
        private let lines: [String]
        private(set) var handed = 0

        init(_ lines: [String]) {
            self.lines = lines
        }

        func next() -> [UInt8]? {
            guard handed < lines.count else { return nil }
            defer { handed += 1 }
            return Array((lines[handed] + "\n").utf8)
        }
    }

    @Test func `no more than a batch is read before it is stored`() async throws {
        let fixture = try await Fixture(.sqlite)
        let source = Source([Backlog.header] + Backlog.rows(700))
        let look = try TextLook(chunks(of: Array(Backlog.header.utf8)))
        var rows = try ForeignRows({ source.next() }, file: "backlog.csv", look: look)
        var ahead: [Int] = []
        let report = try await fixture.cases.importCases(
            &rows, batch: 100, clock: { noon }, reject: { _ in },
            progress: { ahead.append(source.handed - 1 - $0.rows) })
        #expect(report.accepted == 693 && ahead.count == 7)
        // What is handed out beyond the rows that are done is at most the line that the reader has begun.
        #expect(ahead.allSatisfy { (0...1).contains($0) }, "\(ahead)")
    }

    @Test(arguments: Engine.underTest)
    func `a row that says something else by now is told and changes nothing`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        _ = try await fixture.take(Backlog.text([Backlog.row()]))
        let before = try await fixture.takenOver()
        let kase = try await fixture.onlyCase()
        let other = Backlog.row(["phone": "+351 911 111 111"])
        let (report, errors) = try await fixture.take(Backlog.text([other]))
        #expect(report.changed == 1 && report.accepted == 0 && !report.isGood)
        #expect(report.problems.first?.why.contains("taken over as \(kase.reference)") == true)
        #expect(errors.contains("+351 911 111 111"))
        #expect(try await fixture.takenOver() == before)
        #expect(try await fixture.kinds(of: kase) == ["case.imported"])
        // Of another system the same number is another file.
        let third = Backlog.row(["source": "ACM"])
        #expect(try await fixture.take(Backlog.text([third])).report.accepted == 1)
    }

    @Test(arguments: Engine.underTest)
    func `one number twice in a file is one case, or told`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let rows = [Backlog.row(), Backlog.row(), Backlog.row(["name": "Joana Outra"])]
        let report = try await fixture.take(Backlog.text(rows)).report
        #expect(report.accepted == 1 && report.known == 1 && report.changed == 1)
        #expect(report.problems.first?.why.contains("a row before in this file") == true)
        #expect(try await fixture.count("kase") == 1)
    }

    @Test(arguments: Engine.underTest)
    func `a row that the store itself refuses is told, and those beside it are in`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.database.write { db in
            _ = try db.run("CREATE UNIQUE INDEX one_name ON case_member (name)")
        }
        let names = ["Joana Um", "Joana Dois", "Joana Três", "Joana Um", "Joana Cinco"]
        let rows = names.enumerated().map { place, name in
            Backlog.row(["number": "MI-\(place)", "name": name])
        }
        let (report, errors) = try await fixture.take(Backlog.text(rows))
        #expect(report.accepted == 4 && report.rejected == 1 && report.known == 0)
        let problem = try #require(report.problems.first)
        #expect(problem.line == 5 && problem.why.contains("the store refuses this row (unique"))
        #expect(errors.contains(rows[3]))
        #expect(try await fixture.count("kase") == 4)
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.database.read { db in try db.verifyJournal().isSound })
        let again = try await fixture.take(Backlog.text(rows)).report
        #expect(again.known == 4 && again.rejected == 1 && again.accepted == 0)
    }

    @Test func `a dry run says the same and stores nothing`() async throws {
        let fixture = try await Fixture(.sqlite)
        let text = Backlog.text(Backlog.rows(200))
        let dry = try await fixture.take(text, dryRun: true)
        for table: SQL in ["kase", "case_import", "journal", "case_name"] {
            #expect(try await fixture.count(table) == 0)
        }
        #expect(fixture.told.people.withLock { $0.isEmpty })
        let real = try await fixture.take(text)
        #expect(dry.report == real.report && dry.errors == real.errors)
        #expect(real.report.accepted == 198)
    }
}
