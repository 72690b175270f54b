import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Observatory

/// A bad file ends with words, and nothing of it is stored.
@Suite struct BadFileTests {
    @Test func `a packed file that is cut in half is refused`() async throws {
        let bytes = try Gzip.compress(Array(good.utf8))
        try await refused("people.csv.gz", Array(bytes.prefix(bytes.count / 2)), saying: "cut off")
    }

    @Test func `a plain file that is cut inside a row is refused with its line`() async throws {
        let text = good + "people,20"
        let report = try await refused("people.csv", Array(text.utf8), saying: "fields")
        #expect(report.problems.first?.line == 402)
    }

    @Test func `SDMX-ML that is cut in half is refused`() async throws {
        let path = projectFolder + "/../shared/data/sdmx/specimens/ECB_EXR/ng-ts.xml"
        guard let data = FileManager.default.contents(atPath: path) else {
            return print("skipped 1 specimen")
        }
        let half = Array([UInt8](data).prefix(data.count / 2))
        let report = try await refused("exr.xml", half, saying: "")
        #expect(report.problems.count == 1)
        #expect(report.problems.first?.why.isEmpty == false)
    }

    @Test func `a message in which a key comes twice is refused, and both places are named`()
        async throws
    {
        let path = projectFolder + "/../shared/data/sdmx/specimens/ECB_EXR/sg-xs.xml"
        guard let data = FileManager.default.contents(atPath: path) else {
            return print("skipped 1 specimen")
        }
        let report = try await refused("exr.xml", [UInt8](data), saying: "stands twice")
        let problem = try #require(report.problems.first)
        let first = problem.why.split(separator: "before in ").last?.prefix { $0.isNumber }
        let line = try #require(problem.line)
        #expect(Int(first ?? "").map { $0 < line } == true)
    }

    @Test func `wrong types are told row by row, up to a hundred`() async throws {
        let rows = (1...300).map { "people,\(1700 + $0),many,,\n" }.joined()
        let text = "series,period,value,flag,note\n" + rows
        let report = try await refused("people.csv", Array(text.utf8), saying: "not a number")
        #expect(report.problems.count == 100)
        #expect(report.problems.first?.line == 2)
        #expect(report.problems.first?.field == "value")
    }

    @Test func `a key that stands twice is refused with the line of the second`() async throws {
        let text = good + "people,1650,9,,\n"
        let report = try await refused("people.csv", Array(text.utf8), saying: "twice")
        #expect(report.problems.map(\.line) == [402])
        #expect(report.problems.first?.why.contains("before in 52") == true)
    }

    @Test func `a gzip bomb is refused in bounded memory`() async throws {
        // Ten members of 64 MiB of zeros: 640 MiB from some hundred kilobytes.
        let member = try Gzip.compress([UInt8](repeating: 48, count: 64 << 20), level: 1)
        let bomb = (0..<10).flatMap { _ in member }
        try await refused("people.csv.gz", bomb, saying: "")
        let path = try TestFolder.make() + "/bomb.gz"
        try Data(bomb).write(to: URL(fileURLWithPath: path))
        let chunks = try InputFile(path).chunks()
        let error = #expect(throws: FormatError.self) { while try chunks() != nil {} }
        #expect(error?.message.contains("inflates to over") == true)
    }

    @Test func `a workbook that is a zip bomb is refused by an import`() async throws {
        var writer = ZipBytes()
        writer.add("xl/worksheets/sheet1.xml", says: 3 << 30, bytes: [0])
        let mapping = about + "mapping: {columns: {year: period, v: value}}\n"
        try await refused("table.xlsx", writer.finished, saying: "inflates to over", mapping)
    }

    @Test func `a sheet that inflates to more than it says is refused, and one whose sum is wrong`()
        throws
    {
        let text = [UInt8](repeating: 65, count: 5_000)
        var writer = ZipWriter(year: 2026, month: 11, day: 28)
        let whole = try writer.file("a.xml", text) + writer.file("b.xml", text) + writer.finish()
        let archive = try ZipArchive(whole, file: "a.xlsx")
        #expect(archive.names == ["a.xml", "b.xml"])
        #expect(try archive.entry("b.xml", limit: 5_000) == text)
        // The size in the table of contents, of the second file: four bytes, 24 behind its mark.
        let mark: [UInt8] = [0x50, 0x4B, 1, 2]
        let places = whole.indices.filter { Array(whole[$0...].prefix(4)) == mark }
        var small = whole
        small[try #require(places.last) + 24] = 1
        let liar = try ZipArchive(small, file: "a.xlsx")
        #expect(throws: FormatError.self) { try liar.entry("b.xml", limit: 5_000) }
        var damaged = whole
        damaged[40] ^= 1
        let broken = try ZipArchive(damaged, file: "a.xlsx")
        #expect(throws: FormatError.self) { try broken.entry("a.xml", limit: 5_000) }
    }

    @Test func `a workbook whose sheet says it is larger than allowed is refused`() throws {
        var writer = ZipBytes()
        writer.add("xl/worksheets/sheet1.xml", says: 3 << 30, bytes: [0])
        let archive = try ZipArchive(writer.finished, file: "bomb.xlsx")
        #expect(throws: FormatError.self) {
            try archive.entry("xl/worksheets/sheet1.xml", limit: 1 << 20)
        }
    }

    @Test func `one line of two gigabytes is refused long before its end`() async throws {
        let folder = try TestFolder.make()
        let path = folder + "/people.csv"
        try about.replacingOccurrences(of: "key: table", with: "key: people")
            .write(toFile: folder + "/people.yaml", atomically: true, encoding: .utf8)
        try "series,period,value,flag,note\npeople,2020,1,,".write(
            toFile: path, atomically: true, encoding: .utf8)
        // A hole of two gigabytes takes no room on the disk.
        #expect(truncate(path, 2 << 30) == 0)
        let (observatory, database) = try await house(.sqlite)
        let report = try await observatory.importSeries(path, at: noon)
        #expect(!report.stored && report.problems.count == 1)
        #expect(try await count(database) == 0)
    }

    @Test
    func `a table without a mapping says what to do, and its mapping is remembered for the next`()
        async throws
    {
        let (observatory, database) = try await house(.sqlite)
        let folder = try TestFolder.make()
        let text = "Ano;País;Pessoas 2020\n2020;Brasil;1 234\n2021;Angola;-\n"
        try Data(text.data(using: .windowsCP1252) ?? Data()).write(
            to: URL(fileURLWithPath: folder + "/a.csv"))
        let unknown = try await observatory.importSeries(folder + "/a.csv", at: noon)
        #expect(unknown.problems.first?.why.contains("--mapping") == true)
        let mapping =
            about + """
                mapping:
                  columns: {Ano: period, País: dimension citizen, "Pessoas 2020": value}
                  numbers: {thousands: " ", dash: zero}

                """
        try mapping.write(toFile: folder + "/m.yml", atomically: true, encoding: .utf8)
        let dry = try await observatory.importSeries(
            folder + "/a.csv", mapping: folder + "/m.yml", dryRun: true, at: noon)
        #expect(dry.problems.isEmpty && !dry.stored)
        #expect(dry.preview.map(\.value) == [0, 1234])
        let first = try await observatory.importSeries(
            folder + "/a.csv", mapping: folder + "/m.yml", at: noon)
        #expect(first.stored)
        try Data(
            text.replacingOccurrences(of: "1 234", with: "1 235").data(using: .windowsCP1252)
                ?? Data()
        )
        .write(to: URL(fileURLWithPath: folder + "/b.csv"))
        let next = try await observatory.importSeries(
            folder + "/b.csv", at: noon.adding(seconds: 9))
        #expect(next.stored && next.vintage == noon.utcDay.description)
        #expect(try await view("table", database).values.map(\.value) == [0, 1235])
    }

    @discardableResult
    private func refused(
        _ name: String, _ bytes: [UInt8], saying words: String, _ description: String? = nil
    ) async throws -> Observatory.ImportReport {
        let folder = try TestFolder.make()
        try about.replacingOccurrences(of: "key: table", with: "key: people")
            .write(toFile: folder + "/people.yaml", atomically: true, encoding: .utf8)
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/" + name))
        let (observatory, database) = try await house(.sqlite)
        try description?.write(toFile: folder + "/m.yml", atomically: true, encoding: .utf8)
        let report = try await observatory.importSeries(
            folder + "/" + name, mapping: description.map { _ in folder + "/m.yml" }, at: noon)
        #expect(!report.stored && !report.problems.isEmpty)
        #expect(report.problems.contains { $0.why.contains(words) } || words.isEmpty)
        let stored = try await database.read { db in
            try db.count("SELECT COUNT(*) FROM series")
                + db.count("SELECT COUNT(*) FROM series_value")
        }
        #expect(stored == 0)
        return report
    }
}

private let good =
    "series,period,value,flag,note\n"
    + (1600..<2000).map { "people,\($0),\($0),,\n" }.joined()

/// An archive of one stored file that may lie about its size.
private struct ZipBytes {
    private var body: [UInt8] = []
    private var table: [UInt8] = []

    mutating func add(_ name: String, says size: Int, bytes: [UInt8]) {
        let common =
            little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4) + little(0, 4)
            + little(bytes.count, 4) + little(size, 4) + little(name.utf8.count, 2) + little(0, 2)
        table +=
            little(0x0201_4b50, 4) + little(20, 2) + common + little(0, 2) + little(0, 2)
            + little(0, 2) + little(0, 4) + little(body.count, 4) + Array(name.utf8)
        body += little(0x0403_4b50, 4) + common + Array(name.utf8) + bytes
    }

    var finished: [UInt8] {
        body + table + little(0x0605_4b50, 4) + little(0, 4) + little(1, 2) + little(1, 2)
            + little(table.count, 4) + little(body.count, 4) + little(0, 2)
    }

    private func little(_ number: Int, _ width: Int) -> [UInt8] {
        (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
