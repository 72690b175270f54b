import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Observatory

/// Messages of other formats come in as SDMX-CSV does, and workbooks as tables.
@Suite struct MessageTests {
    @Test func `JSON-stat comes in with its labels`() async throws {
        let (observatory, database) = try await house(.sqlite)
        let folder = try TestFolder.make()
        let text = """
            {"version": "2.0", "class": "dataset", "label": "Residents", "id": ["geo", "time"], "size": [2, 2],
             "role": {"time": ["time"], "geo": ["geo"]},
             "dimension": {"geo": {"label": "Country", "category": {"index": ["PT", "ES"],
               "label": {"PT": "Portugal", "ES": "Spain"}}},
               "time": {"label": "Year", "category": {"index": ["2020", "2021"]}}},
             "value": [1, 2, null, 4], "status": {"1": "p"}}
            """
        try text.write(toFile: folder + "/stat.json", atomically: true, encoding: .utf8)
        let yaml = about.replacingOccurrences(of: "key: table", with: "key: stat")
        try yaml.write(toFile: folder + "/stat.yaml", atomically: true, encoding: .utf8)
        let report = try await observatory.importSeries(folder + "/stat.json", at: noon)
        #expect(report.problems.isEmpty && report.format == "json-stat")
        let shown = try await view("stat", database)
        let portugal = shown.values.filter { $0.dims == "geo=PT" }
        #expect(portugal.map(\.value) == [1, 2])
        #expect(portugal.map(\.flag) == ["", "p"])
        let dimensions = try await database.read { db in try shown.series.dimensions(in: db) }
        #expect(dimensions.first?["ES"]?.labelEn == "Spain")
        #expect(dimensions.first?["PT"]?.place == "PRT")
    }

    @Test(arguments: [
        "ECB_EXR/ng-ts.xml", "ECB_EXR/ng-flat.xml", "ECB_EXR/rg-ts-ss.xml",
        "ECB_EXR/flat.json", "ECB_EXR/xs.json",
    ])
    func `messages of SDMX-ML and SDMX-JSON come in whole`(name: String) async throws {
        let path = projectFolder + "/../shared/data/sdmx/specimens/" + name
        guard FileManager.default.fileExists(atPath: path) else {
            return print("skipped 1 specimen: \(name)")
        }
        let (observatory, database) = try await house(.sqlite)
        let report = try await observatory.importSeries(path, at: noon)
        #expect(report.problems.isEmpty)
        #expect(report.accepted > 0)
        #expect(try await count(database) == report.accepted)
    }

    @Test func `the workbook of UN DESA is read by its own sheet, merged headings and all`() throws
    {
        let path =
            projectFolder
            + "/../shared/data/migration-stats/un-desa/undesa_pd_2020_ims_stock_by_sex_and_destination.xlsx"
        guard FileManager.default.fileExists(atPath: path) else {
            return print("skipped 1 workbook")
        }
        let input = try InputFile(path)
        #expect(input.format == .workbook)
        var (rows, found): (Int, [String]?) = (0, nil)
        for sheet in 1...9 {
            guard var grid = try? TableGrid(input, sheet: sheet) else { break }
            while let row = try grid.next() {
                rows += 1
                if row.cells.contains(where: { $0.trimmed == "Portugal" }) {
                    found = found ?? row.cells
                }
            }
        }
        #expect(rows > 500)
        let portugal = try #require(found)
        #expect(portugal.contains("620"))
        // Stock of migrants in Portugal in 1990 and 2020 (UN DESA 2020).
        #expect(portugal.contains("435782"))
        #expect(portugal.contains("1001963"))
    }
}
