import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// Where the collected files of HSDS stand: beside the project, or where CAIS_HSDS says.
let hsdsData =
    ProcessInfo.processInfo.environment["CAIS_HSDS"] ?? projectFolder + "/../shared/data/hsds"

@Suite struct HSDSTests {
    private func files(_ folder: String) throws -> [String: [UInt8]] {
        var all: [String: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
            all[name] = FileManager.default.contents(atPath: folder + "/" + name).map {
                [UInt8]($0)
            }
        }
        return all
    }

    @Test(arguments: Engine.underTest)
    func `what is exported, imported and exported again is the same`(engine: Engine) async throws {
        let first = try await network(engine)
        let (tables, again) = (try TestFolder.make(), try TestFolder.make())
        let names = try await first.exportHSDS(to: tables)
        #expect(names.count == 22)
        let second = try await emptyNetwork(engine)
        let report = try await second.importHSDS(tables, by: .house, at: noon)
        #expect(report.problems == [])
        #expect(report.applied && report.notes.isEmpty)
        _ = try await second.exportHSDS(to: again)
        #expect(try files(tables) == files(again))
        #expect(try files(tables)["services.csv"]?.isEmpty == false)
    }

    @Test(arguments: Engine.underTest)
    func `the one JSON file goes around as well`(engine: Engine) async throws {
        let first = try await network(engine)
        let folder = try TestFolder.make()
        _ = try await first.exportHSDS(to: folder + "/hsds.json")
        let second = try await emptyNetwork(engine)
        let report = try await second.importHSDS(folder + "/hsds.json", by: .house, at: noon)
        #expect(report.problems == [])
        _ = try await second.exportHSDS(to: folder + "/again.json")
        let both = try files(folder)
        #expect(both["hsds.json"] == both["again.json"])
        #expect((both["hsds.json"]?.count ?? 0) > 10_000)
    }

    @Test(arguments: Engine.underTest)
    func `every open place has a service for each of its needs`(engine: Engine) async throws {
        let network = try await network(engine)
        try await network.database.read { db in
            let pairs = try db.count("SELECT COUNT(*) FROM service_at_location")
            #expect(
                try db.count("SELECT COUNT(*) FROM hsds_record WHERE kind = 'service'") == pairs)
            #expect(try db.count("SELECT COUNT(*) FROM hsds_record WHERE kind = 'location'") == 132)
            let topics = try db.count(
                """
                SELECT COUNT(*) FROM hsds_record r JOIN hsds_link l ON l.kind = r.kind AND l.id = r.id
                WHERE r.kind = 'taxonomy_term' AND l.field = 'taxonomy_id'
                    AND l.target = \(hsdsID("cais:taxonomy:claim-topics"))
                """)
            #expect(topics == 12)
        }
    }

    @Test(arguments: Engine.underTest)
    func `the same import twice changes nothing`(engine: Engine) async throws {
        let network = try await network(engine)
        let (before, after) = (try TestFolder.make(), try TestFolder.make())
        _ = try await network.exportHSDS(to: before)
        let report = try await network.importHSDS(before, by: .house, at: noon)
        #expect(report.applied)
        _ = try await network.exportHSDS(to: after)
        #expect(try files(before) == files(after))
    }

    @Test(arguments: Engine.underTest)
    func `a bad record is named with its field and nothing is stored`(engine: Engine) async throws {
        let network = try await emptyNetwork(engine)
        let folder = try TestFolder.make()
        let id = hsdsID("one")
        let text = """
            id,name,status,organization_id,email,url
            \(id),,active,,,
            \(hsdsID("two")),Two,shut,,,
            \(hsdsID("three")),Three,active,\(hsdsID("nobody")),,
            \(hsdsID("four")),Four,active,,not a mail,ftp://x
            \(hsdsID("five")),Five,active,,a@b.pt,https://b.pt

            """
        try text.write(toFile: folder + "/services.csv", atomically: true, encoding: .utf8)
        let report = try await network.importHSDS(folder, by: .house, at: noon)
        #expect(!report.applied)
        #expect(
            report.problems.map { "\($0.row) \($0.field)" } == [
                "2 service.name", "3 service.status", "5 service.url", "5 service.email",
                "4 service.organization_id",
            ])
        #expect(report.accepted == 1 && report.rejected == 4)
        let stored = try await network.database.read { db in
            try db.count("SELECT COUNT(*) FROM hsds_record")
        }
        #expect(stored == 0)
    }

    @Test func `an identifier is the same in every installation and a UUID of version 8`() {
        let id = hsdsID("cais:location:aima-lisboa-1")
        #expect(id == hsdsID("cais:location:aima-lisboa-1"))
        #expect(isUUID(id))
        #expect(id.dropFirst(14).first == "8")
        #expect("89ab".contains(id.dropFirst(19).first ?? "x"))
        var seen: Set<String> = []
        for number in 0..<20_000 { seen.insert(hsdsID("cais:\(number)")) }
        #expect(seen.count == 20_000)
    }
}
