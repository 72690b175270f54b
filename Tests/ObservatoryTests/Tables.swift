import Formats
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import Observatory

/// A table that a mapping explains, read and not stored.
func table(
    _ text: String, _ mapping: String, scheme: String? = nil, codes: [(String, String)] = []
) throws -> SeriesFile {
    let folder = try TestFolder.make()
    try text.write(toFile: folder + "/t.csv", atomically: true, encoding: .utf8)
    return try read(folder + "/t.csv", mapping, scheme: scheme, codes: codes)
}

func read(
    _ path: String, _ mapping: String, scheme: String?, codes: [(String, String)]
) throws -> SeriesFile {
    var about = about + "mapping:\n" + mapping + "\n"
    if scheme != nil || !codes.isEmpty {
        about += "dimensions:\n  - id: geo\n"
        if let scheme { about += "    scheme: \(scheme)\n" }
        if !codes.isEmpty {
            about += "    byLabel: true\n    codes:\n"
            for (code, name) in codes {
                about += "      - {code: \"\(code)\", pt: \"\(name)\", en: \"\(name)\"}\n"
            }
        }
    }
    let yaml = try YAML.parse(Array(about.utf8), file: "t.yaml")
    var lists = try CodeLists(home: projectFolder)
    return try SeriesFile.read(
        InputFile(path), yaml, lists: &lists, mapping: try ImportMapping(yaml.map("mapping")))
}

/// A real file under a mapping; nil where the shared data are not here.
func read(_ name: String, _ mapping: String) async throws -> SeriesFile? {
    let path = projectFolder + "/../shared/data/migration-stats/" + name
    guard FileManager.default.fileExists(atPath: path) else {
        print("skipped 1 file of shared data: \(name)")
        return nil
    }
    return try read(path, mapping, scheme: nil, codes: [])
}

func find(_ key: String, _ database: Database) async throws -> Series {
    try #require(try await database.read { db in try Series.find(key, in: db) })
}

extension SeriesFile {
    func value(_ dims: String, _ period: String) -> Double? {
        parts.first?.content.values.first { $0.dims == dims && $0.period == period }?.value
    }

    func years(_ dims: String) -> [Int: Double] {
        let all = parts.first?.content.values.filter { $0.dims == dims } ?? []
        return Dictionary(
            all.compactMap { one in
                one.value.flatMap { value in Int(one.period).map { ($0, value) } }
            }
        ) { first, _ in first }
    }
}

let about = """
    key: table
    vintage: first
    unit: persons
    frequency: annual
    source: "a test"
    licence: none
    title: {pt: Tabela, en: Table}
    definition: {pt: Uma tabela, en: A table}

    """
