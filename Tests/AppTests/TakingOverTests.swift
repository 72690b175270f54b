import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// `cais cases import` on a whole installation, with its directory, its offices and its keys.
struct TakingOverTests {
    private static let header =
        "source;number;procedure;filed;name;birth;municipality;state;documents;phone"

    private func file(_ rows: [String]) throws -> String {
        let path = try TestFolder.make() + "/backlog.csv"
        let text = ([TakingOverTests.header] + rows).joined(separator: "\r\n") + "\r\n"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }

    private func row(_ number: Int, birth: String = "1990-02-10") -> String {
        "SEF;MI-\(number);legacy-ei;2023-03-01;Zé Ninguém;\(birth);1106;pending;passport;"
    }

    @Test func `the command takes a file over, tells what is wrong and changes nothing again`()
        async throws
    {
        let options = try await DemoStore.shared.copy().options
        let path = try file((0..<30).map { row($0, birth: $0 == 7 ? "?" : "1990-02-10") })
        let errors = try TestFolder.make() + "/errors.csv"
        let dry = try await importCases(options, path, errors: nil, dryRun: true)
        #expect(try JSON.parse(dry.json)["dryRun"]?.boolValue == true && !dry.isGood)
        #expect(dry.text.hasPrefix("would accept 29, known 0, changed 0, rejected 1 of 30 rows"))

        let answer = try await importCases(options, path, errors: errors, dryRun: false)
        #expect(!answer.isGood)
        #expect(answer.text.hasPrefix("accepted 29, known 0, changed 0, rejected 1 of 30 rows"))
        #expect(answer.text.contains("backlog.csv:9: birth: '?' is no day"))
        let json = try JSON.parse(answer.json)
        #expect(json["accepted"]?.intValue == 29 && json["errors"]?.stringValue == errors)
        let told = try String(contentsOfFile: errors, encoding: .utf8)
        #expect(told.contains(row(7, birth: "?")))
        let mode = try FileManager.default.attributesOfItem(atPath: errors)[.posixPermissions]
        #expect("\(mode ?? "")" == "\(0o600)", "nobody else of this machine reads names and births")

        let again = try await importCases(options, path, errors: errors, dryRun: false)
        #expect(again.text.hasPrefix("accepted 0, known 29, changed 0, rejected 1 of 30 rows"))
        let mended = try file([row(7)])
        let last = try await importCases(options, mended, errors: errors, dryRun: false)
        #expect(last.isGood && last.text == "accepted 1, known 0, changed 0, rejected 0 of 1 rows")
        #expect(!FileManager.default.fileExists(atPath: errors), "what was wrong is mended")
        #expect(try await rebuildCases(options).isGood)
        #expect(try await verify(options, against: nil, export: nil).isGood)
    }

    @Test func `an officer asks a person who has no account, and one of us must reach them`()
        async throws
    {
        let options = try await DemoStore.shared.copy().options
        _ = try await importCases(options, try file([row(1)]), errors: nil, dryRun: false)
        let house = try await House.open(options)
        defer { house.compartments.close() }
        let found = try await house.database.read { db in
            try db.first(
                """
                SELECT k.reference, l.slug FROM case_import i JOIN kase k ON k.id = i.kase
                JOIN location l ON l.id = k.office
                """
            ).map { (try $0[0] as String, try $0[1] as String) }
        }
        let (reference, slug) = try #require(found)
        #expect(slug.hasPrefix("aima-"), "an office of the agency, near the person")
        let supervisor = Browser(try await house.site())
        try await supervisor.signIn("carla")
        let page = try await supervisor.get("/desk/cases/\(reference)")
        #expect(page.status == 200)
        let paper = page.text.firstMatch(of: #/name="what"[^>]*value="([^"]+)"/#)
        let what = try #require(paper.map { String($0.output.1) })
        let sent = try await supervisor.post(
            "/desk/cases/\(reference)/requests", ["what": what], csrf: page.hidden("csrf") ?? "")
        #expect(sent.status == 303)
        let waiting = try await house.database.read { db in
            try db.count(
                """
                SELECT COUNT(*) FROM outreach o JOIN message m ON m.id = o.message
                JOIN person p ON p.id = m.person WHERE p.name = 'Zé Ninguém'
                """)
        }
        #expect(waiting == 1)
    }

    @Test func `the file that is read is never written over`() async throws {
        let options = try await DemoStore.shared.copy().options
        let path = try file([row(1, birth: "?")])
        await #expect(throws: Trouble.self) {
            _ = try await importCases(options, path, errors: path, dryRun: false)
        }
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("MI-1"))
        // Nor is a folder removed with what is in it.
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        await #expect(throws: Trouble.self) {
            _ = try await importCases(options, path, errors: folder, dryRun: false)
        }
        #expect(FileManager.default.fileExists(atPath: path))
        await #expect(throws: Trouble.self) {
            _ = try await importCases(options, path + ".none", errors: nil, dryRun: false)
        }
    }

    @Test func `the progress says rows, how fast, and how long it takes still`() {
        let half = ProgressLine.words(rows: 10_000, part: 0.5, spent: .seconds(4))
        #expect(half == "[##########··········] 10000 rows, 2500 rows/s, 0:04 left")
        let first = ProgressLine.words(rows: 100, part: 0.01, spent: .seconds(1))
        #expect(first.hasSuffix("] 100 rows, 100 rows/s, 1:39 left"))
        let done = ProgressLine.words(rows: 7, part: 1, spent: .milliseconds(500))
        #expect(done == "[####################] 7 rows, 14 rows/s, 0:00 left")
        #expect(ProgressLine.words(rows: 0, part: 0, spent: .zero).contains("0 rows,"))
    }
}
