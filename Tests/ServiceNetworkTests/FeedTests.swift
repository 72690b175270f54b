import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// The collected files: a feed of the United Kingdom, and CSV of HSDS 1.x (Ohana).
@Suite(
    .enabled(
        if: FileManager.default.fileExists(atPath: hsdsData),
        "no files of HSDS are here: 14 feeds, 56 CSV"))
struct FeedTests {
    @Test(arguments: Engine.underTest)
    func `the UK default feed goes in, its validator's answers do not`(engine: Engine) async throws
    {
        let network = try await emptyNetwork(engine)
        let folder = hsdsData + "/oruk-mocks/V3.0-UK-Default"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count == 13)
        for name in names where !name.hasPrefix("dashboard") && name != "api_details.json" {
            let report = try await network.importHSDS(
                folder + "/" + name, trial: true, by: .house, at: noon)
            #expect(report.problems == [], "\(name)")
            #expect(report.accepted > 0, "\(name)")
        }
        let whole = try await network.importHSDS(
            folder + "/service_full.json", by: .house, at: noon)
        #expect(whole.applied)
        for name in names where name.hasPrefix("dashboard") || name == "api_details.json" {
            let report = try await network.importHSDS(folder + "/" + name, by: .house, at: noon)
            #expect(!report.applied, "\(name)")
        }
        let found = try await network.database.read { db -> Int in
            try db.count("SELECT COUNT(*) FROM hsds_record WHERE kind = 'address'")
        }
        #expect(found == 1)
    }

    @Test(arguments: Engine.underTest)
    func `the standard's own example goes around`(engine: Engine) async throws {
        let network = try await emptyNetwork(engine)
        let report = try await network.importHSDS(
            hsdsData + "/spec-3.0/examples/service_full.json", by: .house, at: noon)
        #expect(report.problems == [])
        #expect(report.accepted >= 20)
    }

    /// What each file says of itself; these say neither valid nor invalid.
    private static let good = [
        "existing_category", "hs_with_2_digit_year", "hs_with_spelled_out_date", "locations",
        "org_with_2_digit_year", "org_with_spelled_out_date", "programs", "service_upload",
        "services",
        "taxonomy",
    ]

    @Test(arguments: Engine.underTest)
    func `each file of Ohana is taken or refused as its name says`(engine: Engine) async throws {
        let folder = hsdsData + "/ohana-import-fixtures"
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            .filter { $0.hasSuffix(".csv") }
        #expect(names.count == 55)
        let network = try await emptyNetwork(engine)
        let base = try await base(network)
        #expect(base.problems == [])
        var counts = [0, 0]
        for name in names {
            let stem = String(name.dropLast(4))
            let isGood = stem.hasPrefix("valid") || Self.good.contains(stem)
            let path = try filled(folder + "/" + name)
            let report = try await network.importHSDS(path, trial: true, by: .house, at: noon)
            #expect(report.applied == isGood, "\(name): \(report.problems)")
            #expect(report.problems.allSatisfy { !$0.why.isEmpty && $0.file == path }, "\(name)")
            counts[isGood ? 0 : 1] += 1
        }
        #expect(counts == [29, 26])
    }

    @Test(arguments: Engine.underTest)
    func `the sample of HSDS 1.x goes in whole`(engine: Engine) async throws {
        let network = try await emptyNetwork(engine)
        let report = try await network.importHSDS(
            hsdsData + "/ohana-sample-csv", by: .house, at: noon)
        #expect(report.problems == [])
        let counts = try await network.database.read { db in
            try ["organization", "location", "service", "phone", "taxonomy_term"].map { kind in
                try db.count("SELECT COUNT(*) FROM hsds_record WHERE kind = \(kind)")
            }
        }
        #expect(counts == [8, 22, 23, 54, 290])
    }

    /// What the files of Ohana hang under: organisations, locations, a service, a contact and a program.
    private func base(_ network: ServiceNetwork) async throws -> HSDSReport {
        let folder = try TestFolder.make()
        let tables = [
            "organizations": """
            id,name,description,tax_status
            1,One,One,
            2,Two,Two,
            """,
            "locations": """
            id,organization_id,name,transportation
            1,1,A,
            2,1,B,
            3,2,C,
            """,
            "programs": "id,organization_id,name,alternate_name\n1,1,P,",
            "services": """
            id,location_id,program_id,name,status
            1,1,1,S,active
            """,
            "contacts": "id,location_id,name,title,department\n1,1,John,,",
            "taxonomy": """
            taxonomy_id,name,parent_id,parent_name
            101,Emergency,,
            101-01,Disaster Response,101,
            101-02,Emergency Cash,101,
            101-02-01,Help,101-02,
            102,Food,,
            """,
        ]
        for (name, text) in tables {
            try (text + "\n").write(
                toFile: "\(folder)/\(name).csv", atomically: true, encoding: .utf8)
        }
        return try await network.importHSDS(folder, by: .house, at: noon)
    }

    /// The file with the numbers that its holes stand for.
    private func filled(_ path: String) throws -> String {
        var text = try String(contentsOfFile: path, encoding: .utf8)
        for hole in ["{LOCATION_ID}", "{ORG_ID}", "{SERVICE_ID}", "{CONTACT_ID}"] {
            text = text.replacingOccurrences(of: hole, with: "1")
        }
        let copy =
            try TestFolder.make() + "/" + (path.split(separator: "/").last.map(String.init) ?? "")
        try text.write(toFile: copy, atomically: true, encoding: .utf8)
        return copy
    }
}
